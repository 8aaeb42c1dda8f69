"""PDF files: lines of a page put back together into the paragraphs they were set from."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import hypot
from typing import Any

import pypdf

from retrieval.documents.document import (
    BOLD_LEVEL,
    Document,
    Transcript,
    looks_like_heading,
    refuse_long,
    shown,
    tidy,
)
from retrieval.errors import UnreadableDocument

MAX_PAGES = 2_000
# Headings are set at least a seventh larger than the body; smaller steps are accents and captions.
HEADING_SCALE = 1.14
HEADING_WORDS = 25
RUNNING_LINES = 2  # a page's header or footer has at most so many lines
# Between paragraphs the step down the page is larger than between the lines of one.
PARAGRAPH_STEP = 1.25
# A line that would have had room for the next word was ended on purpose; measured in characters of
# proportional type, hence the slack.
FULL_LINE = 0.85
WIDEST_LINES = 0.9  # the quantile of line lengths on a page that counts as its full width

LONGEST_WORD = 40  # characters
_SPLIT = "\ue0ad"  # stands for a soft hyphen at the end of a line, until the next is known

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_BULLET_SIGNS = "•◦▪▫‣⁃●○■□∙·➢➤✓✔➔→\uf0b7\uf0a7\uf0d8\u2610\u2611\u2612"
_BULLET = re.compile(rf"\s*(?:[{_BULLET_SIGNS}]\s*|[-–—*]\s+|o\s+(?=[A-Z]))")
_NUMBER = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\(?[A-Za-z][.)])\s+\S")
# What opens a line of its own where lines are set without gaps: an item, a speaker, a time.
_OPENING = re.compile(rf"{_NUMBER.pattern}|[A-Z][\w.'’-]*(?: [\w.'’-]+){{0,3}}: |\d{{1,2}}:\d\d\b")
_DIGITS = re.compile(r"\d+")
# Where a page number stands in a running line: at either end, or after the word.
_COUNTED = re.compile(r"(?<=\bpage )\d+|^\d+\b|\b\d+$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page\s*)?#(?:\s*(?:of|/|\||-)\s*#)?", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDED = tuple(".!?:;…\"'”’)]")
_SUSPENDED = frozenset({"and", "or", "to", "und", "oder", "y", "o", "et", "ou"})


@dataclass(slots=True)
class _Line:
    """A line of a page: its words, the size and weight most of them have, and where it lies."""

    text: str
    size: float
    bold: bool
    top: float | None
    page: int
    full: int = 0  # characters that a full line of its page holds


@dataclass(slots=True)
class _Block:
    """Lines that belong together, joined; `breaks` are (offset, page) where a new page begins.

    `close` says that no gap parts it from the block above, as with the rows of a table.
    """

    pieces: list[str]
    lines: list[_Line]
    close: bool
    length: int
    breaks: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces).replace(_SPLIT, "-")

    def take(self, line: _Line, known: Counter[str]) -> None:
        """Add a line, mending a word that its line end had split."""
        above = self.lines[-1]
        dropped, glue = _seam(above.text, line.text, known)
        if dropped:
            self.pieces[-1] = self.pieces[-1][:-1]
        self.length += len(glue) - dropped
        if line.page != above.page:
            self.breaks.append((self.length, line.page))
        self.pieces += (glue, line.text)
        self.length += len(line.text)
        self.lines.append(line)


def read_pdf(name: str, data: bytes) -> Document:
    """The text of a .pdf by paragraphs, headings guessed from type size and weight.

    Page headers and footers that repeat are kept once; filled-in form fields come last. Raises
    UnreadableDocument for a file that needs a password, has too many pages or only
    pictures of text.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs each flaw of a file it mends
    reader = _opened(name, data)
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise UnreadableDocument(
            f"{shown(name)} has {count:,} pages and the limit is {MAX_PAGES:,}:"
            " hand in only the pages that belong to this credential."
        )
    pages: list[list[_Line]] = []
    characters = 0
    for number, page in enumerate(reader.pages):
        lines = _lines(page, number)
        characters += sum(len(line.text) for line in lines)
        refuse_long(name, characters)
        pages.append(lines)
    fields = [str(value) for value in (reader.get_form_text_fields() or {}).values() if value]
    silent = sum(not lines for lines in pages)
    if silent == count and not any(value.strip() for value in fields):
        raise UnreadableDocument(
            f"{shown(name)} seems to be a scan, pictures of pages without text:"
            " export it with text recognition (OCR), or paste the text."
        )
    note = f"{silent} of {count} pages hold no text, only pictures" if silent else None
    return _written(name, pages, fields).document(note)


def _opened(name: str, data: bytes) -> pypdf.PdfReader:
    """The file, decrypted where an empty password does it."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        opened = not reader.is_encrypted or bool(reader.decrypt(""))
    except pypdf.errors.DependencyError:
        opened = False  # a cipher that needs a package which is not installed
    if not opened:
        raise UnreadableDocument(
            f"{shown(name)} is encrypted: save it without a password and try again."
        )
    return reader


def _lines(page: Any, number: int) -> list[_Line]:
    """The lines of one page that say something, in the order in which they are drawn."""
    pieces: list[tuple[str, float, bool, float]] = []

    def see(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text:
            scale = hypot(tm[2], tm[3]) * hypot(cm[2], cm[3])
            top = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            face = str(font.get("/BaseFont", "")) if font else ""
            bold = bool(re.search("bold|black|heavy", face, re.IGNORECASE))
            pieces.append((text, abs(size) * scale, bold, top))

    page.extract_text(visitor_text=see)
    lines: list[_Line] = []
    words: list[str] = []
    sizes: Counter[float] = Counter()
    weights: Counter[bool] = Counter()
    top: float | None = None

    def end() -> None:
        nonlocal top
        text = "".join(words)
        for ligature, letters in _LIGATURES.items():
            text = text.replace(ligature, letters)
        # A soft hyphen at the end of a line says that the word goes on.
        text = " ".join(tidy(re.sub("\u00ad\\s*$", _SPLIT, text)).split())
        if text:
            size = max(sizes, key=lambda one: (sizes[one], one)) if sizes else 0.0
            lines.append(_Line(text, size, weights[True] > 0 == weights[False], top, number))
        words.clear()
        sizes.clear()
        weights.clear()
        top = None

    for text, size, bold, where in pieces:
        for order, part in enumerate(text.split("\n")):
            if order:
                end()
            words.append(part)
            if inked := len("".join(part.split())):
                sizes[round(size * 2) / 2] += inked
                weights[bold] += inked
                if top is None and order == 0:
                    top = where
    end()
    lengths = sorted(len(line.text) for line in lines)
    for line in lines:
        line.full = lengths[min(int(len(lengths) * WIDEST_LINES), len(lengths) - 1)]
    return lines


def _without_running_lines(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages whose repeated header stands only on the first and whose footer only on the last."""
    kept = [list(lines) for lines in pages]
    for edge, keeper in ((0, 0), (-1, -1)):
        for _ in range(RUNNING_LINES):
            held = [lines for lines in kept if len(lines) > 1]
            shapes = Counter(shape for lines in held for shape in _shapes(lines[edge]))
            shape, times = max(shapes.items(), key=lambda item: item[1], default=("", 0))
            if times < 2 or times * 2 <= len(held):
                break
            same = [lines for lines in held if shape in _shapes(lines[edge])]
            same.pop(keeper)
            for lines in same:
                lines.pop(edge)
    return kept


def _shapes(line: _Line) -> set[str]:
    """What may repeat of a running line: all of it, or all but a number counted from its page."""
    numbered = _DIGITS.sub("#", line.text)
    if _PAGE_NUMBER.fullmatch(numbered):
        return {numbered}
    return {line.text, _COUNTED.sub(lambda d: f"#{int(d[0][-6:]) - line.page}", line.text)}


def _written(name: str, pages: list[list[_Line]], fields: list[str]) -> Transcript:
    """Put paragraphs, list items and headings down, then the words filled into form fields."""
    pages = _without_running_lines(pages)
    lines = [line for page in pages for line in page]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    large = sorted((size for size in sizes if size > body * HEADING_SCALE), reverse=True)
    known = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    transcript = Transcript(name, "pdf")
    begun = 0
    run, item_above = 0, False
    for block in _blocks(lines, body, known):
        first, text = block.lines[0], block.text
        while begun < first.page + 1:  # pages without text begin where the next one does
            transcript.page()
            begun += 1
        if _is_large(first, body):
            transcript.heading(text, min(large.index(first.size) + 1, BOLD_LEVEL - 1))
        elif first.bold and len(block.lines) == 1 and looks_like_heading(text):
            transcript.heading(text, BOLD_LEVEL)
        else:
            bullet = _BULLET.match(text)
            is_item = bool(bullet or _NUMBER.match(text))
            run += not (block.close or (is_item and item_above))
            item_above = is_item
            cut = bullet.end() if bullet else 0
            mark = "- " if bullet else ""
            start = transcript.add(mark + text[cut:], f"run {run}")
            for offset, page in block.breaks:
                while start is not None and begun < page + 1:
                    transcript.page(start + len(mark) + offset - cut)
                    begun += 1
    while begun < len(pages):
        transcript.page()
        begun += 1
    for value in fields:
        transcript.field(value)
    return transcript


def _is_large(line: _Line, body: float) -> bool:
    return (
        line.size > body * HEADING_SCALE
        and len(line.text.split()) <= HEADING_WORDS
        and any(c.isalpha() for c in line.text)
    )


def _blocks(lines: list[_Line], body: float, known: Counter[str]) -> list[_Block]:
    """Lines joined into paragraphs, list items and headings."""
    usual = _usual_step(lines)
    blocks: list[_Block] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1], line, body, usual):
            blocks[-1].take(line, known)
        else:
            close = bool(blocks) and _lies_close(blocks[-1].lines[-1], line, usual)
            blocks.append(_Block([line.text], [line], close, len(line.text)))
    return blocks


def _usual_step(lines: list[_Line]) -> Callable[[float], float | None]:
    """The commonest step from line to line, in points, for each type size."""
    steps: dict[float, Counter[float]] = {}
    for above, line in zip(lines, lines[1:], strict=False):
        step = _step(above, line)
        if above.size == line.size and step is not None and 0 < step < 4 * line.size:
            steps.setdefault(line.size, Counter())[round(step, 1)] += 1
    usual = {s: max(c, key=lambda step: (c[step], -step)) for s, c in steps.items()}
    return usual.get


def _step(above: _Line, line: _Line) -> float | None:
    """How far down the page a line lies from the one above it, or None if that is not known."""
    if above.page != line.page or above.top is None or line.top is None:
        return None
    return above.top - line.top


def _lies_close(above: _Line, line: _Line, usual: Callable[[float], float | None]) -> bool:
    """Whether a line lies no further below the one above it than the lines of a paragraph do."""
    if above.page != line.page:
        return False
    step = _step(above, line)
    normal = usual(line.size) or line.size * 1.2
    # Not known, tightly set, raised a little or on the same line: nothing that parts them.
    return step is None or -line.size <= step <= normal * PARAGRAPH_STEP


def _goes_on(
    block: _Block, line: _Line, body: float, usual: Callable[[float], float | None]
) -> bool:
    """Whether a line belongs to the block above it."""
    opening, above = block.lines[0].text, block.lines[-1]
    unfinished = not above.text.endswith(_ENDED)
    first = line.text.split(" ", 1)[0]
    full = len(above.text) + 1 + len(first) > above.full * FULL_LINE
    if _BULLET.match(line.text):
        # A dash may open an item, or stand in a sentence where its line happens to end.
        in_sentence = line.text[0] in "–—" and unfinished and full and not _BULLET.match(opening)
        if not in_sentence:
            return False
    step = _step(above, line)
    if _is_large(above, body) or _is_large(line, body):
        # A heading of two lines; its lines are as far apart as its size asks for.
        same = above.size == line.size and above.page == line.page and above.bold == line.bold
        return same and step is not None and 0 < step < line.size * 1.45
    if above.bold != line.bold and (len(block.lines) == 1 or line.bold):
        if above.bold and looks_like_heading(opening):
            return False
        if line.bold and looks_like_heading(line.text) and not unfinished:
            return False
    if above.page == line.page and not _lies_close(above, line, usual):
        return False
    if _OPENING.match(line.text) and (not unfinished or _OPENING.match(opening)):
        return False
    if unfinished and line.text[:1].islower() and not _NUMBER.match(line.text):
        return True
    return full and (unfinished or above.page == line.page)


def _seam(above: str, line: str, known: Counter[str]) -> tuple[int, str]:
    """How two lines become one: the characters to drop from the first, and what to put between.

    A hyphen goes only where the document itself writes the word without it.
    """
    if above.endswith(_SPLIT):
        return 1, ""
    broken = _BROKEN_WORD.search(above[-LONGEST_WORD:])
    rest = _WORD.match(line)
    if not (broken and rest and line[:1].islower()) or rest[0] in _SUSPENDED:
        return 0, " "
    whole, hyphened = broken[1] + rest[0], f"{broken[1]}-{rest[0]}"
    return int(known[whole.casefold()] > 0 == known[hyphened.casefold()]), ""
