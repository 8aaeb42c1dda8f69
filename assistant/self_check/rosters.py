"""Where a page lists people: name columns of tables, lines that are only a name, speech labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Listed = Literal["student", "parent"]

_NAME_HEADING = re.compile(
    r"\A\W*(?:(?:students?|pupils?|child(?:ren)?|kids?|learners?|scholars?|readers?)(?:['’]s?)?"
    r"(?: ?/ ?\w+)?(?:[ _](?:first |last |full )?names?)?|(?:first|last|full|preferred|"
    r"nick)?[ _]?names?)\W*\Z",
    re.IGNORECASE,
)
_PARENT_HEADING = re.compile(
    r"\A\W*(?:parents?|guardians?|mother|father|mom|dad|family)(?: ?/ ?\w+)?(?:[ _](?:contact|"
    r"names?))?\W*\Z",
    re.IGNORECASE,
)
_NAME_CELL = re.compile(
    r"[^\w]*(?P<name>(?:M(?:r|rs|s)\.? )?[^\W\d_][\w'’-]+(?:,? [^\W\d_][\w'’-]*\.?){0,3})[^\w]*\Z"
)
_PLACEHOLDER = re.compile(
    r"(?:student|child|kid|friend|pupil|learner|reader|writer|group|pair|team|class|total|"
    r"average|mean|"
    r"period|section|block|[A-Z]\.?)s?\b(?: ?[A-Z0-9#]{1,3}\b)?(?!')",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^[ \t>*_•\d.:()\[\]–-]{0,20}(?P<name>[^\W\d_][\w'’-]{1,24}(?: [A-Z][\w'’.-]{0,20}){0,2})"
    r"(?P<aside> ?\([^)\n]{0,40}\))?[*_]{0,3}(?: ?\([^)\n]{0,40}\))?[ ]?:(?![/\d])",
    re.MULTILINE,
)
_SPEAKERS = frozenset(
    "me teacher student students t s ms mr mrs tutor interviewer observer teach class all yo "
    "coach".split()
)
_BARE_LINE = re.compile(
    r"^[ \t]{0,12}(?:[-*•+]|"
    r"\d{1,2}[.)])?[ \t]{0,4}\**(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’.-]*){0,2})\**"
    r"(?P<tail>[ \t]{0,4}(?:[-–—:,(]?[ \t]{0,2}\d[\d/%. ]{0,12}\)?)?[ \t]{0,8})$",
    re.MULTILINE,
)
_LAST_FIRST = re.compile(
    r"^[ \t]{0,12}(?:[-*•+]|"
    r"\d{1,2}[.)])?[ \t]{0,4}(?P<name>[A-Z][\w'’-]+, [A-Z][\w'’-]+(?: [A-Z]\.)?)"
    r"(?=[ \t]{0,4}(?:$|[|\t:;(–—-]|,?[ ]\d))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One listed name, by its place in the text."""

    start: int
    end: int
    who: Listed
    shape: Literal["cell", "line", "last_first"]


@dataclass(frozen=True, slots=True)
class Label:
    """A speech label's name, by its place in the text."""

    start: int
    end: int


def listed_names(text: str) -> list[Listing]:
    """Names in name columns, lines that are only a name, and `Last, First` lines."""
    found = _cells(text)
    for match in _LAST_FIRST.finditer(text):
        found.append(Listing(*match.span("name"), "student", "last_first"))
    for match in _BARE_LINE.finditer(text):
        if not _PLACEHOLDER.fullmatch(match["name"]):
            found.append(Listing(*match.span("name"), "student", "line"))
    return found


def speech_labels(text: str) -> tuple[list[Label], bool]:
    """Labels at line starts, and whether the text holds a dialogue (a label says teacher or me)."""
    labels: list[Label] = []
    dialogue = 0
    for match in _LABEL.finditer(text):
        first = match["name"].split()[0].lower().rstrip(".")
        if first in _SPEAKERS:
            dialogue += 1
        elif not _PLACEHOLDER.fullmatch(match["name"]):
            labels.append(Label(*match.span("name")))
    return labels, dialogue > 0


def _cells(text: str) -> list[Listing]:
    found: list[Listing] = []
    columns: dict[int, Listed] = {}
    separator, position = "", 0
    for line in text.splitlines(keepends=True):
        offset, position = position, position + len(line)
        mark = next((s for s in ("|", "\t", ",") if s in line), "")
        if not mark:
            columns = {}
            continue
        cells = line.rstrip("\n").split(mark)
        heads = {n: who for n, cell in enumerate(cells) if (who := _heading(cell))}
        if heads and len([c for c in cells if c.strip()]) > 1:
            columns, separator = heads, mark
        elif mark == separator and columns:
            found += _row(cells, columns, offset)
    return found


def _row(cells: list[str], columns: dict[int, Listed], offset: int) -> list[Listing]:
    found: list[Listing] = []
    for number, cell in enumerate(cells):
        who = columns.get(number)
        match = _NAME_CELL.match(cell) if who and len(cell) < 60 else None
        if who and match and not _PLACEHOLDER.fullmatch(match["name"]):
            found.append(
                Listing(offset + match.start("name"), offset + match.end("name"), who, "cell")
            )
        offset += len(cell) + 1
    return found


def _heading(cell: str) -> Listed | None:
    if len(cell) > 40:
        return None
    if _PARENT_HEADING.match(cell):
        return "parent"
    return "student" if _NAME_HEADING.match(cell) and cell.strip(" *_") else None
