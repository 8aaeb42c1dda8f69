"""A letter cut into blocks, and blocks into wishes: where one thing ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.self_check.returned.remark_cues import tone_of
from retrieval.sentences import sentences

# A line this long that ends in no full stop goes on in the next one: mail breaks lines itself.
_WRAPPED_FROM = 55
_CELL = re.compile(r"[^|]+")
_ANOTHER = re.compile(  # where a sentence goes on to another wish
    r":\s+|,\s+(?:and |also |and also |plus )"
    r"(?=(?:the|your|you|there|it|we|i|in|please|need|for|a|an|at)\b)|,\s+(?:also|and also)\s+",
    re.IGNORECASE,
)
_WHOLE_WISH = 4  # words that each of the two must have
_SHORT = 7  # words of a sentence that says too little alone
_BACK = re.compile(r"^\W*(?:this|that|these|those|they|it|both|such|the rubric)\b", re.IGNORECASE)
_LIST_ITEM = re.compile(r"^\s*(?:[-*•◦▪]|\d{1,2}[.)])\s+")


def blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether a blank line stands before): lines, those that mail broke joined."""
    at, begun, apart, gap = 0, -1, False, False
    last_end = 0
    for line in text.splitlines(keepends=True):
        blank = not line.strip()
        goes_on = (
            begun >= 0
            and not blank
            and not _LIST_ITEM.match(line)
            and _goes_on(text[begun:last_end], line)
        )
        if begun >= 0 and not goes_on:
            yield begun, last_end, apart
            begun = -1
        if blank:
            gap = True
        elif begun < 0:
            begun, apart, gap = at, gap, False
        at += len(line)
        if not blank:
            last_end = at
    if begun >= 0:
        yield begun, last_end, apart


def is_list_item(block: str) -> bool:
    """Whether a block begins with a bullet or a number."""
    return _LIST_ITEM.match(block) is not None


def _goes_on(before: str, line: str) -> bool:
    last = before.rstrip().rsplit("\n", 1)[-1].rstrip()
    if last.endswith((".", "!", "?", ":", "|")):
        return False
    return line.lstrip()[:1].islower() or len(last) >= _WRAPPED_FROM


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks and what only separates at either end."""
    while start < end and text[end - 1] in " \t\r\n:;|-–—,(":
        end -= 1
    while start < end and text[start] in " \t\r\n|-–—*•":
        start += 1
    return start, end


def wishes_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a block, cell by cell; long ones cut where another wish begins.

    What only points back ("Two are needed.") stays with the plain sentence that it points to.
    """
    pieces: list[tuple[int, int]] = []
    for cell in _CELL.finditer(text, start, end):
        for span in sentences(cell.group()):
            a, b = cell.start() + span.start, cell.start() + span.end
            pieces += [trimmed(text, x, y) for x, y in _wishes(text, a, b)]
    joined: list[tuple[int, int]] = []
    for a, b in pieces:
        words = text[a:b]
        if joined and _points_back(words) and tone_of(text[slice(*joined[-1])]) == "plain":
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def _wishes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut where it goes on to another wish; what joins the two is in neither."""
    found, at = [], start
    for match in _ANOTHER.finditer(text, start, end):
        rest = text[match.end() : end].split()
        if min(len(text[at : match.start()].split()), len(rest)) >= _WHOLE_WISH:
            found.append((at, match.start()))
            at = match.end()
    return [*found, (at, end)]


def _points_back(words: str) -> bool:
    asks = tone_of(words) == "asks"
    return asks and (len(words.split()) <= _SHORT or _BACK.match(words) is not None)
