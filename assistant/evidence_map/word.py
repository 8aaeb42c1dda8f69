"""The evidence map as a Word file: one table without merged cells, its header on each page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from assistant.evidence_map import palette
from assistant.evidence_map.map import (
    NO_DATE,
    NO_PASSAGE,
    NO_PLACE,
    TITLE,
    EvidenceMap,
    Passage,
    Row,
)
from assistant.evidence_map.private import SHORT_WORDS

COLUMNS = (("Rubric row", 1.7), ("Status", 1.05), ("Passage, word for word", 2.75), ("Where", 1.4))
MARGIN = Inches(0.8)
FONT = "Calibri"
MOST_IN_A_FACT = 255  # characters that a document's property can hold
CELL_PADDING = "70"  # above and below the words of a cell, in twentieths of a point

# What XML cannot hold: control characters, halves of characters, two that are none.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_word(made: EvidenceMap) -> bytes:
    """The map as .docx, Letter size, in English; the same map gives the same bytes."""
    file = new_file(TITLE, made.credential, made.issuer, made.date)
    for note in (made.private_line, *made.lacking):
        if note:
            _note(file, note, warns=note != made.private_line or bool(made.private))
    if made.rows:
        _table(file, made.rows)
    say(file.add_paragraph(), f"\n{made.closing}", size=9, colour=palette.SOFT)
    return bytes_of(file)


def new_file(title: str, credential: str, issuer: str, date: datetime) -> Any:
    """A Word file that begins with what it is and which credential of which issuer it is about."""
    file = docx.Document()
    _set_up(file, title, credential, date)
    file.add_heading(title, 1)
    of = file.add_paragraph()
    say(of, credential, bold=True)
    if issuer:
        say(of, f"\n{issuer}", colour=palette.SOFT)
    return file


def bytes_of(file: Any) -> bytes:
    """The finished file; the same words give the same bytes."""
    stream = io.BytesIO()
    file.save(stream)
    return _dated(stream.getvalue())


def _set_up(file: Any, title: str, credential: str, date: datetime) -> None:
    """Type, margins, language and the facts that a reader announces."""
    facts = file.core_properties
    facts.title = _xml(f"{title}: {credential}")[:MOST_IN_A_FACT]
    facts.author = facts.last_modified_by = "Credcoach"
    facts.comments = ""
    facts.language = "en-US"
    facts.created = facts.modified = date
    for name, size in (("Normal", 10), ("Heading 1", 20)):
        style = file.styles[name]
        style.font.name = FONT
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(
            (palette.INK if name == "Normal" else palette.ACCENT).upper()
        )
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]  # a theme's font would win over the one that is named
    file.styles["Normal"].paragraph_format.space_after = Pt(3)
    section = file.sections[0]
    section.left_margin = section.right_margin = section.top_margin = MARGIN
    section.bottom_margin = MARGIN
    foot = section.footer.paragraphs[0]
    say(foot, f"{title} · {credential} · page ", size=8, colour=palette.SOFT)
    _field(say(foot, "1", size=8, colour=palette.SOFT), "PAGE")


def _note(file: Any, note: str, *, warns: bool) -> None:
    paragraph = file.add_paragraph()
    if warns:
        _shade(paragraph._p.get_or_add_pPr(), palette.WARM_PALE)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    say(paragraph, note, bold=warns, colour=palette.WARM if warns else palette.SOFT)


def _table(file: Any, rows: Sequence[Row]) -> None:
    table = begun_table(
        file,
        COLUMNS,
        TITLE,
        "For each rubric row: its status, the passages that speak to it, and where.",
    )
    for row in rows:
        for order, passage in enumerate(row.passages or (None,)):
            _line(table.add_row(), row, passage, again=order > 0)
    set_widths(table, COLUMNS)


def begun_table(file: Any, columns: Sequence[tuple[str, float]], caption: str, about: str) -> Any:
    """A table with its header alone; `columns` are names and widths in inches."""
    table = file.add_table(rows=1, cols=len(columns))
    table.autofit = False
    _lines(table)
    _described(table, caption, about)
    for cell, (name, _) in zip(table.rows[0].cells, columns, strict=True):
        say(cell.paragraphs[0], name, bold=True, colour=palette.PAPER)
        _shade(cell._tc.get_or_add_tcPr(), palette.ACCENT)
    _row_rule(table.rows[0], "w:tblHeader")
    return table


def set_widths(table: Any, columns: Sequence[tuple[str, float]]) -> None:
    """The widths, once all rows are there; no row is cut between two pages."""
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Inches(width)
    for line in table.rows:
        _row_rule(line, "w:cantSplit")
        for cell, (_, width) in zip(line.cells, columns, strict=True):
            cell.width = Inches(width)


def _line(line: Any, row: Row, passage: Passage | None, *, again: bool) -> None:
    """One passage, or that none was found; the row's name is repeated softly after the first."""
    title, status, words, where = line.cells
    say(title.paragraphs[0], row.title, bold=not again, colour=palette.SOFT if again else None)
    if row.part and not again:
        say(title.add_paragraph(), row.part, size=9, colour=palette.SOFT)
    ink, ground = palette.STATUS[row.status]
    say(status.paragraphs[0], row.standing, bold=not again, colour=ink)
    _shade(status._tc.get_or_add_tcPr(), ground)
    if passage is None:
        say(words.paragraphs[0], NO_PASSAGE, colour=palette.SOFT)
        return
    _quote(words.paragraphs[0], passage)
    say(where.paragraphs[0], f"{passage.source}\n", bold=True, size=9)
    say(where.paragraphs[0], passage.place or NO_PLACE, size=9)
    if passage.private:
        kinds = ", ".join(SHORT_WORDS[kind] for kind in passage.private)
        say(where.add_paragraph(), f"private: {kinds}", bold=True, size=9, colour=palette.WARM)


def _quote(paragraph: Any, passage: Passage) -> None:
    """The passage as it stands, what is private in it highlighted."""
    at = 0
    for mark in passage.marks:
        say(paragraph, passage.text[at : mark.start])
        found = say(paragraph, passage.text[mark.start : mark.end])
        found.font.highlight_color = WD_COLOR_INDEX.YELLOW
        at = mark.end
    say(paragraph, passage.text[at:])


def say(
    paragraph: Any, text: str, *, bold: bool = False, size: int = 0, colour: str | None = None
) -> Any:
    """A run of text, line breaks kept; `size` in points, 0 for the paragraph's own."""
    run = paragraph.add_run(_xml(text))
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour.upper())
    return run


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _shade(properties: Any, colour: str) -> None:
    """Colour the ground of a cell or a paragraph."""
    properties.append(_element("w:shd", val="clear", color="auto", fill=colour))


def _row_rule(row: Any, rule: str) -> None:
    row._tr.get_or_add_trPr().append(_element(rule))


def _lines(table: Any) -> None:
    """Hairlines between the rows of a table, none between its columns, and air in its cells."""
    borders, padding = _element("w:tblBorders"), _element("w:tblCellMar")
    for edge in ("top", "bottom", "insideH"):
        line = _element(f"w:{edge}", val="single", sz="4", space="0", color=palette.LINE)
        borders.append(line)
    for edge in ("top", "bottom"):
        padding.append(_element(f"w:{edge}", w=CELL_PADDING, type="dxa"))
    # The order of a table's properties is fixed: borders, layout, margins, look.
    table._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblLook")
    table._tbl.tblPr.insert_element_before(padding, "w:tblLook")


def _described(table: Any, caption: str, words: str) -> None:
    """What a screen reader says of a table before it reads it."""
    for tag, text in (("w:tblCaption", caption), ("w:tblDescription", words)):
        table._tbl.tblPr.append(_element(tag, val=text))


def _field(run: Any, code: str) -> None:
    """A field that the word processor fills in, such as the number of the page."""
    field = _element("w:fldSimple", instr=code)
    run._r.addprevious(field)
    field.append(run._r)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _dated(data: bytes) -> bytes:
    """The same archive with one date on every entry, instead of the moment of writing."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for entry in given.infolist():
            fixed = zipfile.ZipInfo(entry.filename, NO_DATE.timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = entry.external_attr
            written.writestr(fixed, given.read(entry))
    return stream.getvalue()
