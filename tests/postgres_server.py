"""A PostgreSQL server of the tests' own: the machine's binaries, or one that is found by URL."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from assistant.store.models import Row
from assistant.store.session import Store

SERVER_URL = "CREDCOACH_TEST_POSTGRES"  # postgresql://user:password@host:port, may make databases
MISSING = (
    "no PostgreSQL here: `apt-get install postgresql`, or name a server that may make databases "
    f"in {SERVER_URL}"
)
STARTS_WITHIN_S = 60.0
# Nothing of the tests has to outlive a power cut; what is promised is checked elsewhere.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class PostgresDatabase:
    """One database with all tables, made for the tests and dropped after them."""

    def __init__(self, server: str, name: str, *, migrated: bool = True) -> None:
        self._server = server
        self.name = name
        self.url = f"{server}/{name}".replace("postgresql://", "postgresql+psycopg://")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" ENCODING UTF8 TEMPLATE template0')
        if migrated:
            store = Store(self.url)
            store.migrate()
            store.close()

    def connect(self) -> psycopg.Connection[Any]:
        """A connection of the driver's own, each statement kept at once."""
        return psycopg.connect(f"{self._server}/{self.name}", autocommit=True)

    def empty(self) -> None:
        """Takes every row out of every table."""
        tables = ", ".join(f'"{table.name}"' for table in Row.metadata.sorted_tables)
        with self.connect() as connection:
            connection.execute("SET lock_timeout = '20s'")  # a transaction left open is a fault
            connection.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")

    def drop(self) -> None:
        """Drops the database, whoever is connected to it."""
        with psycopg.connect(f"{self._server}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


def new_database(server: str, *, migrated: bool = True) -> PostgresDatabase:
    """A database of a name that nobody has."""
    return PostgresDatabase(server, f"credcoach_test_{uuid4().hex[:12]}", migrated=migrated)


@contextmanager
def postgres_server() -> Iterator[str | None]:
    """The URL of a server, without a database; None where there is none and none can be started."""
    if given := os.environ.get(SERVER_URL):
        yield given.rstrip("/").replace("postgresql+psycopg://", "postgresql://")
        return
    binaries, owner = _binaries(), _owner()
    if binaries is None or (os.geteuid() == 0 and owner is None):
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="credcoach-postgres-"))  # short, for its socket's path
    try:
        if owner is not None:
            shutil.chown(folder, owner)
        with _running(binaries, folder, owner) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(binaries: Path, folder: Path, owner: str | None) -> Iterator[str]:
    data, log = folder / "data", folder / "log"
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "credcoach", "--auth=trust", "--no-sync"]
        + ["--encoding=UTF8", "--locale=C.UTF-8"],
        check=True,
        capture_output=True,
        cwd=folder,
        user=owner,
    )
    port = _free_port()
    options = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
    command: list[Any] = [binaries / "postgres", "-D", data]
    for option in (*options, *QUICK):
        command += ["-c", option]
    url = f"postgresql://credcoach@127.0.0.1:{port}"
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, user=owner)
    try:
        _wait_until_it_answers(url, server, log)
        yield url
    finally:
        server.send_signal(signal.SIGINT)  # PostgreSQL's word for: end sessions and stop
        server.wait(timeout=STARTS_WITHIN_S)


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + STARTS_WITHIN_S
    while True:
        try:
            psycopg.connect(f"{url}/postgres", connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}") from None
            time.sleep(0.05)


def _binaries() -> Path | None:
    """The folder of the newest `initdb` and `postgres`; Debian keeps them off the PATH."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=_version)
    program = found[-1] if found else shutil.which("initdb")
    return Path(program).resolve().parent if program else None


def _version(path: str) -> float:
    try:
        return float(Path(path).parent.parent.name)
    except ValueError:
        return 0.0


def _owner() -> str | None:
    """Whom the server must run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return None


def _free_port() -> int:
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port
