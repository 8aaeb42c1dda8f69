"""The statement as a PDF to attach: Letter pages, one table."""

from __future__ import annotations

from assistant.disclosure.disclosure import COLUMNS, STATEMENT, TITLE, Disclosure, in_words
from assistant.evidence_map import palette
from assistant.evidence_map.sheet import Cell, Sheet, Words

WIDTHS = (36.0, 78.0, 16.0, 49.9)  # millimetres


def as_pdf(made: Disclosure) -> bytes:
    """The statement as PDF, its words as text; the same statement, the same bytes."""
    first = _drawn(made, of=None)
    first.close_fonts()
    # Again, now that each foot can say of how many pages it is one.
    return _drawn(made, of=len(first.pages)).written()


def _drawn(made: Disclosure, of: int | None) -> Sheet:
    sheet = Sheet(f"{TITLE}: {made.credential}", f"{TITLE} · {made.credential}", made.made_at, of)
    sheet.paragraph(Words(TITLE, size=20, bold=True, colour=palette.ACCENT))
    sheet.paragraph(Words(made.credential, size=12, bold=True))
    if made.issuer:
        sheet.paragraph(Words(made.issuer, size=10, colour=palette.SOFT))
    sheet.ln(3)
    sheet.paragraph(Words(STATEMENT, size=10, bold=True))
    sheet.paragraph(Words(made.summary, size=10))
    sheet.ln(2)
    if made.lines:
        sheet.begin_table(list(zip(COLUMNS, WIDTHS, strict=True)))
        for line in made.lines:
            cells = (in_words(line.day), line.help, str(line.times), line.by)
            sheet.table_row([Cell([Words(cell)]) for cell in cells])
        sheet.end_table()
    sheet.ln(4)
    sheet.paragraph(Words("The issuer's rule on AI", size=12, bold=True, colour=palette.ACCENT))
    sheet.paragraph(Words(made.rule, size=10))
    if made.rule_note:
        sheet.paragraph(Words(f"“{made.rule_note}”", size=10))
    sheet.ln(3)
    sheet.paragraph(Words(made.closing, size=8, colour=palette.SOFT))
    return sheet
