"""Markdown and plain text: the file itself, only its bytes decoded and its line ends unified."""

from __future__ import annotations

import codecs
import re

from retrieval.documents.document import (
    BOLD_LEVEL,
    Document,
    Heading,
    Kind,
    looks_like_heading,
    refuse_long,
    sections,
    shown,
)
from retrieval.errors import UnreadableDocument

# Prose has next to none; bytes that are no text have one in ten or more.
MOST_CONTROL_CHARACTERS = 0.05
# A longer line above a rule is a paragraph with a separator under it.
SETEXT_TITLE_CHARACTERS = 100

_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_CLOSING = re.compile(r"(?:(?<=[ \t])|^)#+$")
_RULE = re.compile(r" {0,3}(={2,}|-{2,})[ \t]*$")
_NO_TITLE = re.compile(r"\s*$| {4}|\t| {0,3}(?:[-*+>|]|\d+[.)])(?:\s|$)| {0,3}(?:\||([-*_=])\1)")
_BOLD_LINE = re.compile(r" {0,3}(\*\*|__)(?!\s)(?:(?!\1).)+\1:?[ \t]*$")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|___|__|_)(.+)\1$")


def decoded(name: str, data: bytes) -> tuple[str, str | None]:
    """Bytes as text with LF line ends and no BOM, and a note where UTF-8 did not fit.

    Tries UTF-8, UTF-16 with a BOM, then Windows-1252 and Latin-1. Raises UnreadableDocument for
    bytes that are no text.
    """
    note = None
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
            note = "read as Windows-1252, as it is not UTF-8: accented letters may be wrong"
        except UnicodeDecodeError:
            text = data.decode("latin-1")
            note = "read as Latin-1, as it is not UTF-8: accented letters may be wrong"
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > MOST_CONTROL_CHARACTERS * len(text):
        raise UnreadableDocument(
            f"{shown(name)} is not a text file, whatever its name says: save it again as text,"
            " or hand it in under its own ending."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def read_plain(name: str, data: bytes, kind: Kind) -> Document:
    """A .md or .txt file, nothing stripped; .txt has only headings that begin with #.

    Raises UnreadableDocument for bytes that are no text, a blank file, or too long a text.
    """
    text, note = decoded(name, data)
    if not text.strip():
        raise UnreadableDocument(f"{shown(name)} is empty: write your text into it and try again.")
    refuse_long(name, len(text))
    return Document(name, text, kind, sections(text, headings(text, kind == "markdown")), (), note)


def headings(text: str, marked_up: bool) -> list[Heading]:
    """Headings outside fenced code: `# Title`, with `marked_up` also those of Markdown alone.

    These are a title over === or ---, and a short line that is bold as a whole, which is how many
    teachers set a heading.
    """
    found: list[Heading] = []
    fence = ""
    above, above_start, above_is_first = "", 0, True  # the line above, and whether it opens a block
    start = 0
    for line in text.split("\n"):
        stop = start + len(line)
        mark = _FENCE.match(line)
        if fence:
            closes = mark and mark[1].startswith(fence) and not line[mark.end() :].strip()
            fence = "" if closes else fence
            line = ""
        elif mark:
            fence, line = mark[1], ""
        elif atx := _ATX.match(line):
            if title := _bare(_CLOSING.sub("", atx[2].rstrip())):
                found.append(Heading(title, len(atx[1]), start, stop))
            line = ""
        elif marked_up and _BOLD_LINE.match(line) and looks_like_heading(_bare(line)):
            found.append(Heading(_bare(line), BOLD_LEVEL, start, stop))
            line = ""
        elif marked_up and (rule := _RULE.match(line)):
            if above_is_first and len(above) <= SETEXT_TITLE_CHARACTERS and _bare(above):
                level = 1 if rule[1][0] == "=" else 2
                found.append(Heading(_bare(above), level, above_start, stop))
            line = ""
        above_is_first = not above.strip() and not _NO_TITLE.match(line)
        above, above_start = line, start
        start = stop + 1
    return found


def _bare(title: str) -> str:
    """A title without the emphasis around the whole of it."""
    title = title.strip()
    if title.endswith(("**:", "__:")):
        title = title[:-1]
    if emphasis := _EMPHASIS.match(title):
        title = emphasis[2].strip()
    return title if any(c.isalnum() for c in title) else ""
