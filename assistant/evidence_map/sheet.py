"""Pages of a PDF on which words are set line by line, so that no cell is too long for its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from unicodedata import category

import font_roboto  # type: ignore[import-untyped]
from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences

from assistant.evidence_map import palette
from assistant.evidence_map.folding import folded

MARGIN = 18.0  # millimetres, as are all lengths here
FOOT = 16.0
PADDING = 2.2
LEADING = 1.36  # of a line, in heights of its type
MM_PER_POINT = 25.4 / 72
PILL_ROUND = 1.4
ROOM_FOR_A_TABLE = 40.0  # its header and a row or two: a header alone at a page's end misleads
NO_GLYPH = "\ufffd"
VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # they choose how the one before them looks
FAMILY = "Roboto"


@dataclass(frozen=True, slots=True)
class Words:
    """Text in one type; `size` in points, `marks` are start and end of what is highlighted."""

    text: str
    size: float = 9.0
    bold: bool = False
    colour: str = palette.INK
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """Words one below the other; with a ground, the first of them stand on a rounded patch."""

    words: list[Words]
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that fits its column: `text[start:end]` of the words it is cut from."""

    words: Words
    text: str
    marks: tuple[tuple[int, int], ...]

    @property
    def height(self) -> float:
        return self.words.size * MM_PER_POINT * LEADING


class Sheet(FPDF):
    """Letter pages with a foot, and a table whose rows may run over the end of a page."""

    def __init__(self, title: str, foot: str, date: datetime, of: int | None) -> None:
        """`of` is the number of pages, once it is known."""
        super().__init__(format="letter")
        self.alias_nb_pages("")  # the draft's own words are never replaced by a number
        self.set_title(title)
        self.set_lang("en-US")
        self.set_creator("Credcoach")
        self.set_creation_date(date)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(False)
        self.add_font(FAMILY, "", font_roboto.Roboto)
        self.add_font(FAMILY, "B", font_roboto.RobotoBold)
        self.set_font(FAMILY)
        self._glyphs = frozenset(
            code for font in self.fonts.values() if isinstance(font, TTFFont) for code in font.cmap
        )
        self._foot = foot
        self._of = of
        self._columns: Sequence[tuple[str, float]] = ()
        self.has_boxes = False
        self.add_page()

    @property
    def _room(self) -> float:
        """What is left of the page above its foot."""
        return self.h - FOOT - MARGIN / 2 - self.get_y()

    def written(self) -> bytes:
        """The finished file; nothing can be put down afterwards."""
        data = bytes(self.output())
        self.close_fonts()
        return data

    def close_fonts(self) -> None:
        """Let go of the files of the typeface, which stay open until the pages are written."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def footer(self) -> None:
        """The map's name, cut to one line, and the number of the page."""
        page = f"page {self.page}" + (f" of {self._of}" if self._of else "")
        room = self.epw - 30
        words = Words(self._foot, size=8, colour=palette.SOFT)
        line = self._lines_of(words, room)[0]
        self._put(line, MARGIN, self.h - FOOT)
        number = self._lines_of(Words(page, size=8, colour=palette.SOFT), room)[0]
        self._put(number, self.w - MARGIN - self.get_string_width(page), self.h - FOOT)

    def paragraph(self, words: Words) -> None:
        """Words over the width of the page."""
        for line in self._lines_of(words, self.epw):
            if line.height > self._room:
                self._turn()
            self._put(line, MARGIN, self.get_y())
            self.set_y(self.get_y() + line.height)
        self.ln(1.2)

    def boxed(self, words: Words, ground: str) -> None:
        """Words on a coloured ground."""
        lines = self._lines_of(words, self.epw - 4 * PADDING)
        height = sum(line.height for line in lines) + 2 * PADDING
        if height > self._room:
            self._turn()
        self._ground(MARGIN, self.get_y(), self.epw, height, ground)
        top = self.get_y()
        self.set_y(top + PADDING)
        for line in lines:
            self._put(line, MARGIN + 2 * PADDING, self.get_y())
            self.set_y(self.get_y() + line.height)
        self.set_y(top + height + 2)

    def begin_table(self, columns: Sequence[tuple[str, float]]) -> None:
        """A table with these names and widths, set again at the head of each further page."""
        if self._room < ROOM_FOR_A_TABLE:
            self._turn()
        self._columns = columns
        self._header()

    def end_table(self) -> None:
        """Pages that come now begin without the table's header."""
        self._columns = ()

    def table_row(self, cells: Sequence[Cell]) -> None:
        """One row, whole on its page where it fits one, else cut between two lines."""
        rest = [self._fitted(cell, width) for cell, (_, width) in self._pairs(cells)]
        height = max(sum(line.height for line in lines) for lines in rest) + 2 * PADDING
        if height > self._room:
            self._turn()
        while any(rest):
            now = [self._taken(lines) for lines in rest]
            self._draw(now, [cell.ground for cell in cells])
            if any(rest):
                self._turn()

    def _pairs(self, cells: Sequence[Cell]) -> Iterator[tuple[Cell, tuple[str, float]]]:
        return zip(cells, self._columns, strict=True)

    def _fitted(self, cell: Cell, width: float) -> list[_Line]:
        # A patch needs room on both sides of its words.
        inner = width - (4 if cell.ground else 2) * PADDING
        return [line for words in cell.words for line in self._lines_of(words, inner)]

    def _taken(self, lines: list[_Line]) -> list[_Line]:
        """The lines that fit what is left of the page, taken out of `lines`."""
        room = self._room - 2 * PADDING
        heights = accumulate(line.height for line in lines)
        count = sum(height <= room for height in heights)
        taken = lines[:count]
        del lines[:count]
        return taken

    def _draw(self, columns: Sequence[Sequence[_Line]], grounds: Sequence[str | None]) -> None:
        top, left = self.get_y(), MARGIN
        height = max(sum(line.height for line in lines) for lines in columns) + 2 * PADDING
        for lines, ground, (_, width) in zip(columns, grounds, self._columns, strict=True):
            y, x = top + PADDING, left + PADDING
            patched = [line for line in lines if line.words is lines[0].words] if ground else []
            if ground and patched:
                inked = max(self._measured(line.words)(line.text) for line in patched)
                patch = sum(line.height for line in patched) + PADDING / 2
                self._ground(x, y - PADDING / 4, inked + 2 * PADDING, patch, ground)
            for line in lines:
                self._put(line, x + (PADDING if ground else 0), y)
                y += line.height + (PADDING / 2 if patched and line is patched[-1] else 0)
            left += width
        self.set_draw_color(f"#{palette.LINE}")
        self.set_line_width(0.25)
        self.line(MARGIN, top + height, MARGIN + self.epw, top + height)
        self.set_y(top + height)

    def _header(self) -> None:
        top, left = self.get_y(), MARGIN
        words = [
            Words(name, size=8.5, bold=True, colour=palette.PAPER) for name, _ in self._columns
        ]
        height = Words("").size * MM_PER_POINT * LEADING + PADDING
        self.set_fill_color(f"#{palette.ACCENT}")
        self.rect(MARGIN, top, self.epw, height, "F")
        for name, (_, width) in zip(words, self._columns, strict=True):
            self._put(self._lines_of(name, width)[0], left + PADDING, top + PADDING / 2)
            left += width
        self.set_y(top + height)

    def _turn(self) -> None:
        self.add_page()
        if self._columns:
            self._header()

    def _ground(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.set_fill_color(f"#{colour}")
        self.rect(x, y, width, height, "F", round_corners=True, corner_radius=PILL_ROUND)

    def _put(self, line: _Line, x: float, y: float) -> None:
        """Draw a line whose top left corner is given, over what is highlighted in it."""
        measured = self._measured(line.words)
        for start, end in line.marks:
            self.set_fill_color(f"#{palette.MARK}")
            before, inside = measured(line.text[:start]), measured(line.text[start:end])
            self.rect(x + before, y, inside, line.height, "F")
        self.set_text_color(f"#{line.words.colour}")
        self.text(x, y + line.words.size * MM_PER_POINT * (LEADING + 0.72) / 2, line.text)

    def _lines_of(self, words: Words, width: float) -> list[_Line]:
        text, at = self._drawable(words.text)
        marks = [(at[start], at[end]) for start, end in words.marks]
        found = []
        for start, end in folded(text, width, self._measured(words)):
            inside = [(max(a, start) - start, min(b, end) - start) for a, b in marks]
            kept = tuple((a, b) for a, b in inside if a < b)
            found.append(_Line(words, text[start:end], kept))
        return found

    def _measured(self, words: Words) -> Callable[[str], float]:
        self.set_font(FAMILY, "B" if words.bold else "", words.size)
        return self.get_string_width

    def _drawable(self, text: str) -> tuple[str, list[int]]:
        """The text in characters that the typeface has, and where each offset came to lie."""
        drawn = [self._character(character) for character in text.replace("\r\n", " \n")]
        return "".join(drawn), list(accumulate(map(len, drawn), initial=0))

    def _character(self, character: str) -> str:
        if character == "\n" or ord(character) in self._glyphs:
            return character
        if character.isspace():
            return " "
        if category(character) in ("Cf", "Cc") or character in VARIANTS:
            return ""  # these have no look of their own
        self.has_boxes = True
        return NO_GLYPH
