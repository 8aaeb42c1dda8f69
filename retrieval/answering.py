"""A question about a credential -> the places in its text that answer it, quoted, nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from retrieval.answer_signs import (
    ANSWER_BIAS,
    ANSWER_LINE,
    ANSWER_WEIGHTS,
    WEIGHTS,
    PassageWords,
    answer_signs,
    passage_signs,
)
from retrieval.embeddings import Embedder, VectorCache
from retrieval.passages import Passage
from retrieval.sentences import Span, sentences
from retrieval.words import spanish

Vectors = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

MOST_SENTENCES = 3  # in a quote: enough to be understood, short enough to be read
LONGEST = 600  # characters of a quote of several sentences
FEWEST_WORDS = 5  # of a quote: a heading or a mark alone answers nothing
NEAR_ENOUGH = 0.2  # cosine below which no sentence answers, where there is no more to tell it by
AROUND_WEIGHT = 0.3  # of a quote's mean sentence: decides which neighbours are quoted with it


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

    def find(self, question: str, limit: int, outside: float | None = None) -> list[Quote]:
        """At most `limit` quotes, each of another passage, best first; none if nothing answers.

        `outside` is the cosine of the question and what people ask that no credential answers, None
        where it is not known. Raises EmbedderUnavailable.
        """
        weighed = self.weighed(question)
        if weighed is None or not weighed.answers(question, outside):
            return []
        order = np.argsort(-(weighed.signs @ np.array(WEIGHTS)), kind="stable")[:limit]
        return [weighed.sections[i].quote(weighed.cosines[i]) for i in order]

    def weighed(self, question: str) -> Weighed | None:
        """What tells which passages answer; None where nothing is asked or can be quoted."""
        if not any(c.isalnum() for c in question):
            return None
        ready = self._made()
        if not ready.sections:
            return None
        return ready.weighed(question, self._embedder.embed([question])[0])

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


@dataclass(frozen=True, slots=True)
class Weighed:
    """A credential's passages as a question finds them: cosines, shared words, and signs."""

    sections: Sequence[_Section]
    cosines: Sequence[Vectors]  # of each passage's sentences
    whole: Vectors  # of each passage with its heading
    shared: tuple[Floats, Floats]
    signs: Floats  # one row a passage

    def answers(self, question: str, outside: float | None) -> bool:
        """Whether anything answers at all.

        The catalogue's words are English: a Spanish question shares none, and is told by meaning.
        """
        if outside is None or spanish(question):
            return max(float(own.max()) for own in self.cosines) >= NEAR_ENOUGH
        signs = answer_signs(self.cosines, self.whole, self.shared, outside)
        return float(np.dot(ANSWER_WEIGHTS, signs)) + ANSWER_BIAS >= ANSWER_LINE


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
        self._passages = [section.passage for section in self.sections]
        self._spans = [section.spans for section in self.sections]
        self._whole = cache.embed(embedder, [passage.embedded for passage in self._passages])
        self._words = PassageWords(self._passages, self._spans)

    def weighed(self, question: str, vector: Vectors) -> Weighed:
        """The signs of every passage for a question of this vector."""
        cosines = [section.vectors @ vector for section in self.sections]
        whole, shared = self._whole @ vector, self._words.shared(question)
        signs = passage_signs(question, self._passages, self._spans, cosines, whole, shared)
        return Weighed(self.sections, cosines, whole, shared, signs)


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
