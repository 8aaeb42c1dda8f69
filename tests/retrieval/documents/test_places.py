"""A passage's place is what a reader looks for: page, slide, heading, line or paragraph."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from docx import Document as WordDocument
from fpdf import FPDF
from pptx import Presentation
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from retrieval.documents import Document, place_of, read_document

COUNTED = "On Monday I counted nine students who spoke."


def where(document: Document, words: str, end: str | None = None) -> str:
    """The place of a passage that stands in the document from `words` to `end`."""
    start = document.text.index(words)
    last = end or words
    return place_of(document, start, document.text.index(last, start) + len(last))


def text(name: str, words: str) -> Document:
    return read_document(name, words.encode())


def pdf(build: Callable[[FPDF], None]) -> bytes:
    file = FPDF()
    file.set_font("helvetica", size=11)
    build(file)
    return bytes(file.output())


def put_pages(*pages: str) -> Callable[[FPDF], None]:
    def build(file: FPDF) -> None:
        for words in pages:
            file.add_page()
            file.multi_cell(0, 6, words)

    return build


def test_a_pdf_s_passage_stands_on_its_page() -> None:
    document = read_document("a.pdf", pdf(put_pages("First words.", COUNTED, "Last words.")))
    assert where(document, "First words.") == "page 1"
    assert where(document, COUNTED) == "page 2"
    assert where(document, "Last words.") == "page 3"


def test_pages_that_hold_no_text_are_counted() -> None:
    document = read_document("a.pdf", pdf(put_pages("First words.", "", "", COUNTED, "")))
    assert where(document, COUNTED) == "page 4"


def test_a_passage_over_two_pages_names_both() -> None:
    line = "The students waited and then told a partner what they had thought of in the quiet"
    document = read_document(
        "a.pdf", pdf(put_pages(f"{line} {line}", f"and wrote it down. {COUNTED}"))
    )
    assert where(document, "The students", "wrote it down.") == "pages 1–2"


def test_what_was_filled_into_a_form_is_on_no_page() -> None:
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(pdf(put_pages("First words.", "Last words.", ""))))
    field = DictionaryObject(
        {
            NameObject("/T"): TextStringObject("counts"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/V"): TextStringObject(COUNTED),
        }
    )
    fields = ArrayObject([writer._add_object(field)])
    form = DictionaryObject({NameObject("/Fields"): fields})
    writer._root_object[NameObject("/AcroForm")] = form
    stream = io.BytesIO()
    writer.write(stream)
    document = read_document("a.pdf", stream.getvalue())

    assert where(document, COUNTED) == "in a form field"
    assert where(document, "Last words.") == "page 2"


def test_a_slide_is_called_a_slide() -> None:
    file = Presentation()
    for title, body in (("Before", "Seven spoke."), ("After", COUNTED)):
        slide: Any = file.slides.add_slide(file.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = body
    stream = io.BytesIO()
    file.save(stream)
    document = read_document("a.pptx", stream.getvalue())

    assert where(document, "Seven spoke.") == "slide 1"
    assert where(document, COUNTED) == "slide 2"


def word(*paragraphs: tuple[str, int]) -> Document:
    """A Word file of these paragraphs, those with a level as headings."""
    file = WordDocument()
    for words, level in paragraphs:
        if level:
            file.add_heading(words, level)
        else:
            file.add_paragraph(words)
    stream = io.BytesIO()
    file.save(stream)
    return read_document("a.docx", stream.getvalue())


def test_the_nearest_heading_is_named_whatever_its_level() -> None:
    document = word(("Part 2", 1), ("Lesson one", 2), (COUNTED, 0), ("Part 3", 1), ("End.", 0))
    assert where(document, COUNTED) == "under “Lesson one”"
    assert where(document, "End.") == "under “Part 3”"


def test_html_and_markdown_name_headings_too() -> None:
    page = text("a.html", f"<h1>Part 2</h1><p>{COUNTED}</p>")
    assert where(page, COUNTED) == "under “Part 2”"
    assert where(text("a.md", f"# Part 2\n\n{COUNTED}\n"), COUNTED) == "under “Part 2”"


def test_headings_of_one_title_are_told_apart() -> None:
    document = text(
        "a.md", "# Notes\n\nOne thing.\n\n# Counts\n\nSeven.\n\n# Notes\n\nTwo things.\n"
    )
    assert where(document, "One thing.") == "under “Notes” (1 of 2)"
    assert where(document, "Seven.") == "under “Counts”"
    assert where(document, "Two things.") == "under “Notes” (2 of 2)"


def test_a_heading_s_own_words_stand_under_it() -> None:
    assert where(text("a.md", "Before.\n\n# Part 2\n\nAfter.\n"), "Part 2") == "under “Part 2”"


def test_a_long_heading_is_cut_between_words() -> None:
    title = "Describe in your own words how " + "often " * 30 + "students spoke"
    place = where(text("a.md", f"# {title}\n\n{COUNTED}\n"), COUNTED)
    assert place.startswith("under “Describe in your own words how often")
    assert place.endswith("often …”")
    assert len(place) < 100


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_text_before_any_heading_goes_by_its_line(name: str) -> None:
    document = text(name, f"Seven.\r\n\r\nMore.\r\n{COUNTED}\r\n\r\n# Part 2\r\n\r\nEnd.\r\n")
    assert where(document, "Seven.") == "line 1"
    assert where(document, COUNTED) == "line 4"
    assert where(document, "End.") == "under “Part 2”"


def test_word_and_html_without_headings_go_by_paragraph() -> None:
    document = word(("Seven spoke.", 0), ("", 0), ("Then I waited.", 0), (COUNTED, 0))
    assert where(document, "Seven spoke.") == "paragraph 1"
    assert where(document, COUNTED) == "paragraph 3"
    page = text("a.html", f"<p>Seven.</p><p>{COUNTED}</p>")
    assert where(page, COUNTED) == "paragraph 2"
