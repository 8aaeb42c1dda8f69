"""The header of a Canvas rubric CSV: which column is what, the repeated ones by position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.errors import UnreadableFormat

HEAD = ("Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range")
RATING = ("Rating Name", "Rating Description", "Rating Points")
# "Rating Name", "Rating Name 2", "Rating Name.1": the number is what other programs add.
_NUMBERED = re.compile(r"rating (name|description|points)[ ._]*(\d*)")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row, from 0, each thing stands; None where the file has no such column."""

    rubric: int
    criterion: int
    description: int | None
    ranged: int | None
    ratings: tuple[dict[str, int], ...]
    others: tuple[tuple[str, int], ...]
    width: int


def is_header(cells: Sequence[str]) -> bool:
    """Whether this can be the first line of a Canvas rubric CSV."""
    names = [_plain(cell) for cell in cells]
    return "rubric name" in names and any(_NUMBERED.fullmatch(name) for name in names)


def _plain(cell: str) -> str:
    return " ".join(cell.lower().split()).replace("criterion", "criteria")


def columns_of(header: Sequence[str]) -> Columns:
    """Where everything stands; raises UnreadableFormat for a header that leaves it open."""
    names = [_plain(cell) for cell in header]
    ratings: dict[tuple[str, int], dict[str, int]] = {}
    turn = 0
    others = []
    for i, name in enumerate(names):
        if match := _NUMBERED.fullmatch(name):
            kind, numbered = match.groups()
            if not numbered and kind in ratings.get(("", turn), {}):
                turn += 1  # this kind is there already: the next rating begins
            ratings.setdefault((numbered, 0 if numbered else turn), {})[kind] = i
        elif name not in {head.lower() for head in HEAD} or names.index(name) != i:
            others.append((header[i] or f"number {i + 1}", i))
    if "criteria name" not in names:
        raise UnreadableFormat('The header has no "Criteria Name"; name that column so.')
    if bare := [n for n, at in enumerate(ratings.values(), 1) if "name" not in at]:
        raise UnreadableFormat(f"Rating {bare[0]} of the header has no Rating Name; add it.")

    def at(name: str) -> int | None:
        return names.index(name) if name in names else None

    return Columns(
        rubric=names.index("rubric name"),
        criterion=names.index("criteria name"),
        description=at("criteria description"),
        ranged=at("criteria enable range"),
        ratings=tuple(ratings.values()),
        others=tuple(others),
        width=len(header),
    )
