"""A submission that came back: the assessor's words become the shortest list of changes.

Each change belongs to a row, a part, privacy or the whole; it quotes the assessor word for word,
points at the passage of the draft that is meant, where there is one, and says one thing to do.
Code alone does this, the same for the same letter: names first, meaning (local vectors) only where
nothing is named. It never writes what is to be handed in.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from assistant.self_check.elements import elements_of
from assistant.self_check.next_steps import next_step
from assistant.self_check.report import Quote
from assistant.self_check.returned.bundles import (
    Bundle,
    Kind,
    Said,
    counting,
    key_of,
    level_said,
    place_of,
)
from assistant.self_check.returned.pointing import CheckedDraft, Pointer
from assistant.self_check.returned.remarks import Letter, read_letter
from assistant.self_check.returned.return_steps import FOR_PRIVACY, FOR_THE_WHOLE, step_for_part
from assistant.self_check.returned.row_nearness import RowNearness
from assistant.self_check.returned.rubric_names import RubricNames
from retrieval.catalogue import Credential, Criterion
from retrieval.embeddings import Embedder

SAME = 0.86  # cosine from which two remarks on one thing say the same
PRIVACY_TITLE = "Students and families must not be recognised"
WHOLE_TITLE = "The whole submission"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to change.

    `level` is the one that the assessor gave the row, `asks` what the row's pass level asks for
    there, in the rubric's words; `passage` stands in the draft word for word.
    """

    kind: Kind
    criterion_id: str | None
    part_id: str | None
    title: str
    level: str | None
    asks: str | None
    words: tuple[Said, ...]
    passage: Quote | None
    next_step: str

    def as_json(self) -> dict[str, Any]:
        """The change as JSON types."""
        return asdict(self)


class ReturnReader:
    """Reads letters of assessors, on the machine: neither they nor the draft ever leave it."""

    def __init__(self, embedder: Embedder) -> None:
        """`embedder` must be the local one."""
        self._embedder = embedder

    def changes(
        self, text: str, credential: Credential | None, draft: CheckedDraft
    ) -> tuple[Change, ...]:
        """The changes that a letter asks for, in the order to make them; none where it asks none.

        Without a credential (it may have left the catalogue) no row is named.
        """
        letter = read_letter(text, RubricNames(credential))
        pointer = Pointer(draft, self._embedder)
        return tuple(
            self._change(bundle, order, letter, pointer)
            for order, bundle in enumerate(self._bundles(letter, credential))
        )

    def _bundles(self, letter: Letter, credential: Credential | None) -> list[Bundle]:
        rows = credential.rubric if credential else ()
        heard = [r for r in letter.remarks if r.tone in ("asks", "plain") and r.needed]
        near = RowNearness(rows, self._embedder).nearest(
            [remark.text for remark in heard],
            [remark.part.id if remark.part else None for remark in heard],
        )
        found: dict[tuple[Kind, str], Bundle] = {}
        for remark, bundle in counting(heard, near, letter, credential):
            bundle = found.setdefault(key_of(bundle), bundle)
            bundle.words.append(Said(remark.start, remark.end, remark.text))
        for row in rows:
            given = letter.levels.get(row.id)
            if given and not given.passes and ("row", row.id) not in found:
                part = credential.part(row.part) if credential else None
                found["row", row.id] = Bundle("row", row, part, level_said(letter, row))
        for bundle in found.values():
            bundle.words = self._distinct(bundle.words)
        return sorted(found.values(), key=lambda bundle: place_of(bundle, credential))

    def _distinct(self, words: list[Said]) -> list[Said]:
        """Without those that say again what was said."""
        vectors = self._embedder.embed([one.text for one in words])
        kept: list[int] = []
        for i in range(len(words)):
            if all(float(vectors[i] @ vectors[j]) < SAME for j in kept):
                kept.append(i)
        return [words[i] for i in kept]

    def _change(self, bundle: Bundle, order: int, letter: Letter, pointer: Pointer) -> Change:
        row, part = bundle.row, bundle.part
        given = letter.levels.get(row.id) if row else None
        asks = self._asks(bundle.texts, row) if row else None
        return Change(
            kind=bundle.kind,
            criterion_id=row.id if row else None,
            part_id=part.id if part else None,
            title=_title(bundle),
            level=given.level if given else None,
            asks=asks,
            words=tuple(bundle.words),
            passage=pointer.quoted(bundle.texts) or _passage(bundle, pointer),
            next_step=_step(bundle, asks, order),
        )

    def _asks(self, remarks: list[str], row: Criterion) -> str | None:
        """What of the row's pass level the remarks are nearest to."""
        elements = elements_of(row.target.descriptor)
        if not elements:
            return None
        near = self._embedder.embed(list(elements)) @ self._embedder.embed(remarks).T
        return elements[int(np.argmax(near.max(axis=1)))]


def _title(bundle: Bundle) -> str:
    if bundle.kind == "privacy":
        return PRIVACY_TITLE
    about = bundle.row or bundle.part
    return about.title if about else WHOLE_TITLE


def _passage(bundle: Bundle, pointer: Pointer) -> Quote | None:
    if bundle.kind == "privacy":
        return pointer.private()
    if bundle.row:
        return pointer.for_row(bundle.texts, bundle.row)
    return pointer.nearest(bundle.texts, None) if bundle.kind == "whole" else None


def _step(bundle: Bundle, asks: str | None, order: int) -> str:
    if bundle.kind == "privacy":
        return FOR_PRIVACY
    if bundle.kind == "row":
        return next_step(asks, bundle.part, order)
    return FOR_THE_WHOLE if bundle.kind == "whole" else step_for_part(bundle.part, bundle.texts)
