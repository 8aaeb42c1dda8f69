"""Goal -> credentials: meaning (vectors) and words (BM25) fused, best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.catalogue import Credential, Stack
from retrieval.embeddings import Embedder
from retrieval.index import VectorIndex
from retrieval.passages import Passage

Floats = npt.NDArray[np.float64]

DENSE_WEIGHT = 0.7  # share of meaning against words; best on held-out goals in sentences
_BEST_PASSAGES = 2  # a credential is as near as the mean of its nearest two passages
_NEAREST = 800  # passages asked of the vector store; the rest count as the farthest of these


@dataclass(frozen=True, slots=True)
class Shelf:
    """The catalogue as it stands in the records at one moment."""

    credentials: Mapping[str, Credential] = field(default_factory=dict)
    stacks: Mapping[str, Stack] = field(default_factory=dict)
    passages: Mapping[str, Passage] = field(default_factory=dict)  # by passage id
    version: int = 0

    def stacks_of(self, credential_id: str) -> list[Stack]:
        """The stacks in which a credential counts."""
        return [stack for stack in self.stacks.values() if credential_id in stack.members]


@dataclass(frozen=True, slots=True)
class Hit:
    """A credential found: how it ranks, how near it is in meaning, and by which passages."""

    credential: Credential
    rank_score: float  # fused, in standard deviations above the mean of the catalogue
    cosine: float  # -1..1, of its nearest passages
    passages: tuple[Passage, ...]


class Searcher:
    """Searches one shelf; make a new one when the shelf's version changes."""

    def __init__(self, shelf: Shelf, index: VectorIndex, embedder: Embedder) -> None:
        self._shelf = shelf
        self._index = index
        self._embedder = embedder
        self._ids = list(shelf.credentials)
        self._position = {credential_id: i for i, credential_id in enumerate(self._ids)}
        self._words = _WordIndex([_wordy(shelf, credential_id) for credential_id in self._ids])

    def search(self, goal: str, limit: int, among: Collection[str] | None = None) -> list[Hit]:
        """Up to `limit` hits, best first; only credentials of `among` where given.

        Raises EmbedderUnavailable or IndexUnavailable.
        """
        if not self._ids or not goal.strip():
            return []
        vector = self._embedder.embed([goal])[0]
        cosines, nearest = self._meaning(vector, among)
        fused = DENSE_WEIGHT * _standardised(cosines)
        fused += (1 - DENSE_WEIGHT) * _standardised(self._words.scores(goal))
        allowed = range(len(self._ids)) if among is None else self._positions(among)
        order = sorted(allowed, key=lambda i: (-fused[i], self._ids[i]))[:limit]
        return [
            Hit(
                credential=self._shelf.credentials[self._ids[i]],
                rank_score=float(fused[i]),
                cosine=float(cosines[i]),
                passages=tuple(passage for _, passage in nearest[i][:3]),
            )
            for i in order
        ]

    def by_words(self, text: str, limit: int) -> list[Hit]:
        """Up to `limit` hits by shared words alone, best first: nothing is embedded."""
        scores = self._words.scores(text)
        order = sorted(range(len(self._ids)), key=lambda i: (-scores[i], self._ids[i]))[:limit]
        return [
            Hit(self._shelf.credentials[self._ids[i]], float(scores[i]), 0.0, ())
            for i in order
            if scores[i] > 0
        ]

    def _positions(self, among: Collection[str]) -> list[int]:
        return [self._position[i] for i in dict.fromkeys(among) if i in self._position]

    def _meaning(
        self, vector: npt.NDArray[np.float32], among: Collection[str] | None
    ) -> tuple[Floats, dict[int, list[tuple[float, Passage]]]]:
        owners = None if among is None else sorted(set(among) & set(self._position))
        nearest: dict[int, list[tuple[float, Passage]]] = defaultdict(list)
        for passage_id, cosine in self._index.nearest(vector, _NEAREST, owners):
            passage = self._shelf.passages.get(passage_id)  # None: dropped since, or not yet there
            if passage is not None and passage.credential_id in self._position:
                nearest[self._position[passage.credential_id]].append((cosine, passage))
        best = {
            i: float(np.mean([cosine for cosine, _ in found[:_BEST_PASSAGES]]))
            for i, found in nearest.items()
        }
        farthest = min(best.values(), default=0.0)
        cosines = np.array([best.get(i, farthest) for i in range(len(self._ids))])
        return cosines, nearest


def _standardised(scores: Floats) -> Floats:
    spread = float(scores.std())
    centred: Floats = scores - scores.mean()
    return centred / spread if spread > 1e-9 else centred


def _wordy(shelf: Shelf, credential_id: str) -> str:
    """What the word index reads of a credential; the title counts twice."""
    credential = shelf.credentials[credential_id]
    stacks = shelf.stacks_of(credential_id)
    pieces: Sequence[str] = [
        credential.title,
        credential.title,
        credential.competency,
        credential.key_method,
        credential.issuer,
        " ".join(credential.topics),
        " ".join(credential.subjects),
        " ".join(credential.roles),
        " ".join(f"{stack.title} {stack.designation or ''}" for stack in stacks),
        " ".join(row.title for row in credential.rubric),
    ]
    return " ".join(pieces)


class _WordIndex:
    """BM25 over one text per credential, stemmed."""

    def __init__(self, texts: list[str]) -> None:
        self._count = len(texts)
        self._model: Any = None
        if texts:
            import bm25s

            self._model = bm25s.BM25()
            self._model.index(self._tokens(texts), show_progress=False)

    def _tokens(self, texts: list[str]) -> list[list[str]]:
        import bm25s
        import Stemmer

        tokens: list[list[str]] = bm25s.tokenize(
            texts,
            stopwords="en",
            stemmer=Stemmer.Stemmer("english"),
            return_ids=False,
            show_progress=False,
        )
        return tokens

    def scores(self, query: str) -> Floats:
        """One score per text; zeros when no word of the query is known."""
        if self._model is None or not (tokens := self._tokens([query])[0]):
            return np.zeros(self._count)
        scores: Floats = np.asarray(self._model.get_scores(tokens), dtype=np.float64)
        return scores
