"""`check --map FILE` writes the evidence map and never over the draft."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdf
import pytest
from docx import Document

from integrations.services import Services
from tests.catalogues import GOOD_DRAFT
from tests.integrations.cli.conftest import Shell


@pytest.fixture(autouse=True)
def _surface(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge that nothing was learned for, so that what is quoted here never moves."""
    monkeypatch.setattr(Services, "checker", property(lambda services: services.baseline_checker))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(GOOD_DRAFT)
    return path


def texts(path: Path) -> str:
    """All words of a map, whatever its format."""
    data = path.read_bytes()
    if path.suffix == ".docx":
        (table,) = Document(io.BytesIO(data)).tables
        return " ".join(cell.text for row in table.rows for cell in row.cells)
    if path.suffix == ".pdf":
        words = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        return " ".join(words.split())
    return data.decode()


@pytest.mark.parametrize("ending", ["json", "md", "docx", "pdf"])
def test_the_ending_decides_the_format_and_every_row_is_in_it(
    shell: Shell, draft: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"map.{ending}"
    ran = shell("check", "--credential", "thinking-time", draft, "--map", path)

    assert ran.status == 0
    assert "Would not pass today" in ran.out
    assert f"The evidence map is in {path}." in ran.err
    for words in ("Use of pauses", "Starting point", "Looking back", "Part 2. Work examples"):
        assert words in texts(path)


def test_the_map_and_the_report_on_standard_output_hold_the_same_quotes(
    shell: Shell, draft: Path, tmp_path: Path
) -> None:
    path = tmp_path / "map.json"
    ran = shell("check", "--credential", "thinking-time", draft, "--map", path, "--json")

    rows = json.loads(path.read_text())["rows"]
    quoted = [quote for finding in ran.json["findings"] for quote in finding["quotes"]]
    mapped = [passage for row in rows for passage in row["passages"]]
    assert quoted
    assert [q["text"] for q in quoted] == [p["text"] for p in mapped]
    assert [q["place"] for q in quoted] == [p["place"] for p in mapped]
    assert all(q["place"].startswith("under “") for q in quoted)


def test_a_name_in_a_quote_is_said_on_standard_error(
    shell: Shell, draft: Path, tmp_path: Path
) -> None:
    named = GOOD_DRAFT.replace("Students wrote", "Emma Rodriguez, a student, wrote")
    named = named.replace("The transcript of lesson", "Emma Rodriguez spoke: the transcript of")
    draft.write_text(named)
    path = tmp_path / "map.md"
    ran = shell("check", "--credential", "thinking-time", draft, "--map", path)

    assert ran.status == 0
    assert "of students’ names" in ran.err or "of a student’s name" in ran.err
    assert "**private: student’s name**" in texts(path)


def test_an_unreached_bar_still_leaves_the_map(shell: Shell, draft: Path, tmp_path: Path) -> None:
    path = tmp_path / "map.md"
    asked = ["--map", path, "--fail-under", "ready"]
    assert shell("check", "--credential", "thinking-time", draft, *asked).status == 1
    assert "Use of pauses" in texts(path)


@pytest.mark.parametrize("name", ["map.xlsx", "map", "-"])
def test_another_ending_is_refused_in_one_line_before_anything_is_checked(
    shell: Shell, draft: Path, tmp_path: Path, name: str
) -> None:
    ran = shell("check", "--credential", "thinking-time", draft, "--map", name)

    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert ".json, .md, .docx or .pdf" in ran.err
    assert not (tmp_path / name).exists()


def test_the_draft_is_never_written_over(shell: Shell, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(draft)
    for name in (draft, "draft.md", "link.md"):
        ran = shell("check", "--credential", "thinking-time", draft, "--map", name)
        assert ran.status == 2
        assert "is the draft itself" in ran.err
    assert draft.read_text() == GOOD_DRAFT


def test_a_map_that_cannot_be_written_is_one_clear_line(
    shell: Shell, draft: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    for name, expected in (("gone/map.pdf", "no folder gone"), ("folder.pdf", "cannot be written")):
        ran = shell("check", "--credential", "thinking-time", draft, "--map", name)
        assert ran.status == 2
        assert ran.err.count("\n") == 1
        assert expected in ran.err
