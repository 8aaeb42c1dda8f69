"""Cells -> values: what a cell must hold, and a line that names the cell where it does not."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from retrieval.errors import UnreadableFormat
from retrieval.formats.ids import Ids, is_id
from retrieval.formats.sheet_columns import Row, column_of
from retrieval.formats.workbook import DATE

MOST_SHOWN = 20  # lines of what must be mended; the rest is counted
GRADES = ("PK", "K", *(str(n) for n in range(1, 13)))
_SEVERAL = re.compile(r"[;\n]")
_RANGE = re.compile(r"(PK|K|\d+)\s*[-–]\s*(PK|K|\d+)")


@dataclass(slots=True)
class Cells:
    """Reads cells of one file and collects what does not fit, to be told all at once."""

    bad: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def wrong(self, sheet: str, row: Row, what: str) -> None:
        """Note what must be mended in a row."""
        self.bad.append(f"Sheet {sheet}, row {row.number}{what}")

    def refuse_bad(self) -> None:
        """Raise UnreadableFormat with a line for each thing to mend, if there is any."""
        if not self.bad:
            return
        lines = list(dict.fromkeys(self.bad))
        more = len(lines) - MOST_SHOWN
        rest = [f"{more} more cells do not fit."] if more > 0 else []
        raise UnreadableFormat("\n".join([*lines[:MOST_SHOWN], *rest]))

    def text(self, row: Row, name: str) -> str:
        """The text of a cell, empty where there is none; a date that Excel made stays a date."""
        return row.cells.get(name, "").removeprefix(DATE)

    def all(self, row: Row) -> dict[str, str]:
        """The texts of all cells of a row, by column."""
        return {name: text.removeprefix(DATE) for name, text in row.cells.items()}

    def keep_ids(self, sheet: str, rows: list[Row], column: str, ids: Ids) -> None:
        """Take the ids that are written before any is made, so that a made one never collides."""
        for row in rows:
            written = self.text(row, column)
            if written and not is_id(written):
                expected = "expected lower-case letters, digits and hyphens"
                self.wrong(sheet, row, f', {column}: "{written[:40]}" is no id; {expected}.')
            elif written and not ids.keep(written):
                self.wrong(sheet, row, f', {column}: "{written}" stands twice.')

    def several(self, sheet: str, row: Row, name: str) -> tuple[str, ...]:
        """The texts of a cell, between semicolons or on lines of their own."""
        text = self.text(row, name)
        found = tuple(one.strip() for one in _SEVERAL.split(text) if one.strip())
        if len(found) == 1 and "," in found[0]:
            self.told.append(
                f'Sheet {sheet}, row {row.number}, {name}: "{found[0][:60]}" is read as one;'
                " separate several by semicolons."
            )
        return found

    def choice(self, sheet: str, row: Row, name: str, default: str) -> str:
        """One of the column's closed set, however it is capitalised."""
        column = column_of(sheet, name)
        among = column.among if column else ()
        text = self.text(row, name)
        if not text:
            return default
        if text.lower() not in among:
            self.wrong(sheet, row, f', {name}: "{text[:40]}" is none of {", ".join(among)}.')
            return default
        return text.lower()

    def flag(self, sheet: str, row: Row, name: str) -> bool | None:
        """yes or no; None where it is not said."""
        text = self.text(row, name).lower()
        known = {"yes": True, "true": True, "no": False, "false": False, "": None}
        if text not in known:
            self.wrong(sheet, row, f', {name}: "{text[:40]}" is neither yes nor no.')
        return known.get(text)

    def number(self, sheet: str, row: Row, name: str) -> float | None:
        """A number of zero or more; None where there is none."""
        text = self.text(row, name)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not 0 <= value < 1e9:
            self.wrong(sheet, row, f', {name}: "{text[:40]}" is no number of zero or more.')
            return None
        return value

    def count(self, sheet: str, row: Row, name: str) -> int | None:
        """A whole number of zero or more; None where there is none."""
        value = self.number(sheet, row, name)
        if value is not None and not value.is_integer():
            self.wrong(sheet, row, f', {name}: "{value:g}" is no whole number.')
            return None
        return None if value is None else int(value)

    def grades(self, sheet: str, row: Row) -> tuple[str, ...]:
        """PK, K and 1 to 12, single or as a range; refuses the dates that Excel makes of ranges."""
        written = row.cells.get("grades", "")
        if written.startswith(DATE):
            self.wrong(
                sheet,
                row,
                f", grades: is the date {written.removeprefix(DATE)}, which Excel made of something"
                " like 3-5; format the cell as text and type it again.",
            )
            return ()
        found: list[str] = []
        for one in re.split(r"[;,\n]", written):
            text = one.strip().upper()
            ends = match.groups() if (match := _RANGE.fullmatch(text)) else (text, text)
            if text and not set(ends) <= set(GRADES):
                self.wrong(sheet, row, f', grades: "{one.strip()[:40]}" is not PK, K or 1 to 12.')
            elif text:
                first, last = (GRADES.index(end) for end in ends)
                if first > last:
                    self.wrong(sheet, row, f', grades: "{text}" runs backwards.')
                found += GRADES[first : last + 1]
        return tuple(dict.fromkeys(found))
