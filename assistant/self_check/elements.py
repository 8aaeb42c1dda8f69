"""A level's descriptor -> the things an assessor would look for, one by one."""

from __future__ import annotations

import re

_MIN_WORDS = 3
_CUT = re.compile(
    r"\s*;\s*(?:and\s+|or\s+)?"
    r"|\s*,\s+and\s+(?=\w+s\b|in\s|for\s|at\s|with\s|says|states|the\s|what\s|which\s|who\s|how\s)"
    r"|\s*,\s+(?=(?:names|states|says|gives|shows|tells|includes|describes|explains|compares|"
    r"identifies|reports|points|places|backed|with|each|which|who|what|how|at\sleast|where|when)\b)"
    r"|(?<=[.!?])\s+"
)
_OUTER = " \t\n.,;:"


def elements_of(descriptor: str) -> tuple[str, ...]:
    """The descriptor's clauses in order, each verbatim and of 3 words or more."""
    pieces: list[str] = []
    for piece in _CUT.split(" ".join(descriptor.split())):
        piece = piece.strip(_OUTER)
        if not piece:
            continue
        if pieces and (len(piece.split()) < _MIN_WORDS or _open_bracket(pieces[-1])):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(piece)
    return tuple(pieces)


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")
