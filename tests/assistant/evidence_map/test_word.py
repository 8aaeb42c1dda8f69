"""The Word map, read back: one plain table, verbatim, accessible, dated by its check."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from assistant.evidence_map.map import EvidenceMap
from assistant.evidence_map.word import MOST_IN_A_FACT, as_word
from retrieval.documents import read_document
from tests.assistant.evidence_map.maps import COUNTED, PAUSES, finding, map_of, private, quote


def opened(made: EvidenceMap) -> Any:
    return Document(io.BytesIO(as_word(made)))


def cells(made: EvidenceMap) -> list[list[str]]:
    (table,) = opened(made).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_table_has_a_line_for_each_passage_and_for_each_bare_row() -> None:
    made = map_of(
        finding(quote(), quote("Another thing that I wrote down.", place="page 3"), unsure=True),
        finding(row="baseline", status="not_met"),
    )
    assert cells(made) == [
        ["Rubric row", "Status", "Passage, word for word", "Where"],
        [
            "Use of pauses\nPart 2. Work examples",
            "shown, not certain",
            COUNTED,
            "draft.docx\nunder “Lesson one”",
        ],
        [
            "Use of pauses",
            "shown, not certain",
            "Another thing that I wrote down.",
            "draft.docx\npage 3",
        ],
        ["Starting point\nPart 1. Overview", "not found", "No passage found.", ""],
    ]


@pytest.mark.parametrize(
    "words",
    [
        "王小明 and Анна Каренина, Siobhán Ó Conaill, שרה and 🙂 spoke.",
        "one | two\nthree <b>four</b> & five",
        "A long passage. " * 37 + "The end.",
    ],
)
def test_a_passage_stands_in_its_cell_as_it_was_written(words: str) -> None:
    assert cells(map_of(finding(quote(words))))[1][2] == words


def test_what_a_word_file_cannot_hold_is_replaced_by_a_sign() -> None:
    assert cells(map_of(finding(quote("one\x0ctwo\x01three\ufffe"))))[1][2] == (
        "one\ufffdtwo\ufffdthree\ufffd"
    )


def test_names_are_highlighted_in_the_passage_and_said_beside_it() -> None:
    named = "In May Emma Ruiz spoke, and Emma wrote."
    found = (private("Emma Ruiz", 107), private("Emma", 128))
    (table,) = opened(map_of(finding(quote(named)), privacy=found)).tables
    passage, where = table.rows[1].cells[2:]
    marked = [
        run.text
        for run in passage.paragraphs[0].runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert passage.text == named
    assert marked == ["Emma Ruiz", "Emma"]
    assert where.text.endswith("private: student’s name")


def test_the_header_is_repeated_no_row_is_torn_and_no_cell_is_merged() -> None:
    (table,) = opened(map_of(finding(quote(), quote(start=900)))).tables
    rules = [[rule.tag for rule in row._tr.trPr] for row in table.rows]
    assert qn("w:tblHeader") in rules[0]
    assert all(qn("w:tblHeader") not in row for row in rules[1:])
    assert all(qn("w:cantSplit") in row for row in rules)
    assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))
    assert table._tbl.tblPr.find(qn("w:tblDescription")) is not None


def test_the_file_says_what_it_is_in_which_language_and_of_when() -> None:
    facts = opened(map_of(finding(quote()))).core_properties
    assert facts.title == "Evidence map: Time to Think"
    assert facts.language == "en-US"
    assert facts.created.replace(tzinfo=None) == datetime(2026, 11, 4, 21, 30)
    undated = replace(map_of(finding(quote())), checked_at=None)
    assert opened(undated).core_properties.created.year == 1980


def test_every_entry_of_the_archive_has_one_date() -> None:
    with zipfile.ZipFile(io.BytesIO(as_word(map_of(finding(quote()))))) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_title_longer_than_a_property_may_be_is_cut_there_alone() -> None:
    long = replace(PAUSES, title="Time to Think " * 40)
    file = opened(map_of(finding(quote()), credential=long))
    assert len(file.core_properties.title) == MOST_IN_A_FACT
    assert file.paragraphs[1].text.startswith(long.title)


def test_it_reads_as_a_draft_with_the_line_on_privacy_before_the_table() -> None:
    made = map_of(finding(quote("Emma spoke first.")), privacy=(private("Emma", 100),))
    text = read_document("map.docx", as_word(made)).text
    assert text.index("1 mention of a student’s name") < text.index("Rubric row")
    assert "Emma spoke first." in text


def test_without_any_row_there_is_no_table() -> None:
    file = opened(map_of())
    assert file.tables == []
    assert any("no rubric" in paragraph.text for paragraph in file.paragraphs)
