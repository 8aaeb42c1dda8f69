"""Where a page lists people: name columns, forms, groups, lines that are only a name, labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.self_check.privacy.name_leads import led_names
from assistant.self_check.privacy.name_lexicon import lexicon

Listed = Literal["student", "parent"]

_NAME_HEADING = re.compile(
    r"\A\W*(?:(?:students?|pupils?|child(?:ren)?|kids?|learners?|scholars?|readers?)(?:['’]s?)?"
    r"(?: ?/ ?\w+)?(?:[ _](?:first |last |full )?names?)?|(?:first|last|full|preferred|"
    r"nick)?[ _]?names?)\W*\Z",
    re.IGNORECASE,
)
_PARENT_HEADING = re.compile(
    r"\A\W*(?:(?:parents?|guardians?|mother|father|mom|dad|family|caregiver)(?: ?/ ?\w+)?"
    r"(?:[ _](?:contact|names?|member))?|who (?:answered|called|came|picked up)|spoke (?:with|to)|"
    r"(?:emergency )?contact(?:ed)?(?: (?:person|name))?|caller|adult)\W*\Z",
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
    r"^[ \t>*_•\d.:()\[\]–-]{0,20}(?P<name>[^\W\d_][\w'’-]{1,24}(?: "
    r"[^\W\d_a-zà-öø-ÿ][\w'’.-]{0,20}){0,2})"
    r"(?P<aside> ?\([^)\n]{0,40}\))?[*_]{0,3}(?: ?\([^)\n]{0,40}\))?[ ]?:(?![/\d])",
    re.MULTILINE,
)
_SPEAKERS = frozenset(
    "me teacher student students t s ms mr mrs tutor interviewer observer teach class all yo "
    "coach".split()
)
_BARE_LINE = re.compile(
    r"^[ \t]{0,12}(?:[-*•+]|"
    r"\d{1,2}[.)])?[ \t]{0,4}\**(?P<name>[^\W\d_a-zà-öø-ÿ][\w'’-]+(?: "
    r"(?:[^\W\d_a-zà-öø-ÿ][\w'’.-]*|de|la|del|al|bin|van)){0,4})\**"
    r"(?P<tail>[ \t]{0,4}(?:[-–—:,(]?[ \t]{0,2}\d[\d/%. ]{0,12}\)?)?[ \t]{0,8})$",
    re.MULTILINE,
)
_LAST_FIRST = re.compile(
    r"^[ \t]{0,12}(?:[-*•+]|"
    r"\d{1,2}[.)])?[ \t]{0,4}(?P<name>[^\W\d_a-zà-öø-ÿ][\w'’-]+, [^\W\d_a-zà-öø-ÿ][\w'’-]+(?: "
    r"[^\W\d_a-zà-öø-ÿ][\w'’-]*\.?)?)"
    r"(?=[ \t]{0,4}(?:$|[|\t:;(–—-]|,?[ ]\d))",
    re.MULTILINE,
)
# A field of a form, `Student name: ...`; what follows must end as a value ends, not as speech does.
_WHO_IS_NAMED = {
    "student": r"(?:student|child|learner|pupil|scholar|mentee|tutee)(?:['’]s)?(?: name)?|"
    r"name(?: of (?:the )?(?:student|child|learner|pupil))?|(?:first|full|preferred) name",
    "parent": r"(?:parent|guardian|caregiver|mother|father|mom|dad|grandmother|grandfather)"
    r"(?: ?/ ?\w+)?(?:['’]s)?(?: name)?|(?:emergency )?contact(?: person| name)?",
}
_VALUE = (
    r"(?P<name>[^\W\d_a-z][\w’ʻ'-]*(?: [^\W\d_a-z][\w’ʻ'-]*\.?| de| la| del| al| van| bin){0,4})"
)
_FIELDS: dict[Listed, re.Pattern[str]] = {
    "student": re.compile(
        rf"(?:^|[|;\t]|  )[ \t>*•_-]{{0,6}}(?i:{_WHO_IS_NAMED['student']})[ *_]{{0,3}}:[ *_]{{0,4}}"
        rf"{_VALUE}(?=[ *_]{{0,3}}(?:$|[,;(|\t/]|  | [-–—] ))",
        re.MULTILINE,
    ),
    "parent": re.compile(
        rf"(?:^|[|;\t]|  )[ \t>*•_-]{{0,6}}(?i:{_WHO_IS_NAMED['parent']})[ *_]{{0,3}}:[ *_]{{0,4}}"
        rf"{_VALUE}(?=[ *_]{{0,3}}(?:$|[,;(|\t/]|  | [-–—] ))",
        re.MULTILINE,
    ),
}
# A line that begins with a name and goes on to a telephone number or a mail address.
_CONTACT_LINE = re.compile(
    r"^[ \t>*•-]{0,6}"
    r"(?P<name>[^\W\d_a-z][\w’ʻ-]+(?: [^\W\d_a-z][\w’ʻ'-]*\.?| de| la| del){0,3})"
    r"(?P<gap>(?:[,:;]| [-–—(]| (?=[(+\d]))[^\n.!?]{0,50}?)"
    r"(?:\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\+\d|[\w.+-]{1,40}@\w)",
    re.MULTILINE,
)
# Whoever has a mother named beside her is the child.
_KIN_BESIDE = re.compile(r"\b(?:mother|father|mom|dad|parents?|guardian|grand\w+|aunt|uncle)\b")
_GROUP = re.compile(
    r"^[ \t>*•_-]{0,6}(?:table|group|team|pair|partners?|station|center|row|block|trio|circle|crew|"
    r"section|seat)s?(?: [\w#]{1,12}){0,2}[ *_]{0,3}[:–—-][ *_]{0,4}(?P<names>[^\n]{3,300})$",
    re.MULTILINE | re.IGNORECASE,
)
_GROUP_SHARE = 0.7
_COLUMN_SHARE = 0.8
_LONGEST_CELL = 60
_RULE = re.compile(r"[\s:|-]*")
_GROUP_GAP = re.compile(r",? and |[,;/&|]| \+ ")
_GROUP_NAME = re.compile(
    r"\s*(?P<name>[^\W\d_a-z][\w’ʻ'-]*\.?(?: [^\W\d_a-z][\w’ʻ'-]*\.?){0,3})\s*\.?\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One listed name, by its place in the text."""

    start: int
    end: int
    who: Listed
    shape: Literal["cell", "line", "last_first", "group", "lead", "contact"]


@dataclass(frozen=True, slots=True)
class Label:
    """A speech label's name, by its place in the text."""

    start: int
    end: int


def listed_names(text: str) -> list[Listing]:
    """Names in name columns and forms, groups, lines that are only a name, `Last, First` lines."""
    found = _cells(text)
    for who, pattern in _FIELDS.items():
        for match in pattern.finditer(text):
            if not _PLACEHOLDER.fullmatch(match["name"]):
                found.append(Listing(*match.span("name"), who, "cell"))
    found += _groups(text)
    for match in _CONTACT_LINE.finditer(text):
        whose: Listed = "student" if _KIN_BESIDE.search(match["gap"]) else "parent"
        found.append(Listing(*match.span("name"), whose, "contact"))
    found += (Listing(lead.start, lead.end, "student", "lead") for lead in led_names(text))
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


def _groups(text: str) -> list[Listing]:
    """Items of `Table 3: Ana, Ben, ...`, where most of the items look like names."""
    words = lexicon()
    found: list[Listing] = []
    for match in _GROUP.finditer(text):
        items, at, names = 0, match.start("names"), []
        for gap in (*_GROUP_GAP.finditer(text, at, match.end("names")), None):
            end = gap.start() if gap else match.end("names")
            item = _GROUP_NAME.match(text[at:end])
            items += 1
            if item and not _PLACEHOLDER.fullmatch(item["name"]):
                names.append((at + item.start("name"), at + item.end("name")))
            at = gap.end() if gap else end
        given = sum(words.is_given(text[start:end].split()[0]) for start, end in names)
        if len(names) > 1 and given and len(names) > _GROUP_SHARE * items:
            found += (Listing(start, end, "student", "group") for start, end in names)
    return found


def _cells(text: str) -> list[Listing]:
    """Cells under a heading for names, and columns in which most cells can only be names."""
    found: list[Listing] = []
    columns: dict[int, Listed] = {}
    separator, position = "", 0
    unheaded: dict[int, list[tuple[int, str]]] = {}
    for line in [*text.splitlines(keepends=True), ""]:
        offset, position = position, position + len(line)
        mark = next((s for s in ("|", "\t", ",") if s in line), "")
        if not mark:
            found += _columns_of_names(unheaded)
            columns, unheaded = {}, {}
            continue
        cells = line.rstrip("\n").split(mark)
        heads = {n: who for n, cell in enumerate(cells) if (who := _heading(cell))}
        if heads and len([c for c in cells if c.strip()]) > 1:
            columns, separator = heads, mark
        elif mark == separator and columns:
            found += _row(cells, columns, offset)
        if mark != ",":
            for number, cell in enumerate(cells):
                if number not in columns and cell.strip():
                    unheaded.setdefault(number, []).append((offset, cell))
                offset += len(cell) + 1
    return found


def _columns_of_names(columns: dict[int, list[tuple[int, str]]]) -> list[Listing]:
    words = lexicon()
    found: list[Listing] = []
    for cells in columns.values():
        names = [
            (offset + match.start("name"), match["name"])
            for offset, cell in cells[1:]
            if len(cell) < _LONGEST_CELL
            and (match := _NAME_CELL.match(cell))
            and match["name"][0].isupper()
            and not _PLACEHOLDER.fullmatch(match["name"])
        ]
        given = sum(words.is_given(name.split()[0]) for _, name in names)
        written = sum(not _RULE.fullmatch(cell) for _, cell in cells[1:])
        if given > 1 and len(names) >= _COLUMN_SHARE * written and 2 * given >= len(names):
            found += (Listing(s, s + len(name), "student", "group") for s, name in names)
    return found


def _row(cells: list[str], columns: dict[int, Listed], offset: int) -> list[Listing]:
    found: list[Listing] = []
    for number, cell in enumerate(cells):
        who = columns.get(number)
        match = _NAME_CELL.match(cell) if who and len(cell) < _LONGEST_CELL else None
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
