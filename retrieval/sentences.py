"""Text -> sentences with true offsets; headings, list items and table rows count as one each."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st vs etc e.g i.e fig no jr sr approx dept est inc min sec hr hrs p pp "
    "sept oct nov dec jan feb mar apr aug mt ave gr".split()
)
_END = re.compile(r"""[.!?…]+["'”’)\]*_]*(?=\s)""")
_MARKUP = re.compile(r"^(?:\s|#{1,6}\s|>\s?|[-*+•]\s|\d{1,3}[.)]\s)+")
_RULE_ROW = re.compile(r"^[\s|:=_*\-]+$")
_HEADING_OR_ROW = re.compile(r"^\s*#{1,6}\s|\|")
_ITEM = re.compile(
    r"^\s*(?:[-*+•]\s|\d{1,3}[.)]\s|>|<!--|[\[(]|\*{0,2}[\w][\w .'’-]{0,24}:\*{0,2}\s)"
)
_INITIALS = re.compile(r"(?:\w\.)+\w")
WHOLE_CHARACTERS = 300  # a list item, heading or line of a transcript up to this stays one piece


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of a text: code points `start` to `end`, and what stands there."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Span]:
    """The sentences of a text in order, none empty; each is exactly `text[start:end]`."""
    found: list[Span] = []
    for start, end, whole in _blocks(text):
        if whole and end - start <= WHOLE_CHARACTERS:
            found.extend(_trimmed(text, start, end))
        else:
            found.extend(_split(text, start, end))
    return found


def _blocks(text: str) -> list[tuple[int, int, bool]]:
    """(start, end, whole): paragraphs, and headings, list items, table rows, lines of speech."""
    blocks: list[tuple[int, int, bool]] = []
    open_at: int | None = None
    whole = False
    at = 0

    def close() -> None:
        nonlocal open_at
        if open_at is not None:
            blocks.append((open_at, at, whole))
        open_at = None

    for line in text.splitlines(keepends=True):
        if not line.strip():
            close()
        elif _HEADING_OR_ROW.search(line):
            close()
            blocks.append((at, at + len(line), True))
        elif _ITEM.match(line):
            close()
            open_at, whole = at, True  # an item may go on in the next line
        elif open_at is None:
            open_at, whole = at, False
        at += len(line)
    close()
    return blocks


def _split(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    at = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end or _goes_on(text, at, match):
            continue
        spans.extend(_trimmed(text, at, match.end()))
        at = match.end()
    spans.extend(_trimmed(text, at, end))
    return spans


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop ends an abbreviation, an initial or a list number, not a sentence."""
    after = text[match.end() : match.end() + 3].lstrip()
    if match.group() != ".":
        return after[:1].islower()
    word = re.split(r"[\s(\"“]", text[max(start, match.start() - 20) : match.start()])[-1].lower()
    if word in _ABBREVIATIONS or _INITIALS.fullmatch(word):
        return True
    if len(word) == 1 and word.isalpha() and word != "i":
        return True
    return after[:1].islower()


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """The slice without outer blanks and list or heading marks, unless nothing is left."""
    piece = text[start:end]
    lead = _MARKUP.match(piece)
    if lead:
        start += lead.end()
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    body = text[start:end]
    if not body or _RULE_ROW.match(body):
        return []
    return [Span(start, end, body)]
