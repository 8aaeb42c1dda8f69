"""Tables of a spreadsheet -> credentials; everything that does not fit is told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, cast

from retrieval.catalogue import (
    FLAGS,
    AiPolicy,
    AiUse,
    Constraints,
    Credential,
    MethodComponent,
    Resource,
    Source,
    Worth,
)
from retrieval.errors import UnreadableFormat
from retrieval.formats.ids import Ids
from retrieval.formats.imported import Imported
from retrieval.formats.sheet_cells import Cells
from retrieval.formats.sheet_columns import Row, Tables
from retrieval.formats.sheet_submission import parts_from, rubric_from

T = TypeVar("T")


def credentials_from(tables: Tables, cells: Cells) -> Imported:
    """The credentials that the sheets describe; raises UnreadableFormat, a line a cell, otherwise.

    Empty required cells stay empty; the title alone is needed here, since ids are made from it.
    """
    rows = [row for row in tables.get("credentials", []) if row.cells]
    if not rows:
        cells.refuse_bad()
        raise UnreadableFormat(
            "Sheet credentials has no rows; write one for each credential, or start from"
            " `credcoach import template`."
        )
    found = _credentials(rows, cells)
    owned = {
        name: _by_owner(name, tables.get(name, []), found, cells)
        for name in ("submission", "rubric", "resources", "method", "counts_for")
    }
    whole = []
    for one in found:
        mine = {name: rows.get(one.id, []) for name, rows in owned.items()}
        parts = parts_from(mine["submission"], cells)
        whole.append(
            replace(
                one,
                submission=parts,
                rubric=rubric_from(mine["rubric"], parts, cells),
                resources=_each(mine["resources"], _resource, cells),
                method_components=_each(mine["method"], _component, cells),
                counts_for=_each(mine["counts_for"], _worth, cells),
            )
        )
    cells.refuse_bad()
    return Imported(tuple(whole), tuple(cells.told))


def _credentials(rows: list[Row], cells: Cells) -> list[Credential]:
    sheet, ids, found = "credentials", Ids("credential"), []
    cells.keep_ids(sheet, rows, "id", ids)
    for row in rows:
        get = cells.all(row)
        if not get.get("title"):
            cells.wrong(sheet, row, ": has no title.")
        flags = {flag: cells.flag(sheet, row, flag) for flag in FLAGS}
        found.append(
            Credential(
                id=get.get("id") or ids.of(get.get("title", "")),
                title=get.get("title", ""),
                issuer=get.get("issuer", ""),
                competency=get.get("competency", ""),
                key_method=get.get("key_method", ""),
                grades=cells.grades(sheet, row),
                subjects=cells.several(sheet, row, "subjects"),
                roles=cells.several(sheet, row, "roles"),
                topics=cells.several(sheet, row, "topics"),
                effort_hours=cells.number(sheet, row, "effort_hours"),
                cost_usd=cells.number(sheet, row, "cost_usd"),
                prerequisites=cells.several(sheet, row, "prerequisites"),
                ai_policy=AiPolicy(
                    cast(AiUse, cells.choice(sheet, row, "ai_use", "disclose")),
                    get.get("ai_note", ""),
                    stated="ai_use" in get,
                ),
                constraints=Constraints(
                    **flags, window_days=cells.count(sheet, row, "window_days")
                ),
                source=Source(
                    get.get("source_url"), get.get("source_license"), get.get("source_retrieved")
                ),
            )
        )
    return found


def _by_owner(
    sheet: str, rows: list[Row], found: list[Credential], cells: Cells
) -> dict[str, list[Row]]:
    """The rows of a sheet by credential id; an empty cell means the credential of the row above."""
    known: dict[str, list[str]] = {}
    for one in found:
        for name in {one.id, one.title.casefold()}:
            known.setdefault(name, []).append(one.id)
    owner = found[0].id if len(found) == 1 else None
    owned: dict[str, list[Row]] = {}
    for row in (row for row in rows if row.cells):
        if named := cells.text(row, "credential"):
            ids = known.get(named) or known.get(named.casefold()) or []
            owner = ids[0] if len(ids) == 1 else None
            if len(ids) != 1:
                said = "stands for several; use the id" if ids else "is no id or title of a row"
                cells.wrong(sheet, row, f', credential: "{named[:60]}" {said} in credentials.')
                continue
        if owner is None:
            cells.wrong(sheet, row, ", credential: says not which credential it is of.")
        else:
            owned.setdefault(owner, []).append(row)
    return owned


def _each(rows: list[Row], make: Callable[[Row, Cells], T | None], cells: Cells) -> tuple[T, ...]:
    return tuple(made for row in rows if (made := make(row, cells)) is not None)


def _resource(row: Row, cells: Cells) -> Resource | None:
    get = cells.all(row)
    if not get.get("title"):
        cells.wrong("resources", row, ": has no title.")
        return None
    kind = get.get("kind", "article")
    return Resource(get["title"], kind, get.get("url"), get.get("file"), get.get("note", ""))


def _component(row: Row, cells: Cells) -> MethodComponent | None:
    get = cells.all(row)
    if not get.get("title"):
        cells.wrong("method", row, ": has no title.")
        return None
    return MethodComponent(get["title"], get.get("text", ""))


def _worth(row: Row, cells: Cells) -> Worth | None:
    get = cells.all(row)
    if not get.get("use"):
        cells.wrong("counts_for", row, ", use: is empty; say what it counts for.")
        return None
    return Worth(get["use"], get.get("credit", ""), get.get("state"), get.get("district"))
