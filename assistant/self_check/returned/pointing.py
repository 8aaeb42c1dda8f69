"""Which passage of a draft somebody's remark points at; verbatim, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.self_check.evidence import OTHER_PART
from assistant.self_check.report import Quote
from assistant.self_check.steady import relocated
from assistant.self_check.submission import DraftSentence, Submission
from retrieval.catalogue import Criterion
from retrieval.embeddings import Embedder, Floats

POINTED = 0.42  # cosine from which the nearest sentence is taken to be what a remark means
_MIN_WORDS = 4  # shorter sentences say too little to be meant
_IN_MARKS = re.compile(r"[\"“]([^\"“”]{8,400})[\"”]")


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft as it stands, and what its last self-check quoted; either may not be known."""

    submission: Submission | None = None
    quotes: dict[str, tuple[Quote, ...]] | None = None  # by criterion id
    private: tuple[Quote, ...] = ()


class Pointer:
    """Finds what is pointed at: words in quotation marks, a row's quotes, the nearest sentence."""

    def __init__(self, draft: CheckedDraft, embedder: Embedder) -> None:
        """`embedder` must be the local one: drafts go through no other."""
        self._draft = draft
        self._embedder = embedder
        found = draft.submission.sentences if draft.submission else ()
        self._sentences = [s for s in found if not s.heading and len(s.text.split()) >= _MIN_WORDS]

    def quoted(self, remarks: Sequence[str]) -> Quote | None:
        """The sentence of the draft whose words a remark repeats in quotation marks."""
        for remark in remarks:
            for match in _IN_MARKS.finditer(remark):
                words = " ".join(match[1].casefold().split()).strip(" .,…")
                for sentence in self._sentences:
                    if words in " ".join(sentence.text.casefold().split()):
                        return _quote(sentence)
        return None

    def private(self) -> Quote | None:
        """The first thing that could identify somebody, as the last check found it."""
        return next(iter(self._standing(self._draft.private)), None)

    def for_row(self, remarks: Sequence[str], row: Criterion) -> Quote | None:
        """What the last check quoted for the row, the nearest to the remarks; or `nearest`."""
        quotes = self._standing((self._draft.quotes or {}).get(row.id, ()))
        if not quotes:
            return self.nearest(remarks, row.part)
        near = self._near(remarks, [quote.text for quote in quotes])
        return quotes[int(np.argmax(near))]

    def nearest(self, remarks: Sequence[str], part_id: str | None) -> Quote | None:
        """The sentence nearest in meaning to one of the remarks, where one is near."""
        if not self._sentences:
            return None
        near = self._near(remarks, [sentence.text for sentence in self._sentences])
        own = [part_id is None or s.part_id in (None, part_id) for s in self._sentences]
        near = near * np.where(own, 1.0, OTHER_PART)
        best = int(np.argmax(near))
        return _quote(self._sentences[best]) if near[best] >= POINTED else None

    def _near(self, remarks: Sequence[str], texts: Sequence[str]) -> Floats:
        near = self._embedder.embed(list(texts)) @ self._embedder.embed(list(remarks)).T
        nearest: Floats = near.max(axis=1)
        return nearest

    def _standing(self, quotes: Sequence[Quote]) -> list[Quote]:
        """The quotes that stand in the draft now; all of them where its text is not known."""
        submission = self._draft.submission
        if submission is None:
            return list(quotes)
        return [now for quote in quotes if (now := relocated(quote, submission, least=1))]


def _quote(sentence: DraftSentence) -> Quote:
    return Quote(sentence.file, sentence.start, sentence.end, sentence.text)
