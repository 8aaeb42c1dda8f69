"""Our spreadsheet, XLSX or CSV: complete both ways, no formula, every bad cell named at once."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from retrieval.catalogue import Credential
from retrieval.errors import UnreadableFormat
from retrieval.formats import workbook
from retrieval.formats.imported import Exported, Imported
from retrieval.formats.sheet_columns import SHEETS
from retrieval.formats.spreadsheet import read_csv, read_xlsx, template, write_csv, write_xlsx
from tests.retrieval.formats.whole import BARE, WHOLE, fields_at_default

Rows = Sequence[Sequence[Any]]
ONE = [["title", "issuer", "competency"], ["Asking", "Cooperative", "The educator asks."]]
LEVELS = ["level_1", "descriptor_1", "level_2", "descriptor_2"]


def xlsx(**sheets: Rows) -> bytes:
    """A workbook with these sheets, as a person's program would save it."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def one(**sheets: Rows) -> Credential:
    """The one credential of a workbook."""
    (credential,) = read_xlsx(xlsx(**{"credentials": ONE, **sheets})).credentials
    return credential


def refused(**sheets: Rows) -> list[str]:
    """The lines that say what must be mended."""
    with pytest.raises(UnreadableFormat) as caught:
        read_xlsx(xlsx(**{"credentials": ONE, **sheets}))
    return str(caught.value).splitlines()


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


# Formulas and hostile files


def test_a_formula_is_neither_evaluated_nor_taken_for_text() -> None:
    rows = [["title", "topics"], ["Asking", '=HYPERLINK("https://example.org")']]
    assert refused(credentials=rows) == [
        "Sheet credentials, row 2, topics: holds a formula, which is never evaluated; type its"
        " text."
    ]


def test_what_begins_like_a_formula_is_written_as_text_and_comes_back() -> None:
    evil = ("=1+1", "+1", "-1+x", "@SUM(A1)", "'=quoted")
    credential = replace(BARE, title=evil[0], key_method=evil[1], topics=evil[2:])
    data = write_xlsx([credential]).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not [name for name in sheets if b"<f>" in archive.read(name)]
    assert read_xlsx(data).credentials == (credential,)


def test_no_csv_cell_begins_like_a_formula() -> None:
    credential = replace(BARE, title="=1+1", key_method="@x", topics=("-y",))
    exported = write_csv([credential])
    cells = [c for row in csv.reader(io.StringIO(exported.data.decode("utf-8-sig"))) for c in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    assert any("apostrophe" in told for told in exported.not_carried)
    assert read_csv(exported.data).credentials == (credential,)


def test_an_error_value_is_refused() -> None:
    assert 'holds the error "#REF!"' in refused(credentials=[["title"], ["#REF!"]])[0]


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one of its files replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(xlsx(credentials=ONE), "xl/media/image1.png", b"\0" * 60_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(UnreadableFormat, match="unpacks to far more"):
        read_xlsx(bomb)


SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
SHARED = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
EXAMPLE = '<row r="2"><c r="A2" t="inlineStr"><is><t>{}</t></is></c></row>'


def shared(strings: str, rows: str) -> bytes:
    """A workbook as Excel saves it, with its texts in one table, written by hand."""
    data = xlsx(credentials=ONE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    sheet = f'<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData></worksheet>'
    data = repacked(data, "[Content_Types].xml", types.replace("</Types>", SHARED).encode())
    data = repacked(data, "xl/sharedStrings.xml", strings.encode())
    return repacked(data, "xl/worksheets/sheet1.xml", sheet.encode())


def test_shared_texts_are_read_and_one_that_begins_with_an_equals_sign_is_no_formula() -> None:
    strings = f'<sst xmlns="{SPACE}"><si><t>title</t></si><si><t>=1+1</t></si></sst>'
    rows = CELL + '<row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    assert read_xlsx(shared(strings, rows)).credentials[0].title == "=1+1"


def test_entities_are_never_expanded() -> None:
    plain = f'<sst xmlns="{SPACE}"><si><t>title</t></si></sst>'
    assert read_xlsx(shared(plain, CELL + EXAMPLE.format("Asking"))).credentials
    bomb = f'{DOCTYPE}<sst xmlns="{SPACE}"><si><t>title</t></si><si><t>&b;</t></si></sst>'
    with pytest.raises(UnreadableFormat, match="not an .xlsx workbook"):
        read_xlsx(shared(bomb, CELL + EXAMPLE.format("Asking")))
    sheet = (
        f'{DOCTYPE}<worksheet xmlns="{SPACE}"><sheetData>{CELL}{EXAMPLE}</sheetData></worksheet>'
    )
    data = repacked(shared(plain, CELL), "xl/worksheets/sheet1.xml", sheet.encode())
    with pytest.raises(UnreadableFormat, match="not an .xlsx workbook"):
        read_xlsx(data)


def test_a_cell_in_the_last_column_of_every_row_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "credentials"
    sheet["A1"] = "title"
    for row in range(2, 12):
        sheet.cell(row, 16_384).number_format = "@"
    out = io.BytesIO()
    book.save(out)
    monkeypatch.setattr(workbook, "MAX_CELLS", 100_000)
    with pytest.raises(UnreadableFormat, match="split it"):
        read_xlsx(out.getvalue())


def test_a_sheet_with_too_many_rows_or_columns_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)
    with pytest.raises(UnreadableFormat, match="more than 3 rows"):
        read_xlsx(xlsx(credentials=[["title"], *[["x"]] * 4]))
    with pytest.raises(UnreadableFormat, match="more than 100 columns"):
        read_xlsx(xlsx(credentials=[["x"] * 101]))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not an .xlsx workbook"),
        (b"PK\x03\x04nothing", "not an .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0old", "old .xls or has a password"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFormat, match=said):
        read_xlsx(data)


def test_a_workbook_without_our_sheets_points_to_the_template() -> None:
    with pytest.raises(UnreadableFormat, match="credcoach import template"):
        read_xlsx(xlsx(Sheet1=[["a"], ["b"]]))


def test_what_no_cell_can_hold_is_told() -> None:
    exported = write_xlsx([replace(BARE, key_method="a\x07b", competency="x" * 40_000)])
    told = "\n".join(exported.not_carried)
    assert "key_method: characters that no workbook can hold" in told
    assert "competency: cut at 32767 characters" in told


def test_reading_warns_of_nothing_and_leaves_no_file_open() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_xlsx(write_xlsx([WHOLE]).data).credentials == (WHOLE,)


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
