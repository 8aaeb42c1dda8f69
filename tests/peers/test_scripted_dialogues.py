"""Scripted dialogues with tools through aimock: another maker's idea of the protocol, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.people import Person
from assistant.replies import Card, Delta, Done, ReplyPart, Start
from assistant.store.records import utc_now
from integrations.services import Services
from tests.installations import installed
from tests.peers.aimock import aimock, why_not
from tests.people import bring_in

TITLE = "Giving Students Time to Think"


def call(name: str, **arguments: Any) -> dict[str, Any]:
    """A tool that the model asks for."""
    return {"toolCalls": [{"name": name, "arguments": arguments}]}


def words(text: str) -> dict[str, Any]:
    """What the model says."""
    return {"content": text}


@dataclass(frozen=True)
class Exchange:
    """A message, what the model does about it step by step, and what must come of it.

    `heard` is, for each step after the first, what the tool before it must have told the model.
    """

    message: str
    model: tuple[dict[str, Any], ...]
    heard: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """All that the model says."""
        return "\n\n".join(step["content"] for step in self.model if "content" in step)

    def fixtures(self) -> list[dict[str, Any]]:
        """The exchange as aimock reads it."""
        found = []
        for turn, response in enumerate(self.model):
            match: dict[str, Any] = {"userMessage": self.message, "turnIndex": turn}
            if turn and self.heard:
                match["toolResultContains"] = self.heard[turn - 1]
            found.append({"match": match, "response": response})
        return found


GOAL = "I want more students to think and join the discussion"
DIALOGUES: dict[str, tuple[Exchange, ...]] = {
    "a goal is looked up": (
        Exchange(
            GOAL,
            (call("search_catalogue", goal=GOAL), words(f"*{TITLE}* comes near. What grade?")),
            (TITLE,),
            ("recommendations",),
        ),
    ),
    "a goal is looked up and its best answer opened": (
        Exchange(
            GOAL,
            (
                call("search_catalogue", goal=GOAL),
                call("open_credential", credential_id="thinking-time"),
                words(f"*{TITLE}* takes about 12 hours. Would two lessons fit this month?"),
            ),
            (TITLE, "Use of pauses"),
            ("recommendations", "passages"),
        ),
    ),
    "a row is explained": (
        Exchange(
            f"What does Use of pauses in {TITLE} ask for?",
            (
                call("explain_row", credential_id="thinking-time", row_id="use-of-pauses"),
                words("It asks for pauses in two lessons, seen in the transcript."),
            ),
            ("pauses of three seconds after questions",),
            ("passages",),
        ),
    ),
    "a question is answered from the text": (
        Exchange(
            f"How long is the pause in {TITLE}?",
            (
                call("ask_credential", credential_id="thinking-time", question="How long a pause?"),
                words("The protocol speaks of three seconds of quiet."),
            ),
            ("three seconds",),
            ("passages",),
        ),
    ),
    "a stack is opened": (
        Exchange(
            "What is in the Lead Teacher stack, and what does it lead to?",
            (
                call("open_stack", stack_id="lead-teacher"),
                words("It holds two credentials and leads to a designation in AR."),
            ),
            ("Lead Professional Educator",),
        ),
    ),
    "an id that does not exist is mended": (
        Exchange(
            "Tell me about the credential with the pauses",
            (
                call("open_credential", credential_id="no-such-credential"),
                call("open_credential", credential_id="thinking-time"),
                words(f"You mean *{TITLE}*, I think."),
            ),
            ("no-such-credential", "Use of pauses"),
            ("passages",),
        ),
    ),
    "a conversation goes from a goal to a row": (
        Exchange(
            GOAL,
            (call("search_catalogue", goal=GOAL), words("Three come near. Which one is it?")),
            (TITLE,),
            ("recommendations",),
        ),
        Exchange(
            "Tell me more about the first one",
            (
                call("open_credential", credential_id="thinking-time"),
                words(f"*{TITLE}* asks for a transcript of two lessons."),
            ),
            ("Use of pauses",),
            ("passages",),
        ),
        Exchange(
            "And how is the row called Starting point read?",
            (
                call("explain_row", credential_id="thinking-time", row_id="baseline"),
                words("It wants counts from before the change."),
            ),
            ("Counts of participation",),
            ("passages",),
        ),
    ),
    "a Spanish goal": (
        Exchange(
            "Quiero que más estudiantes participen en las discusiones",
            (
                call("search_catalogue", goal="participación: students join the discussion"),
                words(f"*{TITLE}* se acerca a lo que busca."),
            ),
            (TITLE,),
            ("recommendations",),
        ),
    ),
}  # fmt: skip


@dataclass
class Room:
    """A teacher before a model that speaks by script."""

    services: Services
    teacher: Person

    def say(self, message: str, conversation: str | None = None) -> list[ReplyPart]:
        """One turn, to its end."""
        return list(
            self.services.assistant.reply(self.teacher, message, conversation_id=conversation)
        )


@pytest.fixture
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    if reason := why_not():
        pytest.skip(reason)
    exchanges: tuple[Exchange, ...] = request.param
    # A later request repeats what was said earlier, so what was said last is looked for first.
    fixtures = [one for exchange in reversed(exchanges) for one in exchange.fixtures()]
    with aimock(tmp_path, fixtures) as base_url, installed(tmp_path, base_url) as services:
        yield Room(services, bring_in(services.store, utc_now()).alice)


@pytest.mark.parametrize(
    ("room", "exchanges"),
    [(exchanges, exchanges) for exchanges in DIALOGUES.values()],
    ids=list(DIALOGUES),
    indirect=["room"],
)
def test_a_scripted_dialogue_is_held_to_its_end(
    room: Room, exchanges: tuple[Exchange, ...]
) -> None:
    conversation = None
    for exchange in exchanges:
        parts = room.say(exchange.message, conversation)
        assert isinstance(parts[0], Start)
        conversation = parts[0].conversation_id

        assert isinstance(parts[-1], Done)
        assert text_of(parts) == exchange.said
        assert tuple(part.kind for part in parts if isinstance(part, Card)) == exchange.cards
    kept = room.services.conversations.get(room.teacher, conversation or "").messages
    assert [one.text for one in kept if one.role == "person"] == [e.message for e in exchanges]
    assert [one.text for one in kept if one.role == "assistant"] == [e.said for e in exchanges]


STARTED = (
    Exchange(
        f"Please start {TITLE} for me",
        (
            call("start_credential", credential_id="thinking-time"),
            words(f"*{TITLE}* is in your plan. When could you count for the first time?"),
        ),
        ("is in your plan now",),
        ("plan",),
    ),
)


@pytest.mark.parametrize("room", [STARTED], indirect=True)
def test_what_she_asks_to_start_is_started_once(room: Room) -> None:
    parts = room.say(STARTED[0].message)

    assert text_of(parts) == STARTED[0].said
    pursuits = room.services.pursuits.of(room.teacher)
    assert [pursuit.credential_id for pursuit in pursuits] == ["thinking-time"]


@pytest.mark.parametrize("room", [STARTED], indirect=True)
def test_what_the_script_does_not_know_is_answered_offline(room: Room) -> None:
    parts = room.say(GOAL)

    assert isinstance(parts[-1], Done)
    assert text_of(parts).count("answered offline") == 1
    assert TITLE in text_of(parts)


def text_of(parts: list[ReplyPart]) -> str:
    return "".join(part.text for part in parts if isinstance(part, Delta))
