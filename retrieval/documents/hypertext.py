"""Web pages: what a reader sees of them."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from retrieval.documents.document import BOLD_LEVEL, Document, Transcript, looks_like_heading
from retrieval.documents.plain import decoded

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
NOT_SEEN = frozenset(
    "title script style template noscript svg math iframe object audio video canvas select".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption"
    " figure footer form header hgroup hr html legend main nav p pre search section summary"
    " tbody td tfoot th thead tr".split()
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"<\?.*?>", re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CELLS = frozenset({"td", "th", "tr"})  # found inside a cell only where that was never closed
DECLARED_WITHIN = 2048  # bytes in which a page names its encoding


def read_hypertext(name: str, data: bytes) -> Document:
    """The visible text of an .html file: headings, lists, tables a row a line, no markup.

    Raises UnreadableDocument for bytes that are no text and for a page without words.
    """
    markup, note = _markup(name, data)
    # The parser warns of markup that looks like XML or a file name; neither is left to see.
    soup = BeautifulSoup("<html>" + _XML_DECLARATION.sub("", markup), "html.parser")
    transcript = Transcript(name, "html")
    _Page(transcript).put(soup)
    return transcript.document(note)


def _markup(name: str, data: bytes) -> tuple[str, str | None]:
    """The page decoded; an encoding that the page declares is believed where UTF-8 fails."""
    text, note = decoded(name, data)
    declared = _DECLARED.search(data[:DECLARED_WITHIN])
    if note and declared:
        try:
            return data.decode(declared[1].decode("ascii")), None
        except (UnicodeDecodeError, LookupError):
            return text, note
    return text, note


class _Page:
    """One walk through one page; text gathers in a line until a block begins or ends."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._line: list[str] = []
        self._mark = ""
        self._lists: list[int | None] = []  # the next number of each open list, None for bullets
        self._tables = 0
        self._bold = 0  # how many bold elements are open
        self._plain = False  # whether the line has words that are not bold

    def put(self, soup: Tag) -> None:
        self._children(soup)
        self._flush()

    def _children(self, parent: Tag) -> None:
        for child in parent.children:
            if isinstance(child, PreformattedString):
                continue  # comments, doctypes and declarations
            if isinstance(child, NavigableString):
                self._line.append(_SPACE.sub(" ", str(child)))
                self._plain = self._plain or (not self._bold and bool(child.strip()))
            elif isinstance(child, Tag) and not _hidden(child):
                self._element(child)

    def _element(self, tag: Tag) -> None:
        if tag.name in HEADINGS:
            self._flush()
            self._transcript.heading(_words(tag), HEADINGS[tag.name])
        elif tag.name in ("ul", "ol", "menu"):
            self._flush()
            first = str(tag.get("start", "1"))
            number = int(first) if first.isascii() and first.isdigit() else 1
            self._lists.append(number if tag.name == "ol" else None)
            self._children(tag)
            self._flush()
            self._lists.pop()
        elif tag.name == "li":
            self._item(tag)
        elif tag.name == "table":
            self._table(tag)
        elif tag.name == "br":
            self._line.append("\n")
        elif tag.name == "pre":
            self._flush()
            self._transcript.add(_raw_words(tag))
        elif tag.name in BLOCKS:
            self._flush()
            self._children(tag)
            self._flush()
        elif tag.name in ("b", "strong") or _BOLD_STYLE.search(str(tag.get("style", ""))):
            self._bold += 1
            self._children(tag)
            self._bold -= 1
        else:
            self._children(tag)

    def _item(self, tag: Tag) -> None:
        self._flush()
        depth = max(len(self._lists) - 1, 0)
        number = self._lists[-1] if self._lists else None
        self._mark = "  " * depth + ("- " if number is None else f"{number}. ")
        if number is not None:
            self._lists[-1] = number + 1
        self._children(tag)
        self._flush()
        self._mark = ""

    def _table(self, table: Tag) -> None:
        self._flush()
        rows = [
            [cell for cell in _own(row, ("td", "th")) if not _hidden(cell)]
            for row in _own(table, ("tr",))
            if not _hidden(row)
        ]
        if all(len(row) <= 1 for row in rows) or table.find([*HEADINGS, "table"]):
            self._flow(table)
            return
        self._tables += 1
        for row in rows:
            cells = [_words(cell) for cell in row]
            if any(cells):
                self._transcript.add(" | ".join(cells), f"table {self._tables}")
        for caption in _own(table, ("caption",)):
            self._transcript.add(_words(caption))

    def _flow(self, table: Tag) -> None:
        """A table that only lays out the page: read cell by cell."""
        for cell in _own(table, ("caption", "td", "th")):
            around = cell.find_parent(["table", "td", "th"])  # an unclosed cell holds the next
            if around is table and not _hidden(cell) and not _hidden(cell.parent or cell):
                self._children(cell)
                self._flush()

    def _flush(self) -> None:
        """Put down the gathered line, under its list mark if it is the first of an item."""
        text = "\n".join(line.strip() for line in "".join(self._line).split("\n")).strip()
        bold = not self._plain
        self._line.clear()
        self._plain = False
        if not text:
            return
        if bold and not self._lists and "\n" not in text and looks_like_heading(text):
            self._transcript.heading(text, BOLD_LEVEL)
        else:
            self._transcript.add(self._mark + text, "list" if self._lists else "")
        self._mark = "  " * len(self._lists) if self._mark else ""


def _words(tag: Tag) -> str:
    """The seen words of an element on one line."""
    return " ".join(_raw_words(tag).split())


def _raw_words(tag: Tag) -> str:
    """The seen words of an element, with a space or line break where an element breaks the line."""
    pieces: list[str] = []
    for child in tag.children:
        if isinstance(child, PreformattedString):
            continue
        if isinstance(child, NavigableString):
            pieces.append(str(child))
        elif isinstance(child, Tag) and child.name not in _CELLS and not _hidden(child):
            breaks = child.name in BLOCKS or child.name in ("br", "li")
            pieces += ("\n" if breaks else "", _raw_words(child), "\n" if breaks else "")
    return "".join(pieces)


def _hidden(tag: Tag) -> bool:
    """Whether a reader does not see an element."""
    return (
        tag.name in NOT_SEEN
        or tag.has_attr("hidden")
        or str(tag.get("aria-hidden", "")).strip().lower() == "true"
        or bool(_HIDDEN_STYLE.search(str(tag.get("style", ""))))
    )


def _own(parent: Tag, names: tuple[str, ...]) -> list[Tag]:
    """Elements of these names inside a table, but not those of a table inside it."""
    inner = parent if parent.name == "table" else parent.find_parent("table")
    return [tag for tag in parent.find_all(names) if tag.find_parent("table") is inner]
