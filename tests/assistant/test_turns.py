"""Turns that outlive the request: they go on when nobody reads, and their events are kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.answers import Answers
from assistant.conversation import Assistant
from assistant.conversations import Conversations
from assistant.errors import BadInput, NotFound
from assistant.library import Library
from assistant.replies import Card, Delta, Done, Failed, ReplyPart, Start, Step
from assistant.turns import Turns, event_of
from tests.people import Cast

TALK = "more students think and join mathematics discussion in my class"
LONG_ENOUGH_S = 30.0  # a turn of these tests takes far less; only a hang reaches this


@pytest.fixture
def turns(talks: Conversations, stocked: Library, answers: Answers) -> Iterator[Turns]:
    yield Turns(Assistant(talks, stocked, answers), talks)
    wait_for_turns()


def wait_for_turns() -> None:
    for thread in threading.enumerate():
        if thread.name == "turn":
            thread.join(LONG_ENOUGH_S)


def test_a_turn_is_followed_part_by_part(turns: Turns, cast: Cast) -> None:
    parts = list(turns.start(cast.alice, TALK))

    assert isinstance(parts[0], Start)
    assert isinstance(parts[-1], Done)
    assert any(isinstance(part, Card) for part in parts)


def test_a_turn_goes_on_when_nobody_reads_it(
    turns: Turns, cast: Cast, talks: Conversations
) -> None:
    start = next(turns.start(cast.alice, TALK))
    assert isinstance(start, Start)
    wait_for_turns()

    kept = talks.get(cast.alice, start.conversation_id).messages
    assert [(m.role, m.complete) for m in kept] == [("person", True), ("assistant", True)]
    kinds = [event.kind for event in talks.events(cast.alice, start.conversation_id)]
    assert kinds[0] == "start"
    assert kinds[-1] == "done"


def test_the_events_kept_are_the_events_streamed(
    turns: Turns, cast: Cast, talks: Conversations
) -> None:
    parts = list(turns.start(cast.alice, TALK))
    wait_for_turns()
    assert isinstance(parts[0], Start)
    kept = talks.events(cast.alice, parts[0].conversation_id)

    assert [event.kind for event in kept] == [event_of(part)[0] for part in parts]
    text = "".join(part.text for part in parts if isinstance(part, Delta))
    assert "".join(e.body["text"] for e in kept if e.kind == "delta") == text
    assert {event.message_id for event in kept} == {parts[0].message_id}
    assert [event.seq for event in kept] == sorted({event.seq for event in kept})


def test_another_persons_conversation_is_refused_at_once(turns: Turns, cast: Cast) -> None:
    start = next(turns.start(cast.alice, TALK))
    assert isinstance(start, Start)
    wait_for_turns()

    with pytest.raises(NotFound):
        turns.start(cast.charlie, "hello", conversation_id=start.conversation_id)


def test_an_empty_message_is_refused_at_once(
    turns: Turns, cast: Cast, talks: Conversations
) -> None:
    with pytest.raises(BadInput):
        turns.start(cast.alice, "  ")
    assert talks.list(cast.alice) == ()


def test_a_turn_that_breaks_ends_with_failed_and_its_event_is_kept(
    turns: Turns,
    answers: Answers,
    cast: Cast,
    talks: Conversations,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(answers, "goal", breaks)
    parts = list(turns.start(cast.alice, TALK))
    wait_for_turns()

    assert isinstance(parts[0], Start)
    assert isinstance(parts[-1], Failed)
    kept = talks.events(cast.alice, parts[0].conversation_id)
    assert kept[-1].kind == "error"
    assert kept[-1].body["detail"] == parts[-1].detail


def test_when_the_answer_cannot_be_kept_the_reader_is_told(
    turns: Turns, cast: Cast, talks: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(talks, "keep_answer", cannot)
    parts = list(turns.start(cast.alice, TALK))

    assert isinstance(parts[-1], Failed)
    assert "disk full" not in parts[-1].detail
    assert not any(isinstance(part, Done) for part in parts)


def test_a_conversation_deleted_in_the_middle_ends_its_turn(
    talks: Conversations, stocked: Library, answers: Answers, cast: Cast
) -> None:
    class Deleting(Assistant):
        def _parts(self, turn: Any, started: float) -> Iterator[ReplyPart]:
            talks.delete(turn.person, turn.conversation_id)
            yield from super()._parts(turn, started)

    parts = list(Turns(Deleting(talks, stocked, answers), talks).start(cast.alice, TALK))
    wait_for_turns()

    assert isinstance(parts[-1], Failed)
    assert talks.list(cast.alice) == ()


def test_a_stopped_answer_is_kept_as_far_as_it_came_and_only_she_can_stop_it(
    turns: Turns, talks: Conversations, cast: Cast
) -> None:
    parts = turns.start(cast.alice, TALK)
    start = next(parts)
    assert isinstance(start, Start)
    assert not turns.stop(cast.charlie, start.conversation_id)

    stopped = turns.stop(cast.alice, start.conversation_id)
    rest = list(parts)
    wait_for_turns()

    assert isinstance(rest[-1], Done)
    (said, answer) = talks.get(cast.alice, start.conversation_id).messages
    assert said.text == TALK
    if stopped:  # it may have been over before
        told = "".join(part.text for part in rest if isinstance(part, Delta))
        assert answer.text == told
    assert not turns.stop(cast.alice, start.conversation_id)


@pytest.mark.parametrize(
    ("part", "event"),
    [
        (Start("c", "m"), ("start", {"conversation_id": "c", "message_id": "m"})),
        (Step("Searching"), ("step", {"label": "Searching"})),
        (Delta("Hi"), ("delta", {"text": "Hi"})),
        (Card("plan", {"pursuits": []}), ("card", {"kind": "plan", "pursuits": []})),
        (Done("m"), ("done", {"message_id": "m"})),
    ],
)
def test_events_have_the_contracts_names_and_bodies(
    part: ReplyPart, event: tuple[str, dict[str, object]]
) -> None:
    assert event_of(part) == event


def test_a_failure_is_streamed_as_a_problem() -> None:
    name, body = event_of(Failed("Something broke", "Its id is 1."))
    assert name == "error"
    assert body["status"] == 500
    assert (body["title"], body["detail"]) == ("Something broke", "Its id is 1.")
