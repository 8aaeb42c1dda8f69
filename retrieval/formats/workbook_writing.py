"""Tables of text -> XLSX bytes: text stays text, so that no cell ever runs as a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from retrieval.formats.sheet_columns import (
    HELP_SHEET,
    NOTES,
    SHEETS,
    Column,
    Tables,
    columns_for,
)

MAX_CELL = 32_767  # Excel's own bound; openpyxl cuts there without a word
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML has these
_TEXT_FORMAT = "@"  # a cell that Excel turns neither into a number nor into a date
_MOST_ROWS = 20_000  # down to which a closed set is offered in a column


def write_workbook(tables: Tables) -> tuple[bytes, list[str]]:
    """A workbook with every sheet of the template and the help sheet, and what was cut in it."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    told: list[str] = []
    for name in SHEETS:
        rows = tables.get(name, [])
        columns = columns_for(name, rows)
        sheet = book.create_sheet(name)
        _write_header(sheet, columns)
        for at, row in enumerate(rows, 2):
            for i, column in enumerate(columns, 1):
                if text := row.cells.get(column.name, ""):
                    where = f"Sheet {name}, row {at}, {column.name}"
                    _write(sheet.cell(at, i), _fitting(text, where, told), column.number)
    _write_help(book.create_sheet(HELP_SHEET))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), told


def _fitting(text: str, where: str, told: list[str]) -> str:
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub("\ufffd", text)
        told.append(f"{where}: characters that no workbook can hold became \ufffd.")
    if len(text) > MAX_CELL:
        told.append(f"{where}: cut at {MAX_CELL} characters, which is all that a cell holds.")
    return text[:MAX_CELL]


def _write(cell: Any, text: str, number: bool = False, wrap: bool = True) -> None:
    """Text stays text, whatever it begins with; only columns of numbers get numbers."""
    if number:
        cell.value = float(text) if "." in text or "e" in text else int(text)
        return
    cell.value = text
    cell.data_type = "s"  # openpyxl would make a formula of what begins with =
    cell.number_format = _TEXT_FORMAT
    if text[0] in "=+-@":
        cell.quotePrefix = True  # and so it stays when somebody edits the cell
    cell.alignment = _alignment(wrap)


@cache
def _alignment(wrap: bool) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=wrap, vertical="top")


def _write_header(sheet: Any, columns: Sequence[Column]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.freeze_panes = "B2"
    for i, column in enumerate(columns, 1):
        cell = sheet.cell(1, i)
        _write(cell, column.name)
        cell.font = Font(bold=True)
        letter = get_column_letter(i)
        sheet.column_dimensions[letter].width = 14 if column.number or column.among else 28
        if not column.number:
            sheet.column_dimensions[letter].number_format = _TEXT_FORMAT
        if column.among:
            rule = DataValidation(type="list", formula1=f'"{",".join(column.among)}"')
            rule.add(f"{letter}2:{letter}{_MOST_ROWS}")
            sheet.add_data_validation(rule)


def _write_help(sheet: Any) -> None:
    lines: list[Sequence[str]] = [(note,) for note in NOTES]
    lines += [(), ("sheet", "column", "what it holds", "for example")]
    lines += [(s, c.name, c.holds, c.example) for s, cs in SHEETS.items() for c in cs]
    for at, line in enumerate(lines, 1):
        for i, text in enumerate(line, 1):
            if text:
                _write(sheet.cell(at, i), text, wrap=len(line) > 1)
    for letter, width in (("A", 14), ("B", 22), ("C", 60), ("D", 34)):
        sheet.column_dimensions[letter].width = width
