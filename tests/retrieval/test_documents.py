"""Files that a teacher hands in come out as text whose offsets, headings and pages are true."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from docx import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches

from retrieval.documents import KINDS, MAX_BYTES, Document, read_document
from retrieval.errors import UnreadableDocument

SENTENCE = (
    "In September all four of us gave the district's unit pre-check, and there was one item on"
    " mixing paint that nearly everyone bombed, and we couldn't agree about why."
)


def titles(document: Document) -> list[tuple[str, int]]:
    return [(section.title, section.level) for section in document.sections]


def bodies(document: Document) -> dict[str, str]:
    return {s.title: document.text[s.body_start : s.end].strip() for s in document.sections}


def assert_true_offsets(document: Document) -> None:
    end = 0
    for section in document.sections:
        assert end <= section.start < section.body_start <= section.end <= len(document.text)
        assert section.title in document.text[section.start : section.body_start]
        assert 1 <= section.level <= 6
        end = section.end
    assert list(document.pages) == sorted(document.pages)
    assert all(0 <= page <= len(document.text) for page in document.pages)
    document.text.encode()  # no lone surrogates


def word(build: Callable[[Any], None]) -> Document:
    file = WordDocument()
    build(file)
    stream = io.BytesIO()
    file.save(stream)
    document = read_document("draft.docx", stream.getvalue())
    assert_true_offsets(document)
    return document


def pdf(build: Callable[[FPDF], None]) -> Document:
    file = FPDF()
    file.set_font("helvetica", size=11)
    file.add_page()
    build(file)
    document = read_document("draft.pdf", bytes(file.output()))
    assert_true_offsets(document)
    return document


def put(file: FPDF, text: str, size: float = 11, style: str = "", gap: float = 3) -> None:
    file.set_font("helvetica", style, size)
    file.multi_cell(0, size / 2, text, new_x="LMARGIN", new_y="NEXT")
    file.ln(gap)


# --- Markdown and plain text


def test_markdown_is_the_file_itself() -> None:
    text = "# Title \n\n* a  b\n\n\n\ttab \u00a0 **bold** 😀\n"
    document = read_document("a.md", text.encode())
    assert document.text == text
    assert document.kind == "markdown"
    assert document.pages == ()
    assert document.note is None


def test_a_bom_is_dropped_and_line_ends_become_lf() -> None:
    assert read_document("a.TXT", b"\xef\xbb\xbfone\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_a_bom_is_read(encoding: str) -> None:
    data = "\ufeffSeñora\r\n".encode(encoding)
    assert read_document("a.txt", data).text == "Señora\n"


def test_windows_text_is_read_with_a_note() -> None:
    document = read_document("a.txt", "Ana’s café".encode("cp1252"))
    assert document.text == "Ana’s café"
    assert "Windows-1252" in (document.note or "")


def test_offsets_count_code_points() -> None:
    document = read_document("a.md", "😀😀\n\n# Née\n\nbody".encode())
    (section,) = document.sections
    assert (section.start, section.body_start, section.end) == (4, 11, 15)


def test_markdown_headings_are_hashes_underlines_and_bold_lines() -> None:
    text = (
        "# One #\nbody\n\nTwo\n===\n\nThree\n---\n\n**Part 4. Looking back**\n\n"
        "### *Five*\n#no heading\n\n**This is a whole sentence in bold.**\n"
    )
    document = read_document("a.md", text.encode())
    assert_true_offsets(document)
    assert titles(document) == [
        ("One", 1),
        ("Two", 1),
        ("Three", 2),
        ("Part 4. Looking back", 6),
        ("Five", 3),
    ]
    assert bodies(document)["One"] == "body"


def test_a_heading_in_fenced_code_is_none() -> None:
    text = "```\n# no\n~~~\n# no\n```\n# yes\n\n~~~~ python\n# no\n~~~\n# no\n"
    assert titles(read_document("a.md", text.encode())) == [("yes", 1)]


def test_a_rule_under_a_paragraph_or_a_list_makes_no_heading() -> None:
    text = (
        f"line one\nline two\n---\n\n- item\n---\n\n{SENTENCE}\n---\n\n---\n---\n\n| a | b |\n---\n"
    )
    assert read_document("a.md", text.encode()).sections == ()


def test_plain_text_has_only_hash_headings() -> None:
    text = "Title\n=====\n\n**Bold**\n\n## Real\nbody"
    assert titles(read_document("a.txt", text.encode())) == [("Real", 2)]


def test_a_section_ends_at_the_next_heading_of_any_level() -> None:
    document = read_document("a.md", b"# A\n\none\n\n### B\n\ntwo\n\n# C\n")
    assert bodies(document) == {"A": "one", "B": "two", "C": ""}
    assert document.sections[0].end == document.sections[1].start


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r")))
def test_any_markdown_comes_back_as_it_was(text: str) -> None:
    if not text.strip() or text.startswith("\ufeff"):
        return
    document = read_document("a.md", text.encode())
    assert document.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert_true_offsets(document)


@given(st.text(st.sampled_from("# *_=-`~\nab|>1.")))
def test_markdown_offsets_are_true_whatever_the_markup(text: str) -> None:
    if text.strip():
        assert_true_offsets(read_document("a.md", text.encode()))


# --- Word


def test_word_text_keeps_the_order_of_headings_lists_and_tables() -> None:
    def build(file: Any) -> None:
        file.add_heading("My submission", 0)
        file.add_heading("Part 1. The team", 1)
        file.add_paragraph(SENTENCE)
        file.add_paragraph("sort the papers", style="List Number")
        file.add_paragraph("talk", style="List Number")
        file.add_paragraph("by grade", style="List Bullet")
        table = file.add_table(2, 2)
        for cell, text in zip(
            table._cells, ["Before", "After", "3 of 10", "7 of\n10"], strict=True
        ):
            cell.text = text
        file.add_heading("Part 3", 2)
        file.add_paragraph("After that.")

    document = word(build)
    assert document.text == (
        f"My submission\n\nPart 1. The team\n\n{SENTENCE}\n\n1. sort the papers\n2. talk\n"
        "- by grade\n\nBefore | After\n3 of 10 | 7 of 10\n\nPart 3\n\nAfter that."
    )
    assert titles(document) == [("My submission", 1), ("Part 1. The team", 1), ("Part 3", 2)]


def test_a_short_bold_word_paragraph_is_a_heading_and_a_bold_sentence_is_none() -> None:
    def build(file: Any) -> None:
        file.add_paragraph().add_run("Part 2. Looking back").bold = True
        file.add_paragraph("text")
        file.add_paragraph().add_run("I will never do that again.").bold = True
        half = file.add_paragraph()
        half.add_run("Goal").bold = True
        half.add_run(" of the lesson")

    assert titles(word(build)) == [("Part 2. Looking back", 6)]


def test_tracked_deletions_are_no_text_and_insertions_are() -> None:
    def build(file: Any) -> None:
        paragraph = file.add_paragraph("They ")
        for xml in (
            "<w:del {}><w:r><w:delText>subtracted</w:delText></w:r></w:del>",
            "<w:ins {}><w:r><w:t>doubled</w:t></w:r></w:ins>",
            "<w:moveFrom {}><w:r><w:t> moved away</w:t></w:r></w:moveFrom>",
            "<w:r {}><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>",
        ):
            paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))

    assert word(build).text == "They doubled"


def test_content_controls_and_text_boxes_are_read_and_prompts_in_them_are_not() -> None:
    def build(file: Any) -> None:
        file.add_paragraph("before")
        control = (
            "<w:sdt {}><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        )
        body = file.element.body
        body.insert(1, parse_xml(control.format(nsdecls("w"), "", "my answer")))
        prompt = control.format(nsdecls("w"), "<w:showingPlcHdr/>", "Click to enter text")
        body.insert(2, parse_xml(prompt))
        box = (
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
        file.paragraphs[0]._p.append(parse_xml(box))

    assert word(build).text == "before\n\nin a box\n\nmy answer"


def test_a_table_of_one_column_or_with_headings_is_read_as_flowing_text() -> None:
    def build(file: Any) -> None:
        file.add_table(1, 1).cell(0, 0).text = "One.\nTwo."
        table = file.add_table(1, 2)
        table.cell(0, 0).add_paragraph("Left", style="Heading 1")
        table.cell(0, 1).text = "right"

    document = word(build)
    assert document.text == "One.\nTwo.\n\nLeft\n\nright"
    assert titles(document) == [("Left", 1)]


def test_word_headers_come_once_and_page_numbers_do_not() -> None:
    def build(file: Any) -> None:
        file.sections[0].header.paragraphs[0].text = "Kofi, grade 6"
        file.sections[0].footer.paragraphs[0].text = "Page 1 of 2"
        file.add_paragraph("Body.").add_run().add_break(WD_BREAK.PAGE)

    assert word(build).text == "Kofi, grade 6\n\nBody."


def test_odd_spaces_and_unseen_characters_become_plain_text() -> None:
    document = word(lambda file: file.add_paragraph("a\u00a0b \u2009c\u200b co\u00adop\tx"))
    assert document.text == "a b c coop x"


def test_a_footnote_stands_after_the_paragraph_that_calls_it() -> None:
    def build(file: Any) -> None:
        paragraph = file.add_paragraph("They subtracted")
        paragraph._p.append(
            parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/><w:t>.</w:t></w:r>')
        )
        file.add_paragraph("Next.")
        notes = (
            f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/>'
            "<w:t> Number 3 twice.</w:t></w:r></w:p></w:footnote></w:footnotes>"
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        part = Part(
            PackURI("/word/footnotes.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            notes.encode(),
            file.part.package,
        )
        file.part.relate_to(part, kind)

    assert word(build).text == "They subtracted.\n\nNote: Number 3 twice.\n\nNext."


# --- PowerPoint


def test_each_slide_is_a_page_with_its_title_bullets_table_and_notes() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Part 1. The class"
    frame = slide.placeholders[1].text_frame
    frame.text = "26 students"
    deeper = frame.add_paragraph()
    deeper.text, deeper.level = "4 with an IEP", 1
    slide.notes_slide.notes_text_frame.text = "Say this slowly."
    second = deck.slides.add_slide(deck.slide_layouts[6])
    table = second.shapes.add_table(1, 2, 0, 0, Inches(2), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "before", "after"
    box = second.shapes.add_textbox(0, 0, Inches(1), Inches(1))
    box.text_frame.text = "free text"
    stream = io.BytesIO()
    deck.save(stream)
    document = read_document("deck.pptx", stream.getvalue())
    assert_true_offsets(document)
    first = "Part 1. The class\n\n- 26 students\n  - 4 with an IEP\n\nNotes: Say this slowly."
    assert document.text == f"{first}\n\nbefore | after\n\nfree text"
    assert document.pages == (0, len(first) + 2)
    assert titles(document) == [("Part 1. The class", 1)]


# --- HTML


def test_a_web_page_gives_what_a_reader_sees() -> None:
    page = """<?xml version="1.0"?><!DOCTYPE html><html><head><title>no</title><style>no</style>
    </head><body><!-- no --><script>no</script><template>no</template><h1>My &amp; yours</h1>
    <p>One
      <a href="x">link</a>,<br>two&nbsp;words &lt;b&gt;.</p><p hidden>no</p>
    <p style="Display: none">no</p><span aria-hidden="true">no</span>
    <ul><li>a<ol start="3"><li>b</li><li>c</li></ol></li><li>d</li></ul>
    <p><b>Part 2</b></p><table><tr><th>x</th><th>y</th></tr><tr><td>1</td>
    <td>2<p>3</td></tr></table>
    after</body></html>"""
    document = read_document("a.html", page.encode())
    assert_true_offsets(document)
    assert document.text == (
        "My & yours\n\nOne link,\ntwo words <b>.\n\n- a\n  3. b\n  4. c\n- d\n\nPart 2\n\n"
        "x | y\n1 | 2 3\n\nafter"
    )
    assert titles(document) == [("My & yours", 1), ("Part 2", 6)]


def test_tags_that_html_lets_a_writer_leave_open_lose_and_double_nothing() -> None:
    page = (
        b"<head><title>t</title><body><p>one<p>two<ul><li>a<li>b</ul><table><tr><td>1<td>2</table>"
    )
    assert read_document("a.htm", page).text == "one\n\ntwo\n\n- a\n- b\n\n1 | 2"


@pytest.mark.parametrize(
    "page", [b"just words", b"http://example.org/a", b"a.html", b"<?xml?><a>x"]
)
def test_a_page_without_markup_is_read_without_a_warning(page: bytes) -> None:
    assert read_document("a.html", page).text in (
        "just words",
        "http://example.org/a",
        "a.html",
        "x",
    )


def test_a_declared_encoding_is_believed() -> None:
    page = '<meta charset="iso-8859-2"><p>Łukasz'.encode("iso-8859-2")
    assert read_document("a.html", page).text == "Łukasz"


# --- PDF


def test_pdf_lines_become_whole_paragraphs_again() -> None:
    def build(file: FPDF) -> None:
        put(file, "My submission", 18, "B")
        put(file, SENTENCE)
        put(file, "Part 2", 14)
        put(file, f"{SENTENCE} {SENTENCE}")

    document = pdf(build)
    assert document.text == (f"My submission\n\n{SENTENCE}\n\nPart 2\n\n{SENTENCE} {SENTENCE}")
    assert titles(document) == [("My submission", 1), ("Part 2", 2)]
    assert document.pages == (0,)


def test_pdf_bullets_and_numbers_stay_items() -> None:
    def build(file: FPDF) -> None:
        put(file, SENTENCE)
        put(file, f"- {SENTENCE}\n- short\n1. first of them.\n2. second")

    assert pdf(build).text == (f"{SENTENCE}\n\n- {SENTENCE}\n- short\n1. first of them.\n2. second")


def test_a_sentence_over_a_page_break_stays_whole_and_the_page_begins_within_it() -> None:
    def build(file: FPDF) -> None:
        put(file, "The third child looked at the board and said that she would")
        file.add_page()
        put(file, "never subtract again. Then she did.")

    document = pdf(build)
    assert "said that she would never subtract again." in document.text
    assert document.text[document.pages[1] :].startswith("never subtract")


def test_a_repeated_header_and_footer_are_kept_once() -> None:
    class Paper(FPDF):
        def header(self) -> None:
            put(self, "Micro-credential 4.2")

        def footer(self) -> None:
            self.set_y(-15)
            put(self, f"Kofi - page {self.page_no()}")

    file = Paper()
    for word in ("one", "two", "three"):
        file.add_page()
        put(file, f"Paragraph {word} of the draft.")
    document = read_document("a.pdf", bytes(file.output()))
    assert_true_offsets(document)
    assert document.text.count("Micro-credential 4.2") == 1
    assert document.text.count("Kofi") == 1
    assert [document.text.count(f"Paragraph {w} of") for w in ("one", "two", "three")] == [1] * 3
    assert len(document.pages) == 3


def test_a_pages_hyphen_goes_only_where_the_document_shows_the_whole_word() -> None:
    def build(file: FPDF) -> None:
        for line in (
            "The class multiplication was a long, long story and then multi-",
            "plication came back, and so did every well-",
            "known error of September.",
        ):
            file.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")

    text = pdf(build).text
    assert "then multiplication came" in text
    assert "every well-known error" in text


def test_a_pdf_without_text_is_called_a_scan() -> None:
    with pytest.raises(UnreadableDocument, match=r"draft\.pdf seems to be a scan.*paste the text"):
        pdf(lambda file: file.rect(10, 10, 50, 50))


def test_pages_of_pictures_among_pages_of_text_are_noted() -> None:
    document = pdf(lambda file: (put(file, "Words here."), file.add_page()))
    assert document.note == "1 of 2 pages hold no text, only pictures"
    assert document.pages == (0, len(document.text))


def test_a_pdf_with_an_empty_password_is_opened_and_another_is_refused() -> None:
    def encrypted(password: str) -> bytes:
        from pypdf import PdfReader, PdfWriter

        file = FPDF()
        file.add_page()
        file.set_font("helvetica", size=11)
        put(file, "Secret words.")
        writer = PdfWriter(PdfReader(io.BytesIO(bytes(file.output()))))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        stream = io.BytesIO()
        writer.write(stream)
        return stream.getvalue()

    assert read_document("a.pdf", encrypted("")).text == "Secret words."
    with pytest.raises(UnreadableDocument, match=r"a\.pdf is encrypted: save it without"):
        read_document("a.pdf", encrypted("x"))


def test_words_filled_into_a_pdf_form_come_last() -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

    file = FPDF()
    file.add_page()
    put(file, "What did you change?")
    writer = PdfWriter(PdfReader(io.BytesIO(bytes(file.output()))))
    answer = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("answer"),
            NameObject("/V"): TextStringObject("I talk with two of the kids."),
        }
    )
    fields = ArrayObject([writer._add_object(answer)])
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): fields})
    stream = io.BytesIO()
    writer.write(stream)
    document = read_document("a.pdf", stream.getvalue())
    assert document.text == "What did you change?\n\nI talk with two of the kids."


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from retrieval.documents import pdf as reader

    monkeypatch.setattr(reader, "MAX_PAGES", 1)
    with pytest.raises(UnreadableDocument, match="2 pages and the limit is 1"):
        pdf(lambda file: file.add_page())


# --- What is not read, and what cannot be


@pytest.mark.parametrize("name", ["lesson.MP4", "photo.jpeg", "scores.xlsx", "README", ".md", ""])
def test_any_other_file_counts_by_its_name(name: str) -> None:
    document = read_document(name, b"")
    assert (document.name, document.text, document.kind) == (name, "", "unread")
    assert (document.note or "").startswith("not read: ")


def test_an_old_word_file_is_not_read_and_the_note_says_how_to_have_it_read() -> None:
    assert ".docx" in (read_document("a.doc", b"x").note or "")


@pytest.mark.parametrize("ending", sorted(KINDS))
@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_a_file_without_anything_in_it_is_refused(ending: str, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=f"draft.{ending} "):
        read_document(f"draft.{ending}", data)


def test_a_file_over_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.md has 20\.5 MB and the limit is 20 MB"):
        read_document("a.md", b"x" * (MAX_BYTES + 500_000))


def test_more_text_than_a_draft_can_have_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="more than 5,000,000 characters"):
        read_document("a.txt", b"word " * 1_000_001)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\0\0", bytes(range(1, 32)) * 9, b"\xff\x01\x02\x81"])
def test_bytes_that_pose_as_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.md is not a text file"):
        read_document("a.md", data)


@pytest.mark.parametrize("ending", ["docx", "pptx"])
def test_an_office_file_that_is_no_zip_is_refused(ending: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"is not a \.{ending} file, or it is damaged"):
        read_document(f"a.{ending}", b"not a zip")
    with pytest.raises(UnreadableDocument, match="protected by a password or saved in an old"):
        read_document(f"a.{ending}", b"\xd0\xcf\x11\xe0" + b"x" * 600)


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(UnreadableDocument, match=r"a\.docx cannot be read"):
        read_document("a.docx", stream.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", b"\0" * 15_000_000)
    with pytest.raises(UnreadableDocument, match="unpacks to far more"):
        read_document("a.docx", stream.getvalue())


def test_a_zip_that_declares_gigabytes_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", b"x")
    data = bytearray(stream.getvalue())
    data[data.rindex(b"PK\x01\x02") + 24 :][:4] = b""
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 3_000_000_000)
    with pytest.raises(UnreadableDocument, match="unpacks to far more"):
        read_document("a.docx", bytes(data))


def test_a_broken_pdf_is_refused_and_nothing_is_logged(capfd: pytest.CaptureFixture[str]) -> None:
    file = FPDF()
    file.add_page()
    whole = bytes(file.output())
    for data in (b"%PDF-1.7\n", b"hello", whole[: len(whole) // 2], whole[100:]):
        with pytest.raises(UnreadableDocument, match=r"a\.pdf"):
            read_document("a.pdf", data)
    captured = capfd.readouterr()
    assert captured.out + captured.err == ""


def test_hundreds_of_unclosed_paragraphs_are_read() -> None:
    page = b"".join(b"<p>Paragraph %d." % number for number in range(3000))
    assert read_document("a.html", page).text.endswith("Paragraph 2998.\n\nParagraph 2999.")


def test_rows_and_cells_left_open_give_one_line_a_row() -> None:
    page = b"<table><tr><td>1<td>2<tr><td>3<td>4</table><table><tr><td>box<td><h2>H</h2>x</table>"
    assert read_document("a.html", page).text == "1 | 2\n3 | 4\n\nbox\n\nH\n\nx"


@pytest.mark.parametrize("opening", [b"<!--", b"<!", b"<?", b"<", b"<p ", b"</p ", b"<table><td>"])
@pytest.mark.parametrize("closing", [b"", b">"])
def test_a_hostile_page_takes_no_hostile_time(opening: bytes, closing: bytes) -> None:
    started = time.monotonic()
    with suppress(UnreadableDocument):
        read_document("a.html", b"<p>x" + opening * 20_000 + closing)
    assert time.monotonic() - started < 5


def test_a_name_full_of_controls_is_shown_safely() -> None:
    with pytest.raises(UnreadableDocument, match=r"^a\?b\.md is empty"):
        read_document("a\nb.md", b"")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=400))
def test_arbitrary_bytes_give_a_document_or_a_clear_error(ending: str, data: bytes) -> None:
    heads = {"pdf": b"%PDF-1.4\n", "docx": b"PK\x03\x04", "pptx": b"PK\x03\x04"}
    for candidate in (data, heads.get(ending, b"<p>") + data):
        try:
            document = read_document(f"a.{ending}", candidate)
        except UnreadableDocument:
            continue
        assert_true_offsets(document)
        assert document == read_document(f"a.{ending}", candidate)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["docx", "pptx", "pdf"]), st.integers(0, 10**6), st.integers(0, 255))
def test_a_file_damaged_in_one_byte_gives_a_document_or_a_clear_error(
    ending: str, where: int, value: int
) -> None:
    data = bytearray(SOUND[ending])
    data[where % len(data)] = value
    with suppress(UnreadableDocument):
        assert_true_offsets(read_document(f"a.{ending}", bytes(data)))


def sound_files() -> dict[str, bytes]:
    docx_stream, pptx_stream = io.BytesIO(), io.BytesIO()
    file = WordDocument()
    file.add_heading("Part 1", 1)
    file.add_paragraph(SENTENCE, style="List Bullet")
    file.save(docx_stream)
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Part 1"
    deck.save(pptx_stream)
    paper = FPDF()
    paper.add_page()
    put(paper, SENTENCE)
    return {
        "docx": docx_stream.getvalue(),
        "pptx": pptx_stream.getvalue(),
        "pdf": bytes(paper.output()),
    }


SOUND = sound_files()


def test_importing_the_door_loads_no_parser() -> None:
    code = (
        "import sys, retrieval.documents\n"
        "print(sorted({'docx', 'pptx', 'pypdf', 'bs4', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
