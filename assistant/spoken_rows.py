"""Which rubric rows a text speaks to: each row held against every stretch of it, by meaning.

Meaning alone, and not the self-check's learned places: those lean on a draft's order, which follows
the rubric's only where the text was written for that rubric.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.self_check.cues import CopyGuard, promises
from assistant.self_check.elements import elements_of
from assistant.self_check.evidence import Candidate, RowEvidence
from assistant.self_check.instructions import instructions_of, is_instruction
from assistant.self_check.submission import DraftSentence, Submission
from retrieval.catalogue import Credential, Criterion
from retrieval.documents import Document
from retrieval.embeddings import Embedder, Floats

Array = npt.NDArray[np.float64]
# Belongs to no credential: a text is laid out once, whatever it is then held against.
NOBODYS = Credential(id="none", title="", issuer="", competency="")
SENTENCE_SHARE = 0.5  # of a sentence alone against the three around it: short ones mean little
# A row is as near as its nearest two sentences: a single one that sounds right is chance.
NEAREST = 2
_REPEATABLE = 6  # words; shorter sentences ("S3: Yes.") may recur


@dataclass(frozen=True, slots=True)
class NearRow:
    """A row of a credential, how near the text comes to it (-1..1), its sentences nearest first."""

    criterion: Criterion
    nearness: float
    evidence: RowEvidence


class HeldText:
    """A text with the vectors of its sentences; made once and held against many rubrics."""

    def __init__(self, files: Sequence[Document], embedder: Embedder, most_words: int) -> None:
        """`embedder` must be the local one; only the first `most_words` words are weighed."""
        self.submission = Submission(NOBODYS, files)
        steering = instructions_of(self.submission)
        honest = [
            sentence
            for sentence in _once(self.submission.sentences)
            if not sentence.heading and not is_instruction(sentence, steering)
        ]
        self._sentences = _first(honest, most_words)
        self.whole = len(self._sentences) == len(honest)
        self._promised = [promises(sentence.text) for sentence in self._sentences]
        self._vectors = embedder.embed([sentence.text for sentence in self._sentences])

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences that are weighed."""
        return tuple(sentence.text for sentence in self._sentences)

    def against(self, credential: Credential, rows: Floats) -> tuple[NearRow, ...]:
        """Every row of the credential; `rows` are the rows' vectors, in the rubric's order.

        The credential's own words, copied into the text, count for nothing and move nothing.
        """
        guard = CopyGuard(credential)
        own = [i for i, s in enumerate(self._sentences) if not guard.copied(s.text)]
        if not own or not credential.rubric:
            return ()
        alone = np.asarray(self._vectors[own] @ rows.T, dtype=np.float64)
        near = SENTENCE_SHARE * alone + (1 - SENTENCE_SHARE) * (
            _around(self._vectors[own]) @ rows.T
        )
        return tuple(
            self._row(row, own, alone[:, j], near[:, j]) for j, row in enumerate(credential.rubric)
        )

    def _row(self, row: Criterion, own: Sequence[int], alone: Array, near: Array) -> NearRow:
        """Its nearness by sentences among their neighbours, its passages by their own words."""
        candidates = tuple(
            Candidate(
                sentence=self._sentences[own[i]],
                chance=max(float(alone[i]), 0.0),
                strength=max(float(alone[i]), 0.0),
                copied=False,
                promised=self._promised[own[i]],
            )
            for i in np.argsort(-alone, kind="stable")
        )
        elements = elements_of(row.target.descriptor) or (row.title,)  # a judge names these
        evidence = RowEvidence(row, candidates, elements, tuple(0.0 for _ in elements))
        return NearRow(row, float(np.sort(near)[-NEAREST:].mean()), evidence)


def _around(vectors: Floats) -> Array:
    """The direction of each sentence together with the one before and the one after it."""
    padded = np.concatenate([vectors[:1] * 0, vectors, vectors[:1] * 0]).astype(np.float64)
    around = padded[:-2] + padded[1:-1] + padded[2:]
    around /= np.linalg.norm(around, axis=1, keepdims=True) + 1e-9
    return np.asarray(around, dtype=np.float64)


def _once(sentences: Sequence[DraftSentence]) -> list[DraftSentence]:
    """The sentences without those that stood there before."""
    seen: set[str] = set()
    kept = []
    for sentence in sentences:
        words = sentence.text.casefold().split()
        key = " ".join(words)
        if len(words) < _REPEATABLE or key not in seen:
            kept.append(sentence)
        seen.add(key)
    return kept


def _first(sentences: Sequence[DraftSentence], most_words: int) -> list[DraftSentence]:
    kept: list[DraftSentence] = []
    words = 0
    for sentence in sentences:
        words += len(sentence.text.split())
        if kept and words > most_words:
            break
        kept.append(sentence)
    return kept
