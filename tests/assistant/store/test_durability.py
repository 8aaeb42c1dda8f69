"""An answered save is on the disk; one that cannot be kept is refused whole and in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from assistant.accounts import Accounts
from assistant.conversations import Conversations
from assistant.drafts import Drafts
from assistant.errors import StoreUnavailable
from assistant.people import Person
from assistant.store.session import Store

FULL, ON = 2, 1  # SQLite's own numbers
LONG = "my students paused before they answered. " * 20_000


@pytest.fixture
def kept(migrated: Path, tmp_path: Path) -> Iterator[Store]:
    """A SQLite store in a file of the test's own."""
    file = tmp_path / "credcoach.sqlite3"
    file.write_bytes(migrated.read_bytes())
    store = Store(f"sqlite:///{file}")
    yield store
    store.close()


@pytest.fixture
def alice(kept: Store) -> Person:
    """Alice."""
    return Accounts(kept).welcome("alice@school.example", "Alice")


def fill_the_disk(store: Store) -> None:
    """From now on the database may not grow by a page, as on a disk that is full."""

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # never less than it has already

    store.close()
    event.listen(store._engine, "connect", limit)


def test_every_connection_syncs_each_commit_and_overwrites_what_is_deleted(kept: Store) -> None:
    with kept.session() as writing, kept.reading() as reading:
        for session in (writing, reading):
            said = {
                name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
            }
            assert said == {
                "journal_mode": "wal",
                "synchronous": FULL,
                "secure_delete": ON,
                "foreign_keys": ON,
            }


def test_a_full_disk_refuses_a_save_in_words_and_leaves_what_was_there(
    kept: Store, alice: Person
) -> None:
    drafts = Drafts(kept)
    draft = drafts.create(alice, "pauses")
    drafts.put_part(alice, draft.id, "overview", "the first words")
    fill_the_disk(kept)
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="disk is full"):
            drafts.put_part(alice, draft.id, "overview", LONG)
    (part,) = drafts.get(alice, draft.id).parts
    assert (part.text, part.version) == ("the first words", 1)


def test_a_full_disk_keeps_no_message_and_no_empty_conversation(kept: Store, alice: Person) -> None:
    talks = Conversations(kept)
    talk = talks.open(alice)
    fill_the_disk(kept)
    with pytest.raises(StoreUnavailable, match="disk is full"):
        talks.keep_message(alice, talk.id, LONG)
    assert talks.get(alice, talk.id).messages == ()
