"""What a read file is, and the transcript from which the readers build one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.errors import UnreadableDocument

Kind = Literal["markdown", "text", "html", "docx", "pptx", "pdf", "unread"]

# A district handbook of 1,000 pages is about 3 million characters; no draft comes near.
MAX_CHARACTERS = 5_000_000
BOLD_LEVEL = 6  # a short bold line is the weakest heading there is
BOLD_HEADING_WORDS = 11
SHOWN_NAME_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows it until the next heading of any level.

    Offsets are code points of the document's text: the heading's line begins at `start`, its body
    at `body_start` (blank lines skipped) and ends before `end`; `level` runs from 1 to 6.
    """

    title: str
    level: int
    start: int
    body_start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file turned into text; `pages` holds each page's start in code points, empty if none.

    `kind` is "unread" for a file that counts by its name alone; `note` then says why. What was
    filled into a form's fields stands from `fields_start` on and belongs to no page.
    """

    name: str
    text: str
    kind: Kind
    sections: tuple[Section, ...] = ()
    pages: tuple[int, ...] = ()
    note: str | None = None
    fields_start: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as a reader found it: its line is `text[start:stop]`."""

    title: str
    level: int
    start: int
    stop: int


def sections(text: str, headings: Sequence[Heading]) -> tuple[Section, ...]:
    """Give each heading the body up to the next one; `headings` are in the order of the text."""
    found = []
    for order, heading in enumerate(headings, start=1):
        end = headings[order].start if order < len(headings) else len(text)
        body = heading.stop
        while body < end and text[body].isspace():
            body += 1
        found.append(Section(heading.title, heading.level, heading.start, body, end))
    return tuple(found)


def shown(name: str) -> str:
    """The file's name as a message may show it: printable, at most 120 characters."""
    return "".join(c if c.isprintable() else "?" for c in name)[:SHOWN_NAME_CHARACTERS]


def looks_like_heading(line: str) -> bool:
    """Whether a line set in bold is short enough, and open enough, to be a heading."""
    words = line.split()
    return (
        0 < len(words) <= BOLD_HEADING_WORDS
        and any(c.isalpha() for c in line)
        and not line.rstrip().endswith((".", ",", ";", "!"))
    )


_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Soft hyphens, zero-width marks, control characters and lone surrogates: never seen on a page.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_WIDE = re.compile(r"(?<=\S) {2,}")
_TRAILING = re.compile("(?<! ) +(?=\n|$)")
_BLANKS = re.compile("\n{3,}")


def tidy(text: str) -> str:
    """Text as a reader sees it on a page: plain spaces, LF line ends, nothing unseen."""
    text = _UNSEEN.sub("", _SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))
    return _BLANKS.sub("\n\n", _TRAILING.sub("", _WIDE.sub(" ", text))).strip("\n")


class Transcript:
    """Text put down block by block, which remembers where headings and pages begin."""

    def __init__(self, name: str, kind: Kind) -> None:
        self._name = name
        self._kind = kind
        self._parts: list[str] = []
        self._length = 0
        self._run = ""
        self._headings: list[Heading] = []
        self._pages: list[int | None] = []
        self._fields_start: int | None = None

    def add(self, text: str, run: str = "") -> int | None:
        """Put down a block and give its offset, or None if it is blank.

        A blank line comes before it, or only a line break after a block of the same `run`.
        Raises UnreadableDocument once the text is longer than a document may be.
        """
        text = tidy(text)
        if not text.strip():
            return None
        gap = "" if not self._parts else "\n" if run and run == self._run else "\n\n"
        start = self._length + len(gap)
        self._parts += (gap, text)
        self._length = start + len(text)
        self._run = run
        refuse_long(self._name, self._length)
        self._pages = [start if page is None else page for page in self._pages]
        return start

    def heading(self, title: str, level: int) -> int | None:
        """Put down a heading on a line of its own and give its offset, or None if it is blank."""
        title = " ".join(tidy(title).split())
        start = self.add(title)
        if start is not None:
            self._headings.append(Heading(title, min(max(level, 1), 6), start, start + len(title)))
        return start

    def page(self, start: int | None = None) -> None:
        """Begin a page at the next block, or at the offset `start`."""
        self._pages.append(start)

    def field(self, value: str) -> None:
        """Put down what was filled into a form's field; fields come after all pages."""
        start = self.add(value)
        self._fields_start = start if self._fields_start is None else self._fields_start

    def document(self, note: str | None = None) -> Document:
        """The finished document; raises UnreadableDocument if no text was put down."""
        text = "".join(self._parts)
        if not text:
            raise UnreadableDocument(
                f"{shown(self._name)} holds no text: put the words into the file, or paste them."
            )
        pages = tuple(len(text) if page is None else page for page in self._pages)
        headings = sections(text, self._headings)
        return Document(self._name, text, self._kind, headings, pages, note, self._fields_start)


def refuse_long(name: str, characters: int) -> None:
    """Raise UnreadableDocument if a text has more characters than a document may have."""
    if characters > MAX_CHARACTERS:
        raise UnreadableDocument(
            f"{shown(name)} holds more than {MAX_CHARACTERS:,} characters of text:"
            " hand in only the pages that belong to this credential."
        )
