"""Which concepts a goal means: by sayings that are near in meaning, and by shared words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
import numpy.typing as npt

from retrieval.embeddings import Embedder, VectorCache
from retrieval.lexicon.entries import Concept
from retrieval.words import Floats, WordIndex, spanish, standardised, words_of

Vectors = npt.NDArray[np.float32]

MOST = 8  # concepts that a goal is read as
WORDS_WEIGHT = 0.4  # share of shared words against meaning
SHARPNESS = 0.8  # standard deviations by which a concept falls behind to weigh 1/e
_NEAREST_SAYINGS = 2  # a concept is as near as the mean of its nearest two sayings


@dataclass(frozen=True, slots=True)
class Meant:
    """A concept and how much of the goal it is: weights of one goal add up to 1.

    `nearness` is the cosine of the goal and the concept's nearest sayings.
    """

    concept: Concept
    weight: float
    nearness: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a goal is read as: concepts, likeliest first, and the vector of their names."""

    meant: tuple[Meant, ...]
    vector: Vectors


class ConceptFinder:
    """Finds the concepts of a goal; the lexicon is read, and its vectors made, when first used."""

    def __init__(
        self, read: Callable[[], Sequence[Concept]], embedder: Embedder, cache: VectorCache
    ) -> None:
        self._read = read
        self._embedder = embedder
        self._cache = cache
        self._lock = Lock()
        self._names: Vectors | None = None
        self._sayings: dict[str, _Sayings] = {}

    @property
    def embedder_name(self) -> str:
        """Names the vectors: cosines of two embedders are never compared."""
        return self._embedder.name

    @cached_property
    def _concepts(self) -> tuple[Concept, ...]:
        return tuple(self._read())

    @property
    def words(self) -> set[str]:
        """Every word of the lexicon: words that people write."""
        return words_of(text for c in self._concepts for text in (c.term, *c.also, *c.says, *c.es))

    def read_alone(self, goal: str) -> Reading | None:
        """As `read`, for a goal whose vector is not at hand."""
        return self.read(goal, self._embedder.embed([goal])[0])

    def read(self, goal: str, vector: Vectors) -> Reading | None:
        """The goal, of this vector, as concepts; None for an empty lexicon."""
        if not self._concepts:
            return None
        names, sayings = self._loaded("spanish" if spanish(goal) else "english")
        near = sayings.nearness(vector)
        fused = (1 - WORDS_WEIGHT) * standardised(near)
        fused += WORDS_WEIGHT * standardised(sayings.words.scores(goal))
        top = np.argsort(-fused, kind="stable")[:MOST]
        weights = np.exp((fused[top] - fused[top[0]]) / SHARPNESS)
        weights /= weights.sum()
        meant = tuple(
            Meant(self._concepts[i], float(w), float(near[i]))
            for i, w in zip(top, weights, strict=True)
        )
        mean = weights.astype(np.float32) @ names[top]
        return Reading(meant, mean / max(float(np.linalg.norm(mean)), 1e-9))

    def _loaded(self, language: str) -> tuple[Vectors, _Sayings]:
        with self._lock:
            if self._names is None:
                self._names = self._vectors([c.named for c in self._concepts])
            if language not in self._sayings:
                self._sayings[language] = self._made(language)
            return self._names, self._sayings[language]

    def _made(self, language: str) -> _Sayings:
        own = [c.es if language == "spanish" else c.says for c in self._concepts]
        vectors = self._vectors([saying for some in own for saying in some])
        texts = [
            " ".join((c.term, *c.also, *some)) for c, some in zip(self._concepts, own, strict=True)
        ]
        index = WordIndex(texts, "spanish" if language == "spanish" else "english")
        return _Sayings([len(some) for some in own], vectors, index)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        return self._cache.embed(self._embedder, texts)


class _Sayings:
    """The sayings of one language: their vectors by concept, and their words."""

    def __init__(self, counts: Sequence[int], vectors: Vectors, words: WordIndex) -> None:
        self._vectors = vectors
        self.words = words
        ends = np.cumsum(counts)
        self._spans = list(zip(ends - counts, ends, strict=True))

    def nearness(self, vector: Vectors) -> Floats:
        """For each concept the mean cosine of its nearest sayings; -1 where it has none."""
        cosines = self._vectors @ vector
        near = [
            np.sort(cosines[start:end])[-_NEAREST_SAYINGS:].mean() if end > start else -1.0
            for start, end in self._spans
        ]
        return np.asarray(near, dtype=np.float64)


def lexicon_texts(concepts: Sequence[Concept]) -> list[str]:
    """Every text of the lexicon that is embedded."""
    return [text for c in concepts for text in (c.named, *c.says, *c.es)]
