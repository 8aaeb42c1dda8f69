"""What a judge says of one row, before it is put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.self_check.evidence import RowEvidence
from assistant.self_check.report import Quote, Status
from assistant.self_check.submission import Submission

# The score's range is shared out evenly, so that a status can be read off a score and never
# contradicts it: below the first bound not_met, below the second partially_met, else met.
PARTLY_FROM = 1 / 3
MET_FROM = 2 / 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well a row is shown: `score` 0..1 decides the status; `missing` names its elements."""

    score: float
    confidence: float
    unsure: bool
    quotes: tuple[Quote, ...] = ()
    missing: tuple[str, ...] = field(default=())

    @property
    def status(self) -> Status:
        """The status that the score stands for; nothing is credited without a quote."""
        if not self.quotes or self.score < PARTLY_FROM:
            return "not_met"
        return "partially_met" if self.score < MET_FROM else "met"


class RowJudge(Protocol):
    """Says how well each row is shown by a submission, from evidence found before."""

    def judge(self, submission: Submission, evidence: Sequence[RowEvidence]) -> tuple[Verdict, ...]:
        """One verdict per row, in the order given."""
        ...
