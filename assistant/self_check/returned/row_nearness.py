"""Which row a remark is about that names none: near in meaning, and in the row's own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from assistant.self_check.elements import elements_of
from retrieval.catalogue import Criterion
from retrieval.embeddings import Embedder, Floats

NEAR = 0.40  # meaning and words together, from which a remark is taken to be about a row
_WORDS_COUNT = 0.35  # the share of words against that of meaning, which is a cosine
_WORD = re.compile(r"[a-z]{3,}|\d+")
_STOP = frozenset(
    "about after all also and any are but can could did does each for from had has have her how "
    "into its just more most need needs not one only our out please should show some than that "
    "the their them then there these they this those was were what when where which who why will "
    "with would you your".split()
)


class RowNearness:
    """Holds one credential's rows against remarks, on the machine: no letter ever leaves it."""

    def __init__(self, rows: Sequence[Criterion], embedder: Embedder) -> None:
        self._rows = list(rows)
        self._embedder = embedder
        self._words = [_stems(_text(row)) for row in rows]
        self._spread = Counter(word for words in self._words for word in words)

    def nearest(
        self, remarks: Sequence[str], parts: Sequence[str | None]
    ) -> list[Criterion | None]:
        """For each remark the row it is about; `parts` are ids that keep it to a part's rows."""
        if not self._rows or not remarks:
            return [None] * len(remarks)
        said = self._embedder.embed(list(remarks))
        meaning = np.stack([self._meaning(said, row) for row in self._rows], axis=1)
        words = np.array(
            [[self._shared(text, i) for i in range(len(self._rows))] for text in remarks]
        )
        near = meaning + _WORDS_COUNT * words
        found: list[Criterion | None] = []
        for strengths, part_id in zip(near, parts, strict=True):
            of_part = [part_id is None or row.part == part_id for row in self._rows]
            best = int(np.argmax(np.where(of_part, strengths, -1.0)))
            close = of_part[best] and strengths[best] >= NEAR
            found.append(self._rows[best] if close else None)
        return found

    def _meaning(self, said: Floats, row: Criterion) -> Floats:
        texts = [f"{row.title}. {level.descriptor}" for level in row.levels]
        texts += [f"{row.title}: {element}" for element in elements_of(row.target.descriptor)]
        nearness: Floats = (said @ self._embedder.embed(texts).T).max(axis=1)
        return nearness

    def _shared(self, remark: str, row: int) -> float:
        """The share of a remark's words that stand in the row, the rarer among rows the more."""
        words = _stems(remark)
        weights = {word: self._weight(word) for word in words}
        whole = sum(weights.values())
        return sum(weights[word] for word in words & self._words[row]) / whole if whole else 0.0

    def _weight(self, word: str) -> float:
        """Little for a word that every row has; none for one that no row has."""
        rows = self._spread[word]
        return math.log((len(self._rows) + 1) / rows) if rows else 0.0


def _text(row: Criterion) -> str:
    return " ".join([row.title, row.id, *(level.descriptor for level in row.levels)])


def _stems(text: str) -> frozenset[str]:
    """Words without stop words and endings; enough to meet 'maps' with 'map'."""
    found = (word for word in _WORD.findall(text.lower()) if word not in _STOP)
    return frozenset(re.sub(r"(?:ing|ed|es|s)$", "", word) or word for word in found)
