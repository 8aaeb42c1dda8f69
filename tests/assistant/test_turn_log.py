"""The events of many turns, written down together: each turn's own, in order, none for another."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from typing import Any

import pytest

from assistant.conversations import Batch, Conversations
from assistant.errors import NotFound, StoreUnavailable
from assistant.people import Person
from assistant.turn_log import EventWriter, TurnLog
from tests.people import Cast

PATIENCE_S = 30.0  # only a hang reaches this


def opened(writer: EventWriter, talks: Conversations, person: Person) -> TurnLog:
    talk = talks.open(person)
    return writer.open(person, talk.id, talks.keep_message(person, talk.id, "Hello").id)


def kept(talks: Conversations, turn: TurnLog) -> list[Any]:
    return [event.body["n"] for event in talks.events(turn.person, turn.conversation_id)]


def test_events_of_turns_that_wait_are_kept_in_one_go(
    talks: Conversations, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on, sizes = Event(), Event(), []
    together = talks.append_together

    def slow(batches: Sequence[Batch]) -> tuple[bool, ...]:
        sizes.append(len(batches))
        begun.set()
        assert goes_on.wait(PATIENCE_S)
        return together(batches)

    monkeypatch.setattr(talks, "append_together", slow)
    writer = EventWriter(talks)
    first, *others = (opened(writer, talks, cast.alice) for _ in range(4))
    first.put(("delta", {"n": 0}), at_once=True)
    assert begun.wait(PATIENCE_S)  # the writer is at the first one, so the others wait
    for n in range(3):
        for turn in others:
            turn.put(("delta", {"n": n}))
    goes_on.set()
    for turn in (first, *others):
        turn.close()

    assert sizes[0] == 1
    assert max(sizes) == 3
    assert kept(talks, first) == [0]
    assert [kept(talks, turn) for turn in others] == [[0, 1, 2]] * 3


def test_a_conversation_that_is_gone_fails_its_own_turn_alone(
    talks: Conversations, cast: Cast
) -> None:
    writer = EventWriter(talks)
    gone, there = opened(writer, talks, cast.alice), opened(writer, talks, cast.bob)
    talks.delete(cast.alice, gone.conversation_id)
    for turn in (gone, there):
        turn.put(("delta", {"n": 1}))

    there.close()
    assert kept(talks, there) == [1]
    with pytest.raises(NotFound):
        gone.close()


def test_nobody_writes_into_anothers_conversation(talks: Conversations, cast: Cast) -> None:
    writer = EventWriter(talks)
    hers = opened(writer, talks, cast.alice)
    other = writer.open(cast.charlie, hers.conversation_id, "a-message")
    other.put(("delta", {"n": 9}))

    with pytest.raises(NotFound):
        other.close()
    assert kept(talks, hers) == []


def test_a_store_that_fails_for_all_is_asked_for_each(
    talks: Conversations, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = talks.append_together

    def fails_for_bob(batches: Sequence[Batch]) -> tuple[bool, ...]:
        if any(one.person == cast.bob for one in batches):
            raise StoreUnavailable("The database is busy; try again in a moment.")
        return together(batches)

    monkeypatch.setattr(talks, "append_together", fails_for_bob)
    writer = EventWriter(talks)
    hers, his = opened(writer, talks, cast.alice), opened(writer, talks, cast.bob)
    for turn in (hers, his):
        turn.put(("delta", {"n": 1}))

    hers.close()
    assert kept(talks, hers) == [1]
    with pytest.raises(StoreUnavailable):
        his.close()
