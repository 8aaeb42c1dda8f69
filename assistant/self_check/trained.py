"""The trained offline judge: for each row it reads the nearest sentences together with the row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.self_check.evidence import Candidate, RowEvidence, quotes_from
from assistant.self_check.extract import extract, row_text
from assistant.self_check.reader import Calibration, Reader
from assistant.self_check.submission import Submission
from assistant.self_check.verdict import MET_FROM, PARTLY_FROM, Verdict

_LOWEST_CONFIDENCE, _HIGHEST_CONFIDENCE = 0.4, 0.95
QUOTED_SHARE = 0.75  # of the strongest sentence's nearness: farther ones are not quoted
TOUCHED = 0.45  # cosine from which an element counts as touched by a sentence


class TrainedJudge:
    """Judges with the learned reader; the same draft and rubric give the same answer, always."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def judge(self, submission: Submission, evidence: Sequence[RowEvidence]) -> tuple[Verdict, ...]:
        """One verdict per row, in the order given."""
        read = [honest_extract(row) for row in evidence]
        asked = [i for i, chosen in enumerate(read) if chosen]
        pairs = [
            (row_text(evidence[i].criterion), " ".join(c.sentence.text for c in read[i]))
            for i in asked
        ]
        shown = dict(zip(asked, self._reader.read(pairs).sum(axis=1).tolist(), strict=True))
        lines = self._reader.calibration
        return tuple(
            _verdict(submission, row, read[i], shown.get(i, 0.0), lines)
            for i, row in enumerate(evidence)
        )


def honest_extract(evidence: RowEvidence) -> list[Candidate]:
    """The sentences that are read for a row, in the draft's order; copies of the rubric never."""
    honest = [c for c in evidence.candidates if not c.copied]
    honest.sort(key=lambda c: (c.sentence.file, c.sentence.start))
    strengths = np.array([c.strength for c in honest], dtype=np.float64)
    return [honest[i] for i in extract([c.sentence.text for c in honest], strengths)]


def score_of(shown: float, lines: Calibration) -> float:
    """The reader's 0..2 bent so that the calibrated lines fall on the thirds of 0..1."""
    knots = [0.0, lines.partly_from, lines.met_from, 2.0]
    return float(np.interp(shown, knots, [0.0, PARTLY_FROM, MET_FROM, 1.0]))


def _verdict(
    submission: Submission,
    evidence: RowEvidence,
    read: Sequence[Candidate],
    shown: float,
    lines: Calibration,
) -> Verdict:
    score = round(score_of(shown, lines), 3)
    distance = min(abs(shown - lines.partly_from), abs(shown - lines.met_from))
    spread = _HIGHEST_CONFIDENCE - _LOWEST_CONFIDENCE
    confidence = min(_HIGHEST_CONFIDENCE, _LOWEST_CONFIDENCE + spread * distance)
    enough = QUOTED_SHARE * max((c.strength for c in read), default=0.0)
    strongest = sorted(
        (c for c in read if c.strength >= enough), key=lambda c: (c.promised, -c.strength)
    )
    missing = tuple(
        element
        for element, strength in sorted(
            zip(evidence.elements, evidence.element_strengths, strict=True), key=lambda p: p[1]
        )
        if strength < TOUCHED
    )
    if not missing and score < MET_FROM and evidence.elements:
        weakest = int(np.argmin(evidence.element_strengths))
        missing = (evidence.elements[weakest],)
    return Verdict(
        score=score,
        confidence=round(confidence, 2),
        unsure=distance < lines.margin,
        quotes=quotes_from(strongest, submission) if score >= PARTLY_FROM else (),
        missing=missing[:3],
    )
