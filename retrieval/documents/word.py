"""Word files: the text of the body in reading order, as it stands with all changes accepted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn

from retrieval.documents.archive import refuse_bad_archive
from retrieval.documents.document import (
    BOLD_LEVEL,
    Document,
    Transcript,
    looks_like_heading,
    tidy,
)

MAX_STYLE_CHAIN = 20  # styles based on styles; a loop ends here

# Tracked deletions, the source of moves, field codes, older doubles of drawings, ruby readings.
_NOT_TEXT = {
    *(qn(f"w:{tag}") for tag in ("del", "moveFrom", "instrText", "delText", "rt", "pPr", "rPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LETTERS = re.compile(r"[^\W\d_]+")
_HEADING_STYLE = re.compile(r"heading\s*([1-9])", re.IGNORECASE)


@dataclass(frozen=True)
class _Style:
    """What of a paragraph style matters to the text, with what it takes from the style below it."""

    level: int | None = None
    list_id: str | None = None
    list_level: int = 0
    bold: bool = False


@dataclass
class _Paragraph:
    """A paragraph's own text, and what hangs on it and follows it."""

    text: str = ""
    bold: bool = True
    notes: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


def read_word(name: str, data: bytes) -> Document:
    """The text of a .docx: headings, lists, tables a row a line, boxes and notes where they belong.

    Raises UnreadableDocument for a file that is no such archive or holds no text.
    """
    refuse_bad_archive(name, data, ".docx")
    return _WordFile(docx.Document(io.BytesIO(data)), Transcript(name, "docx")).document()


class _WordFile:
    """One walk through one file."""

    def __init__(self, file: Any, transcript: Transcript) -> None:
        self._file = file
        self._transcript = transcript
        self._styles = {s.get(qn("w:styleId")): s for s in file.styles.element.iter(qn("w:style"))}
        self._known_styles: dict[str, _Style] = {}
        self._default_style = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            "",
        )
        self._lists = self._list_formats()
        self._counts: dict[str, dict[int, int]] = {}
        self._notes: dict[tuple[str, str], str] = {}
        self._notes = self._footnotes()
        self._tables = 0

    def document(self) -> Document:
        for line in self._running_lines():
            self._transcript.add(line, "running")
        self._blocks(self._file.element.body)
        return self._transcript.document()

    def _running_lines(self) -> list[str]:
        """What headers and footers say, once each: a name there is in the file like any other."""
        lines: dict[str, None] = {}
        for relation in self._file.part.rels.values():
            if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
                for element in relation.target_part.element.iter(qn("w:p")):
                    line = " ".join(tidy(self._paragraph(element).text).split())
                    if not {"page", "of"}.issuperset(_LETTERS.findall(line.lower())):
                        lines[line] = None
        return list(lines)

    def _footnotes(self) -> dict[tuple[str, str], str]:
        """Foot- and endnotes by kind and id."""
        from docx.oxml.parser import parse_xml

        notes: dict[tuple[str, str], str] = {}
        for relation in self._file.part.rels.values():
            kind = relation.reltype.rpartition("/")[2].removesuffix("s")
            if kind in ("footnote", "endnote") and not relation.is_external:
                for note in parse_xml(relation.target_part.blob).iter(qn(f"w:{kind}")):
                    words = (self._paragraph(p).text for p in note.iter(qn("w:p")))
                    notes[kind, note.get(qn("w:id"), "")] = " ".join(" ".join(words).split())
        return notes

    def _blocks(self, parent: Any) -> None:
        for element in parent:
            if element.tag == qn("w:p"):
                self._put_paragraph(element)
            elif element.tag == qn("w:tbl"):
                self._put_table(element)
            elif (
                isinstance(element.tag, str)
                and element.tag not in _NOT_TEXT
                and not _prompts(element)
            ):
                self._blocks(element)  # content controls and the like only wrap blocks

    def _put_paragraph(self, element: Any) -> None:
        style = self._style_of(element)
        paragraph = self._paragraph(element, style.bold)
        line = paragraph.text.strip()
        if style.level is not None:
            self._transcript.heading(line, style.level)
        elif line and style.list_id not in (None, "0"):
            mark = self._list_mark(str(style.list_id), style.list_level)
            self._transcript.add("  " * style.list_level + mark + line, "list")
        elif paragraph.bold and "\n" not in line and looks_like_heading(line):
            self._transcript.heading(line, BOLD_LEVEL)
        else:
            self._transcript.add(line)
        for note in paragraph.notes:
            self._transcript.add(f"Note: {note}")
        for box in paragraph.boxes:
            self._blocks(box)

    def _paragraph(self, element: Any, bold: bool = False) -> _Paragraph:
        """The words of one paragraph; `bold` says what a run is that says nothing itself."""
        paragraph = _Paragraph()
        pieces: list[str] = []

        def walk(parent: Any, bold: bool) -> None:
            for child in parent:
                tag = child.tag
                if not isinstance(tag, str) or tag in _NOT_TEXT or _prompts(child):
                    continue
                if tag in (qn("w:t"), _MATH_TEXT):
                    words = child.text or ""
                    pieces.append(words)
                    paragraph.bold = paragraph.bold and (bold or not words.strip())
                elif tag == qn("w:tab"):
                    pieces.append(" ")
                elif tag in (qn("w:br"), qn("w:cr")):
                    pieces.append("\n")
                elif tag == qn("w:noBreakHyphen"):
                    pieces.append("-")
                elif tag == qn("w:txbxContent"):
                    paragraph.boxes.append(child)
                elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                    kind = tag.rpartition("}")[2].removesuffix("Reference")
                    note = self._notes.get((kind, child.get(qn("w:id"), "")))
                    if note:
                        paragraph.notes.append(note)
                elif tag != qn("w:r"):
                    walk(child, bold)
                elif not _on(child, "w:rPr/w:vanish"):
                    own = _on(child, "w:rPr/w:b")
                    strong = child.find("w:rPr/w:rStyle", _W)
                    if own is None and strong is not None and strong.get(qn("w:val")) == "Strong":
                        own = True
                    walk(child, bold if own is None else own)

        walk(element, bold)
        paragraph.text = "".join(pieces)
        return paragraph

    def _put_table(self, table: Any) -> None:
        rows = [list(_within(row, "w:tc", "w:sdt", "w:sdtContent")) for row in _rows(table)]
        flows = all(len(row) <= 1 for row in rows) or any(
            self._style_of(p).level is not None for row in rows for c in row for p in c.iter(_P)
        )
        if flows:  # a box around text, or a page laid out as a table: read cell by cell
            for row in rows:
                for cell in row:
                    self._blocks(cell)
            return
        self._tables += 1
        run = f"table {self._tables}"  # two tables in a row stay two
        for row in rows:
            cells = [self._cell(cell) for cell in row]
            if any(cells):
                self._transcript.add(" | ".join(cells), run)

    def _cell(self, cell: Any) -> str:
        """A cell on one line: its paragraphs, and those of tables in it, one after the other."""
        words = []
        for element in cell.iter(_P):
            style = self._style_of(element)
            paragraph = self._paragraph(element)
            line = " ".join(tidy(paragraph.text).split())
            if line and style.list_id not in (None, "0"):
                line = self._list_mark(str(style.list_id), style.list_level) + line
            words += [line, *(f"(Note: {note})" for note in paragraph.notes)]
        return " ".join(filter(None, words))

    def _style_of(self, paragraph: Any) -> _Style:
        own = paragraph.find(qn("w:pPr"))
        named = None if own is None else own.find(qn("w:pStyle"))
        key = self._default_style if named is None else named.get(qn("w:val"), "")
        return _merged(own, self._named_style(key, MAX_STYLE_CHAIN))

    def _named_style(self, key: str, depth: int) -> _Style:
        if key in self._known_styles:
            return self._known_styles[key]
        element = self._styles.get(key)
        if element is None or depth == 0:
            return _Style()
        based = element.find(qn("w:basedOn"))
        below = _Style()
        if based is not None:
            below = self._named_style(based.get(qn("w:val"), ""), depth - 1)
        style = _merged(element.find(qn("w:pPr")), below)
        named = element.find(qn("w:name"))
        title = "" if named is None else named.get(qn("w:val"), "")
        level = style.level
        if heading := _HEADING_STYLE.fullmatch(title):
            level = int(heading[1])
        elif title.lower() == "title":
            level = 1
        bold = _on(element, "w:rPr/w:b")
        bold = style.bold if bold is None else bold
        style = _Style(level, style.list_id, style.list_level, bold)
        self._known_styles[key] = style
        return style

    def _list_formats(self) -> dict[tuple[str, int], str]:
        """The number format ("bullet", "decimal", ...) of each list id and level."""
        parts = [r for r in self._file.part.rels.values() if r.reltype.endswith("/numbering")]
        if not parts or parts[0].is_external:
            return {}
        root = parts[0].target_part.element
        abstract = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
        formats: dict[tuple[str, int], str] = {}
        for number in root.iter(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            shape = None if link is None else abstract.get(link.get(qn("w:val")))
            for level in () if shape is None else shape.iter(qn("w:lvl")):
                fmt = level.find(qn("w:numFmt"))
                key = (number.get(qn("w:numId")), int(level.get(qn("w:ilvl"), "0")))
                formats[key] = "bullet" if fmt is None else fmt.get(qn("w:val"), "bullet")
        return formats

    def _list_mark(self, list_id: str, level: int) -> str:
        """The bullet or number of the next item of a list, counted as Word counts it."""
        counts = self._counts.setdefault(list_id, {})
        counts[level] = counts.get(level, 0) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        shape = self._lists.get((list_id, level), "bullet")
        if shape in ("bullet", "none"):
            return "- "
        if shape in ("lowerLetter", "upperLetter"):
            letter = chr(ord("a") + (counts[level] - 1) % 26)
            return f"{letter if shape == 'lowerLetter' else letter.upper()}. "
        return f"{counts[level]}. "


_W = {"w": qn("w:p")[1:].partition("}")[0]}
_P = qn("w:p")


def _on(element: Any, path: str) -> bool | None:
    """A switch such as bold: on, off, or None where it says nothing."""
    switch = element.find(path, _W)
    return None if switch is None else switch.get(qn("w:val"), "1") not in ("0", "false", "off")


def _prompts(element: Any) -> bool:
    """Whether a content control still shows its prompt ("Click here to enter text")."""
    return element.tag == qn("w:sdt") and bool(_on(element, "w:sdtPr/w:showingPlcHdr"))


def _merged(properties: Any, below: _Style) -> _Style:
    """Paragraph properties laid over the style below them."""
    if properties is None:
        return below
    level, list_id, list_level = below.level, below.list_id, below.list_level
    outline = properties.find(qn("w:outlineLvl"))
    if outline is not None:
        depth = int(outline.get(qn("w:val"), "9"))
        level = depth + 1 if depth < 9 else None
    for numbered in properties.iterfind(qn("w:numPr")):
        for element in numbered:
            if element.tag == qn("w:numId"):
                list_id = element.get(qn("w:val"))
            elif element.tag == qn("w:ilvl"):
                list_level = min(max(int(element.get(qn("w:val"), "0")), 0), 8)
    return _Style(level, list_id, list_level, below.bold)


def _rows(table: Any) -> Iterator[Any]:
    """A table's own rows, without those whose deletion is tracked."""
    for row in _within(table, "w:tr", "w:sdt", "w:sdtContent"):
        if row.find("w:trPr/w:del", _W) is None:
            yield row


def _within(parent: Any, wanted: str, *wrappers: str) -> Iterator[Any]:
    """Children of one tag, also through content controls around them."""
    through = {qn(tag) for tag in wrappers}
    for child in parent:
        if child.tag == qn(wanted):
            yield child
        elif child.tag in through:
            yield from _within(child, wanted, *wrappers)
