"""Learns which passages answer a question, and when none does.

`python -m assistant.evaluation.training.answering` prints the weights to be written into
`retrieval/answer_signs.py`, and how they do on credentials that were left out.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.evaluation.published import SETS
from assistant.evaluation.questions import THIRD, Question, overlaps, read_rows
from assistant.evaluation.training.locating import fitted
from retrieval.answer_signs import answer_signs
from retrieval.answering import Answering
from retrieval.documents import read_document
from retrieval.embeddings import LocalEmbedder, RememberingEmbedder, VectorCache
from retrieval.lexicon.concepts import ConceptFinder
from retrieval.lexicon.entries import ELSEWHERE, READY_VECTORS, read_lexicon
from retrieval.loading import load_catalogue
from retrieval.passages import ResourceText, passages_of
from retrieval.sample_vectors import SAMPLE_CATALOGUE, SAMPLE_VECTORS

Floats = npt.NDArray[np.float64]

FOLDS = 8  # of credentials, each left out once
STEPS, RATE, SHRINK = 300, 0.05, 0.003
LEFT_EMPTY = 0.04  # of answerable questions that fall below the line
TIMES_UNANSWERABLE = 6  # so that they weigh about as much as the others
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A question as its credential's passages see it; `right` is all zero where none answers."""

    credential_id: str
    signs: Floats
    right: Floats
    fit: tuple[float, ...]

    @property
    def answerable(self) -> bool:
        """Whether any passage answers."""
        return bool(self.right.any())


def examples(questions: Sequence[Question], embedder: RememberingEmbedder) -> list[Example]:
    """Every question with the signs of its credential's passages."""
    catalogue = load_catalogue(SAMPLE_CATALOGUE)
    found: list[Example] = []
    with tempfile.TemporaryDirectory() as own:
        cache = VectorCache(Path(own), SAMPLE_VECTORS, READY_VECTORS)
        elsewhere = ConceptFinder(lambda: read_lexicon([ELSEWHERE]), embedder, cache)
        answering: dict[str, Answering] = {}
        for question in questions:
            if question.credential_id not in answering:
                credential = catalogue.credentials[question.credential_id]
                files = tuple(
                    ResourceText(r.title, read_document(r.file, _bytes(r.file)).text)
                    for r in credential.resources
                    if r.file
                )
                passages = passages_of(credential, files)
                answering[question.credential_id] = Answering(passages, embedder, cache)
            weighed = answering[question.credential_id].weighed(question.question)
            outside = elsewhere.read_alone(question.question)
            assert weighed is not None
            assert outside is not None
            right = [
                float(bool(question.answer) and overlaps(s.passage.text, question.answer))
                for s in weighed.sections
            ]
            nearest = max(meant.nearness for meant in outside.meant)
            fit = answer_signs(weighed.cosines, weighed.whole, weighed.shared, nearest)
            found.append(Example(question.credential_id, weighed.signs, np.array(right), fit))
    return found


def _bytes(file: str) -> bytes:
    return (SAMPLE_CATALOGUE / file).read_bytes()


def ranking(seen: Sequence[Example]) -> Floats:
    """The weights under which a right passage is the likeliest of its credential's (Adam)."""
    answerable = [one for one in seen if one.answerable]
    width = answerable[0].signs.shape[1]
    weights, mean, square = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, STEPS + 1):
        slope = SHRINK * weights
        for one in answerable:
            odds = np.exp(one.signs @ weights - (one.signs @ weights).max())
            likely = odds / odds.sum()
            wanted = likely * one.right / (likely @ one.right)
            slope = slope + (likely - wanted) @ one.signs / len(answerable)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (
            np.sqrt(square / (1 - 0.99**step)) + 1e-8
        )
    return weights


def fit_of_any(seen: Sequence[Example]) -> tuple[Floats, float, float]:
    """Weights, bias and line of whether anything answers."""
    rows = [one for one in seen for _ in range(1 if one.answerable else TIMES_UNANSWERABLE)]
    values = np.array([one.fit for one in rows])
    told = np.array([float(one.answerable) for one in rows])
    learned = fitted(values, told)
    weights = learned.weight / learned.spread
    bias = float(learned.bias - weights @ learned.mean)
    odds = values[told == 1] @ weights + bias
    return weights, bias, float(np.quantile(odds, LEFT_EMPTY))


def left_out(seen: Sequence[Example]) -> dict[str, float]:
    """How weights do on credentials that they were not learned from."""
    owners = sorted({one.credential_id for one in seen})
    first, shown, empty, caught = [], [], [], []
    for fold in range(FOLDS):
        out = set(owners[fold::FOLDS])
        known = [one for one in seen if one.credential_id not in out]
        weights, (fit, bias, line) = ranking(known), fit_of_any(known)
        for one in (one for one in seen if one.credential_id in out):
            says_nothing = float(np.dot(fit, one.fit)) + bias < line
            if not one.answerable:
                caught.append(says_nothing)
                continue
            best = one.right[np.argsort(-(one.signs @ weights), kind="stable")]
            empty.append(says_nothing)
            first.append(bool(best[0]))
            shown.append(bool(best[:SHOWN].any()))
    named = {"hit@1": first, "hit@3": shown, "left empty": empty, "nothing, told so": caught}
    return {name: float(np.mean(flags)) for name, flags in named.items() if flags}


def main() -> int:
    """Learn and print."""
    seen = examples(read_rows(SETS / "questions" / THIRD), RememberingEmbedder(LocalEmbedder()))
    weights = tuple(round(float(w), 2) for w in ranking(seen))
    fit, bias, line = fit_of_any(seen)
    figures = ", ".join(f"{name} {value:.3f}" for name, value in left_out(seen).items())
    sys.stdout.write(
        f"WEIGHTS = {weights}\nANSWER_WEIGHTS = {tuple(round(float(w), 2) for w in fit)}\n"
        f"ANSWER_BIAS = {bias:.2f}\nANSWER_LINE = {line:.2f}\nleft out: {figures}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
