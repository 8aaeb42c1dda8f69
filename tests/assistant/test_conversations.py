"""Conversations: words are kept before they are answered, in order, for their person alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.conversations import Batch, Conversations
from assistant.errors import BadInput, Conflict, NotFound
from assistant.store.session import Store
from tests.kept import kept_bytes
from tests.people import Cast, Clock


@pytest.fixture
def talks(store: Store, clock: Clock) -> Conversations:
    return Conversations(store, clock=clock)


def test_a_talk_is_kept_in_order_though_the_clock_stands_still(
    talks: Conversations, cast: Cast
) -> None:
    talk = talks.open(cast.alice)
    for number in range(5):
        talks.keep_message(cast.alice, talk.id, f"question {number}")
        talks.keep_answer(cast.alice, talk.id, f"answer {number}", [{"kind": "plan"}])
    kept = talks.get(cast.alice, talk.id)
    assert [message.text for message in kept.messages] == [
        f"{who} {number}" for number in range(5) for who in ("question", "answer")
    ]
    assert [message.role for message in kept.messages[:2]] == ["person", "assistant"]
    assert kept.messages[1].cards == ({"kind": "plan"},)
    assert talks.open(cast.alice, talk.id).id == talk.id


def test_the_first_words_are_the_title(talks: Conversations, cast: Cast) -> None:
    talk = talks.open(cast.alice)
    talks.keep_message(cast.alice, talk.id, "three kids do\nall the talking " + "and so on " * 20)
    talks.keep_message(cast.alice, talk.id, "something else")
    title = talks.open(cast.alice, talk.id).title
    assert title.startswith("three kids do all the talking")
    assert len(title) <= 80
    assert title.endswith("…")


def test_an_answer_grows_under_its_id(talks: Conversations, cast: Cast) -> None:
    talk = talks.open(cast.alice)
    asked = talks.keep_message(cast.alice, talk.id, "Hello")
    talks.keep_answer(cast.alice, talk.id, "Hel", complete=False, message_id="chosen-before")
    after = talks.keep_answer(cast.alice, talk.id, "Hello!", message_id="chosen-before")
    assert (after.id, after.text, after.complete) == ("chosen-before", "Hello!", True)
    assert len(talks.get(cast.alice, talk.id).messages) == 2
    with pytest.raises(Conflict):
        talks.keep_answer(cast.alice, talk.id, "words in her mouth", message_id=asked.id)


@pytest.mark.parametrize("text", ["", "  \n", "a\0b", "\udc00"])
def test_words_that_cannot_be_kept_are_refused(talks: Conversations, cast: Cast, text: str) -> None:
    talk = talks.open(cast.alice)
    with pytest.raises(BadInput):
        talks.keep_message(cast.alice, talk.id, text)
    assert talks.get(cast.alice, talk.id).messages == ()


def test_events_can_be_read_on_from_any_of_them(talks: Conversations, cast: Cast) -> None:
    talk, other = talks.open(cast.alice), talks.open(cast.alice)
    asked = talks.keep_message(cast.alice, talk.id, "Hello")
    kept = talks.append_together(
        [
            Batch(cast.alice, talk.id, asked.id, (("start", {}),)),
            Batch(cast.alice, other.id, "m", (("start", {}),)),
            Batch(cast.alice, talk.id, asked.id, [("delta", {"text": "He"}), ("done", {})]),
        ]
    )
    assert kept == (True, True, True)
    first, _, last = (event.seq for event in talks.events(cast.alice, talk.id))
    assert [e.kind for e in talks.events(cast.alice, talk.id)] == ["start", "delta", "done"]
    assert [e.kind for e in talks.events(cast.alice, talk.id, first)] == ["delta", "done"]
    assert [e.kind for e in talks.events(cast.alice, talk.id, first, limit=1)] == ["delta"]
    assert talks.events(cast.alice, talk.id, last) == ()


def test_an_events_number_is_never_used_twice(talks: Conversations, cast: Cast) -> None:
    talk = talks.open(cast.alice)
    talks.append_together([Batch(cast.alice, talk.id, "m", (("start", {}),))])
    (gone,) = talks.events(cast.alice, talk.id)
    talks.delete(cast.alice, talk.id)
    next_talk = talks.open(cast.alice)
    talks.append_together([Batch(cast.alice, next_talk.id, "m", (("start", {}),))])
    (event,) = talks.events(cast.alice, next_talk.id)
    assert event.seq > gone.seq


def test_memory_is_carried(talks: Conversations, cast: Cast) -> None:
    talk = talks.open(cast.alice)
    assert talks.memory(cast.alice, talk.id) == {}
    talks.set_memory(cast.alice, talk.id, {"grade": "4"})
    assert talks.memory(cast.alice, talk.id) == {"grade": "4"}


def test_talks_are_listed_the_latest_first(talks: Conversations, cast: Cast, clock: Clock) -> None:
    first = talks.open(cast.alice)
    clock.pass_by(timedelta(minutes=1))
    second = talks.open(cast.alice)
    assert [t.id for t in talks.list(cast.alice)] == [second.id, first.id]
    clock.pass_by(timedelta(minutes=1))
    talks.keep_message(cast.alice, first.id, "again")
    assert [t.id for t in talks.list(cast.alice)] == [first.id, second.id]


def test_a_deleted_talk_is_gone_from_the_very_bytes(
    talks: Conversations, cast: Cast, store: Store
) -> None:
    talk = talks.open(cast.alice)
    talks.keep_message(cast.alice, talk.id, "a zebra-secret")
    talks.delete(cast.alice, talk.id)
    with pytest.raises(NotFound):
        talks.get(cast.alice, talk.id)
    kept = kept_bytes(store)
    assert b"zebra-secret" not in kept


def test_charlie_finds_no_talk_of_alices(talks: Conversations, cast: Cast) -> None:
    talk = talks.open(cast.alice)
    for nobody in (cast.charlie, cast.bob, cast.dana):
        assert talks.list(nobody) == ()
        for ask in (
            lambda p: talks.open(p, talk.id),
            lambda p: talks.get(p, talk.id),
            lambda p: talks.keep_message(p, talk.id, "x"),
            lambda p: talks.keep_answer(p, talk.id, "x"),
            lambda p: talks.events(p, talk.id),
            lambda p: talks.memory(p, talk.id),
            lambda p: talks.set_memory(p, talk.id, {}),
            lambda p: talks.delete(p, talk.id),
        ):
            with pytest.raises(NotFound, match="no such conversation"):
                ask(nobody)
        assert talks.append_together([Batch(nobody, talk.id, "m", (("x", {}),))]) == (False,)
    assert talks.get(cast.alice, talk.id).messages == ()
    assert talks.events(cast.alice, talk.id) == ()
