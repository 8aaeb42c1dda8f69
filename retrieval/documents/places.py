"""Where a passage stands in a document, in the words by which a reader looks for it."""

from __future__ import annotations

from bisect import bisect_right

from retrieval.documents.document import Document

PAGE_WORDS = {"pdf": "page", "pptx": "slide"}
TITLE_CHARACTERS = 80  # of a heading: enough to find it by


def place_of(document: Document, start: int, end: int) -> str:
    """The place of the text's `start:end` (code points, not empty), as "page 3" or "slide 2".

    Where there are no pages: the heading it stands under; before any heading, or without one, its
    line in files of plain text and its paragraph in others. Headings of one title are counted.
    """
    if document.fields_start is not None and start >= document.fields_start:
        return "in a form field"
    if document.pages:
        return _page(document, start, end)
    begun = bisect_right([section.start for section in document.sections], start)
    if begun:
        return _heading(document, begun - 1)
    if document.kind in ("markdown", "text"):
        return f"line {document.text.count(chr(10), 0, start) + 1}"
    blocks = document.text[: start + 1].split("\n\n")
    return f"paragraph {sum(bool(block.strip()) for block in blocks)}"


def _page(document: Document, start: int, end: int) -> str:
    # A page without text begins where the next one does, so the last that begins here is meant.
    first = max(bisect_right(document.pages, start), 1)
    last = max(bisect_right(document.pages, end - 1), first)
    word = PAGE_WORDS.get(document.kind, "page")
    return f"{word} {first}" if first == last else f"{word}s {first}–{last}"


def _heading(document: Document, order: int) -> str:
    title = document.sections[order].title
    alike = [i for i, section in enumerate(document.sections) if section.title == title]
    short = title
    if len(title) > TITLE_CHARACTERS:
        short = title[:TITLE_CHARACTERS].rsplit(" ", 1)[0].rstrip() + " …"
    which = f" ({alike.index(order) + 1} of {len(alike)})" if len(alike) > 1 else ""
    return f"under “{short}”{which}"
