"""Answers of a model to rows already asked, so that a revised draft asks only what changed.

In memory alone and of a bounded number; names were masked before the model saw them, so an answer
holds none. What an answer rests on is kept by the sentences' digests and never by their numbers,
since a sentence that comes in above moves every number below it.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from assistant.self_check.asked_rows import AskedRow
from assistant.self_check.row_answers import Decision, ElementDecision, RowAnswer

MOST_KEPT = 2_000  # answers of about two kilobytes: some hundred drafts in revision at once
_STAND_IN = re.compile(
    r"\b(?:Student|Parent) [A-Z]{1,2}\b|\[(?:student ID|email|phone|address)[ \d]*\]"
)


@dataclass(frozen=True, slots=True)
class _KeptDecision:
    element: int
    decision: Decision
    quote: str
    sentences: tuple[str, ...]  # digests


@dataclass(frozen=True, slots=True)
class _KeptAnswer:
    decisions: tuple[_KeptDecision, ...]
    feedback: str
    next_step: str


class KeptAnswers:
    """The latest MOST_KEPT answers; safe between threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[str, _KeptAnswer] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: str, asked: AskedRow) -> RowAnswer | None:
        """The answer of that key in this draft's numbers; None where it is not known, or where a
        sentence that it rests on stands there no more."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            self._kept.move_to_end(key)
        numbers: dict[str, int] = {}
        for number, text in asked.masked.items():
            numbers.setdefault(_digest(text), number)
        if any(digest not in numbers for d in kept.decisions for digest in d.sentences):
            return None
        decisions = [
            ElementDecision(
                element=d.element,
                sentences=[numbers[digest] for digest in d.sentences],
                quote=d.quote,
                decision=d.decision,
            )
            for d in kept.decisions
        ]
        return RowAnswer(elements=decisions, feedback=kept.feedback, next_step=kept.next_step)

    def keep(self, key: str, asked: AskedRow, answer: RowAnswer) -> None:
        """Keep an answer; numbers of no sentence are dropped, and so are words about somebody who
        does not stand in the row's passages: a stand-in may mean another person next time."""
        known = set(_STAND_IN.findall("\n".join(asked.passages)))
        feedback, next_step = (
            words if set(_STAND_IN.findall(words)) <= known else ""
            for words in (answer.feedback, answer.next_step)
        )
        decisions = tuple(
            _KeptDecision(
                d.element,
                d.decision,
                d.quote,
                tuple(_digest(asked.masked[n]) for n in d.sentences if n in asked.masked)
                if d.decision != "absent"
                else (),
            )
            for d in answer.elements
        )
        with self._lock:
            self._kept[key] = _KeptAnswer(decisions, feedback, next_step)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
