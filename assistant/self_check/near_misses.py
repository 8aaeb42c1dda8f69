"""Why a row that cannot be credited came close: its nearest sentences are a plan, or a copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.self_check.evidence import RowEvidence
from assistant.self_check.instructions import instructs

_MIN_WORDS = 6  # a shorter one is a label or a table's heading
NEAR = 0.35  # cosine from which a sentence speaks to a row at all
LOOKED_AT = 4  # nearest sentences; half of them must be of the kind that is named


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What came nearest: `text` is a verbatim sentence of the draft, empty for a copy."""

    kind: Literal["planned", "copied"]
    text: str = ""


def _is_prose(sentence: str) -> bool:
    """Whether a sentence may be shown as what came nearest: no table, nothing that steers."""
    told = len(sentence.split()) >= _MIN_WORDS and not sentence.lstrip().startswith("|")
    return told and not instructs(sentence)


def near_miss(evidence: RowEvidence) -> NearMiss | None:
    """What the sentences nearest to a row have in common, where that says why they do not count."""
    near = [
        candidate
        for candidate in evidence.candidates[: 3 * LOOKED_AT]
        if candidate.strength >= NEAR and _is_prose(candidate.sentence.text)
    ]
    nearest = near[:LOOKED_AT]
    if not nearest:
        return None
    if nearest[0].copied and 2 * sum(c.copied for c in nearest) >= len(nearest):
        return NearMiss("copied")
    own = [c for c in near if not c.copied][:LOOKED_AT]
    if own and own[0].promised and 2 * sum(c.promised for c in own) >= len(own):
        return NearMiss("planned", own[0].sentence.text)
    return None
