"""Formulas, bombs and other files that our spreadsheet must survive."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from dataclasses import replace

import pytest
from openpyxl import Workbook

from retrieval.errors import UnreadableFormat
from retrieval.formats import workbook
from retrieval.formats.spreadsheet import read_csv, read_xlsx, write_csv, write_xlsx
from tests.retrieval.formats.sheets import ONE, refused, xlsx
from tests.retrieval.formats.whole import BARE, WHOLE


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
