"""PowerPoint files: one slide a page, its title a heading."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from retrieval.documents.archive import refuse_bad_archive
from retrieval.documents.document import Document, Transcript, tidy

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
BULLETED = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY}
NOT_WRITTEN = {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE}


def read_slides(name: str, data: bytes) -> Document:
    """The text of a .pptx: title, bullets, tables a row a line, diagrams, and "Notes:" a slide.

    Raises UnreadableDocument for a file that is no such archive or holds no text.
    """
    refuse_bad_archive(name, data, ".pptx")
    transcript = Transcript(name, "pptx")
    footers: set[str] = set()
    for slide in pptx.Presentation(io.BytesIO(data)).slides:
        transcript.page()
        _put_slide(slide, transcript, footers)
    return transcript.document()


def _put_slide(slide: Any, transcript: Transcript, footers: set[str]) -> None:
    """Put one slide down; a footer that an earlier slide had is left out."""
    shapes = list(_flat(slide.shapes))
    for shape in shapes:
        if _placeholder(shape) in TITLES:
            transcript.heading(shape.text_frame.text, 1)
    for order, shape in enumerate(shapes):
        role = _placeholder(shape)
        if role in TITLES or role in NOT_WRITTEN:
            continue
        if role == PP_PLACEHOLDER.FOOTER:
            if shape.text_frame.text not in footers:
                footers.add(shape.text_frame.text)
                transcript.add(shape.text_frame.text)
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                cells = [" ".join(tidy(c.text).split()) for c in row.cells if not c.is_spanned]
                if any(cells):
                    transcript.add(" | ".join(cells), f"table {order}")
        elif shape.has_text_frame:
            _put_text(shape, role in BULLETED, transcript, f"list {order}")
    for relation in slide.part.rels.values():
        if relation.reltype.endswith("/diagramData") and not relation.is_external:
            _put_diagram(relation.target_part.blob, transcript)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = tidy(slide.notes_slide.notes_text_frame.text)
        if notes.strip():
            transcript.add(f"Notes: {notes}")


def _put_text(shape: Any, bulleted: bool, transcript: Transcript, run: str) -> None:
    """Put a shape's paragraphs down; `bulleted` says what one is that says nothing itself."""
    numbers: dict[int, int] = {}
    for paragraph in shape.text_frame.paragraphs:
        line = paragraph.text.strip()
        if not line:
            continue
        shape_of = paragraph._p.find(qn("a:pPr"))
        marks = set() if shape_of is None else {child.tag for child in shape_of}
        level = paragraph.level
        numbers = {depth: n for depth, n in numbers.items() if depth <= level}
        if qn("a:buAutoNum") in marks:
            numbers[level] = numbers.get(level, 0) + 1
            transcript.add("  " * level + f"{numbers[level]}. {line}", run)
        elif qn("a:buNone") not in marks and (bulleted or {_BULLET, _PICTURE} & marks):
            transcript.add("  " * level + f"- {line}", run)
        else:
            transcript.add(line)


_BULLET, _PICTURE = qn("a:buChar"), qn("a:buBlip")


def _put_diagram(xml: bytes, transcript: Transcript) -> None:
    """Put down the words of a SmartArt diagram, one box a line."""
    from pptx.oxml import parse_xml

    for paragraph in parse_xml(xml).iter(qn("a:p")):
        words = "".join(run.text or "" for run in paragraph.iter(qn("a:t")))
        if words.strip():
            transcript.add(f"- {words.strip()}", "diagram")


def _flat(shapes: Any) -> Iterator[Any]:
    """Shapes in reading order, those of groups in the place of the group."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _placeholder(shape: Any) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None
