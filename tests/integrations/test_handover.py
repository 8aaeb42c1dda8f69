"""Work handed over to the server that runs on the same data folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.errors import Conflict, StoreUnavailable
from assistant.library import IndexReport
from integrations.handover import PATH, hand_over_index, index_router, only_server
from integrations.server import listening_socket
from retrieval.catalogue import Fault
from retrieval.errors import CatalogueNotFound


class FakeLibrary:
    """Keeps what it was asked to index."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[Path], bool, bool]] = []
        self.raises: Exception | None = None

    def index(self, folders, *, prune: bool, rebuild: bool, paraphraser=None) -> IndexReport:
        self.asked.append((folders, prune, rebuild))
        if self.raises:
            raise self.raises
        return IndexReport(credentials=3, faults=[Fault("a.yaml", 4, "id", "is missing")])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, FakeLibrary]]:
    """A data folder on which a server runs, on a port of its own, and the library behind it."""
    library = FakeLibrary()
    bound = listening_socket("127.0.0.1", 0)
    with only_server(tmp_path, f"http://127.0.0.1:{bound.getsockname()[1]}") as token:
        app = FastAPI()
        app.include_router(index_router(library, token))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        yield tmp_path, library
        server.should_exit = True
        thread.join()
    bound.close()


def test_a_running_server_takes_the_work_and_its_report_comes_back(served) -> None:
    folder, library = served
    report = hand_over_index(folder, [Path("/some/catalogue")], prune=True, rebuild=False)

    assert report == IndexReport(credentials=3, faults=[Fault("a.yaml", 4, "id", "is missing")])
    assert library.asked == [([Path("/some/catalogue")], True, False)]


def test_what_the_server_cannot_do_is_said_in_its_own_sentence(served) -> None:
    folder, library = served
    library.raises = CatalogueNotFound("/nowhere does not exist; name the folder.")

    with pytest.raises(StoreUnavailable, match="/nowhere does not exist"):
        hand_over_index(folder, [Path("/nowhere")], prune=False, rebuild=False)


def test_without_a_server_nothing_is_handed_over(tmp_path: Path) -> None:
    assert hand_over_index(tmp_path, [tmp_path], prune=False, rebuild=False) is None


def test_a_second_server_on_the_folder_is_refused_with_the_firsts_address(served) -> None:
    folder, _ = served

    with pytest.raises(Conflict, match="127.0.0.1"), only_server(folder, "http://127.0.0.1:1"):
        pass


def test_the_door_does_not_open_without_the_token() -> None:
    library = FakeLibrary()
    app = FastAPI()
    app.include_router(index_router(library, "right"))
    body = {"paths": ["/x"], "prune": False, "rebuild": False}

    with TestClient(app) as client:
        assert client.post(PATH, json=body).status_code == 404
        wrong = client.post(PATH, json=body, headers={"Authorization": "Bearer wrong"})
        assert wrong.status_code == 404
    assert library.asked == []
