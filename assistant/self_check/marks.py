"""A draft's sentences as marks: enough to tell later what was added and what was taken out.

A mark is a digest, so a self-check keeps what it needs for the next one and not the text again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.documents import Document
from retrieval.sentences import sentences

Marks = dict[str, list[str]]  # file name -> the marks of its sentences, in order
MARK_LENGTH = 16  # hex digits, 64 bits: no two sentences of a book meet by chance

Kind = Literal["same", "added", "removed", "mixed"]


@dataclass(frozen=True, slots=True)
class TextChange:
    """What happened to the text between two checks, counted in sentences.

    `kind` is `added` where every earlier sentence is still there in its order, `removed` where
    every present one was there before, `same` for both; moved or reworded text is `mixed`.
    """

    kind: Kind
    added: int
    removed: int
    new_marks: frozenset[str]  # of sentences that were not there before


def mark(sentence: str) -> str:
    """A sentence's mark; line breaks and runs of blanks make no difference."""
    plain = " ".join(sentence.split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:MARK_LENGTH]


def marks_of(files: Sequence[Document]) -> Marks:
    """The marks of every file; one whose text is not read has none."""
    return {document.name: [mark(s.text) for s in sentences(document.text)] for document in files}


def text_change(
    before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> TextChange:
    """What happened from one state to the other; a lone file may have been renamed."""
    if len(before) == len(after) == 1:
        after = dict(zip(before, after.values(), strict=True))
    were = Counter(one for marks in before.values() for one in marks)
    are = Counter(one for marks in after.values() for one in marks)
    return TextChange(
        kind=_kind(_holds(after, before), _holds(before, after)),
        added=(are - were).total(),
        removed=(were - are).total(),
        new_marks=frozenset(are - were),
    )


def _kind(only_added: bool, only_removed: bool) -> Kind:
    if only_added and only_removed:
        return "same"
    if only_added:
        return "added"
    return "removed" if only_removed else "mixed"


def _holds(larger: Mapping[str, Sequence[str]], smaller: Mapping[str, Sequence[str]]) -> bool:
    """Whether all of `smaller` stands in `larger`, file by file and in its order."""
    for name, marks in smaller.items():
        rest = iter(larger.get(name, ()))
        if name not in larger or not all(one in rest for one in marks):
            return False
    return True
