"""Finds e-mails, phones, student IDs and postal addresses by shape; names live in `names`.

Phones come through the phonenumbers library, which knows every country's plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.self_check.report import PrivacyKind

Span = tuple[int, int, PrivacyKind]
PhoneFinder = Callable[[str], Iterator[tuple[int, int]]]

# RFC 5321 limits: 64 characters before the @, 253 after; the bounds also keep matching linear.
_AT = re.compile(r"@")
_LOCAL_END = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+'’-]{0,63})\Z")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])")
_LOCAL_MAX = 64

# What the phone library holds for possible is narrowed to what people write for a phone: plain
# runs of digits, scores, ranges and codes are possible numbers too.
_DASH = r"[ .\u2010-\u2015-]"
_US_SHAPE = re.compile(
    rf"(?:\+?1{_DASH}{{0,2}})?(?:\(\d{{3}}\){_DASH}{{0,3}}|\d{{3}}(?:{_DASH}{{1,3}}|/))"
    rf"\d{{3}}{_DASH}{{0,3}}\d{{4}}"
)
_SPACES_ONLY = re.compile(r"[\d ]+")
_SEVEN_DIGITS = re.compile(r"[2-9]\d{2}[.\u2010-\u2015-]\d{4}")
_NEVER_DIALLED = "555"  # the exchange that invented numbers have, in drafts as in films
_BARE_DIGITS = re.compile(r"1?[2-9]\d{2}[2-9]\d{6}")
_EXTENSION = re.compile(r"\s*[,;]?\s*(?:ext=|x|#|ext\.?|extension)\s*\d{1,6}\Z", re.IGNORECASE)
_PART_OF_MORE_BEFORE = re.compile(r"(?:\w[.,:/*+=#-]?|\$|\d )\Z")
_LABELLED = re.compile(r"(?:phone|cell|tel|mobile|ph|call|text|fax|number)[.:=]\Z", re.IGNORECASE)
_PART_OF_MORE_AFTER = re.compile(r"[\w%=]|[-.:]\d|,\d{3}(?![-.\d])|/\d{1,4}(?![-.\d])| \d")
_PHONE_WORD = re.compile(
    r"\b(?:(?:tele)?phones?|cell|mobile|call(?:ed|s|ing)?|text(?:ed|s|ing)?|tel|number is|"
    r"reach(?:ed)?|dial(?:ed)?|whatsapp|contact|tel[eé]fono|celular|voice ?mail|landline)\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\b(?:mom|mum|mother|dad|father|parents?|guardian|grand\w+|aunt|uncle|home|work|family|"
    r"emergency|office|wife|husband|mam[áa]|pap[áa]|casa|number)\b|@",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(
    r"(?:\bpp?\.|\bpages?|\b[Dd]oi|\b(?:lines?|issn|isbn(?:-1[03])?|lccn|eric|oclc|vol\.?|items?|"
    r"verses?|version|invoice|account|acct\.?|order|ticket|grant|model|serial|license|room|"
    r"lexiles?|"
    r"scores?(?: were| was| of)?|range|between|from|copies))\s{0,3}"
    r"(?:number|no\.?|\#)?\s{0,3}:?\s{0,3}\Z",
    re.IGNORECASE,
)
_PHONE_WINDOW = 60
_PHONE_COLUMN = re.compile(r"\b(?:phone|cell|mobile|tel(?:ephone)?)\b", re.IGNORECASE)
_PHONE_CELL = re.compile(r"\A[+(]?\d[\d ().+/\u2010-\u2015-]{5,18}\d\Z")

_ID = re.compile(
    r"""(?<![\w-])(?:
        (?:student|pupil|learner|state|district|school|lunch|badge|local)[ ]?
            (?:identification|id(?:entifier)?|number|no|num|code|pin|\#)
            (?:[ ]?(?:number|no|code|\#))?
      | SSID | SSN | SID | UID | EMIS | MARSS | PEIMS | USID | GTID | IDs? | I\.D\.
      | (?:id|identification)[ ](?:number|no|code) | (?:lunch|library)[ ](?:number|pin|code|card)
      | social[ ]security(?:[ ]number)? | matr[ií]cula
    )
    (?:[ ]?(?:number|no|num))?(?![A-Za-z])[ ]?[.:#=)-]{0,2}[ ]?(?:is|was|of|:)?[ ]{0,2}\#?[ ]?
    (?P<id>[A-Za-z]{0,3}-?\d[\d-]{2,14}\d)(?![\w%]|[./:,]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_THINGS = re.compile(
    r"\b(?:items?|lessons?|courses?|questions?|passages?|texts?|assets?|device|devices|task|tasks|"
    r"video|publisher|meeting|zoom|webinar)(?:['’]s)?(?: [\d,]+(?: to \d+)?)?,?\s\Z",
    re.IGNORECASE,
)
_ID_WINDOW = 30
_SOCIAL_SECURITY = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_ID_COLUMN = re.compile(
    r"\b(?:student|state|lunch|local|district)?[ _]?(?:id|number|no\.|ssid)\b", re.IGNORECASE
)
_ID_CELL = re.compile(r"\A[A-Za-z]{0,2}-?\d{5,12}\Z")
_DATE = re.compile(r"\A(?:(?:19|20)\d\d-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-(?:\d\d|\d{4}))\Z")

_SUFFIX = (
    r"(?:street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|court|ct|circle|cir|boulevard|blvd|way|"
    r"place|pl|terrace|ter|trail|trl|parkway|pkwy|highway|hwy|loop|alley|square|sq|crossing|xing|"
    r"cove|cv|point|pt|ridge|run|bend|path|pike|plaza|row)"
)
_STATE = (
    r"(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|PR|RI|"
    r"S[CD]|T[NX]|UT|V[AIT]|W[AIVY])"
)
_LOCALITY = (
    r"(?:,?[ ]+(?:apt|apartment|unit|suite|ste|\#|lot|trailer)\.?[ ]?\#?[A-Za-z0-9-]{1,6})?"
    r"(?:,[ \n]{1,2}(?-i:[A-Z])[\w.'’-]{1,20}(?:[ ](?-i:[A-Z])[\w.'’-]{1,20}){0,2}"
    r"(?=,?[ ]+(?-i:" + _STATE + r")\b|,[ ]*\d{5}\b))?"
    r"(?:,?[ ]+(?-i:" + _STATE + r")\b\.?)?(?:,?[ ]+\d{5}(?:-\d{4})?(?!\d))?"
)
_ADDRESS = re.compile(
    r"(?<![\w$.,:/#-])\d{1,5}[A-Da-d]?(?:[ ]1/2)?[ ]"
    r"(?:(?:north|south|east|west|[nsew]|ne|nw|se|sw)\.?[ ])?"
    r"(?:(?-i:[A-Z])[\w.'’-]{0,20}[ ]|\d{1,3}(?:st|nd|rd|th)[ ]){1,4}"
    r"(?-i:(?=[A-Z]))"
    + _SUFFIX
    + r"\b(?![-'’])\.?(?:[ ](?:north|south|east|west|n|s|e|w|ne|nw|se|sw)\b\.?)?"
    + _LOCALITY,
    re.IGNORECASE,
)
_PO_BOX = re.compile(r"\bP\.?[ ]?O\.?[ ]?Box[ ]\d{1,6}\b" + _LOCALITY, re.IGNORECASE)
_NOT_A_STREET = re.compile(
    r"\b(?:[Gg]raders?|[Ss]tudents?|[Mm]inutes?|[Pp]oints?|[Kk]ids|[Pp]ages?|[Ww]ords|[Tt]he|"
    r"[Oo]f)\b"
)


def find_contacts(text: str, phones: PhoneFinder | None = None) -> list[Span]:
    """E-mails, phones, IDs and addresses as (start, end, kind); `phones` swaps its finder."""
    spans: list[Span] = []
    spans += ((a, b, "email") for a, b in find_emails(text))
    spans += ((a, b, "student_id") for a, b in find_ids(text))
    spans += ((a, b, "address") for a, b in find_addresses(text))
    spans += ((a, b, "phone") for a, b in (phones or find_phones)(text))
    return spans


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """E-mail addresses, found from each @ outward so that hostile text costs linear time."""
    floor = 0
    for at in _AT.finditer(text):
        position = at.start()
        low = max(floor, position - _LOCAL_MAX)
        start = position
        while start > low and (
            text[start - 1].isascii()
            and (text[start - 1].isalnum() or text[start - 1] in "._%+-'’")
        ):
            start -= 1
        local = _LOCAL_END.match(text[start:position].lstrip("._%+-'’"))
        domain = _DOMAIN.match(text, position + 1) if local else None
        if local and domain:
            start = position - len(local.group())
            yield start, domain.end()
            floor = domain.end()


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """US numbers in the usual spellings, +country numbers; bare digits only beside a cue."""
    from phonenumbers import Leniency, PhoneNumberMatcher, is_valid_number

    last_end = -2
    for match in PhoneNumberMatcher(text, "US", leniency=Leniency.POSSIBLE):
        written = _EXTENSION.sub("", match.raw_string)
        valid = is_valid_number(match.number)
        follows_another = match.start == last_end + 1
        if follows_another or _stands_alone(text, match.start, match.end, written):
            if _written_as_phone(
                text[max(0, match.start - _PHONE_WINDOW) : match.start], written, valid
            ):
                yield match.start, match.end
                last_end = match.end
    yield from _columns(text, _PHONE_COLUMN, _PHONE_CELL)


def _stands_alone(text: str, start: int, end: int, written: str) -> bool:
    """Whether a number is no piece of a longer code, sum, date or path."""
    before = text[max(0, start - 10) : start]
    piece = _PART_OF_MORE_BEFORE.search(before) and not _LABELLED.search(before)
    return written.startswith("+") or not (piece or _PART_OF_MORE_AFTER.match(text, end))


def _written_as_phone(before: str, written: str, valid: bool) -> bool:
    """Whether a possible number is written as people write one for a phone."""
    called = bool(_PHONE_WORD.search(before))
    if written.startswith("+"):
        return valid or bool(_US_SHAPE.fullmatch(written))
    if not called and _COUNTED_BEFORE.search(before):
        return False
    if _US_SHAPE.fullmatch(written):
        return valid or called or not _SPACES_ONLY.fullmatch(written)
    if _SEVEN_DIGITS.fullmatch(written):
        return called or written.startswith(_NEVER_DIALLED) or bool(_WHOSE.search(before))
    return called and bool(_BARE_DIGITS.fullmatch(written))


def find_ids(text: str) -> Iterator[tuple[int, int]]:
    """Numbers called an ID, social security numbers, and columns of numbers under an ID heading."""
    for match in _ID.finditer(text):
        before = text[max(0, match.start() - _ID_WINDOW) : match.start()]
        if _OF_THINGS.search(before):
            continue
        if not _DATE.match(match["id"]) and sum(c.isdigit() for c in match["id"]) >= 4:
            yield match.span("id")
    for match in _SOCIAL_SECURITY.finditer(text):
        yield match.span()
    yield from _columns(text, _ID_COLUMN, _ID_CELL)


def _columns(
    text: str, heading: re.Pattern[str], value_shape: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Cells of a fitting shape under a fitting heading of a table."""
    separator, column, position = "", -1, 0
    for line in text.splitlines(keepends=True):
        offset, position = position, position + len(line)
        found = next((s for s in ("|", "\t", ",") if s in line), "")
        if not found:
            column = -1
            continue
        cells = line.split(found)
        headings = [n for n, cell in enumerate(cells) if len(cell) < 30 and heading.search(cell)]
        if headings and not any(character.isdigit() for character in line):
            separator, column = found, headings[0]
        elif column >= 0 and found == separator and column < len(cells):
            cell = cells[column]
            value = cell.strip()
            if value_shape.match(value):
                start = offset + sum(len(c) + 1 for c in cells[:column]) + cell.index(value)
                yield start, start + len(value)


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Street addresses (number, street, suffix, and the city, state and ZIP after it); PO boxes."""
    for match in _ADDRESS.finditer(text):
        if not _NOT_A_STREET.search(match.group()):
            yield match.start(), match.start() + len(match.group().rstrip(" .,\n"))
    for match in _PO_BOX.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip(" .,\n"))
