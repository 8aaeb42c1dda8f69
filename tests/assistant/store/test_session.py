"""The store: what it promises of a file, of threads, of processes, and how it says no."""

from __future__ import annotations

import multiprocessing
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant import store as nouns
from assistant.errors import BadInput, Conflict, StoreUnavailable
from assistant.store.session import Store
from tests.people import Cast, Clock

PROCESSES = 2
THREADS = 12
CHANGES_EACH = 5


def _migrate(url: str, start: str) -> None:
    while not Path(start).exists():
        pass
    store = Store(url)
    store.migrate()
    store.migrate()
    store.close()


def test_processes_that_start_at_once_leave_one_good_database(tmp_path: Path) -> None:
    url, start = f"sqlite:///{tmp_path}/new/credcoach.sqlite3", tmp_path / "start"
    context = multiprocessing.get_context("spawn")
    starting = [context.Process(target=_migrate, args=(url, str(start))) for _ in range(PROCESSES)]
    for process in starting:
        process.start()
    start.touch()
    for process in starting:
        process.join(timeout=60)
    assert [process.exitcode for process in starting] == [0] * PROCESSES
    store = Store(url)
    store.ping()
    with store.reading() as session:
        assert nouns.people.everyone(session) == ()
    store.close()


def test_threads_that_read_and_then_write_wait_for_each_other(store: Store, cast: Cast) -> None:
    draft_id = ""
    with store.session() as session:
        draft_id = nouns.drafts.add(session, cast.alice.id, "pauses", datetime.now(UTC)).id
    failures: list[Exception] = []

    def change() -> None:
        try:
            for _ in range(CHANGES_EACH):
                with store.session() as session:
                    draft = nouns.drafts.find(session, draft_id, hold=True)
                    assert draft is not None
                    part = nouns.drafts.DraftPart("one", str(draft.version), draft.version)
                    nouns.drafts.put_part(session, draft_id, part, datetime.now(UTC))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=change) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.reading() as session:
        draft = nouns.drafts.find(session, draft_id)
    assert draft is not None
    assert draft.version == 1 + THREADS * CHANGES_EACH


def test_a_reader_does_not_wait_for_a_writer(store: Store, cast: Cast) -> None:
    with store.session() as writing:
        nouns.drafts.add(writing, cast.alice.id, "pauses", datetime.now(UTC))
        with store.reading() as reading:
            assert nouns.drafts.of_person(reading, cast.alice.id) == ()


def test_what_raises_is_undone_whole(store: Store, cast: Cast, clock: Clock) -> None:
    def change_and_fail() -> None:
        with store.session() as session:
            nouns.drafts.add(session, cast.alice.id, "pauses", clock())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    with store.reading() as session:
        assert nouns.drafts.of_person(session, cast.alice.id) == ()


def test_sqlite_keeps_what_was_answered_even_when_the_power_goes(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/credcoach.sqlite3")
    with store.reading() as session:
        pragmas = {
            name: session.connection().execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    store.close()
    full = 2
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


def test_a_broken_constraint_is_a_conflict(store: Store, cast: Cast, clock: Clock) -> None:
    with pytest.raises(Conflict, match="Another change came between"), store.session() as session:
        nouns.people.add(
            session, name="A", email=cast.alice.email, roles=frozenset({"teacher"}), at=clock()
        )


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="without a time zone"), store.session() as session:
        nouns.people.add(
            session,
            name="A",
            email=None,
            roles=frozenset({"teacher"}),
            at=datetime(2026, 1, 1),
        )


@pytest.mark.parametrize("odd", ["\ud800", "a\udfffb"])
def test_half_a_character_in_an_id_is_bad_input(store: Store, odd: str) -> None:
    with pytest.raises(BadInput, match="cannot be kept or looked up"), store.reading() as session:
        nouns.drafts.find(session, odd)


def test_times_come_back_in_utc(store: Store, cast: Cast, clock: Clock) -> None:
    with store.session() as session:
        nouns.drafts.add(session, cast.alice.id, "pauses", clock())
    with store.reading() as session:
        (draft,) = nouns.drafts.of_person(session, cast.alice.id)
    assert draft.created_at == clock()
    assert draft.created_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "is not a database URL"),
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("oracular://host/name", "no known database"),
    ],
)
def test_a_url_that_cannot_be_used_is_said_in_one_sentence(url: str, says: str) -> None:
    with pytest.raises(StoreUnavailable, match=says):
        Store(url)


def test_a_folder_that_is_a_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        Store(f"sqlite:///{tmp_path}/data/credcoach.sqlite3")


def test_a_folder_in_place_of_the_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        Store(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "credcoach.sqlite3").write_text("words, words, words" * 100)
    store = Store(f"sqlite:///{tmp_path}/credcoach.sqlite3")
    with pytest.raises(StoreUnavailable, match="not a database"):
        store.migrate()
    store.close()


def test_a_store_that_was_never_migrated_is_said_in_one_sentence(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/credcoach.sqlite3")
    with pytest.raises(StoreUnavailable, match="no such table"), store.reading() as session:
        nouns.people.everyone(session)
    store.close()


def test_a_database_of_a_newer_program_is_left_alone(store: Store) -> None:
    def note(version: str) -> str:
        with store.session() as session:
            connection = session.connection()
            before = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            connection.execute(
                text("UPDATE alembic_version SET version_num = :now"), {"now": version}
            )
            return str(before)

    before = note("9999")
    try:
        with pytest.raises(StoreUnavailable, match="newer Credcoach"):
            store.migrate()
    finally:
        note(before)  # other tests have the same server


def test_the_file_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/data/credcoach.sqlite3")
    store.migrate()
    store.close()  # what lies beside the file while it is open may go at any moment
    paths = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert tmp_path / "data" / "credcoach.sqlite3" in paths
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
