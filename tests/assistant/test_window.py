"""What a model is told of a conversation is bounded and holds nothing that is hers alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.library import Library
from assistant.people import Profile
from assistant.pursuits import Pursuits
from assistant.store.records import Message
from assistant.store.session import Store
from assistant.window import (
    MESSAGE_CHARACTERS,
    MESSAGES,
    NOTES,
    Veil,
    noted,
    remembered,
    talk_so_far,
)
from tests.people import Cast, Clock


def message(number: int, role: Any, text: str, *cards: dict[str, Any]) -> Message:
    at = datetime(2026, 11, 2, tzinfo=UTC)
    return Message(f"m{number}", "c", role, text, cards, at, True)


def exchange(count: int) -> list[Message]:
    return [
        message(i, "assistant" if i % 2 else "person", f"words number {i}") for i in range(count)
    ]


def test_only_the_last_messages_are_told_oldest_first() -> None:
    lines = talk_so_far(exchange(40), ()).splitlines()
    assert len(lines) == MESSAGES
    assert lines[0] == "Teacher: words number 32"
    assert lines[-1] == "You: words number 39"


def test_a_long_message_is_cut() -> None:
    told = talk_so_far([message(1, "assistant", "wait " * 1_000)], ())
    assert len(told) <= MESSAGE_CHARACTERS + len("You: ")
    assert told.endswith("…")


def test_a_draft_and_its_answer_are_mentioned_and_not_told() -> None:
    draft = "The zebra spoke three times in that lesson. " * 20
    talk = [
        message(1, "person", draft),
        message(2, "assistant", "I read your zebra draft."),
        message(3, "person", "and the second row?"),
        message(4, "assistant", "It asks for counts."),
    ]
    told = talk_so_far(talk, ())
    assert "zebra" not in told
    assert "and the second row?" in told
    assert "It asks for counts." in told


@pytest.mark.parametrize("kind", ["self_check", "cohort"])
def test_an_answer_with_a_card_of_hers_alone_is_not_told(kind: str) -> None:
    talk = [message(1, "person", "here"), message(2, "assistant", "the zebra row", {"kind": kind})]
    assert "zebra" not in talk_so_far(talk, ())


def test_messages_that_are_marked_are_not_told() -> None:
    told = talk_so_far(exchange(4), ["m1"])
    assert "words number 1" not in told
    assert "words number 2" in told


def test_an_empty_talk_says_so() -> None:
    assert talk_so_far([], ()) == "nothing yet"


def test_what_is_remembered_names_ids_that_tools_take(stocked: Library, cast: Cast) -> None:
    memory = {
        "goal": "more students join in",
        "shown": ["thinking-time", "gone", "number-talks"],
        "current": "thinking-time",
        "notes": ["Spoke of pauses."],
        "profile": {"grade": "4"},
    }
    told = remembered(memory, stocked, cast.alice, (), "direct")
    assert "Her work: grade 4" in told
    assert "Goal: more students join in" in told
    assert "thinking-time = Giving Students Time to Think; number-talks = Number Talks" in told
    assert "use-of-pauses = Use of pauses" in told
    assert "Earlier: Spoke of pauses." in told
    assert "gone" not in told


def test_in_a_channel_nothing_of_her_own_is_remembered(
    stocked: Library, cast: Cast, store: Store, clock: Clock
) -> None:
    from dataclasses import replace

    pursuit = Pursuits(store, clock=clock).start(cast.alice, "number-talks")
    alice = replace(cast.alice, profile=Profile(grade="7", state="AR"))
    memory = {"profile": {"subject": "zebra"}, "notes": ["Started zebra."], "goal": "talk"}
    assert remembered(memory, stocked, alice, (pursuit,), "channel") == "Goal: talk"


def test_notes_are_few_short_and_never_twice() -> None:
    kept: list[str] = []
    for number in range(30):
        kept = noted({"notes": kept}, [f"Looked for {number}. " + "x" * 500, "Spoke of pauses."])
    assert len(kept) == NOTES
    assert kept.count("Spoke of pauses.") == 1
    assert max(map(len, kept)) <= 200


def test_one_map_hides_a_person_everywhere_and_gives_her_back() -> None:
    veil = Veil(["My student Wanda Kowalczyk is quiet.", "Wanda spoke today."], ["Alice"])
    hidden = veil.hide("What helps Wanda?")
    assert "Wanda" not in hidden
    assert veil.restore({"goal": hidden, "more": True}) == {
        "goal": "What helps Wanda Kowalczyk?",
        "more": True,
    }


def test_who_is_named_later_does_not_change_who_was_hidden_before() -> None:
    veil = Veil(["My student Wanda Kowalczyk is quiet."], [])
    before = veil.hide("Wanda Kowalczyk")
    later = veil.hide_new("Her friend Tyrone Jackson talks a lot, and student Tyrone helps.")
    assert "Tyrone" not in later
    assert veil.hide("Wanda Kowalczyk") == before
    assert before not in later
