"""The evidence map as Markdown: one table, whose cells read as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.evidence_map.map import NO_PASSAGE, NO_PLACE, TITLE, EvidenceMap, Passage
from assistant.evidence_map.private import SHORT_WORDS

COLUMNS = ("Rubric row", "Part", "Status", "Passage, word for word", "Where")

# Whatever would be read as markup, a cell's end or (in some readers) a formula.
_MARKUP = re.compile(r"[\\`*_~\[\]<>|&$#]")


def as_markdown(made: EvidenceMap) -> bytes:
    """The map as UTF-8 Markdown with a pipe table, one line a passage."""
    of = f"**{as_written(made.credential)}**" + (
        f", {as_written(made.issuer)}" if made.issuer else ""
    )
    notes = [note for note in (made.private_line, *made.lacking) if note]
    blocks = [f"# {TITLE}", of, *(f"> {as_written(note)}" for note in notes)]
    if made.rows:
        rule = " | ".join("---" for _ in COLUMNS)
        blocks.append("\n".join([f"| {' | '.join(COLUMNS)} |", f"| {rule} |", *_lines(made)]))
    blocks.append(as_written(made.closing))
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _lines(made: EvidenceMap) -> Iterator[str]:
    for row in made.rows:
        heads = [as_written(row.title), as_written(row.part), as_written(row.standing)]
        for passage in row.passages:
            yield f"| {' | '.join([*heads, as_written(passage.text), _where(passage)])} |"
        if not row.passages:
            yield f"| {' | '.join([*heads, NO_PASSAGE, ''])} |"


def _where(passage: Passage) -> str:
    place = f"{as_written(passage.source)}, {as_written(passage.place or NO_PLACE)}"
    kinds = ", ".join(SHORT_WORDS[kind] for kind in passage.private)
    return f"{place}<br>**private: {kinds}**" if kinds else place


def as_written(text: str) -> str:
    """Text as a reader of Markdown shows it again, on one line of the source."""
    escaped = _MARKUP.sub(lambda sign: "\\" + sign[0], text.strip())
    return re.sub(r"\r\n|[\n\r]", "<br>", escaped)
