"""The PDF map, read back: every word as text, a header on each page, title and language."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdf

from assistant.evidence_map.map import EvidenceMap
from assistant.evidence_map.pdf import BOXES, as_pdf
from retrieval.catalogue import Criterion
from tests.assistant.evidence_map.maps import (
    CHECKED,
    COUNTED,
    LEVELS,
    PAUSES,
    finding,
    map_of,
    private,
    quote,
)

HEADER = "Rubric row"
MARKED = b"-12.24 re f"  # a filled rectangle as high as a line of a passage, as PDF writes it


def opened(made: EvidenceMap) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(as_pdf(made)))


def pages(made: EvidenceMap) -> list[str]:
    """The text of each page, every run of blanks as one."""
    return [" ".join(page.extract_text().split()) for page in opened(made).pages]


def inked(text: str) -> str:
    """The text without blanks, as lines may end anywhere."""
    return "".join(text.split())


def test_row_status_passage_and_place_stand_on_the_page() -> None:
    made = map_of(finding(quote(), unsure=True), finding(row="baseline", status="not_met"))
    (page,) = pages(made)
    for words in (
        "Evidence map Time to Think Example Cooperative",
        "Use of pauses Part 2. Work examples shown not certain",
        COUNTED,
        "draft.docx under “Lesson one”",
        "Starting point Part 1. Overview not found No passage found.",
        "An assessor decides.",
        "page 1 of 1",
    ):
        assert words in page


def test_names_of_many_languages_are_set_as_they_were_written() -> None:
    words = "Zoë Žižek, Siobhán Ó Conaill, Анна Каренина, Οδυσσέας and Nguyễn Thị Ánh spoke."
    (page,) = pages(map_of(finding(quote(words))))
    assert words in page
    assert inked(BOXES) not in inked(page)


def test_what_the_typeface_lacks_is_shown_as_a_box_and_said() -> None:
    (page,) = pages(map_of(finding(quote("I asked 王小明 and he smiled 🙂 at me."))))
    assert "I asked \ufffd\ufffd\ufffd and he smiled \ufffd at me." in page
    assert BOXES in page


def test_what_looks_like_a_page_number_s_stand_in_is_left_as_it_is() -> None:
    (page,) = pages(map_of(finding(quote("We wrote {nb} for the number of bears."))))
    assert "We wrote {nb} for the number of bears." in page


def test_long_passages_and_long_words_keep_every_character() -> None:
    sentences = " ".join(f"On day {day} I counted {day * 3} hands in the air." for day in range(12))
    link = "https://school.example/" + "a1b2c3" * 60
    (page,) = pages(map_of(finding(quote(sentences), quote(link, start=900))))
    assert sentences in page
    assert link in inked(page)


def test_a_table_that_goes_on_has_its_header_on_each_page() -> None:
    many = [quote(f"Passage {n:02} about what I saw that day. " * 4, start=n) for n in range(40)]
    found = pages(map_of(finding(*many)))
    assert len(found) > 2
    for number, page in enumerate(found, start=1):
        assert page.count(HEADER) == 1
        assert f"page {number} of {len(found)}" in page
    whole = " ".join(found)
    assert [whole.count(f"Passage {n:02}") for n in range(40)] == [4] * 40


def test_a_cell_longer_than_a_page_is_cut_between_lines_and_loses_nothing() -> None:
    words = [f"word{number:04}" for number in range(1500)]
    row = Criterion("use", " ".join(words), "artifacts", LEVELS, "Proficient")
    found = pages(map_of(finding(quote()), credential=replace(PAUSES, rubric=(row,))))
    assert len(found) > 1
    whole = " ".join(found)
    assert all(whole.count(word) == 1 for word in words)


def test_names_are_counted_above_the_table_and_said_beside_the_passage() -> None:
    made = map_of(finding(quote("In May Emma Ruiz spoke.")), privacy=(private("Emma Ruiz", 107),))
    (page,) = pages(made)
    assert page.index("1 mention of a student’s name") < page.index(HEADER)
    assert "private: student’s name" in page


def test_a_name_is_highlighted_on_each_line_that_it_takes() -> None:
    def highlighted(*found: dict[str, Any]) -> int:
        words = "In the second week of the month of May it was " + "Maximiliana " * 6 + "who spoke."
        made = map_of(finding(quote(words)), privacy=found)
        drawn = opened(made).pages[0].get_contents()
        assert drawn is not None
        return drawn.get_data().count(MARKED)

    assert highlighted() == 0
    assert highlighted(private("Maximiliana", 146)) == 1
    assert highlighted(private("Maximiliana " * 6, 146)) == 2


def test_the_file_says_what_it_is_in_which_language_and_of_when() -> None:
    reader = opened(map_of(finding(quote())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Evidence map: Time to Think"
    assert reader.metadata.creation_date == CHECKED
    assert str(reader.root_object["/Lang"]) == "en-US"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert reader.pages[0].mediabox[2:] == [612, 792]  # Letter, in points


def test_a_long_title_takes_one_line_of_the_foot() -> None:
    long = replace(PAUSES, title="Time to Think " * 40)
    (page,) = pages(map_of(finding(quote()), credential=long))
    assert page.count("Time to Think") < 60
    assert "page 1 of 1" in page


def test_without_any_row_there_is_no_table() -> None:
    (page,) = pages(map_of())
    assert HEADER not in page
    assert "no rubric" in page
