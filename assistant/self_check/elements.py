"""A level's descriptor -> the things an assessor would look for, one by one."""

from __future__ import annotations

import re

_MIN_WORDS = 3
# A clause begins with what the educator does; words that are as often nouns are left out.
_DOES = (
    "accounts|adapts|adjusts|aligns|allows|analyses|analyzes|applies|asks|attends|backs|bases|bears|"
    "brings|builds|carries|checks|chooses|cites|collects|compares|concludes|confirms|connects|"
    "considers|contains|contrasts|decides|defines|demonstrates|describes|determines|distinguishes|"
    "documents|draws|engages|evaluates|examines|explains|follows|gathers|gives|identifies|"
    "illustrates|includes|indicates|interprets|invites|involves|judges|justifies|keeps|leads|learns|"
    "lets|links|lists|makes|matches|models|monitors|names|offers|outlines|places|points|poses|"
    "presents|prompts|provides|puts|quotes|recounts|refers|reflects|relates|reports|revises|says|"
    "selects|separates|sets|shares|shows|sorts|specifies|states|summarises|summarizes|supplies|"
    "supports|takes|teaches|tells|ties|traces|tracks|turns|uses|weighs"
)
_HANGS = "including|backed|with|each|which|who|what|how|at\\sleast|where|when"
_AFTER_AND = "each|in|for|at|with|the|what|which|who|how|notes|records|marks|plans|counts"
_CUT = re.compile(
    r"\s*;\s*(?:and\s+|or\s+|but\s+)?"
    rf"|\s*,\s+and\s+(?:then\s+)?(?=(?:{_DOES}|{_AFTER_AND})\s)"
    rf"|\s*,\s+(?:then\s+)?(?=(?:{_DOES}|{_HANGS})\s)"
    rf"|\s+and\s+(?=(?:{_DOES})\s(?:\w+\s){{3}})"
    r"|(?<=[.!?])\s+"
)
_OUTER = " \t\n.,;:"


def elements_of(descriptor: str) -> tuple[str, ...]:
    """The descriptor's clauses in order, each verbatim and of 3 words or more."""
    text = " ".join(descriptor.split())
    spans: list[tuple[int, int]] = []
    start = 0
    for end, onward in [*(cut.span() for cut in _CUT.finditer(text)), (len(text), len(text))]:
        piece = text[start:end]
        short = len(piece.strip(_OUTER).split()) < _MIN_WORDS
        if onward < len(text) and (short or piece.count("(") > piece.count(")")):
            continue
        if short and spans:
            spans[-1] = (spans[-1][0], end)
        elif not short or piece.strip(_OUTER):
            spans.append((start, end))
        start = onward
    return tuple(text[a:b].strip(_OUTER) for a, b in spans)
