"""For each rubric row, the sentences of the draft that may show it, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assistant.self_check.cues import CopyGuard, promises
from assistant.self_check.elements import elements_of
from assistant.self_check.instructions import ByFile, touches
from assistant.self_check.locator import Signs, Weights
from assistant.self_check.reader import locator_weights
from assistant.self_check.report import Quote
from assistant.self_check.submission import DraftSentence, Submission
from retrieval.catalogue import Criterion
from retrieval.documents import place_of
from retrieval.embeddings import Embedder, Floats

OTHER_PART = 0.85  # a sentence that stands under another part counts this much
MIN_QUOTE = 20
MAX_QUOTE = 600
_REPEATABLE = 6  # words
_TABLE_RULE = re.compile(r"[ \t|]*\n[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\|[-:| \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, its chance (0..1) of being a row's evidence, and how near it is to the row.

    `strength` is the cosine of meaning, less where the sentence stands under another part. What is
    `set_aside` is never read as evidence: copies of the rubric, repetitions, words to the judge.
    """

    sentence: DraftSentence
    chance: float
    strength: float
    copied: bool
    promised: bool
    set_aside: bool = False


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """Everything found for one row, likeliest first, and how well each element is touched."""

    criterion: Criterion
    candidates: tuple[Candidate, ...]
    elements: tuple[str, ...]
    element_strengths: tuple[float, ...]  # 0..1 each, of the element's nearest sentence


class EvidenceFinder:
    """Finds evidence by meaning, on the machine: a draft never leaves it for this."""

    def __init__(self, embedder: Embedder, places: Callable[[], Weights] = locator_weights) -> None:
        """`embedder` must be the local one; `places` gives the learned weights when asked."""
        self._embedder = embedder
        self._signs = Signs(embedder)
        self._places = places

    def find(
        self, submission: Submission, steering: ByFile | None = None
    ) -> tuple[RowEvidence, ...]:
        """One RowEvidence per rubric row, in the rubric's order; `steering` speaks to the judge."""
        guard = CopyGuard(submission.credential)
        weighed = [s for s in submission.sentences if not s.heading]
        vectors = self._embedder.embed([s.text for s in weighed])
        rows = submission.credential.rubric
        copied = [guard.copied(s.text) for s in weighed]
        aside = [
            copy or again or _steers(s, steering or {})
            for s, copy, again in zip(weighed, copied, _repeated(weighed), strict=True)
        ]
        chances = np.zeros((len(weighed), len(rows)))
        honest = [i for i, out in enumerate(aside) if not out]
        if honest and rows:
            # Where evidence stands is weighed among honest sentences alone, so that what is set
            # aside moves nothing.
            signs = self._signs.of(submission, [weighed[i] for i in honest])
            chances[honest] = self._places().chances(signs)
        cues = [
            (copy, promises(s.text), out)
            for s, copy, out in zip(weighed, copied, aside, strict=True)
        ]
        return tuple(
            self._row(row, weighed, vectors, chances[:, i], cues) for i, row in enumerate(rows)
        )

    def _row(
        self,
        row: Criterion,
        worth: Sequence[DraftSentence],
        vectors: Floats,
        chances: npt.NDArray[np.float64],
        cues: Sequence[tuple[bool, bool, bool]],
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
            Candidate(s, float(chances[i]), float(strengths[i]), *cues[i])
            for i, s in enumerate(worth)
        ]
        candidates.sort(key=lambda c: (-c.chance, c.sentence.file, c.sentence.start))
        honest = np.array([not aside for _, _, aside in cues])
        touched = (near[:, 1:] * honest[:, None]).max(axis=0)
        return RowEvidence(row, tuple(candidates), elements, tuple(float(t) for t in touched))


def quotes_from(
    candidates: Sequence[Candidate], submission: Submission, most: int = 3
) -> tuple[Quote, ...]:
    """Up to `most` verbatim quotes of 20 to 600 characters from the strongest honest candidates.

    What only names the columns of a table comes last: it shows an assessor nothing by itself.
    """
    found: list[Quote] = []
    for candidate in sorted(candidates, key=lambda c: _names_columns(c.sentence, submission)):
        if candidate.copied or candidate.set_aside:
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


def placed(quote: Quote, submission: Submission) -> Quote:
    """The quote with the page, slide, heading, line or paragraph where it stands."""
    document = next(one for one in submission.files if one.name == quote.file)
    return replace(quote, place=place_of(document, quote.start, quote.end))


def _names_columns(sentence: DraftSentence, submission: Submission) -> bool:
    """Whether a sentence is the first line of a Markdown table, above its rule."""
    return bool(_TABLE_RULE.match(submission.texts[sentence.file], sentence.end))


def _overlap(one: Quote, other: Quote) -> bool:
    return one.file == other.file and one.start < other.end and other.start < one.end


def _repeated(sentences: Sequence[DraftSentence]) -> list[bool]:
    """Whether a sentence stood in the draft before; short ones ("S3: Yes.") may recur.

    A short one is a repetition beside a repeated sentence that it stood beside before, so that a
    draft pasted twice is read as once.
    """
    keys = [" ".join(sentence.text.casefold().split()) for sentence in sentences]
    short = [len(key.split()) < _REPEATABLE for key in keys]
    first: dict[str, int] = {}
    again = [
        not s and first.setdefault(key, i) < i
        for i, (key, s) in enumerate(zip(keys, short, strict=True))
    ]
    for down in (True, False):  # from each repeated sentence down the draft, then up
        order = list(range(len(keys))) if down else list(reversed(range(len(keys))))
        earliest: dict[tuple[str, str], int] = {}
        for one, other in pairwise(order):
            beside = (keys[one], keys[other])
            earliest[beside] = min(other, earliest.get(beside, other))
        for one, other in pairwise(order):
            if short[other] and again[one]:
                again[other] |= earliest[keys[one], keys[other]] < other
    return again


def _steers(sentence: DraftSentence, steering: ByFile) -> bool:
    return touches(steering.get(sentence.file, ()), sentence.start, sentence.end)
