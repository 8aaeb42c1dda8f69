"""A rubric row and sentences as one pair for the reader, and which tokens belong to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.self_check.elements import elements_of
from retrieval.catalogue import Criterion
from retrieval.encoder import Floats

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row as it is read (title and what the pass level asks for) and the sentences beside it."""

    row: str
    elements: tuple[Span, ...]  # where each element stands in `row`
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(self.sentences)

    @property
    def sentence_spans(self) -> tuple[Span, ...]:
        """Where each sentence stands in `text`."""
        spans: list[Span] = []
        at = 0
        for sentence in self.sentences:
            spans.append((at, at + len(sentence)))
            at += len(sentence) + 1
        return tuple(spans)


def pair_of(row: Criterion, sentences: Sequence[str]) -> Pair:
    """The pair for a row of the catalogue."""
    return pair_from(row.title, row.target.descriptor, sentences)


def pair_from(title: str, descriptor: str, sentences: Sequence[str]) -> Pair:
    """The pair for a row given as its title and the descriptor of its pass level."""
    wanted = " ".join(descriptor.split())
    text = f"{title}: {wanted}"
    spans: list[Span] = []
    at = len(title) + 2
    for element in elements_of(wanted):
        start = text.index(element, at)
        at = start + len(element)
        spans.append((start, at))
    return Pair(text, tuple(spans) or ((0, len(text)),), tuple(sentences))


def token_shares(
    pair: Pair, offsets: Sequence[Span], types: Sequence[int]
) -> tuple[list[Floats], list[Floats]]:
    """For each element and for each sentence, equal shares over its tokens; zeros where cut off.

    `offsets` and `types` are the tokenizer's, one per token of the encoded pair.
    """
    starts = np.array([start for start, _ in offsets])
    ends = np.array([end for _, end in offsets])
    real = ends > starts
    kinds = np.array(types)

    def shares(span: Span, kind: int) -> Floats:
        inside = (real & (kinds == kind) & (starts < span[1]) & (ends > span[0])).astype(np.float32)
        share: Floats = inside / max(float(inside.sum()), 1.0)
        return share

    return (
        [shares(span, 0) for span in pair.elements],
        [shares(span, 1) for span in pair.sentence_spans],
    )
