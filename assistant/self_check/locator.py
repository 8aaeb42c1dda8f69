"""Where in a draft a row's evidence stands: meaning, headings and order weighed together.

Meaning alone is a poor guide, since teachers do not speak like rubrics; a draft's order is a good
one, since it mostly follows the rubric's. The weights are learned (logistic, one per sign below) by
`assistant/evaluation/training/locating.py` and kept in the judge's file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.self_check.elements import elements_of
from assistant.self_check.submission import DraftSentence, Submission
from retrieval.catalogue import Credential, Criterion
from retrieval.embeddings import Embedder

Array = npt.NDArray[np.float64]
_LONG = 20.0  # words of an ordinary sentence
_QUOTING = ('"', "\u201c", "\u201d")


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over the signs: each is taken less its mean, by its spread."""

    mean: Array
    spread: Array
    weight: Array
    bias: float

    def chances(self, signs: Array) -> Array:
        """Signs (sentences, rows, kinds) -> chances 0..1 (sentences, rows)."""
        logits = (signs - self.mean) / self.spread @ self.weight + self.bias
        return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float64)


class Signs:
    """Computes what speaks for a sentence being a row's evidence."""

    def __init__(self, embedder: Embedder) -> None:
        """`embedder` must be the local one."""
        self._embedder = embedder

    def of(self, submission: Submission, sentences: Sequence[DraftSentence]) -> Array:
        """Signs of each sentence for each row; shape (sentences, rows, kinds).

        `sentences` are of this submission, in its order, headings left out.
        """
        rows = submission.credential.rubric
        vectors = self._vectors([s.text for s in sentences])
        contexts = [
            vectors,
            _around(vectors, 1),
            _around(vectors, 3),
            _paragraphs(submission, sentences, vectors),
        ]
        whole = self._vectors([f"{row.title}. {row.target.descriptor}" for row in rows])
        titles = self._vectors([row.title for row in rows])
        below = self._vectors([row.below.descriptor for row in rows])
        elements = [self._vectors(_elements(row)) for row in rows]
        asked = [self._vectors(_prompts(submission.credential, row)) for row in rows]
        under = self._headings(submission, sentences, vectors.shape[1])
        signs: list[Array] = []
        for context in contexts:
            signs += _three_ways(context @ whole.T)
            signs += _three_ways(_nearest(context, elements))
        signs += _three_ways(contexts[1] @ below.T)
        signs += _three_ways(contexts[1] @ titles.T)
        signs += _three_ways(_nearest(contexts[1], asked))
        signs += _three_ways(_nearest(contexts[3], asked))
        for near in (under @ titles.T, _nearest(under, asked)):
            signs += [near, _standard(near, axis=1)]
        signs += _order(submission.credential, sentences)
        for surface in (
            [len(s.text.split()) / _LONG for s in sentences],
            [float(any(c.isdigit() for c in s.text)) for s in sentences],
            [float(any(mark in s.text for mark in _QUOTING)) for s in sentences],
        ):
            signs.append(np.repeat(np.array(surface)[:, None], len(rows), axis=1))
        return np.stack(signs, axis=-1)

    def _vectors(self, texts: Sequence[str]) -> Array:
        return np.asarray(self._embedder.embed(texts), dtype=np.float64)

    def _headings(
        self, submission: Submission, sentences: Sequence[DraftSentence], width: int
    ) -> Array:
        """The vector of the heading that each sentence stands under; zeros where there is none."""
        headings = [s for s in submission.sentences if s.heading]
        under = np.zeros((len(sentences), width))
        if not headings:
            return under
        vectors = self._vectors([h.text.strip("#* ") or h.text for h in headings])
        for i, sentence in enumerate(sentences):
            before = [
                k
                for k, h in enumerate(headings)
                if h.file == sentence.file and h.start < sentence.start
            ]
            if before:
                under[i] = vectors[before[-1]]
        return under


def _elements(row: Criterion) -> list[str]:
    found = elements_of(row.target.descriptor) or (row.title,)
    return [f"{row.title}: {element}" for element in found]


def _prompts(credential: Credential, row: Criterion) -> list[str]:
    part = credential.part(row.part)
    prompts = [prompt.text for prompt in part.prompts] if part else []
    return prompts or [part.title if part else row.title]


def _nearest(context: Array, groups: Sequence[Array]) -> Array:
    return np.stack([(context @ group.T).max(axis=1) for group in groups], axis=1)


def _three_ways(near: Array) -> list[Array]:
    """As it is; against the other rows for this sentence; against the other sentences."""
    return [near, _standard(near, axis=1), _standard(near, axis=0)]


def _standard(values: Array, axis: int) -> Array:
    spread = values.std(axis=axis, keepdims=True) + 1e-6
    return np.asarray((values - values.mean(axis=axis, keepdims=True)) / spread)


def _unit(vectors: Array) -> Array:
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9))


def _around(vectors: Array, reach: int) -> Array:
    """Each sentence's vector mixed with those of `reach` neighbours on either side."""
    count = len(vectors)
    sums = np.concatenate([np.zeros((1, vectors.shape[1])), np.cumsum(vectors, axis=0)])
    first = np.maximum(0, np.arange(count) - reach)
    last = np.minimum(count, np.arange(count) + reach + 1)
    return _unit((sums[last] - sums[first]) / (last - first)[:, None])


def _paragraphs(
    submission: Submission, sentences: Sequence[DraftSentence], vectors: Array
) -> Array:
    """For each sentence the mean vector of its paragraph."""
    number = np.zeros(len(sentences), dtype=int)
    for i in range(1, len(sentences)):
        before, here = sentences[i - 1], sentences[i]
        gap = "\n\n"
        if before.file == here.file:
            gap = submission.texts[here.file][before.end : here.start]
        number[i] = number[i - 1] + ("\n\n" in gap or "\n#" in gap)
    means = np.stack([vectors[number == n].mean(axis=0) for n in range(number[-1] + 1)])
    return _unit(means)[number]


def _turns(credential: Credential) -> Array:
    """For each row of the rubric its place when rows are read part by part."""
    parts = [part.id for part in credential.submission]
    places = [parts.index(r.part) if r.part in parts else len(parts) for r in credential.rubric]
    order = np.argsort(np.array(places), kind="stable")
    turns = np.empty(len(order))
    turns[order] = np.arange(len(order))
    return turns


def _order(credential: Credential, sentences: Sequence[DraftSentence]) -> list[Array]:
    """How far a sentence is from where the row's turn would come: in the draft, in its part."""
    rows = credential.rubric
    count = len(sentences)
    shape = (count, len(rows))
    turn = (_turns(credential) + 0.5) / len(rows)
    away = np.abs(((np.arange(count) + 0.5) / count)[:, None] - turn[None])
    within = np.zeros(shape)
    own = np.zeros(shape)
    other = np.zeros(shape)
    for j, row in enumerate(rows):
        beside = [k for k, other_row in enumerate(rows) if other_row.part == row.part]
        placed = [i for i, s in enumerate(sentences) if s.part_id == row.part]
        centre = (beside.index(j) + 0.5) / len(beside)
        for at, i in enumerate(placed):
            within[i, j] = abs((at + 0.5) / len(placed) - centre)
            own[i, j] = 1.0
        for i, s in enumerate(sentences):
            other[i, j] = float(s.part_id not in (None, row.part))
    unknown = 1 - np.clip(own + other, 0, 1)
    return [away, away**2, away * unknown, away**2 * unknown, within, within**2, own, other]
