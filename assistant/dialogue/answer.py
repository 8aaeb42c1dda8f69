"""What comes of an intent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.replies import Card

Say = Callable[[str], None]  # a step, in words for a person


@dataclass(slots=True)
class Answer:
    """What came of an intent: words for a person, cards, facts for a model, what to remember.

    `note` is a line for the conversation's running summary: what happened, nobody's words.
    """

    text: str
    cards: list[Card] = field(default_factory=list)
    facts: str = ""  # what a model may rest its words on; empty means: use `text` as it is
    memory: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    note: str = ""
