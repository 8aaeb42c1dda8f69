"""A goal kept in two pieces: what it is about, and the limits that hold until they are lifted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from assistant.limits.limits import Limits
from assistant.limits.reading import limits_in
from assistant.topics import topic_of

MOST_LIMITS = 6
_CLAUSE = re.compile(r"[^.!?;,]+[.!?;,]*\s*")
_HALF = re.compile(r"\s+(?=(?:and|but|so|because|pero|porque|así que|y)\s)", re.IGNORECASE)
_NOTHING = Limits()
# What a word that lifts a limit stands for, by how it begins.
_LIFTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("video", frozenset({"needs_video", "needs_audio"})),
    ("el video", frozenset({"needs_video", "needs_audio"})),
    ("record", frozenset({"needs_video", "needs_audio"})),
    ("film", frozenset({"needs_video", "needs_audio"})),
    ("grabar", frozenset({"needs_video", "needs_audio"})),
    ("student", frozenset({"needs_students", "needs_student_work", "must_fit_break"})),
    ("hour", frozenset({"max_hours", "max_window_days"})),
    ("time", frozenset({"max_hours", "max_window_days", "must_fit_break"})),
    ("limit", frozenset({"max_hours", "max_cost_usd", "max_window_days"})),
    ("horas", frozenset({"max_hours"})),
    ("las horas", frozenset({"max_hours"})),
    ("tiempo", frozenset({"max_hours"})),
    ("el tiempo", frozenset({"max_hours"})),
    ("money", frozenset({"max_cost_usd"})),
    ("cost", frozenset({"max_cost_usd"})),
    ("el costo", frozenset({"max_cost_usd"})),
    ("el dinero", frozenset({"max_cost_usd"})),
    ("colleague", frozenset({"needs_colleagues"})),
    ("famil", frozenset({"needs_families"})),
)


def kinds_in(text: str) -> frozenset[str]:
    """Which limits a text sets: flags by name, the others by field."""
    found = limits_in(text)
    kinds = {flag for flag, _ in found.ruled_out}
    kinds |= {
        field.name
        for field in fields(Limits)
        if field.name not in ("ruled_out", "state_said")
        and getattr(found, field.name) != getattr(_NOTHING, field.name)
    }
    return frozenset(kinds)


def split_goal(goal: str) -> tuple[str, list[str]]:
    """What a goal is about, and its clauses that set a limit."""
    pieces = [half.strip() for clause in _CLAUSE.findall(goal) for half in _HALF.split(clause)]
    return topic_of(goal), [piece for piece in pieces if piece and kinds_in(piece)]


def with_limit(before: Sequence[str], said: str) -> list[str]:
    """The limits that hold once another was said; a new one takes the place of its like."""
    new = kinds_in(said)
    kept = [one for one in before if not kinds_in(one) <= new]
    return [*kept, said][-MOST_LIMITS:]


def lifted(before: Sequence[str], word: str) -> list[str]:
    """The limits that hold once the one named by a word is lifted."""
    kinds = next((kinds for begins, kinds in _LIFTS if word.startswith(begins)), frozenset())
    return [one for one in before if not kinds_in(one) & kinds]


def limits_of(memory: Mapping[str, Any]) -> list[str]:
    """The limits that were said in this conversation, in her words."""
    return [str(one) for one in memory.get("limits") or ()]
