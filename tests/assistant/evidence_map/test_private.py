"""What the sweep found is marked where it stands, and nothing else is."""

from __future__ import annotations

import pytest

from assistant.evidence_map.private import Mark, counted, in_file_name, in_heading, marks_in
from tests.assistant.evidence_map.maps import private, quote

NAMED = "Emma Ruiz spoke first, and Liam wrote."


def test_a_name_is_marked_where_it_stands_in_the_passage() -> None:
    found = (private("Liam", 127), private("Emma Ruiz", 100))
    assert marks_in(quote(NAMED), found) == (
        Mark(0, 9, "student_name"),
        Mark(27, 31, "student_name"),
    )


def test_a_name_that_the_passage_cuts_is_marked_as_far_as_it_goes() -> None:
    cut = quote("Ruiz spoke first of all of them.", start=105)
    assert marks_in(cut, (private("Emma Ruiz", 100),)) == (Mark(0, 4, "student_name"),)


@pytest.mark.parametrize(
    "elsewhere",
    [
        private("Emma Ruiz", 91),
        private("Emma", 138),
        private("Emma Ruiz", 100, file="other.docx"),
        private("draft", 100),  # offsets in the file's name, not in its text
    ],
)
def test_what_lies_elsewhere_is_not_marked(elsewhere: dict[str, object]) -> None:
    assert marks_in(quote(NAMED), (elsewhere,)) == ()


def test_a_file_s_name_is_told_from_its_text_by_its_words() -> None:
    named = private("emma", 0, file="emma_work.pptx")
    assert in_file_name("emma_work.pptx", (named,)) == ("student_name",)
    assert in_file_name("emma_work.pptx", (private("Liam", 0, file="emma_work.pptx"),)) == ()
    assert in_file_name("draft.docx", (named,)) == ()


def test_a_heading_is_searched_for_whole_names_only() -> None:
    liam = (private("Liam", 900),)
    assert in_heading("draft.docx", "under “What Liam wrote”", liam) == ("student_name",)
    assert in_heading("draft.docx", "under “William’s work”", liam) == ()
    assert in_heading("other.docx", "under “What Liam wrote”", liam) == ()
    assert in_heading("draft.docx", None, liam) == ()


def test_a_page_s_number_is_no_private_detail() -> None:
    assert in_heading("draft.docx", "page 12", (private("12", 900, kind="student_id"),)) == ()


def test_kinds_are_counted_in_words() -> None:
    assert counted({"student_name": 1}) == "1 mention of a student’s name"
    assert counted({"student_name": 3, "email": 2}) == (
        "3 mentions of students’ names and 2 e-mail addresses"
    )
    assert counted({"parent_name": 1, "phone": 1, "address": 1}) == (
        "1 mention of a family member’s name, 1 phone number and 1 street address"
    )
