"""Sheets submission and rubric -> parts, prompts and rubric rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from retrieval.catalogue import Criterion, Level, Part, PartKind, Prompt, WordsAre
from retrieval.formats.ids import Ids, is_id, slug_of
from retrieval.formats.sheet_cells import Cells
from retrieval.formats.sheet_columns import LEVEL_COLUMN, Row


def parts_from(rows: list[Row], cells: Cells) -> tuple[Part, ...]:
    """The parts of one credential, in order; a row without a part goes on with the one above."""
    sheet = "submission"
    parts: dict[str, Part] = {}
    asked: dict[str, list[Row]] = {}
    part_id = ""
    for row in rows:
        title = cells.text(row, "part_title")
        part_id = cells.text(row, "part") or slug_of(title) or part_id
        if not is_id(part_id):
            cells.wrong(
                sheet, row, f', part: "{part_id[:40]}" is no id; expected one like overview.'
            )
            continue
        part = parts.get(part_id)
        if part is None:
            parts[part_id] = _part(part_id, row, cells)
        elif (said := _part(part_id, row, cells)) != part and _contradicts(row, said, part):
            cells.wrong(sheet, row, f", part: says otherwise of {part_id} than the row above.")
        if row.cells.keys() & {"prompt", "text", "min_words", "max_words", "words_are"}:
            asked.setdefault(part_id, []).append(row)
    return tuple(
        replace(part, prompts=_prompts(asked.get(part_id, []), cells))
        for part_id, part in parts.items()
    )


_OF_PART = {
    "part_title": "title",
    "kind": "kind",
    "pass": "pass_label",
    "part_min_words": "min_words",
    "part_max_words": "max_words",
    "part_words_are": "words_are",
}


def _contradicts(row: Row, said: Part, part: Part) -> bool:
    return any(
        getattr(said, name) != getattr(part, name)
        for column, name in _OF_PART.items()
        if column in row.cells
    )


def _part(part_id: str, row: Row, cells: Cells) -> Part:
    sheet = "submission"
    low, high, are = _word_rules(row, "part_", cells)
    kind = cells.choice(sheet, row, "kind", "artifact")
    return Part(
        id=part_id,
        title=cells.text(row, "part_title") or part_id,
        kind=cast(PartKind, kind),
        pass_label=cells.text(row, "pass"),
        min_words=low,
        max_words=high,
        words_are=are,
    )


def _word_rules(row: Row, prefix: str, cells: Cells) -> tuple[int | None, int | None, WordsAre]:
    sheet = "submission"
    low = cells.count(sheet, row, f"{prefix}min_words")
    high = cells.count(sheet, row, f"{prefix}max_words")
    if low is not None and high is not None and low > high:
        cells.wrong(sheet, row, f", {prefix}min_words: {low} is above the most, {high}.")
    are: Any = cells.choice(sheet, row, f"{prefix}words_are", "rule")
    return low, high, are


def _prompts(rows: list[Row], cells: Cells) -> tuple[Prompt, ...]:
    sheet, ids, found = "submission", Ids("prompt"), []
    cells.keep_ids(sheet, rows, "prompt", ids)
    for row in rows:
        text = cells.text(row, "text")
        if not text:
            cells.wrong(sheet, row, ", text: is empty; say what the prompt asks for.")
        prompt_id = cells.text(row, "prompt") or ids.of("")
        found.append(Prompt(prompt_id, text, *_word_rules(row, "", cells)))
    return tuple(found)


def rubric_from(rows: list[Row], parts: tuple[Part, ...], cells: Cells) -> tuple[Criterion, ...]:
    """The rubric of one credential, a row a row; parts go by their id or title."""
    sheet, ids, found = "rubric", Ids("row"), []
    known = {part.title.casefold(): part.id for part in parts} | {
        part.id: part.id for part in parts
    }
    cells.keep_ids(sheet, rows, "row", ids)
    for row in rows:
        title = cells.text(row, "title")
        if not title:
            cells.wrong(sheet, row, ": has no title.")
        named = cells.text(row, "part")
        part = known.get(named) or known.get(named.casefold())
        if named and part is None:
            there = ", ".join(p.id for p in parts) or "none; write them in sheet submission"
            cells.wrong(sheet, row, f', part: "{named[:40]}" is no part; there are {there}.')
        levels = _levels(row, cells)
        names = [level.name for level in levels]
        pass_level = cells.text(row, "pass_level") or (names[0] if names else "")
        if pass_level not in names:
            cells.wrong(sheet, row, f', pass_level: "{pass_level[:40]}" is none of its levels.')
        row_id = cells.text(row, "row") or ids.of(title)
        found.append(Criterion(row_id, title, part, levels, pass_level))
    return tuple(found)


def _levels(row: Row, cells: Cells) -> tuple[Level, ...]:
    """The levels of a row from left to right, best first."""
    numbers = sorted({int(match[2]) for name in row.cells if (match := LEVEL_COLUMN.match(name))})
    levels: list[Level] = []
    for n in numbers:
        name = cells.text(row, f"level_{n}")
        if not name:
            cells.wrong(
                "rubric", row, f", level_{n}: is empty beside a descriptor; name the level."
            )
        elif name in {level.name for level in levels}:
            cells.wrong("rubric", row, f', level_{n}: "{name[:40]}" stands twice in this row.')
        levels.append(Level(name, cells.text(row, f"descriptor_{n}")))
    if len(levels) < 2:
        cells.wrong("rubric", row, ": has fewer than two levels; write level_1 and level_2.")
    return tuple(levels)
