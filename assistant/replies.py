"""The closed set of parts that a turn of conversation is made of, in the order they stream."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

CardKind = Literal["recommendations", "self_check", "plan", "cohort", "passages"]


@dataclass(frozen=True, slots=True)
class Start:
    """The turn began: the person's words are kept under this message id."""

    conversation_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done just now, for a person: 'Searching 48 credentials'."""

    label: str


@dataclass(frozen=True, slots=True)
class Delta:
    """The next piece of the answer's text (Markdown)."""

    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A structured part; `body` has the shape of the API's answer of that kind."""

    kind: CardKind
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """The turn is over; the answer is kept under this message id."""

    message_id: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn could not be answered; `detail` is fit for a person."""

    title: str
    detail: str


ReplyPart = Start | Step | Delta | Card | Done | Failed
