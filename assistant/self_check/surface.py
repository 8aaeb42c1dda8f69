"""The baseline judge: located evidence and what can be read off its surface.

Similarity alone does not carry a verdict (a draft that only repeats the topic is the most similar
of all), so this judge never says `met`. It needs nothing learned, and is what `eval feedback
--baseline` measures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.self_check.evidence import Candidate, RowEvidence, quotes_from
from assistant.self_check.submission import Submission
from assistant.self_check.verdict import MET_FROM, PARTLY_FROM, Verdict

_CONCRETE = re.compile(
    r"\d|[\"“”]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"monday|tuesday|wednesday|thursday|friday|january|february|march|april|june|july|august|"
    r"september|october|november|december|said|asked|wrote|told|answered)\b|\|",
    re.IGNORECASE,
)
NEAR = 0.30  # cosine from which a sentence speaks to a row at all
CLOSE = 0.45  # cosine from which it speaks to it plainly
_WEIGHED = 6  # sentences that are looked at for one row
_NEAR_THE_LINE = 0.12  # scores this close to a bound are unsure


class SurfaceJudge:
    """Judges from similarity, concreteness and tense; deterministic."""

    def judge(self, submission: Submission, evidence: Sequence[RowEvidence]) -> tuple[Verdict, ...]:
        """One verdict per row, in the order given."""
        return tuple(self._row(submission, row) for row in evidence)

    def _row(self, submission: Submission, evidence: RowEvidence) -> Verdict:
        near = [c for c in evidence.candidates if c.strength >= NEAR and not c.copied]
        done = [c for c in near[:_WEIGHED] if not c.promised]
        concrete = [c for c in done if _is_concrete(c)]
        touched = sum(s >= NEAR for s in evidence.element_strengths)
        share = touched / max(1, len(evidence.elements))
        plainly = sum(c.strength >= CLOSE for c in concrete)
        score = 0.08 * len(done) + 0.06 * len(concrete) + 0.05 * plainly
        score *= 0.5 + 0.5 * share
        score = round(min(score, MET_FROM - 0.01), 3)
        distance = min(abs(score - PARTLY_FROM), abs(score - MET_FROM))
        unsure = distance < _NEAR_THE_LINE
        quotes = quotes_from(concrete or done, submission) if score >= PARTLY_FROM else ()
        missing = tuple(
            element
            for element, strength in zip(evidence.elements, evidence.element_strengths, strict=True)
            if strength < CLOSE
        )
        confidence = round(min(0.9, 0.4 + distance), 2)
        return Verdict(score, confidence, unsure, quotes, missing[:3])


def _is_concrete(candidate: Candidate) -> bool:
    return len(_CONCRETE.findall(candidate.sentence.text)) >= 1
