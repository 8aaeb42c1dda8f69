"""Our spreadsheet, XLSX or CSV: complete both ways, no formula, every bad cell named at once."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from retrieval.catalogue import Credential
from retrieval.errors import UnreadableFormat
from retrieval.formats.imported import Exported, Imported
from retrieval.formats.sheet_columns import SHEETS
from retrieval.formats.spreadsheet import read_csv, read_xlsx, template, write_csv, write_xlsx
from tests.retrieval.formats.sheets import LEVELS, ONE, one, refused, xlsx
from tests.retrieval.formats.whole import BARE, WHOLE, fields_at_default

BOTH = pytest.mark.parametrize(
    ("write", "read"), [(write_xlsx, read_xlsx), (write_csv, read_csv)], ids=["xlsx", "csv"]
)
Write, Read = Callable[[Sequence[Credential]], Exported], Callable[[bytes], Imported]


@BOTH
def test_credentials_come_back_whole(write: Write, read: Read) -> None:
    assert fields_at_default() == []
    exported = write([BARE, WHOLE])
    assert exported.not_carried == (() if write is write_xlsx else exported.not_carried[:1])
    imported = read(exported.data)
    assert imported.credentials == (BARE, replace(WHOLE))
    assert imported.not_carried == ()


@BOTH
def test_a_list_entry_with_a_semicolon_is_told_since_it_comes_back_in_two(
    write: Write, read: Read
) -> None:
    exported = write([replace(BARE, topics=("a; b",))])
    assert any("comes in two" in told for told in exported.not_carried)
    assert read(exported.data).credentials[0].topics == ("a", "b")


def test_the_template_has_every_sheet_and_a_help_sheet_that_names_every_column() -> None:
    book = load_workbook(io.BytesIO(template("xlsx")))
    assert book.sheetnames == [*SHEETS, "help"]
    said = {(row[0], row[1]) for row in book["help"].iter_rows(max_col=2, values_only=True)}
    for name, columns in SHEETS.items():
        assert [cell.value for cell in book[name][1]] == [column.name for column in columns]
        assert {(name, column.name) for column in columns} <= said


@pytest.mark.parametrize(("ending", "read"), [("xlsx", read_xlsx), ("csv", read_csv)])
def test_an_empty_template_says_that_it_has_to_be_filled_in(ending: str, read: Read) -> None:
    with pytest.raises(UnreadableFormat, match="Sheet credentials has no rows"):
        read(template(ending))


def test_a_template_of_another_ending_is_refused() -> None:
    with pytest.raises(UnreadableFormat, match=r"\.xlsx or \.csv"):
        template("ods")


# What people type


def test_ids_come_from_titles_and_keep_clear_of_those_that_are_written() -> None:
    rows = [["id", "title"], ["", "Asking"], ["", "Asking!"], ["asking", "Third"]]
    found = read_xlsx(xlsx(credentials=rows)).credentials
    assert [x.id for x in found] == ["asking-2", "asking-3", "asking"]


def test_required_fields_that_are_empty_stay_empty() -> None:
    (found,) = read_xlsx(xlsx(credentials=[["title", "issuer"], ["Asking", None]])).credentials
    assert (found.issuer, found.competency) == ("", "")
    assert not found.ai_policy.stated


def test_rows_go_on_with_the_credential_and_part_above_them() -> None:
    credentials = [*ONE, ["Waiting", "Cooperative", "The educator waits."]]
    submission = [
        ["Credential", "Part", "Part title", "kind", "text"],
        ["Asking", "overview", "Part 1", "Overview", "Describe your class."],
        [None, None, None, None, "Say what you counted."],
        ["waiting", "work", "Part 2", None, "Hand in a transcript."],
    ]
    rubric = [
        ["credential", "title", "part", *LEVELS],
        ["asking", "Questions", "Part 1", "Met", "a", "Not Met", "b"],
        [None, "Counts", "overview", "Met", "a", "Not Met", "b"],
        ["WAITING", "Pauses", "work", "Met", "a", "Not Met", "b"],
    ]
    asking, waiting = read_xlsx(
        xlsx(credentials=credentials, submission=submission, rubric=rubric)
    ).credentials
    (part,) = asking.submission
    assert (part.id, part.kind) == ("overview", "overview")
    assert [(p.id, p.text) for p in part.prompts] == [
        ("prompt-1", "Describe your class."),
        ("prompt-2", "Say what you counted."),
    ]
    assert [(row.id, row.part) for row in asking.rubric] == [
        ("questions", "overview"),
        ("counts", "overview"),
    ]
    assert [row.part for row in waiting.rubric] == ["work"]


def test_numbers_and_answers_are_read_however_excel_keeps_them() -> None:
    head = ["title", "grades", "effort_hours", "cost_usd", "needs_students", "needs_video"]
    rows = [head, ["Asking", 3, 12.0, "7.5", True, "No"]]
    (found,) = read_xlsx(xlsx(credentials=rows)).credentials
    assert (found.grades, found.effort_hours, found.cost_usd) == (("3",), 12.0, 7.5)
    assert (found.constraints.needs_students, found.constraints.needs_video) == (True, False)
    assert found.constraints.needs_audio is None


def test_grades_may_be_ranges_and_lists() -> None:
    rows = [["title", "grades"], ["Asking", "PK; K-2, 11 – 12"]]
    (found,) = read_xlsx(xlsx(credentials=rows)).credentials
    assert found.grades == ("PK", "K", "1", "2", "11", "12")


def test_a_range_that_excel_made_a_date_of_is_refused_with_the_reason() -> None:
    rows = [["title", "grades"], ["Asking", date(2026, 5, 3)]]
    assert refused(credentials=rows) == [
        "Sheet credentials, row 2, grades: is the date 2026-05-03, which Excel made of something"
        " like 3-5; format the cell as text and type it again."
    ]


def test_a_date_is_welcome_where_a_date_belongs() -> None:
    rows = [["title", "source_retrieved"], ["Asking", date(2026, 11, 1)]]
    (found,) = read_xlsx(xlsx(credentials=rows)).credentials
    assert found.source.retrieved == "2026-11-01"


def test_the_carriage_returns_that_excel_keeps_are_no_part_of_the_text() -> None:
    rows = [["title", "competency"], ["Asking", "One._x000D_\nTwo."]]
    (found,) = read_xlsx(xlsx(credentials=rows)).credentials
    assert found.competency == "One.\nTwo."


def test_a_comma_does_not_separate_and_that_is_told() -> None:
    rows = [["title", "topics"], ["Asking", "reading, writing"]]
    imported = read_xlsx(xlsx(credentials=rows))
    assert imported.credentials[0].topics == ("reading, writing",)
    assert any("separate several by semicolons" in told for told in imported.not_carried)


def test_more_levels_than_the_template_has_are_read() -> None:
    names = [f"level_{n}" for n in range(1, 7)]
    rubric = [["title", *names], ["Pauses", *"ABCDEF"]]
    (row,) = one(rubric=rubric).rubric
    assert [level.name for level in row.levels] == list("ABCDEF")


def test_sheets_and_columns_of_another_kind_are_left_out_and_told() -> None:
    rows = [[*ONE[0], "Colour"], [*ONE[1], "red"]]
    told = read_xlsx(xlsx(credentials=rows, Notes=[["x"]])).not_carried
    assert told == (
        'Sheet credentials: column "Colour" is not one of the template; left out.',
        'Sheet "Notes" is not one of the template; left out.',
    )


def test_all_that_must_be_mended_is_told_at_once_by_sheet_row_and_column() -> None:
    credentials = [
        ["id", "title", "effort_hours", "ai_use", "needs_video", "grades", "window_days"],
        ["No Slug", "Asking", "many", "maybe", "perhaps", "13", "2.5"],
        ["asking", None],
        ["asking", "Third"],
    ]
    lines = refused(
        credentials=credentials,
        submission=[["credential", "part", "min_words", "max_words", "text"],
                    ["third", "a", 300, 100, ""], [None, "No Slug", None, None, "x"]],
        rubric=[["credential", "title", "part", "pass_level", *LEVELS],
                ["nobody", "T", "", "", "A", "", "B"], ["third", "T", "zz", "C", "A", "", "A"],
                [None, None, None, None, "A"]],
        resources=[["credential", "url"], ["third", "https://example.org"]],
        counts_for=[["credential", "state"], ["third", "AR"]],
        method=[["credential", "text"], ["third", "x"]],
    )  # fmt: skip
    expected = [
        'credentials, row 2, id: "No Slug" is no id',
        'credentials, row 4, id: "asking" stands twice',
        'credentials, row 2, effort_hours: "many" is no number',
        'credentials, row 2, ai_use: "maybe" is none of allowed',
        'credentials, row 2, needs_video: "perhaps" is neither yes nor no',
        'credentials, row 2, grades: "13" is not PK',
        'credentials, row 2, window_days: "2.5" is no whole number',
        "credentials, row 3: has no title",
        "submission, row 2, min_words: 300 is above the most, 100",
        "submission, row 2, text: is empty",
        'submission, row 3, part: "No Slug" is no id',
        'rubric, row 2, credential: "nobody" is no id or title',
        'rubric, row 3, part: "zz" is no part; there are a',
        'rubric, row 3, pass_level: "C" is none of its levels',
        'rubric, row 3, level_2: "A" stands twice',
        "rubric, row 4: has no title",
        "rubric, row 4: has fewer than two levels",
        "resources, row 2: has no title",
        "counts_for, row 2, use: is empty",
        "method, row 2: has no title",
    ]
    assert [e for e in expected if not any(e in line for line in lines)] == []
    assert len(lines) <= 21


def test_a_part_that_says_otherwise_further_down_is_refused() -> None:
    rows = [["part", "kind", "text"], ["a", "overview", "x"], ["a", "reflection", "y"]]
    assert "says otherwise of a" in refused(submission=rows)[0]


def test_a_title_of_two_credentials_names_neither() -> None:
    rows = [["id", "title"], ["a", "Asking"], ["b", "Asking"]]
    rubric = [["credential", "title", *LEVELS], ["Asking", "T", "A", "", "B", ""]]
    assert "stands for several; use the id" in refused(credentials=rows, rubric=rubric)[0]


# CSV alone


def test_a_csv_without_the_column_sheet_is_read_as_credentials_and_it_is_told() -> None:
    imported = read_csv(b"Title;Issuer;Competency\nAsking;Cooperative;The educator asks.\n")
    assert imported.credentials[0].competency == "The educator asks."
    assert "every row is read as a credential" in imported.not_carried[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "expected the header"),
        ("sheet,title\nrows,x\n", 'Row 2, sheet: "rows" is none of credentials'),
        ("sheet,title,level_1\ncredentials,x,Met\n", "sheet credentials has no column level_1"),
        ("sheet,title\ncredentials,x,y\n", "Row 2: a cell stands under no column name"),
        ("sheet,title\nrubric,x\n", "Sheet credentials has no rows"),
    ],
)
def test_a_csv_row_that_fits_nowhere_is_named(text: str, said: str) -> None:
    with pytest.raises(UnreadableFormat, match=said):
        read_csv(text.encode())


def test_a_column_that_no_sheet_has_is_left_out_and_told() -> None:
    imported = read_csv(b"sheet,title,colour\ncredentials,Asking,red\n")
    assert imported.not_carried == ('Column "colour" is not one of the template; left out.',)
