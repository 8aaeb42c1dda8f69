"""What is PostgreSQL's own: its tables, its locks, and how it says no; on a real server."""

from __future__ import annotations

import multiprocessing
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from assistant import store as nouns
from assistant.conversations import Batch, Conversations
from assistant.errors import Conflict, StoreUnavailable
from assistant.store import session as session_file
from assistant.store.models import Row
from assistant.store.session import MIGRATIONS, Store
from tests.people import Clock, bring_in
from tests.postgres_server import PostgresDatabase, new_database

PROCESSES = 2


@pytest.fixture
def bare(server: str) -> Iterator[PostgresDatabase]:
    """A database without a table, of the test's own."""
    made = new_database(server, migrated=False)
    yield made
    made.drop()


@pytest.fixture
def kept(database: PostgresDatabase) -> Iterator[Store]:
    """A store on the server, with nothing in it."""
    store = Store(database.url)
    yield store
    store.close()
    database.empty()


def _migrate(url: str, start: str) -> None:
    while not Path(start).exists():
        pass
    store = Store(url)
    store.migrate()
    store.close()


def test_processes_that_start_at_once_leave_one_good_database(
    bare: PostgresDatabase, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    work = (bare.url, str(tmp_path / "start"))
    starting = [context.Process(target=_migrate, args=work) for _ in range(PROCESSES)]
    for process in starting:
        process.start()
    (tmp_path / "start").touch()
    for process in starting:
        process.join(timeout=60)
    assert [process.exitcode for process in starting] == [0] * PROCESSES
    engine = create_engine(bare.url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []
    engine.dispose()


def test_every_migration_can_be_taken_back(bare: PostgresDatabase) -> None:
    engine = create_engine(bare.url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        command.upgrade(config, "head")
    engine.dispose()


def test_a_database_without_tables_is_said_in_one_sentence(bare: PostgresDatabase) -> None:
    store = Store(bare.url)
    with pytest.raises(StoreUnavailable, match="holds no tables"), store.reading() as session:
        nouns.people.everyone(session)
    store.close()


def test_a_server_that_nobody_listens_on_is_said_without_its_password() -> None:
    with closing(socket.socket()) as unused:
        unused.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        port = unused.getsockname()[1]
        store = Store(f"postgresql+psycopg://me:my-secret@127.0.0.1:{port}/credcoach")
        with pytest.raises(StoreUnavailable, match="cannot be used") as error:
            store.ping()
        store.close()
    assert "my-secret" not in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_read_is_of_one_moment(kept: Store, clock: Clock) -> None:
    cast = bring_in(kept, clock())
    with kept.reading() as reading:
        assert len(nouns.people.everyone(reading)) == 4
        with kept.session() as writing:
            nouns.people.erase(writing, cast.charlie.id)
        assert len(nouns.people.everyone(reading)) == 4
    with kept.reading() as reading:
        assert len(nouns.people.everyone(reading)) == 3


def test_who_only_reads_cannot_write(kept: Store, clock: Clock) -> None:
    cast = bring_in(kept, clock())
    with pytest.raises(Exception, match="read-only transaction"), kept.reading() as session:
        nouns.people.erase(session, cast.charlie.id)
    with kept.session() as session:
        assert nouns.people.find(session, cast.charlie.id) is not None


def test_of_two_who_want_one_address_at_once_the_second_is_told(kept: Store, clock: Clock) -> None:
    told: list[Exception] = []
    both = threading.Barrier(2)

    def join(name: str) -> None:
        try:
            with kept.session() as session:
                both.wait(timeout=20)
                nouns.people.add(
                    session,
                    name=name,
                    email="one@school.example",
                    roles=frozenset({"teacher"}),
                    at=clock(),
                )
        except Conflict as error:
            told.append(error)

    _at_once(lambda: join("A"), lambda: join("B"))
    assert [str(error) for error in told] == [
        "Another change came between, so this one was not kept; try again."
    ]
    with kept.reading() as session:
        assert len(nouns.people.everyone(session)) == 1


def test_of_two_who_wait_for_each_other_one_is_told_to_try_again(kept: Store, clock: Clock) -> None:
    cast = bring_in(kept, clock())
    told: list[Exception] = []
    both = threading.Barrier(2)

    def hold(first: str, second: str) -> None:
        try:
            with kept.session() as session:
                nouns.people.hold(session, first)
                both.wait(timeout=20)
                nouns.people.hold(session, second)
        except Conflict as error:
            told.append(error)

    alice, bob = cast.alice.id, cast.bob.id
    _at_once(lambda: hold(alice, bob), lambda: hold(bob, alice))
    assert len(told) == 1


def test_who_waits_too_long_is_told_that_it_is_busy(
    database: PostgresDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_file, "BUSY_SECONDS", 1)
    store = Store(database.url)
    cast = bring_in(store, clock())
    with store.session() as held:
        nouns.people.hold(held, cast.alice.id)
        with pytest.raises(StoreUnavailable, match="is busy; try again"), store.session() as other:
            nouns.people.hold(other, cast.alice.id)
    store.close()
    database.empty()


def test_who_adds_to_a_talk_waits_for_who_was_first(
    database: PostgresDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_file, "BUSY_SECONDS", 1)
    store = Store(database.url)
    cast = bring_in(store, clock())
    talks = Conversations(store, clock=clock)
    talk = talks.open(cast.alice)
    later = Batch(cast.alice, talk.id, "m", (("delta", {}),))
    with store.session() as first:
        nouns.conversations.owners(first, [talk.id])
        with pytest.raises(StoreUnavailable, match="is busy"):  # not: a number too high too early
            talks.append_together([later])
        nouns.conversations.add_many_events(first, [(talk.id, "m", "start", {})], clock())
    talks.append_together([later])
    assert [event.kind for event in talks.events(cast.alice, talk.id)] == ["start", "delta"]
    store.close()
    database.empty()


def test_work_beside_the_records_is_done_by_one_process_at_a_time(
    kept: Store, database: PostgresDatabase
) -> None:
    other, done = Store(database.url), []

    def second() -> None:
        with other.alone():
            done.append("second")

    thread = threading.Thread(target=second)
    with kept.alone():
        thread.start()
        with database.connect() as connection:
            while not _waiting(connection):
                assert thread.is_alive(), "it did not wait"
        done.append("first")
    thread.join(timeout=60)
    other.close()
    assert done == ["first", "second"]
    with kept.session() as session:
        assert session.connection().execute(text("SHOW lock_timeout")).scalar() == "10s"


def _waiting(connection: psycopg.Connection[Any]) -> bool:
    query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    row = connection.execute(query).fetchone()
    return bool(row and row[0])


def test_a_connection_that_was_cut_costs_nobody_an_error(
    kept: Store, database: PostgresDatabase
) -> None:
    kept.ping()
    with database.connect() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    kept.ping()
    with kept.session() as session:
        assert session.connection().execute(text("SHOW lock_timeout")).scalar() == "10s"


def _at_once(*works: object) -> None:
    threads = [threading.Thread(target=work) for work in works]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
