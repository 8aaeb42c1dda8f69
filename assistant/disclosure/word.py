"""The statement as a Word file, to attach or to copy from: one table without merged cells."""

from __future__ import annotations

from assistant.disclosure.disclosure import COLUMNS, STATEMENT, TITLE, Disclosure, in_words
from assistant.evidence_map import palette
from assistant.evidence_map.word import begun_table, bytes_of, new_file, say, set_widths

WIDTHS = (1.35, 3.1, 0.6, 1.85)  # inches


def as_word(made: Disclosure) -> bytes:
    """The statement as .docx, Letter size, in English; the same statement, the same bytes."""
    file = new_file(TITLE, made.credential, made.issuer, made.made_at)
    say(file.add_paragraph(), STATEMENT, bold=True)
    say(file.add_paragraph(), made.summary)
    if made.lines:
        columns = list(zip(COLUMNS, WIDTHS, strict=True))
        table = begun_table(file, columns, TITLE, "Day by day: what help, how often, and by what.")
        for line in made.lines:
            cells = (in_words(line.day), line.help, str(line.times), line.by)
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                say(cell.paragraphs[0], words)
        set_widths(table, columns)
    say(file.add_paragraph(), "\nThe issuer's rule on AI", bold=True, colour=palette.ACCENT)
    say(file.add_paragraph(), made.rule)
    if made.rule_note:
        say(file.add_paragraph(), f"“{made.rule_note}”")
    say(file.add_paragraph(), f"\n{made.closing}", size=9, colour=palette.SOFT)
    return bytes_of(file)
