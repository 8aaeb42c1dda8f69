"""Credentials -> the tables of a spreadsheet, complete, so that reading them gives the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from retrieval.catalogue import FLAGS, Credential, Part, Prompt
from retrieval.formats.sheet_columns import SHEETS, YES_NO, Row, Tables


def tables_from(credentials: Sequence[Credential]) -> tuple[Tables, list[str]]:
    """The rows of every sheet, and a sentence on each value that would not come back as it is."""
    tables: Tables = {name: [] for name in SHEETS}
    told: list[str] = []
    for one in credentials:
        _add(tables, "credentials", _own(one, told))
        of = {"credential": one.id}
        for part in one.submission:
            for prompt in part.prompts or (None,):
                first = prompt is None or prompt is part.prompts[0]
                _add(tables, "submission", {**of, **_part(part, first), **_prompt(prompt)})
        for row in one.rubric:
            cells = {**of, "row": row.id, "title": row.title, "part": row.part or ""}
            if row.levels and row.pass_level != row.levels[0].name:
                cells["pass_level"] = row.pass_level
            for n, level in enumerate(row.levels, 1):
                cells |= {f"level_{n}": level.name, f"descriptor_{n}": level.descriptor}
            _add(tables, "rubric", cells)
        for item in one.resources:
            said = {name: getattr(item, name) for name in ("title", "url", "file", "kind", "note")}
            _add(tables, "resources", of | said)
        for component in one.method_components:
            _add(tables, "method", of | {"title": component.title, "text": component.text})
        for worth in one.counts_for:
            said = {name: getattr(worth, name) for name in ("state", "district", "use", "credit")}
            _add(tables, "counts_for", of | said)
    return tables, told


def _add(tables: Tables, sheet: str, cells: dict[str, Any]) -> None:
    written = {name: _cell(value) for name, value in cells.items()}
    filled = {name: text for name, text in written.items() if text}
    tables[sheet].append(Row(len(tables[sheet]) + 2, filled))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES_NO[0] if value else YES_NO[1]
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _own(one: Credential, told: list[str]) -> dict[str, Any]:
    names = ("id", "title", "issuer", "competency", "key_method", "effort_hours", "cost_usd")
    cells: dict[str, Any] = {name: getattr(one, name) for name in names}
    for name in ("grades", "subjects", "roles", "topics", "prerequisites"):
        values = getattr(one, name)
        cells[name] = "; ".join(values)
        if split := [value for value in values if ";" in value or "\n" in value]:
            told.append(f'{one.id}: {name} "{split[0][:60]}" holds a semicolon and comes in two.')
    cells["ai_use"] = one.ai_policy.use if one.ai_policy.stated else ""
    cells["ai_note"] = one.ai_policy.note
    cells |= {flag: getattr(one.constraints, flag) for flag in FLAGS}
    cells["window_days"] = one.constraints.window_days
    source = one.source
    cells |= {"source_url": source.url, "source_license": source.license}
    return cells | {"source_retrieved": source.retrieved}


def _part(part: Part, first: bool) -> dict[str, Any]:
    """What is said of a part, on its first row alone."""
    if not first:
        return {"part": part.id}
    return {
        "part": part.id,
        "part_title": part.title,
        "kind": part.kind,
        "pass": part.pass_label,
        "part_min_words": part.min_words,
        "part_max_words": part.max_words,
        "part_words_are": part.words_are if part.words_are != "rule" else "",
    }


def _prompt(prompt: Prompt | None) -> dict[str, Any]:
    if prompt is None:
        return {}
    return {
        "prompt": prompt.id,
        "text": prompt.text,
        "min_words": prompt.min_words,
        "max_words": prompt.max_words,
        "words_are": prompt.words_are if prompt.words_are != "rule" else "",
    }
