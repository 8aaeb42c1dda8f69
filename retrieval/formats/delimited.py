"""CSV bytes <-> rows of text; no cell is ever written that a spreadsheet program would run."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

from retrieval.errors import UnreadableFormat

MAX_BYTES = 10_000_000  # thousands of rubric rows; past this the file is something else
MAX_ROWS = 20_000
MAX_HEADER = 10_000  # characters; a hundred columns have a quarter of it
MAX_CELL = 200_000  # characters; the longest descriptors have a few thousand
_DELIMITERS = (",", ";", "\t")
# What Excel, LibreOffice and Google Sheets take for a formula when they open a CSV; apostrophes
# before it are counted in, so that taking one off again gives back just what was there.
_RUNS = re.compile(r"'*[=+\-@\t\r]")
_MARKED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"-\d+(\.\d+)?")


def read_rows(data: bytes, is_header: Callable[[Sequence[str]], bool]) -> list[list[str]]:
    """The rows of a CSV, outer blanks of cells gone; the delimiter is the one that fits the header.

    Raises UnreadableFormat for a file that is too large, no text, or has no such header.
    """
    text = _text(data)
    first = next((line for line in text.splitlines() if line.strip(' ,;\t"')), "")[:MAX_HEADER]
    if not first:
        raise UnreadableFormat("The file is empty; expected a header and rows below it.")
    for delimiter in _DELIMITERS:
        if is_header(next(csv.reader([first], delimiter=delimiter), [])):
            break
    else:
        seen = " ".join(first.split())[:60]
        raise UnreadableFormat(
            f'The first line is "{seen}"; expected the header of this format, with the names of'
            " its columns."
        )
    return _rows(text, delimiter)


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise UnreadableFormat(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB; split it and import the pieces."
        )
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFormat(
            'The file is not UTF-8; save it as "CSV UTF-8" and import it again.'
        ) from error
    if "\0" in text:
        raise UnreadableFormat("The file holds NUL characters, so it is no CSV; save it as one.")
    return text


def _rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    # One field may be as long as the file: what is too long is told below, by its row.
    before = csv.field_size_limit(MAX_BYTES)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) >= MAX_ROWS:
                raise UnreadableFormat(f"The file has more than {MAX_ROWS} rows; split it.")
            if any(len(cell) > MAX_CELL for cell in row):
                raise UnreadableFormat(
                    f"Row {len(rows) + 1} has a cell of more than {MAX_CELL} characters;"
                    " look for a quotation mark that is never closed."
                )
            rows.append([as_written(cell.strip()) for cell in row])
    except csv.Error as error:
        raise UnreadableFormat(
            f"Row {len(rows) + 1} is no valid CSV ({error}); mend it and import the file again."
        ) from error
    finally:
        csv.field_size_limit(before)
    return rows


def as_written(cell: str) -> str:
    """The text of a cell without the apostrophe that `as_text` put before it."""
    return cell[1:] if _MARKED.match(cell) else cell


def as_text(value: str) -> str:
    """A cell that is shown and never run: an apostrophe stands before = + - @ and tabs."""
    return f"'{value}" if _RUNS.match(value) and not _NUMBER.fullmatch(value) else value


def write_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """A UTF-8 CSV with a byte order mark, without which Excel reads no accents."""
    out = io.StringIO(newline="")
    # Quoted throughout: where a semicolon separates, a cell must not fall apart into a formula.
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
        [as_text(cell) for cell in row] for row in rows
    )
    return codecs.BOM_UTF8 + out.getvalue().encode()
