"""A question about a credential -> the places in its text that answer it, quoted, nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from retrieval.embeddings import Embedder, VectorCache
from retrieval.passages import Passage
from retrieval.sentences import Span, sentences
from retrieval.words import standardised

Vectors = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

MOST_SENTENCES = 3  # in a quote: enough to be understood, short enough to be read
LONGEST = 600  # characters of a quote of several sentences
FEWEST_WORDS = 5  # of a quote: a heading or a mark alone answers nothing
NEAR_ENOUGH = 0.2  # cosine below which no sentence is said to answer
# How passages rank, set on questions.jsonl of tests/benchmarks/sets/questions (second.jsonl is held
# out). Shared words (BM25), the lexicon's concepts, nearness token by token and the question
# without its small words were tried beside these: none gained more than one question in 48.
SHARPNESS = 12.0  # a passage is as near as its nearest sentences: the higher, the fewer of them
SECTION_WEIGHT = 0.8  # of the whole passage with its heading, beside its sentences
AROUND_WEIGHT = 0.3  # of a quote's mean sentence: decides which neighbours are quoted with it
FILE_BONUS = 1.5  # standard deviations: files say how things are done, the rest what is wanted


@dataclass(frozen=True, slots=True)
class Quote:
    """One to three sentences of a passage: its text is exactly `passage.text[start:end]`.

    `nearness` is the cosine of the question and the nearest of its sentences.
    """

    passage: Passage
    start: int
    end: int
    text: str
    nearness: float


class Answering:
    """Answers questions from one credential's passages; vectors are made when first asked."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder, cache: VectorCache) -> None:
        """A question is a person's words: `embedder` has to be the local one."""
        self._passages = tuple(passages)
        self._embedder = embedder
        self._cache = cache
        self._lock = Lock()
        self._ready: _Ready | None = None

    def find(self, question: str, limit: int) -> list[Quote]:
        """At most `limit` quotes, each of another passage, best first; none if nothing is near.

        Raises EmbedderUnavailable.
        """
        if not any(c.isalnum() for c in question):
            return []
        ready = self._made()
        if not ready.sections:
            return []
        vector = self._embedder.embed([question])[0]
        cosines = [section.vectors @ vector for section in ready.sections]
        if max(float(own.max()) for own in cosines) < NEAR_ENOUGH:
            return []
        order = np.argsort(-ready.ranked(cosines, vector), kind="stable")[:limit]
        return [ready.sections[i].quote(cosines[i]) for i in order]

    def _made(self) -> _Ready:
        with self._lock:
            if self._ready is None:
                self._ready = _Ready(self._passages, self._embedder, self._cache)
            return self._ready


@dataclass(frozen=True, slots=True)
class _Section:
    """A passage with its sentences, their vectors, and the runs of them that may be quoted."""

    passage: Passage
    spans: Sequence[Span]
    vectors: Vectors
    windows: Sequence[tuple[int, int]]  # numbers of the first and the last sentence

    def quote(self, cosines: Vectors) -> Quote:
        """The run around the sentence nearest to a question, by the sentences' cosines with it."""

        def near(window: tuple[int, int]) -> float:
            own = cosines[window[0] : window[1] + 1]
            return float(own.max() + AROUND_WEIGHT * own.mean())

        first, last = max(self.windows, key=near)
        start, end = self.spans[first].start, self.spans[last].end
        nearest = float(cosines[first : last + 1].max())
        return Quote(self.passage, start, end, self.passage.text[start:end], nearest)


class _Ready:
    """The passages that hold something to quote, with their vectors."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder, cache: VectorCache) -> None:
        cut = [(passage, sentences(passage.text)) for passage in passages]
        quotable = [
            (passage, spans, windows)
            for passage, spans in cut
            if (windows := list(_windows(passage.text, spans)))
        ]
        own = cache.embed(embedder, [span.text for _, spans, _ in quotable for span in spans])
        ends = np.cumsum([len(spans) for _, spans, _ in quotable])
        self.sections = [
            _Section(passage, spans, own[end - len(spans) : end], windows)
            for (passage, spans, windows), end in zip(quotable, ends, strict=True)
        ]
        kept = [section.passage for section in self.sections]
        self._whole = cache.embed(embedder, [passage.embedded for passage in kept])
        files = [passage.field.startswith("file:") for passage in kept]
        self._bonus = FILE_BONUS * np.array(files, dtype=np.float64)

    def ranked(self, cosines: Sequence[Vectors], vector: Vectors) -> Floats:
        """One score per passage from its sentences' cosines and the question's vector."""
        near = np.array([np.log(np.exp(SHARPNESS * own).sum()) / SHARPNESS for own in cosines])
        whole = (self._whole @ vector).astype(np.float64)
        fused: Floats = standardised(near.astype(np.float64)) + self._bonus
        fused += SECTION_WEIGHT * standardised(whole)
        return fused


def _windows(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """From every sentence on the longest run that may be quoted: an answer with what is around it.

    Runs of too few words are left out.
    """
    for first, span in enumerate(spans):
        last = first
        while last + 1 < min(first + MOST_SENTENCES, len(spans)):
            following = spans[last + 1]
            if following.end - span.start > LONGEST or "|" in following.text + span.text:
                break  # a row of a table stands alone
            last += 1
        if len(text[span.start : spans[last].end].split()) >= FEWEST_WORDS:
            yield first, last
