"""Labelled drafts: what a person said of each rubric row, and the passages it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import BadInput
from assistant.evaluation.retrieval import json_lines
from assistant.self_check.report import STATUS_ORDER, Status, readiness_of
from retrieval.documents import read_document
from retrieval.errors import UnreadableDocument

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class LabelledDraft:
    """A draft and what a person said of it; `text` is its extracted text, empty if unreadable."""

    draft: str
    credential_id: str
    kind: str
    readiness: str
    criteria: Mapping[str, Status]
    evidence: Mapping[str, Sequence[str]]
    text: str = ""

    @property
    def words(self) -> int:
        """How long the draft is."""
        return len(self.text.split())


def read_labels(folder: Path) -> list[LabelledDraft]:
    """The labelled drafts of a set, one at least; raises BadInput naming file and line."""

    def read(row: dict[str, Any]) -> LabelledDraft:
        criteria = dict(row["criteria"])
        if unknown := set(criteria.values()) - set(STATUS_ORDER):
            raise ValueError(f"unknown statuses {unknown}")
        evidence = {row_id: list(found) for row_id, found in (row.get("evidence") or {}).items()}
        return LabelledDraft(
            row["draft"],
            row["credential_id"],
            row.get("kind", "all"),
            row.get("readiness") or readiness_of(list(criteria.values())),
            criteria,
            evidence,
            _text_of(folder / "drafts" / row["draft"]),
        )

    file = folder / "labels.jsonl"
    found = list(json_lines(file, ("draft", "credential_id", "criteria"), read))
    if not found:
        raise BadInput(f"{file} holds no labelled draft; expected one object a line.")
    return found


def _text_of(file: Path) -> str:
    """The text that offsets count in; a draft that cannot be read is named when it is checked."""
    try:
        return read_document(file.name, file.read_bytes()).text
    except (OSError, UnreadableDocument):
        return ""


def spans_of(passage: str, text: str) -> list[tuple[int, int]]:
    """Every place (start, end) where a passage stands in a text, white space aside; in order."""
    words = [re.escape(word) for word in passage.split()]
    if not words:
        return []
    return [found.span() for found in re.finditer(r"\s+".join(words), text)]


def spread(items: Sequence[Item], most: int | None) -> list[Item]:
    """At most this many of the items, evenly taken from first to last; all where `most` is None."""
    if most is None or most >= len(items):
        return list(items)
    return [items[i * len(items) // most] for i in range(most)]


def sample(drafts: Sequence[LabelledDraft], most: int | None) -> list[LabelledDraft]:
    """At most this many drafts, in their order; the same every time; all where `most` is None.

    Sets repeat their kinds in a rhythm, so drafts are drawn by a hash of their names: every n-th
    one might be of one kind only.
    """
    if most is None or most >= len(drafts):
        return list(drafts)
    drawn = sorted(range(len(drafts)), key=lambda i: sha256(drafts[i].draft.encode()).digest())
    return [drafts[i] for i in sorted(drawn[:most])]
