"""Several servers on one PostgreSQL and one Chroma server: what one does, the others know."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from assistant.errors import BadInput
from assistant.settings import Settings
from integrations.server import _place, may_be_many
from tests.catalogues import write_catalogue
from tests.chroma_server import ChromaServer
from tests.postgres_server import MISSING, PostgresDatabase, new_database, postgres_server

PROGRAM = Path(sys.executable).with_name("credcoach")
STARTS_WITHIN_S = 120.0
POSTGRES = "postgresql+psycopg://me@host/records"
CHROMA = "http://host:8000"
KEY = "k" * 32


@pytest.fixture(scope="module")
def database() -> Iterator[PostgresDatabase]:
    """A database without tables."""
    with postgres_server() as url:
        if url is None:
            pytest.skip(MISSING)
        made = new_database(url, migrated=False)
        yield made
        made.drop()


@pytest.fixture(scope="module")
def environment(
    database: PostgresDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """What every worker and command is told."""
    folder = tmp_path_factory.mktemp("large")
    vectors = ChromaServer(folder / "chroma")
    vectors.start()
    told = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    yield {
        **told,
        "CREDCOACH_DATABASE_URL": database.url,
        "CREDCOACH_CHROMA_URL": vectors.url,
        "CREDCOACH_SECRET_KEY": KEY,
        "CREDCOACH_DATA_DIR": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    vectors.stop()


class Worker:
    """A server as a process of its own, on a free port."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self._log = folder.open("wb")
        self._file = folder
        self._process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0"],
            env=environment,
            cwd=folder.parent,
            stdout=self._log,
            stderr=self._log,
        )

    def url(self) -> str:
        """Where it answers, as it says itself."""
        give_up = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < give_up and self._process.poll() is None:
            if found := re.search(r"answers at (http://\S+?)\. ", self._file.read_text()):
                return found.group(1)
            time.sleep(0.1)
        raise RuntimeError(f"the worker did not start: {self._file.read_text()}")

    def stop(self) -> None:
        """Ends it as a supervisor does."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=30)
        self._process.kill()
        self._process.wait()
        self._log.close()


@pytest.fixture
def workers(environment: dict[str, str], tmp_path: Path) -> Iterator[list[str]]:
    """The addresses of two workers that started at once on a database without tables."""
    started = [Worker(environment, tmp_path / f"worker-{number}.log") for number in range(2)]
    try:
        yield [worker.url() for worker in started]
    finally:
        for worker in started:
            worker.stop()


def command(environment: dict[str, str], *words: str, typed: str = "") -> str:
    """What a command says on standard output, once it is done."""
    done = subprocess.run(
        [PROGRAM, *words], env=environment, input=typed, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_indexed_beside_two_workers_is_found_through_both(
    workers: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    mail = "ada@school.example"
    command(environment, "user", "add", mail, "--role", "teacher", typed="correct horse battery\n")
    token = command(environment, "user", "token", mail).split()[-1]
    asking = {"Authorization": f"Bearer {token}"}

    def credentials(url: str) -> set[str]:
        answer = httpx.get(f"{url}/api/v1/credentials", headers=asking, timeout=60)
        assert answer.status_code == 200
        return {item["id"] for item in answer.json()["items"]}

    assert [credentials(url) for url in workers] == [set(), set()]
    command(environment, "index", str(write_catalogue(tmp_path / "catalogue")))
    first, second = [credentials(url) for url in workers]
    assert first
    assert second == first
    for url in workers:
        assert httpx.get(f"{url}/readyz", timeout=60).json()["status"] == "ready"


def test_an_installation_in_a_folder_moves_onto_the_servers(
    environment: dict[str, str], database: PostgresDatabase, tmp_path: Path
) -> None:
    with database.connect() as connection:
        moved_to = f"{database.name}_moved"
        connection.execute(f'CREATE DATABASE "{moved_to}"')
    target = database.url.replace(database.name, moved_to)
    embedded = {
        name: value
        for name, value in environment.items()
        if name not in ("CREDCOACH_DATABASE_URL", "CREDCOACH_CHROMA_URL")
    } | {"CREDCOACH_DATA_DIR": str(tmp_path / "data")}
    command(embedded, "index", str(write_catalogue(tmp_path / "catalogue")))
    move = ("migrate-data", "--to", target, "--chroma", environment["CREDCOACH_CHROMA_URL"])
    try:
        moved = json.loads(command(embedded, *move, "--json"))
        assert moved["records"]["credential_record"] > 0
        assert moved["records"]["catalogue_state"] == 1
        there = {**environment, "CREDCOACH_DATABASE_URL": target}
        seen = json.loads(command(there, "recommend", "questions that make pupils think", "--json"))
        here = json.loads(
            command(embedded, "recommend", "questions that make pupils think", "--json")
        )
        assert seen == here
        again = subprocess.run(
            [PROGRAM, *move], env=embedded, capture_output=True, text=True, timeout=300
        )
        assert again.returncode == 2
        assert "holds records already" in again.stderr
    finally:
        with database.connect() as connection:
            connection.execute(f'DROP DATABASE "{moved_to}" WITH (FORCE)')


def test_a_door_for_handed_over_work_is_there_only_where_one_server_may_be(
    environment: dict[str, str],
) -> None:
    assert may_be_many(Settings.model_construct(database_url=POSTGRES, chroma_url=CHROMA))
    for database_url, chroma_url in (
        (None, None),
        (POSTGRES, None),
        (None, CHROMA),
        ("sqlite:////srv/credcoach.sqlite3", CHROMA),
    ):
        assert not may_be_many(
            Settings.model_construct(database_url=database_url, chroma_url=chroma_url)
        )
    assert not (Path(environment["CREDCOACH_DATA_DIR"]) / "server.json").exists()


def test_servers_that_share_a_database_must_share_a_key(tmp_path: Path) -> None:
    settings = Settings.model_construct(
        data_dir=tmp_path, database_url=POSTGRES, chroma_url=CHROMA, secret_key=None
    )
    with pytest.raises(BadInput, match="set CREDCOACH_SECRET_KEY to the same"):
        _place(settings, "http://127.0.0.1:8000")
