"""What a goal is about, without the clauses that only say what is impossible."""

from __future__ import annotations

import re

from assistant.limits.limits import Limits
from assistant.limits.reading import limits_in

_CLAUSE = re.compile(r"[^.!?;,]+[.!?;,]*\s*")
_HALF = re.compile(r"\s+(?=(?:and|but|so|because|pero|porque|así que)\s)", re.IGNORECASE)
_ENOUGH = 3  # words that must be left to search for


def topic_of(goal: str) -> str:
    """The clauses that set no limit, in order; the whole goal where too little would be left."""
    pieces = [half for clause in _CLAUSE.findall(goal) for half in _HALF.split(clause)]
    kept = [piece.strip() for piece in pieces if not _limits(piece)]
    left = " ".join(piece for piece in kept if piece)
    return left if len(re.findall(r"\w{3,}", left)) >= _ENOUGH else goal


def _limits(piece: str) -> bool:
    found = limits_in(piece)
    return found != Limits(state_said=found.state_said)
