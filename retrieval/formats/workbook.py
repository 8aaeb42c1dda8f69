"""XLSX bytes -> tables of text, within bounds; formulas are refused and never evaluated."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from retrieval.errors import UnreadableFormat
from retrieval.formats.sheet_columns import (
    HELP_SHEET,
    SHEETS,
    YES_NO,
    Row,
    Tables,
    column_of,
    plain_name,
)

MAX_BYTES = 10_000_000  # packed
MAX_UNPACKED = 40_000_000  # a parsed sheet takes many times its bytes
MAX_ENTRIES = 1_000
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CELLS = 4_000_000  # empty ones counted in: a far-off cell fills its row up to there
DATE = "\0"  # stands before what Excel made a date of; no text of a cell can hold it


def read_workbook(data: bytes) -> tuple[Tables, list[str], list[str]]:
    """The tables of a workbook, what of it is not carried, and the cells that must be mended.

    Raises UnreadableFormat for what is no XLSX, or unpacks to more than a catalogue holds.
    """
    _refuse_archive(data)
    tables: Tables = {}
    told: list[str] = []
    bad: list[str] = []
    try:
        from openpyxl import load_workbook

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of drawings and rules it skips
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            for sheet in book.worksheets:
                name = plain_name(sheet.title)
                if name in SHEETS:
                    tables[name] = list(_rows(sheet, name, told, bad))
                elif name != HELP_SHEET:
                    told.append(f'Sheet "{sheet.title}" is not one of the template; left out.')
            book.close()
    except UnreadableFormat:
        raise
    except Exception as error:  # whatever a damaged or hostile workbook makes openpyxl raise
        raise UnreadableFormat(
            "The file is not an .xlsx workbook, or it is damaged: open it, save it again as .xlsx,"
            " and import that."
        ) from error
    return tables, told, bad


def _refuse_archive(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFormat(
            "The file is an old .xls or has a password; save it as .xlsx without one."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception as error:
        raise UnreadableFormat("The file is not an .xlsx workbook; save it as one.") from error
    # zipfile hands out no more bytes of an entry than are declared here.
    unpacked = sum(entry.file_size for entry in entries)
    if len(data) > MAX_BYTES or unpacked > MAX_UNPACKED or len(entries) > MAX_ENTRIES:
        raise UnreadableFormat(
            "The workbook unpacks to far more than a catalogue holds: copy its sheets into a new"
            " workbook, without pictures, and import that."
        )


def _rows(sheet: Any, name: str, told: list[str], bad: list[str]) -> Iterator[Row]:
    sheet.reset_dimensions()  # a sheet may lie about its size
    header: list[str] = []
    seen = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1), 1):
        seen += len(cells)
        if number > MAX_ROWS or seen > MAX_CELLS:
            raise UnreadableFormat(f"Sheet {name} has more than {MAX_ROWS} rows; split it.")
        if len(cells) > MAX_COLUMNS and any(c.value is not None for c in cells[MAX_COLUMNS:]):
            raise UnreadableFormat(
                f"Sheet {name} has more than {MAX_COLUMNS} columns; take out what is not its own."
            )
        found = {
            i: text
            for i, cell in enumerate(cells[:MAX_COLUMNS])
            if (text := _text(cell, f"Sheet {name}, row {number}", header, i, bad))
        }
        if found and not header:
            header = [plain_name(found.get(i, "")) for i in range(max(found) + 1)]
            told += [
                f'Sheet {name}: column "{found[i]}" is not one of the template; left out.'
                for i, column in enumerate(header)
                if i in found and (column_of(name, column) is None or header.index(column) != i)
            ]
        elif found:
            kept: dict[str, str] = {}
            for i, text in found.items():
                column = header[i] if i < len(header) else ""
                if not column:
                    bad.append(f"Sheet {name}, row {number}: a cell stands under no column name.")
                elif column_of(name, column) is not None:
                    kept.setdefault(column, text)
            yield Row(number, kept)


def _text(cell: Any, where: str, header: Sequence[str], i: int, bad: list[str]) -> str:
    """A cell as text: numbers as they were typed, dates marked, formulas refused."""
    value = cell.value
    if value is None:
        return ""
    column = header[i] if i < len(header) else f"column {i + 1}"
    if cell.data_type == "f":
        bad.append(f"{where}, {column}: holds a formula, which is never evaluated; type its text.")
        return ""
    if cell.data_type == "e":
        bad.append(f'{where}, {column}: holds the error "{value}"; type what should stand there.')
        return ""
    if isinstance(value, bool):
        return YES_NO[0] if value else YES_NO[1]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, date):
        return f"{DATE}{value.isoformat()}"
    # Excel keeps a carriage return in this form, and a line feed behind it.
    return str(value).replace("_x000D_", "").strip()
