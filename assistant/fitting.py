"""Whether anything in the catalogue is an answer to a goal at all; and if not, who could help.

A logistic model over four signs, learned by `assistant/evaluation/training/floor.py` from goals
with their credential in the catalogue, with it taken out, and from what people type that no
credential answers (`tests/benchmarks/sets/goals/`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.embeddings import LocalEmbedder
from retrieval.lexicon.concepts import ConceptFinder, Reading
from retrieval.search import Found

# One weight a sign, in the order of `signs_of`; the line is where 5 % of answerable goals lie
# below.
WEIGHTS = (2.09, 5.17, -3.86, -7.77)
BIAS = -3.66
LINE = -0.11
LEARNED_WITH = LocalEmbedder.name  # another encoder's cosines are on another scale
FARTHEST = 0.17  # cosine; without a lexicon, what comes no nearer than this is no answer
_ELSEWHERE_NEARER = 0.06  # cosine by which a goal must lie nearer to what is elsewhere
_LEADING = 3  # concepts whose nearness is averaged


@dataclass(frozen=True, slots=True)
class Nothing:
    """That no credential is the answer; `answer` says who can help, empty where nobody is known.

    `answer_es` says the same in Spanish.
    """

    answer: str = ""
    answer_es: str = ""


def nothing_fits(goal: str, found: Found, elsewhere: ConceptFinder | None) -> Nothing | None:
    """Why a goal gets no match; None where it gets some."""
    if not found.hits or not any(c.isalpha() for c in goal):
        return Nothing()
    known = elsewhere is not None and elsewhere.embedder_name == LEARNED_WITH
    outside = elsewhere.read_alone(goal) if elsewhere is not None and known else None
    if found.reading is None or outside is None:  # no lexicon, or no scale, to tell it by
        return Nothing() if found.nearest < FARTHEST else None
    nearer = outside.meant[0].nearness - found.reading.meant[0].nearness >= _ELSEWHERE_NEARER
    if found.for_stack and not nearer:  # what a stack is made of may be about anything
        return None
    if fit_of(found, outside) >= LINE:
        return None
    concept = outside.meant[0].concept
    return Nothing(concept.answer, concept.answer_es) if nearer else Nothing()


def fit_of(found: Found, outside: Reading) -> float:
    """How surely the catalogue has an answer: log odds."""
    return float(np.dot(WEIGHTS, signs_of(found, outside))) + BIAS


def signs_of(found: Found, outside: Reading) -> Sequence[float]:
    """The four signs: cosines of what is nearest, and how much nearer what is elsewhere lies."""
    assert found.reading is not None
    inside = [meant.nearness for meant in found.reading.meant]
    out = [meant.nearness for meant in outside.meant]
    return (
        found.nearest,
        found.nearest_read,
        out[0] - inside[0],
        float(np.mean(out[:_LEADING])) - float(np.mean(inside[:_LEADING])),
    )
