"""Records moved from the file into a server: all of them, as they were, and the numbers go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import store as nouns
from assistant.conversations import Batch, Conversations
from assistant.drafts import Drafts
from assistant.errors import Conflict
from assistant.library import Library
from assistant.store.moving import move_records
from assistant.store.session import Store
from retrieval.embeddings import VectorCache
from retrieval.index import VectorIndex
from tests.fakes import WordEmbedder
from tests.people import Cast, Clock
from tests.postgres_server import PostgresDatabase


@pytest.fixture
def target(database: PostgresDatabase) -> Iterator[Store]:
    """An empty database on a server."""
    store = Store(database.url)
    yield store
    store.close()
    database.empty()


def test_what_a_teacher_kept_is_there_word_for_word_and_can_be_added_to(
    store: Store, target: Store, stocked: Library, cast: Cast, clock: Clock
) -> None:
    drafts, talks = Drafts(store, clock=clock), Conversations(store, clock=clock)
    draft = drafts.create(cast.alice, next(iter(stocked.shelf().credentials)))
    drafts.put_part(cast.alice, draft.id, "reflection", "Zoë asked: “why?” 🙂\n")
    talk = talks.open(cast.alice)
    answer = talks.keep_message(cast.alice, talk.id, "hello")
    said = [("delta", {"text": word}) for word in ("one", "two")]
    talks.append_together([Batch(cast.alice, talk.id, answer.id, tuple(said))])

    counts = move_records(store, target)

    assert counts["person"] == 4
    assert counts["turn_event"] == 2
    assert counts["credential_record"] == len(stocked.shelf().credentials)
    there = Drafts(target, clock=clock)
    assert there.get(cast.alice, draft.id) == drafts.get(cast.alice, draft.id)
    moved = Conversations(target, clock=clock)
    assert moved.get(cast.alice, talk.id) == talks.get(cast.alice, talk.id)
    moved.append_together([Batch(cast.alice, talk.id, answer.id, (("done", {}),))])
    assert [event.seq for event in moved.events(cast.alice, talk.id)] == [1, 2, 3]


def test_the_shelf_is_the_same_and_its_vectors_are_made_anew(
    store: Store, target: Store, stocked: Library, embedder: WordEmbedder, tmp_path: Path
) -> None:
    move_records(store, target)
    there = Library(target, VectorIndex(tmp_path / "elsewhere"), embedder, VectorCache(None))
    assert there.heal() == len(stocked.shelf().passages)
    assert there.shelf() == stocked.shelf()


def test_a_target_that_holds_anything_is_left_alone(
    store: Store, target: Store, cast: Cast, clock: Clock
) -> None:
    with target.session() as session:
        nouns.people.add(session, name="Eve", email=None, roles=frozenset(), at=clock())
    with pytest.raises(Conflict, match=r"holds records already \(person\)"):
        move_records(store, target)
    with target.reading() as session:
        assert [person.name for person in nouns.people.everyone(session)] == ["Eve"]
    with store.reading() as session:
        assert nouns.people.find(session, cast.alice.id) == cast.alice
