"""The evidence map as a PDF: Letter pages, one table, its header on each page."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence_map import palette
from assistant.evidence_map.map import (
    NO_PASSAGE,
    NO_PLACE,
    NOT_CERTAIN,
    TITLE,
    EvidenceMap,
    Passage,
    Row,
)
from assistant.evidence_map.private import SHORT_WORDS
from assistant.evidence_map.sheet import Cell, Sheet, Words

COLUMNS = (
    ("Rubric row", 42.0),
    ("Status", 30.0),
    ("Passage, word for word", 71.0),
    ("Where", 36.9),
)
BOXES = (
    "This PDF’s typeface lacks some characters of the draft and shows a box for each; the Word "
    "and Markdown maps hold them as they were written."
)


def as_pdf(made: EvidenceMap) -> bytes:
    """The map as PDF with title, language and its words as text; the same map, the same bytes."""
    first = _drawn(made, of=None)
    first.close_fonts()
    # Again, now that each foot can say of how many pages it is one.
    return _drawn(made, of=len(first.pages)).written()


def _drawn(made: EvidenceMap, of: int | None) -> Sheet:
    foot = f"{TITLE} · {made.credential}"
    sheet = Sheet(f"{TITLE}: {made.credential}", foot, made.date, of)
    sheet.paragraph(Words(TITLE, size=20, bold=True, colour=palette.ACCENT))
    sheet.paragraph(Words(made.credential, size=12, bold=True))
    if made.issuer:
        sheet.paragraph(Words(made.issuer, size=10, colour=palette.SOFT))
    sheet.ln(3)
    for note in (made.private_line, *made.lacking):
        if note and (note != made.private_line or made.private):
            sheet.boxed(Words(note, bold=True, colour=palette.WARM), palette.WARM_PALE)
        elif note:
            sheet.paragraph(Words(note, colour=palette.SOFT))
    sheet.ln(2)
    if made.rows:
        sheet.begin_table(COLUMNS)
        for row in made.rows:
            for order, passage in enumerate(row.passages or (None,)):
                sheet.table_row(_cells(row, passage, again=order > 0))
        sheet.end_table()
    sheet.ln(3)
    sheet.paragraph(Words(made.closing, size=8, colour=palette.SOFT))
    if sheet.has_boxes:
        sheet.paragraph(Words(BOXES, size=8, colour=palette.SOFT))
    return sheet


def _cells(row: Row, passage: Passage | None, *, again: bool) -> Sequence[Cell]:
    """One passage, or that none was found; the row's name is repeated softly after the first."""
    title = [Words(row.title, bold=not again, colour=palette.SOFT if again else palette.INK)]
    if row.part and not again:
        title.append(Words(row.part, size=7.5, colour=palette.SOFT))
    ink, ground = palette.STATUS[row.status]
    status = Cell([Words(row.status, size=8, bold=True, colour=ink)], ground)
    if row.unsure:
        status.words.append(Words(NOT_CERTAIN, size=7.5, colour=palette.SOFT))
    if passage is None:
        return Cell(title), status, Cell([Words(NO_PASSAGE, colour=palette.SOFT)]), Cell([])
    marks = tuple((mark.start, mark.end) for mark in passage.marks)
    where = [
        Words(passage.source, size=8, bold=True),
        Words(passage.place or NO_PLACE, size=8, colour=palette.SOFT),
    ]
    if passage.private:
        kinds = ", ".join(SHORT_WORDS[kind] for kind in passage.private)
        where.append(Words(f"private: {kinds}", size=8, bold=True, colour=palette.WARM))
    return Cell(title), status, Cell([Words(passage.text, marks=marks)]), Cell(where)
