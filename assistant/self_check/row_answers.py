"""What a model answers for one row: decisions on elements with their evidence, never a status.

Endpoints differ in how far they keep a schema, so small slips (a number as text, "Shown", one
sentence instead of a list) are read for what they mean; what means nothing counts as absent.
"""

from __future__ import annotations

import re
from typing import Any, Literal, TypeAlias, get_args

from pydantic import BaseModel, Field, field_validator

Decision: TypeAlias = Literal["shown", "partly", "absent"]

MOST_SENTENCES = 3  # of one decision: more than that is pointing at the draft, not at evidence
MOST_DECISIONS = 60  # read of one answer; rows have up to a dozen elements
MOST_QUOTED = 1_000  # characters read of a quote; longer ones are not quotes
_MOST_WORDS = 4_000  # characters read of the feedback; what is too long is not used at all
_NUMBER = re.compile(r"-?\d{1,6}")


class ElementDecision(BaseModel):
    """One element: the sentences first, then their exact words, then what follows from them."""

    element: int = 0
    sentences: list[int] = Field(default_factory=list)
    quote: str = ""
    decision: Decision = "absent"

    @field_validator("element", mode="before")
    @classmethod
    def _one_number(cls, value: Any) -> int:
        found = _numbers(value)
        return found[0] if found else 0

    @field_validator("sentences", mode="before")
    @classmethod
    def _some_numbers(cls, value: Any) -> list[int]:
        listed = value if isinstance(value, list) else [value]
        found = [number for one in listed[:MOST_DECISIONS] for number in _numbers(one)]
        return list(dict.fromkeys(found))[:MOST_SENTENCES]

    @field_validator("quote", mode="before")
    @classmethod
    def _some_words(cls, value: Any) -> str:
        return value if isinstance(value, str) and len(value) <= MOST_QUOTED else ""

    @field_validator("decision", mode="before")
    @classmethod
    def _known(cls, value: Any) -> Any:
        word = value.strip().lower() if isinstance(value, str) else ""
        return word if word in get_args(Decision) else "absent"


class RowAnswer(BaseModel):
    """What the model answers for one row."""

    elements: list[ElementDecision] = Field(default_factory=list)
    feedback: str = ""
    next_step: str = ""

    @field_validator("elements", mode="before")
    @classmethod
    def _readable(cls, value: Any) -> Any:
        listed = value if isinstance(value, list) else []
        return [one for one in listed if isinstance(one, dict | ElementDecision)][:MOST_DECISIONS]

    @field_validator("feedback", "next_step", mode="before")
    @classmethod
    def _one_line(cls, value: Any) -> str:
        return " ".join(value[:_MOST_WORDS].split()) if isinstance(value, str) else ""


def _numbers(value: Any) -> list[int]:
    """The whole numbers that a value stands for: 3, 3.0, "3", "[3]", "3, 4"; none in a bool."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return []
    if isinstance(value, float):
        return [int(value)] if value.is_integer() and abs(value) < 1e6 else []
    if isinstance(value, int):
        return [value]
    return [int(number) for number in _NUMBER.findall(value[:MOST_QUOTED])]
