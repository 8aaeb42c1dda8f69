"""Our own spreadsheet, XLSX or CSV: several sheets, or one CSV whose column `sheet` names them."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.catalogue import Credential
from retrieval.errors import UnreadableFormat
from retrieval.formats.delimited import as_text, read_rows, write_rows
from retrieval.formats.imported import Exported, Imported
from retrieval.formats.sheet_cells import Cells
from retrieval.formats.sheet_columns import (
    SHEETS,
    Row,
    Tables,
    column_of,
    columns_for,
    plain_name,
)
from retrieval.formats.sheet_reading import credentials_from
from retrieval.formats.sheet_writing import tables_from

_SHEET = "sheet"


def read_xlsx(data: bytes) -> Imported:
    """The credentials of a workbook; raises UnreadableFormat with a line a cell to mend."""
    from retrieval.formats.workbook import read_workbook

    tables, told, bad = read_workbook(data)
    return credentials_from(tables, Cells(bad=bad, told=told))


def write_xlsx(credentials: Sequence[Credential]) -> Exported:
    """A workbook that reads back as these credentials; with none of them, the template."""
    from retrieval.formats.workbook_writing import write_workbook

    tables, told = tables_from(credentials)
    data, cut = write_workbook(tables)
    return Exported(data, (*told, *cut))


def read_csv(data: bytes) -> Imported:
    """The credentials of a CSV; raises UnreadableFormat with a line a row to mend.

    Without a column `sheet` it is read as the sheet credentials, which is what saving the
    template as CSV gives.
    """
    rows = read_rows(data, _is_header)
    start = next(i for i, row in enumerate(rows) if any(row))
    header = [plain_name(cell) for cell in rows[start]]
    cells = Cells()
    has_sheets = _SHEET in header
    if not has_sheets:
        cells.told.append("There is no column sheet, so every row is read as a credential.")
    known = SHEETS if has_sheets else ("credentials",)
    for i, name in enumerate(header):
        fits = name == _SHEET or any(column_of(sheet, name) for sheet in known)
        if name and (not fits or header.index(name) != i):
            cells.told.append(f'Column "{rows[start][i]}" is not one of the template; left out.')
    tables: Tables = {}
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if any(row):
            _add_row(tables, header, row, number, cells, has_sheets)
    return credentials_from(tables, cells)


def _is_header(cells: Sequence[str]) -> bool:
    names = {plain_name(cell) for cell in cells}
    return "title" in names and bool(names & {_SHEET, "issuer", "competency"})


def _add_row(
    tables: Tables,
    header: Sequence[str],
    row: Sequence[str],
    number: int,
    cells: Cells,
    has_sheets: bool,
) -> None:
    found: dict[str, str] = {}
    for i, text in enumerate(row):
        name = header[i] if i < len(header) else ""
        if text and not name:
            cells.bad.append(f"Row {number}: a cell stands under no column name.")
        elif text:
            found.setdefault(name, text)
    sheet = plain_name(found.pop(_SHEET, "")) if has_sheets else "credentials"
    if sheet not in SHEETS:
        cells.bad.append(f'Row {number}, sheet: "{sheet[:40]}" is none of {", ".join(SHEETS)}.')
        return
    strange = [name for name in found if column_of(sheet, name) is None]
    elsewhere = [n for n in strange if any(column_of(other, n) for other in SHEETS)]
    if elsewhere:
        listed = ", ".join(elsewhere)
        cells.bad.append(f"Row {number}: sheet {sheet} has no column {listed}; empty the cell.")
    kept = {name: text for name, text in found.items() if name not in strange}
    tables.setdefault(sheet, []).append(Row(number, kept))


def write_csv(credentials: Sequence[Credential]) -> Exported:
    """A CSV that reads back as these credentials; with none of them, the header."""
    tables, told = tables_from(credentials)
    names = [c.name for sheet in SHEETS for c in columns_for(sheet, tables[sheet])]
    header = [_SHEET, *dict.fromkeys(names)]
    rows = [
        [sheet, *(row.cells.get(name, "") for name in header[1:])]
        for sheet in SHEETS
        for row in tables[sheet]
    ]
    if any(as_text(cell) != cell for row in rows for cell in row):
        told.append(
            "Cells that begin with = + - or @ got an apostrophe before them, so that no"
            " spreadsheet runs them; it is taken off again at import."
        )
    return Exported(write_rows([header, *rows]), tuple(told))


def template(ending: str) -> bytes:
    """An empty spreadsheet to fill in, `xlsx` or `csv`; raises UnreadableFormat for another."""
    if ending not in {"xlsx", "csv"}:
        raise UnreadableFormat("The template comes as .xlsx or .csv; give its name that ending.")
    return (write_xlsx if ending == "xlsx" else write_csv)([]).data
