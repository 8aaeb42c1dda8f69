"""What a language model is told of a conversation: bounded, without drafts, without names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.library import Library
from assistant.people import Person
from assistant.self_check.privacy.pseudonyms import Pseudonyms
from assistant.self_check.privacy.sweep import find_private
from assistant.store.records import Message, Pursuit
from assistant.toolbox import Audience

MESSAGES = 8  # of the talk so far, the latest ones
MESSAGE_CHARACTERS = 1_200  # of each of them
SAID_CHARACTERS = 6_000  # of what she says now: longer than any question
NOTES = 12  # lines of the running summary
NOTE_CHARACTERS = 200
MOST_UNSAID = 24  # ids of messages that go to no model: more than the window can hold
DRAFT_WORDS = 90  # of one message; what is this long may be a draft, and drafts stay out
_PURSUITS = 5
_SHOWN = 5
_GOALS = 3
_GOAL_CHARACTERS = 300
_HIDDEN_CARDS = frozenset({"self_check", "cohort"})
_NOTHING = "nothing yet"


class Veil:
    """One set of stand-ins for all that a model reads in a turn; it grows, it never changes."""

    def __init__(self, texts: Sequence[str], own_names: Sequence[str]) -> None:
        self._own_names = own_names
        whole = "\n\n".join(texts)
        self.names = Pseudonyms(_found(whole, own_names), [whole])

    @property
    def hides(self) -> bool:
        """Whether it stands for anybody at all."""
        return bool(self.names.kept())

    def hide(self, text: str) -> str:
        """The text with everyone who is known by now replaced."""
        return self.names.replace(text)

    def hide_new(self, text: str) -> str:
        """As `hide`, after looking for people in this text as well."""
        self.names = Pseudonyms(_found(text, self._own_names), [text], kept=self.names.kept())
        return self.names.replace(text)

    def restore(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """What a model asks a tool for, with the names given back."""
        return {
            key: self.names.restore(value) if isinstance(value, str) else value
            for key, value in arguments.items()
        }


def _found(text: str, own_names: Sequence[str]) -> Any:
    return find_private("message", text, own_names, believe_changed=False)


def talk_so_far(messages: Sequence[Message], unsaid: Sequence[str]) -> str:
    """The last messages in a line or a few each; drafts and what rests on them only by mention."""
    lines = []
    before: Message | None = None
    hidden_before = False
    for message in messages[-MESSAGES - 1 :]:
        hidden = message.id in unsaid or _tells_of_a_draft(message, before, hidden_before)
        who = "Teacher" if message.role == "person" else "You"
        lines.append(f"{who}: {_HIDDEN[message.role] if hidden else _cut(message.text)}")
        before, hidden_before = message, hidden
    return "\n".join(lines[-MESSAGES:]) or _NOTHING


_HIDDEN = {
    "person": "(something of her own that is not shown to you)",
    "assistant": "(answered without you, from what is hers alone)",
}


def _tells_of_a_draft(message: Message, before: Message | None, hidden_before: bool) -> bool:
    if message.role == "person":
        return len(message.text.split()) >= DRAFT_WORDS
    if any(card.get("kind") in _HIDDEN_CARDS for card in message.cards):
        return True
    return before is not None and before.role == "person" and hidden_before


def remembered(
    memory: Mapping[str, Any],
    library: Library,
    person: Person,
    pursuits: Sequence[Pursuit],
    audience: Audience,
) -> str:
    """What is known, a line each; where others read along, nothing but what was said there."""
    known = library.shelf().credentials

    def named(credential_id: Any) -> str:
        return f"{credential_id} = {known[credential_id].title}"

    lines = []
    if audience == "direct":
        heard = memory.get("profile") or {}
        facts = {
            name: value
            for name in ("grade", "subject", "role", "state")
            if (value := heard.get(name) or getattr(person.profile, name))
        }
        if facts:
            lines.append("Her work: " + ", ".join(f"{k} {_cut(str(v))}" for k, v in facts.items()))
        going = [p for p in pursuits if p.credential_id in known and p.stage != "earned"]
        lines += [f"In her plan: {named(p.credential_id)} ({p.stage})" for p in going[:_PURSUITS]]
    goals = [str(goal) for goal in memory.get("goals") or ()][-_GOALS:]
    if (goal := memory.get("goal")) and goal not in goals:
        goals.append(str(goal))
    lines += [f"Goal: {_cut(goal, _GOAL_CHARACTERS)}" for goal in goals]
    shown = [i for i in memory.get("shown") or () if i in known][:_SHOWN]
    if shown:
        lines.append("Shown last, in this order: " + "; ".join(map(named, shown)))
    if isinstance(current := memory.get("current"), str) and current in known:
        lines.append(f"Spoken of now: {named(current)}")
        rows = "; ".join(f"{row.id} = {row.title}" for row in known[current].rubric)
        if rows:
            lines.append(f"Ids of its rubric rows: {rows}")
    if audience == "direct":
        notes = [str(note) for note in memory.get("notes") or ()][-NOTES:]
        lines += [f"Earlier: {_cut(note, NOTE_CHARACTERS)}" for note in notes]
    return "\n".join(lines) or _NOTHING


def noted(memory: Mapping[str, Any], notes: Sequence[str]) -> list[str]:
    """The running summary with new lines at its end, the oldest dropped."""
    old = [str(note) for note in memory.get("notes") or ()]
    fresh = [_cut(note, NOTE_CHARACTERS) for note in notes]
    return [*(note for note in old if note not in fresh), *fresh][-NOTES:]


def _cut(text: str, most: int = MESSAGE_CHARACTERS) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
