"""The trained offline judge: it reads each row together with the sentences that may show it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.self_check.evidence import Candidate, RowEvidence, quotes_from
from assistant.self_check.extract import extract
from assistant.self_check.pairing import pair_of
from assistant.self_check.reader import Calibration, Reader, Reading
from assistant.self_check.submission import Submission
from assistant.self_check.verdict import MET_FROM, PARTLY_FROM, Verdict

_LOWEST_CONFIDENCE, _HIGHEST_CONFIDENCE = 0.4, 0.95
_READ_FOR_MISSING = 0.5  # an element whose chance of being fully shown is below this is named
_MOST_MISSING = 2
# The last clauses of a descriptor are those that drafts leave out: of two clauses of a row that are
# not shown alike, the earlier is shown better in 71 to 82 % (three labelled sets).
_LATER = 0.05


class TrainedJudge:
    """Judges with the learned reader; the same draft and rubric give the same answer, always."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def judge(self, submission: Submission, evidence: Sequence[RowEvidence]) -> tuple[Verdict, ...]:
        """One verdict per row, in the order given."""
        read = [honest_extract(row) for row in evidence]
        asked = [i for i, chosen in enumerate(read) if chosen]
        readings = self._reader.read(
            [pair_of(evidence[i].criterion, [c.sentence.text for c in read[i]]) for i in asked]
        )
        found = dict(zip(asked, readings, strict=True))
        lines = self._reader.calibration
        return tuple(
            _verdict(submission, row, read[i], found[i], lines) if i in found else _nothing(row)
            for i, row in enumerate(evidence)
        )


def honest_extract(evidence: RowEvidence) -> list[Candidate]:
    """The sentences that are read for a row, in the draft's order.

    What is set aside is never among them.
    """
    honest = [c for c in evidence.candidates if not c.set_aside]
    honest.sort(key=lambda c: (c.sentence.file, c.sentence.start))
    chances = np.array([c.chance for c in honest], dtype=np.float64)
    return [honest[i] for i in extract([c.sentence.text for c in honest], chances)]


def score_of(shown: float, lines: Calibration) -> float:
    """The reader's 0..2 bent so that the calibrated lines fall on the thirds of 0..1."""
    knots = [0.0, lines.partly_from, lines.met_from, 2.0]
    return float(np.interp(shown, knots, [0.0, PARTLY_FROM, MET_FROM, 1.0]))


def _nothing(evidence: RowEvidence) -> Verdict:
    return Verdict(0.0, _HIGHEST_CONFIDENCE, False, (), evidence.elements[:_MOST_MISSING])


def _verdict(
    submission: Submission,
    evidence: RowEvidence,
    read: Sequence[Candidate],
    reading: Reading,
    lines: Calibration,
) -> Verdict:
    shown = reading.shown
    score = round(score_of(shown, lines), 3)
    distance = min(abs(shown - lines.partly_from), abs(shown - lines.met_from))
    spread = _HIGHEST_CONFIDENCE - _LOWEST_CONFIDENCE
    confidence = min(_HIGHEST_CONFIDENCE, _LOWEST_CONFIDENCE + spread * distance)
    likeliest = sorted(read, key=lambda c: (c.promised, -c.chance))
    return Verdict(
        score=score,
        confidence=round(confidence, 2),
        unsure=distance < lines.margin,
        quotes=quotes_from(likeliest, submission) if score >= PARTLY_FROM else (),
        missing=_missing(evidence, reading) if score < MET_FROM else (),
    )


def _missing(evidence: RowEvidence, reading: Reading) -> tuple[str, ...]:
    """The elements least shown, at most two; at least one, since the row is not met."""
    full = reading.elements[:, 1] - _LATER * np.arange(len(reading.elements))
    order = [int(i) for i in np.argsort(full, kind="stable")]
    named = [i for i in order if full[i] < _READ_FOR_MISSING][:_MOST_MISSING] or order[:1]
    return tuple(evidence.elements[i] for i in sorted(named))
