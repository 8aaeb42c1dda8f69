"""The statement as Markdown, which also reads well as plain text."""

from __future__ import annotations

from assistant.disclosure.disclosure import COLUMNS, STATEMENT, TITLE, Disclosure, in_words
from assistant.evidence_map.markdown import as_written


def as_markdown(made: Disclosure) -> bytes:
    """The statement as UTF-8 Markdown."""
    of = f"**{as_written(made.credential)}**"
    if made.issuer:
        of += f", {as_written(made.issuer)}"
    blocks = [f"# {TITLE}", of, STATEMENT, as_written(made.summary)]
    if made.lines:
        rows = [
            (in_words(line.day), line.help, str(line.times), as_written(line.by))
            for line in made.lines
        ]
        rule = ("---",) * len(COLUMNS)
        blocks.append("\n".join(f"| {' | '.join(cells)} |" for cells in (COLUMNS, rule, *rows)))
    blocks += ["## The issuer's rule on AI", made.rule]
    if made.rule_note:
        blocks.append(f"> {as_written(made.rule_note)}")
    return ("\n\n".join([*blocks, made.closing]) + "\n").encode("utf-8", "replace")
