"""Web pages: what a reader sees of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from retrieval.documents.document import BOLD_LEVEL, Document, Transcript, looks_like_heading
from retrieval.documents.plain import decoded

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
NOT_SEEN = frozenset(
    "title script style template noscript svg math iframe object audio video canvas select".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption"
    " figure footer form header hgroup hr html legend main nav p pre search section summary"
    " caption li menu ol table tbody td tfoot th thead tr ul".split()
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"<!--|<!|<\?")
_OPEN_TAG = re.compile(r"</?[A-Za-z]")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CELLS = frozenset({"td", "th", "tr"})  # found inside a cell only where that was never closed
DEEPEST_INDENT = 8
DECLARED_WITHIN = 2048  # bytes in which a page names its encoding


def read_hypertext(name: str, data: bytes) -> Document:
    """The visible text of an .html file: headings, lists, tables a row a line, no markup.

    Raises UnreadableDocument for bytes that are no text and for a page without words.
    """
    markup, note = _markup(name, data)
    # The parser warns of markup that opens like XML or a file name; under this root none does.
    soup = BeautifulSoup("<html>" + _without_declarations(markup), "html.parser")
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
        self._in_cell = False  # whether a table is being read cell by cell
        self._plain = False  # whether the line has words that are not bold

    def put(self, soup: Tag) -> None:
        """Put down all that is seen of a page."""
        self._walk(soup)
        self._flush()

    def _walk(self, parent: Tag) -> None:
        """Go through what is inside an element; without recursion, as open tags nest deep."""
        open_tags: list[tuple[Iterator[PageElement], Callable[[], None]]] = []
        inside, leave = iter(parent.children), _nothing
        while True:
            child = next(inside, None)
            if child is None:
                leave()
                if not open_tags:
                    return
                inside, leave = open_tags.pop()
            elif isinstance(child, Tag):
                if not _hidden(child) and (leaver := self._enter(child)):
                    open_tags.append((inside, leave))
                    inside, leave = iter(child.children), leaver
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._line.append(_SPACE.sub(" ", str(child)))
                self._plain = self._plain or (not self._bold and bool(child.strip()))

    def _enter(self, tag: Tag) -> Callable[[], None] | None:
        """Begin an element; gives what ends it, or None if it is dealt with as a whole."""
        if tag.name == "br":
            self._line.append("\n")
            return None
        if tag.name in ("b", "strong") or _BOLD_STYLE.search(str(tag.get("style", ""))):
            if tag.name not in BLOCKS and tag.name not in HEADINGS:
                self._bold += 1
                return self._end_bold
        if tag.name in _CELLS and self._in_cell:
            return None  # an unclosed cell holds the next, which its table sees to
        if tag.name not in BLOCKS and tag.name not in HEADINGS:
            return _nothing
        self._flush()
        if tag.name in HEADINGS:
            self._transcript.heading(_words(tag), HEADINGS[tag.name])
        elif tag.name == "pre":
            self._transcript.add(_raw_words(tag))
        elif tag.name == "table":
            self._table(tag)
        elif tag.name in ("ul", "ol", "menu"):
            first = str(tag.get("start", "1"))
            number = int(first) if re.fullmatch("[0-9]{1,6}", first) else 1
            self._lists.append(number if tag.name == "ol" else None)
            return self._end_list
        else:
            if tag.name == "li":
                self._mark = self._next_mark()
            return self._end_item if tag.name == "li" else self._flush
        return None

    def _end_bold(self) -> None:
        self._bold -= 1

    def _end_list(self) -> None:
        self._flush()
        self._lists.pop()

    def _end_item(self) -> None:
        self._flush()
        self._mark = ""

    def _next_mark(self) -> str:
        """The bullet or number of the next item of the innermost list."""
        number = self._lists[-1] if self._lists else None
        indent = "  " * min(max(len(self._lists) - 1, 0), DEEPEST_INDENT)
        if number is None:
            return f"{indent}- "
        self._lists[-1] = number + 1
        return f"{indent}{number}. "

    def _table(self, table: Tag) -> None:
        rows: list[list[Tag]] = []
        flows = False
        for tag in _parts(table):
            if tag.name == "tr":
                rows.append([])
            elif tag.name in ("td", "th"):
                rows = rows or [[]]
                rows[-1].append(tag)
            elif tag.name == "caption":
                self._transcript.add(_words(tag))
            flows = flows or tag.name == "table" or tag.name in HEADINGS
        if flows or all(len(row) <= 1 for row in rows):
            self._flow([cell for row in rows for cell in row])
            return
        self._tables += 1
        for row in rows:
            cells = [_words(cell) for cell in row]
            if any(cells):
                self._transcript.add(" | ".join(cells), f"table {self._tables}")

    def _flow(self, cells: list[Tag]) -> None:
        """A table that only lays out the page: read cell by cell."""
        outer, self._in_cell = self._in_cell, True
        for cell in cells:
            self._walk(cell)
            self._flush()
        self._in_cell = outer

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
        self._mark = "  " * min(len(self._lists), DEEPEST_INDENT) if self._mark else ""


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


def _parts(table: Tag) -> Iterator[Tag]:
    """The seen elements of a table in order, a table inside it as one and not looked into."""
    stack = [iter(table.children)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child, Tag) and not _hidden(child):
            yield child
            if child.name != "table":
                stack.append(iter(child.children))


def _without_declarations(markup: str) -> str:
    """Markup without comments, doctypes, processing instructions and a tag cut off at the end.

    The parser would skip them too, but on open ones it spends the square of their number in time.
    """
    pieces: list[str] = []
    start = 0
    for opening in _DECLARATION.finditer(markup):
        if opening.start() < start:
            continue
        pieces.append(markup[start : opening.start()])
        closing = "-->" if opening[0] == "<!--" else ">"
        end = markup.find(closing, opening.end())
        start = len(markup) if end < 0 else end + len(closing)
    rest = markup[start:]
    cut_off = _OPEN_TAG.search(rest, rest.rfind(">") + 1)
    pieces.append(rest[: cut_off.start()] if cut_off else rest)
    return "".join(pieces)


def _nothing() -> None:
    """End an element that neither breaks a line nor changes how words look."""
