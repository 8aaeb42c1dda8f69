"""A kept self-check becomes rows, passages and places, in people's words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evidence_map.map import evidence_map
from assistant.self_check.check import SelfChecker
from assistant.self_check.surface import SurfaceJudge
from tests.assistant.evidence_map.maps import (
    CHECKED,
    COUNTED,
    PAUSES,
    finding,
    map_of,
    private,
    quote,
    report,
)
from tests.assistant.self_check.drafts import document
from tests.catalogues import GOOD_DRAFT, credential
from tests.fakes import WordEmbedder


def test_each_row_has_its_title_its_part_and_its_passages_in_the_report_s_order() -> None:
    made = map_of(
        finding(quote(), quote("Nobody spoke in week one, so I waited.", start=400)),
        finding(row="baseline", status="not_met"),
    )
    assert [(row.title, row.part) for row in made.rows] == [
        ("Use of pauses", "Part 2. Work examples"),
        ("Starting point", "Part 1. Overview"),
    ]
    assert [one.text for one in made.rows[0].passages] == [
        COUNTED,
        "Nobody spoke in week one, so I waited.",
    ]
    assert made.rows[1].passages == ()


@pytest.mark.parametrize(
    ("status", "unsure", "words"),
    [
        ("met", False, "shown"),
        ("partially_met", False, "partly shown"),
        ("partially_met", True, "partly shown, not certain"),
        ("not_met", False, "not found"),
    ],
)
def test_a_status_is_said_in_people_s_words(status: str, unsure: bool, words: str) -> None:
    (row,) = map_of(finding(status=status, unsure=unsure)).rows
    assert row.standing == words


def test_a_map_never_promises_anything() -> None:
    said = json.dumps(map_of(finding(quote()), finding(quote(), row="baseline")).as_json())
    assert "ready" not in said
    assert "pass today" not in said
    assert "will pass" not in said
    assert "An assessor decides." in said


def test_the_json_holds_each_quote_with_its_file_place_and_offsets() -> None:
    made = map_of(finding(quote(), status="partially_met")).as_json()
    (row,) = json.loads(json.dumps(made))["rows"]
    assert row == {
        "criterion_id": "use",
        "title": "Use of pauses",
        "part": "Part 2. Work examples",
        "status": "partly shown",
        "unsure": False,
        "passages": [
            {
                "text": COUNTED,
                "file": "draft.docx",
                "source": "draft.docx",
                "place": "under “Lesson one”",
                "start": 100,
                "end": 100 + len(COUNTED),
                "private": [],
            }
        ],
    }
    assert made["checked_at"] == CHECKED.isoformat()


def test_a_report_older_than_places_says_so_and_keeps_its_quotes() -> None:
    made = map_of(finding(quote(place=None)))
    assert made.passages[0].place is None
    assert made.passages[0].text == COUNTED
    assert any("older than places" in line for line in made.lacking)
    assert map_of(finding(quote())).lacking == ()


def test_parts_written_in_the_workspace_go_by_their_titles() -> None:
    kept = report(finding(quote(file="artifacts.md"), quote(file="gone.md")))
    made = evidence_map(kept, PAUSES, from_workspace=True)
    assert [one.source for one in made.passages] == ["Part 2. Work examples", "gone.md"]
    uploaded = evidence_map(kept, PAUSES)
    assert [one.source for one in uploaded.passages] == ["artifacts.md", "gone.md"]


def test_ids_stand_for_titles_where_the_credential_is_gone() -> None:
    made = map_of(finding(quote()), credential=None)
    assert (made.credential, made.rows[0].title, made.rows[0].part) == ("pauses", "use", "")


def test_a_credential_without_a_rubric_has_no_rows_and_says_why() -> None:
    made = map_of(credential=replace(PAUSES, rubric=()))
    assert made.rows == ()
    assert "no rubric" in made.lacking[0]
    assert made.private_line == ""


def test_the_closing_names_the_day_and_whoever_judged() -> None:
    kept = report(finding(quote()))
    assert "on November 4, 2026, without a language model" in map_of(finding(quote())).closing
    undated = evidence_map(kept, PAUSES).closing
    assert "2026" not in undated
    through = {**kept, "engine": {"name": "llm", "model": "fake-1"}}
    assert "with the language model fake-1" in evidence_map(through, PAUSES).closing


def test_private_details_are_counted_once_however_often_they_are_quoted() -> None:
    named = "Emma Ruiz spoke first, and Emma wrote."
    made = map_of(
        finding(quote(named)),
        finding(quote(named), row="baseline"),
        privacy=(private("Emma Ruiz", 100), private("Emma", 127), private("Liam", 900)),
    )
    assert made.private == {"student_name": 2}
    assert "2 mentions of students’ names" in made.private_line
    assert made.passages[0].private == ("student_name",)


def test_the_line_on_private_details_does_not_repeat_them() -> None:
    made = map_of(
        finding(quote("Emma can be reached at 501 555 0134 today.")),
        privacy=(private("Emma", 100), private("501 555 0134", 123, kind="phone")),
    )
    assert "1 mention of a student’s name and 1 phone number" in made.private_line
    assert "Emma" not in made.private_line
    assert "Take them out of the draft" in made.private_line


def test_without_private_details_the_map_says_that_none_were_found() -> None:
    made = map_of(finding(quote()), privacy=(private("Liam", 900),))
    assert made.private == {}
    assert "found no name or other private detail" in made.private_line


def test_names_in_a_file_s_name_and_in_a_heading_are_marked_too() -> None:
    made = map_of(
        finding(
            quote(file="emma.pptx", place="slide 2"),
            quote(file="emma.pptx", place="slide 3", start=900),
            quote(place="under “What Liam wrote”"),
        ),
        privacy=(private("emma", 0, file="emma.pptx"), private("Liam", 900)),
    )
    assert [one.private for one in made.passages] == [("student_name",)] * 3
    assert made.private == {"student_name": 2}  # one file, one heading


def test_a_real_check_keeps_a_true_place_with_every_quote(tmp_path: Path) -> None:
    thinking_time = credential(tmp_path / "catalogue")
    checker = SelfChecker(WordEmbedder(), SurfaceJudge())
    kept = json.loads(json.dumps(checker.run(thinking_time, [document(GOOD_DRAFT)]).as_json()))
    made = evidence_map(kept, thinking_time)

    assert made.passages
    for passage in made.passages:
        assert GOOD_DRAFT[passage.start : passage.end] == passage.text
        heading = (passage.place or "").removeprefix("under “").removesuffix("”")
        above = GOOD_DRAFT[: passage.start].rsplit("# ", 1)[1].split("\n", 1)[0]
        assert heading == above
