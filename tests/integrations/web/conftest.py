"""The web app over a small real catalogue, whose embedder only knows words; the cast; sessions."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.library import Library
from assistant.questions import Questions
from assistant.settings import Settings
from assistant.store.records import utc_now
from assistant.store.session import Store
from integrations.services import Services
from integrations.web.app import create_app
from integrations.web.deps import SESSION_COOKIE
from integrations.web.personas import Persona
from retrieval.embeddings import VectorCache
from retrieval.index import VectorIndex
from tests.catalogues import FILES, write_catalogue
from tests.fakes import WordEmbedder
from tests.people import Cast, bring_in

HOSTILE = "<script>alert(1)</script>"
HOSTILE_CREDENTIAL = f"""\
id: hostile
title: "Title {HOSTILE}"
issuer: "Issuer <img src=x onerror=alert(2)>"
competency: "The educator <b onclick=alert(3)>does</b> [this](javascript:alert(4)) with students."
resources:
  - {{title: "Guide {HOSTILE}", url: 'https://example.org/" onmouseover="alert(5)'}}
submission:
  - id: evidence
    title: "Evidence {HOSTILE}"
    prompts:
      - {{id: one, text: "Show {HOSTILE}"}}
rubric:
  - id: row
    part: evidence
    title: "Row {HOSTILE}"
    levels:
      - {{name: "Met {HOSTILE}", descriptor: "Students revise {HOSTILE}"}}
      - {{name: "Not Met", descriptor: "Nothing"}}
"""


@dataclass(frozen=True)
class Indexed:
    """A catalogue that was indexed once for all tests."""

    database: Path
    index: VectorIndex


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    """The small catalogue and a hostile credential, in a database and an index."""
    folder = tmp_path_factory.mktemp("web-indexed")
    files = {**FILES, "hostile.yaml": HOSTILE_CREDENTIAL}
    write_catalogue(folder / "catalogue", files)
    store = Store(f"sqlite:///{folder / 'credcoach.sqlite3'}")
    store.migrate()
    index = VectorIndex(folder / "vectors")
    report = Library(store, index, WordEmbedder(), VectorCache(None)).index([folder / "catalogue"])
    assert not report.faults
    store.wipe_traces()
    store.close()
    return Indexed(folder / "credcoach.sqlite3", index)


@pytest.fixture
def services(
    indexed: Indexed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Services]:
    """Services over a copy of the database."""
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    shutil.copyfile(indexed.database, tmp_path / "credcoach.sqlite3")
    services = Services(Settings(CREDCOACH_DATA_DIR=tmp_path))
    embedder: Any = WordEmbedder()
    services.local_embedder = embedder
    services.library = Library(services.store, indexed.index, embedder, VectorCache(None))
    services.questions = Questions(services.library, embedder, VectorCache(None))
    yield services
    services.close()


@pytest.fixture
def cast(services: Services) -> Cast:
    """Alice, Bob, Charlie and Dana."""
    return bring_in(services.store, utc_now())


@pytest.fixture
def app(services: Services, cast: Cast) -> FastAPI:
    """A real installation, where everybody signs in."""
    assert cast
    return create_app(services)


@pytest.fixture
def demo(services: Services, cast: Cast) -> FastAPI:
    """A demo, whose default visitor is Alice."""
    personas = [
        Persona("drafting", "Alice", cast.alice.id, "a teacher in the middle of a draft"),
        Persona("coach", "Bob", cast.bob.id, "a coach"),
        Persona("admin", "Dana", cast.dana.id, "an admin"),
    ]
    return create_app(services, demo=True, personas=personas)


class Desk:
    """Makes clients: with a bearer token, with a browser's session, or with nothing."""

    def __init__(self, app: FastAPI, services: Services) -> None:
        self._app = app
        self._services = services

    def nobody(self) -> TestClient:
        """Without any session."""
        return TestClient(self._app, follow_redirects=False)

    def program(self, email: str) -> TestClient:
        """With a bearer token."""
        token = self._services.accounts.issue_token(email)
        client = self.nobody()
        client.headers["Authorization"] = f"Bearer {token}"
        return client

    def browser(self, person_id: str) -> TestClient:
        """With a session's cookie, and asking for pages."""
        client = self.nobody()
        client.cookies.set(SESSION_COOKIE, self._services.accounts.start_session(person_id))
        client.headers["Accept"] = "text/html"
        return client


@pytest.fixture
def desk(app: FastAPI, services: Services) -> Desk:
    """Clients of the real installation."""
    return Desk(app, services)


@pytest.fixture
def alice(desk: Desk) -> TestClient:
    """Alice's program."""
    return desk.program("alice@school.example")


@pytest.fixture
def bob(desk: Desk) -> TestClient:
    """Bob's program."""
    return desk.program("bob@school.example")


@pytest.fixture
def charlie(desk: Desk) -> TestClient:
    """Charlie's program."""
    return desk.program("charlie@school.example")


def form_token(client: TestClient, page: str = "/settings") -> str:
    """The form token that a page gives out; the cookie that goes with it stays in the client."""
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get(page).text)
    assert found
    return found[1]
