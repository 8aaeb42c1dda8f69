"""The spreadsheet's sheets and columns, each with the words that its help sheet says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.catalogue import FLAGS

LEVELS = 4  # pairs of level columns in the template; a wider sheet may have more
LEVEL_COLUMN = re.compile(r"(level|descriptor)_([1-9]\d?)")
HELP_SHEET = "help"
YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, an example, and the closed set where it has one."""

    name: str
    holds: str
    example: str = ""
    among: tuple[str, ...] = ()
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number there, from 1, and its cells that are not empty, by column."""

    number: int
    cells: dict[str, str]


Tables = dict[str, list[Row]]

_OF = Column("credential", "id or title of the credential; empty: as in the row above", "wait-time")
_WORDS = ("rule", "guide")


def _counts(prefix: str, of: str) -> tuple[Column, ...]:
    return (
        Column(f"{prefix}min_words", f"fewest words of {of}", "100", number=True),
        Column(f"{prefix}max_words", f"most words of {of}", "300", number=True),
        Column(f"{prefix}words_are", "rule (default), or guide: no one counts", "guide", _WORDS),
    )


def level_columns(count: int) -> tuple[Column, ...]:
    """The columns of so many levels, best first."""
    return tuple(
        column
        for n in range(1, count + 1)
        for column in (
            Column(f"level_{n}", "name of a level, best first" if n == 1 else "the next lower one"),
            Column(f"descriptor_{n}", "what an assessor sees on that level"),
        )
    )


_CREDENTIALS = (
    Column("id", "letters a-z, digits, hyphens; empty: made from the title", "wait-time"),
    Column("title", "needed", "Waiting for Answers"),
    Column("issuer", "needed; who awards it", "Example Cooperative"),
    Column("competency", "needed; what the educator does, in one or two sentences"),
    Column("key_method", "the method in a sentence or two"),
    Column("grades", "PK, K, 1 to 12, or a range; empty: any", "K; 1-3"),
    Column("subjects", "several are separated by a semicolon; empty: any", "science; art"),
    Column("roles", "several are separated by a semicolon", "classroom teacher; mentor"),
    Column("topics", "several are separated by a semicolon", "discourse; questioning"),
    Column("effort_hours", "hours of work", "12", number=True),
    Column("cost_usd", "cost in US dollars", "0", number=True),
    Column("prerequisites", "ids of other credentials, separated by a semicolon"),
    Column(
        "ai_use",
        "what the issuer says about AI; empty: disclose",
        "disclose",
        ("allowed", "disclose", "coaching_only", "forbidden"),
    ),
    Column("ai_note", "the issuer's words on it"),
    *(Column(flag, "yes or no; empty: not known", "", YES_NO) for flag in FLAGS),
    Column("window_days", "must run over this many days", "10", number=True),
    Column("source_url", "where the text comes from", "https://example.org/wait-time"),
    Column("source_license", "its license", "CC BY 4.0"),
    Column("source_retrieved", "when it was read there", "2026-11-01"),
)
SHEETS: dict[str, tuple[Column, ...]] = {
    "credentials": _CREDENTIALS,
    "submission": (
        _OF,
        Column("part", "id of the part; empty: as in the row above", "overview"),
        Column("part_title", "its title", "Part 1. Overview"),
        Column(
            "kind",
            "overview, artifact (default) or reflection",
            "overview",
            ("overview", "artifact", "reflection"),
        ),
        Column("pass", "what passing is called there", "Passing"),
        *_counts("part_", "the whole part"),
        Column("prompt", "id of the prompt; empty: numbered", "context"),
        Column("text", "one prompt a row: what is asked for", "Describe your class."),
        *_counts("", "the answer"),
    ),
    "rubric": (
        _OF,
        Column("row", "id of the rubric row; empty: made from its title", "use-of-pauses"),
        Column("title", "what is judged", "Use of pauses"),
        Column("part", "id or title of the part that it is judged on", "artifacts"),
        Column("pass_level", "the level that passes; empty: the best one", "Proficient"),
        *level_columns(LEVELS),
    ),
    "resources": (
        _OF,
        Column("title", "needed", "The Pause Protocol"),
        Column("url", "its address", "https://example.org/pause"),
        Column("file", "or a file inside the catalogue's folder", "pause.pdf"),
        Column("kind", "article (default), guide, video, ...", "guide"),
        Column("note", "what it is good for"),
    ),
    "method": (
        _OF,
        Column("title", "one component of the key method a row", "Pause after the question"),
        Column("text", "what is done in it"),
    ),
    "counts_for": (
        _OF,
        Column("state", "where it counts; empty: anywhere", "AR"),
        Column("district", "", "Example District"),
        Column("use", "needed; what it counts for", "license-renewal"),
        Column("credit", "how much", "15 hours"),
    ),
}
NOTES = (
    "One row of sheet credentials is one micro-credential; the other sheets say more about it.",
    "Sheet rubric has one row for each rubric row, its levels from left to right, best first.",
    "Formulas are never evaluated: type what they would give.",
    "Read it with: credcoach import xlsx FILE -o FOLDER, then: credcoach index FOLDER",
)


def column_of(sheet: str, name: str) -> Column | None:
    """The column of that name, further levels of a rubric counted in; None for no such one."""
    for column in SHEETS[sheet]:
        if column.name == name:
            return column
    if sheet == "rubric" and LEVEL_COLUMN.fullmatch(name):
        return Column(name, "")
    return None


def columns_for(sheet: str, rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of a sheet, with as many levels as its rows have."""
    deepest = [
        int(match[2]) for row in rows for name in row.cells if (match := LEVEL_COLUMN.match(name))
    ]
    if sheet != "rubric" or max(deepest, default=0) <= LEVELS:
        return SHEETS[sheet]
    plain = tuple(c for c in SHEETS[sheet] if not LEVEL_COLUMN.fullmatch(c.name))
    return plain + level_columns(max(deepest))


def plain_name(cell: str) -> str:
    """A sheet's or column's name however it was typed: lower case, underscores for blanks."""
    return "_".join(cell.lower().replace("-", " ").replace("_", " ").split())
