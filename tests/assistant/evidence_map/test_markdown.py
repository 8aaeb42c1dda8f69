"""The Markdown map reads, once rendered, as the draft was written."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.evidence_map.map import EvidenceMap
from assistant.evidence_map.markdown import COLUMNS, as_markdown
from tests.assistant.evidence_map.maps import COUNTED, finding, map_of, private, quote

PASSAGE, WHERE = 3, 4  # columns


def page(made: EvidenceMap) -> BeautifulSoup:
    """The map as a reader of Markdown shows it."""
    html = MarkdownIt("commonmark").enable("table").render(as_markdown(made).decode())
    return BeautifulSoup(html, "html.parser")


def cells(made: EvidenceMap) -> list[list[str]]:
    """The table's body, a row a line; a line break in a cell is one again."""
    body = page(made)
    for br in body.find_all("br"):
        br.replace_with("\n")
    return [[cell.get_text() for cell in row.find_all("td")] for row in body.select("tbody tr")]


def test_the_table_has_a_line_for_each_passage_and_for_each_bare_row() -> None:
    made = map_of(finding(quote(), quote(start=900)), finding(row="baseline", status="not_met"))
    assert [head.get_text() for head in page(made).find_all("th")] == list(COLUMNS)
    assert cells(made) == [
        ["Use of pauses", "Part 2. Work examples", "shown", COUNTED]
        + ["draft.docx, under “Lesson one”"],
        ["Use of pauses", "Part 2. Work examples", "shown", COUNTED]
        + ["draft.docx, under “Lesson one”"],
        ["Starting point", "Part 1. Overview", "not found", "No passage found.", ""],
    ]


def test_pipes_and_markup_stand_in_a_cell_as_they_were_written() -> None:
    words = r"week | before \| after: **7** <b>of</b> [24](x) & `19` &amp; $5 ~~no~~ \ # 1_a_b"
    ((_, _, _, passage, _),) = cells(map_of(finding(quote(words))))
    assert passage == words


def test_a_passage_of_several_lines_stays_in_its_cell() -> None:
    ((_, _, _, passage, _),) = cells(map_of(finding(quote("| a | b |\n| 1 | 2 |\r\n- and so on"))))
    assert passage == "| a | b |\n| 1 | 2 |\n- and so on"


written = st.text(
    st.one_of(
        st.sampled_from("|\\`*_~[]<>&$#!-+=\n ("),
        st.characters(categories=["L", "N", "P", "S"]),
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None)
@given(written.map(lambda text: " ".join(text.split(" ")).strip()).filter(bool))
def test_whatever_is_quoted_reads_as_it_was_written(words: str) -> None:
    ((_, _, _, passage, _),) = cells(map_of(finding(quote(words))))
    assert passage.split() == words.split()


def test_private_details_are_named_by_kind_beside_the_passage_and_above_the_table() -> None:
    made = map_of(finding(quote("Emma spoke first.")), privacy=(private("Emma", 100),))
    ((_, _, _, _, where),) = cells(made)
    assert where.endswith("\nprivate: student’s name")
    assert "1 mention of a student’s name" in page(made).select("blockquote")[0].get_text()


def test_without_any_row_there_is_no_table() -> None:
    assert page(map_of()).table is None
    assert "no rubric" in page(map_of()).get_text()
