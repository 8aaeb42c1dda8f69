"""For each rubric row, the sentences of the draft that speak to it, strongest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.self_check.cues import CopyGuard, promises
from assistant.self_check.elements import elements_of
from assistant.self_check.report import Quote
from assistant.self_check.submission import DraftSentence, Submission
from retrieval.catalogue import Criterion
from retrieval.embeddings import Embedder, Floats

OTHER_PART = 0.85  # a sentence that stands under another part counts this much
MIN_QUOTE = 20
MAX_QUOTE = 600
_MIN_WORDS = 4  # shorter sentences say too little to be weighed alone


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence and how near it is to a row: cosine of meaning, discounts applied."""

    sentence: DraftSentence
    strength: float
    copied: bool
    promised: bool


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """Everything found for one row, strongest first, and how well each element is touched."""

    criterion: Criterion
    candidates: tuple[Candidate, ...]
    elements: tuple[str, ...]
    element_strengths: tuple[float, ...]  # 0..1 each, of the element's nearest sentence


class EvidenceFinder:
    """Finds evidence by meaning, on the machine: a draft never leaves it for this."""

    def __init__(self, embedder: Embedder) -> None:
        """`embedder` must be the local one."""
        self._embedder = embedder

    def find(self, submission: Submission) -> tuple[RowEvidence, ...]:
        """One RowEvidence per rubric row, in the rubric's order."""
        guard = CopyGuard(submission.credential)
        weighed = [s for s in submission.sentences if not s.heading]
        worth = [s for s in weighed if len(s.text.split()) >= _MIN_WORDS] or weighed
        vectors = self._embedder.embed([s.text for s in worth])
        cues = [(guard.copied(s.text), promises(s.text)) for s in worth]
        return tuple(self._row(row, worth, vectors, cues) for row in submission.credential.rubric)

    def _row(
        self,
        row: Criterion,
        worth: Sequence[DraftSentence],
        vectors: Floats,
        cues: Sequence[tuple[bool, bool]],
    ) -> RowEvidence:
        elements = elements_of(row.target.descriptor) or (row.title,)
        wanted = [f"{row.title}. {row.target.descriptor}"]
        wanted += [f"{row.title}: {element}" for element in elements]
        if not worth:
            return RowEvidence(row, (), elements, tuple(0.0 for _ in elements))
        near = vectors @ self._embedder.embed(wanted).T
        place = np.array([1.0 if s.part_id in (None, row.part) else OTHER_PART for s in worth])
        near = np.clip(near, 0.0, 1.0) * place[:, None]
        strengths = 0.5 * near[:, 0] + 0.5 * near[:, 1:].max(axis=1)
        candidates = [
            Candidate(s, float(strengths[i]), copied=cues[i][0], promised=cues[i][1])
            for i, s in enumerate(worth)
        ]
        candidates.sort(key=lambda c: (-c.strength, c.sentence.file, c.sentence.start))
        honest = np.array([not copied for copied, _ in cues])
        touched = (near[:, 1:] * honest[:, None]).max(axis=0)
        return RowEvidence(row, tuple(candidates), elements, tuple(float(t) for t in touched))


def quotes_from(
    candidates: Sequence[Candidate], submission: Submission, most: int = 3
) -> tuple[Quote, ...]:
    """Up to `most` verbatim quotes of 20 to 600 characters from the strongest honest candidates."""
    found: list[Quote] = []
    for candidate in candidates:
        if candidate.copied:
            continue
        quote = quote_of(candidate.sentence, submission)
        if quote is None or any(_overlap(quote, other) for other in found):
            continue
        found.append(quote)
        if len(found) == most:
            break
    return tuple(found)


def quote_of(sentence: DraftSentence, submission: Submission) -> Quote | None:
    """The sentence as a quote, widened to its line or cut at a word where its length asks."""
    text = submission.texts[sentence.file]
    start, end = sentence.start, sentence.end
    if end - start < MIN_QUOTE:
        following = [s for s in submission.sentences if s.file == sentence.file and s.start >= end]
        for neighbour in following:
            if neighbour.heading or end - start >= MIN_QUOTE:
                break
            end = neighbour.end
    if end - start > MAX_QUOTE:
        end = start + MAX_QUOTE
        while end > start + MIN_QUOTE and not text[end - 1 : end].isspace():
            end -= 1
        end = start + len(text[start:end].rstrip())
    if not MIN_QUOTE <= end - start <= MAX_QUOTE:
        return None
    return Quote(sentence.file, start, end, text[start:end])


def _overlap(one: Quote, other: Quote) -> bool:
    return one.file == other.file and one.start < other.end and other.start < one.end
