"""`credcoach import` writes catalogue files and never over others; `export` gives them away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from retrieval.loading import load_catalogue
from tests.integrations.cli.conftest import Shell

CANVAS = (
    "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range"
    + ",Rating Name,Rating Description,Rating Points" * 2
    + "\nAsking,Questions,What is judged,false,Met,Asks,1,Not Met,Tells,0\n"
)
GIVEN = ("--issuer", "Cooperative", "--competency", "The educator asks.")


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    file = tmp_path / "rubric.csv"
    file.write_text(CANVAS, encoding="utf-8")
    return file


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "made" / "catalogue"


def test_what_the_options_complete_can_be_indexed_at_once(
    bare_shell: Shell, shell: Shell, rubric: Path, out: Path
) -> None:
    ran = bare_shell("import", "canvas", rubric, "-o", out, *GIVEN)
    assert ran.status == 0
    assert "Criteria Description (row 2) is not carried" in ran.err
    assert "1 credential written to" in ran.err
    catalogue = load_catalogue(out)
    assert catalogue.faults == ()
    assert catalogue.credentials["asking"].issuer == "Cooperative"
    assert shell("index", out).status == 0


def test_a_required_field_that_the_file_lacks_is_named_with_its_line_and_never_made_up(
    bare_shell: Shell, rubric: Path, out: Path
) -> None:
    ran = bare_shell("import", "canvas", rubric, "-o", out)
    file = out / "asking.yaml"
    assert ran.status == 2
    assert f"{file}:4: issuer: is missing; expected text" in ran.err
    assert f"{file}:5: competency: is missing; expected text" in ran.err
    assert "issuer:\ncompetency:\n" in file.read_text(encoding="utf-8")


def test_one_competency_is_never_given_to_several_credentials(
    bare_shell: Shell, rubric: Path, out: Path
) -> None:
    rubric.write_text(CANVAS + "Waiting,Pauses,,false,Met,Waits,1,Not Met,Talks,0\n")
    ran = bare_shell("import", "canvas", rubric, "-o", out, *GIVEN)
    assert ran.status == 2
    assert "2 credentials lack a competency (asking, waiting)" in ran.err
    assert not out.exists()


def test_options_never_replace_what_the_file_says(
    bare_shell: Shell, tmp_path: Path, out: Path
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("title,issuer,competency\nAsking,Their Institute,Their words.\n")
    ran = bare_shell("import", "csv", file, "-o", out, *GIVEN)
    assert ran.status == 0
    assert load_catalogue(out).credentials["asking"].issuer == "Their Institute"
    assert load_catalogue(out).credentials["asking"].competency == "Their words."


def test_files_that_are_there_are_kept_unless_force_is_given(
    bare_shell: Shell, rubric: Path, out: Path
) -> None:
    out.mkdir(parents=True)
    (out / "asking.yaml").write_text("mine")
    rubric.write_text(CANVAS + "Waiting,Pauses,,false,Met,Waits,1,Not Met,Talks,0\n")
    ran = bare_shell("import", "canvas", rubric, "-o", out, "--issuer", "X")
    assert ran.status == 2
    assert "asking.yaml would be written over; nothing was." in ran.err
    assert [(f.name, f.read_text()) for f in out.iterdir()] == [("asking.yaml", "mine")]
    assert bare_shell("import", "canvas", rubric, "-o", out, "--force").status == 2
    assert sorted(f.name for f in out.iterdir()) == ["asking.yaml", "waiting.yaml"]
    assert "Asking" in (out / "asking.yaml").read_text()


def test_an_id_that_another_file_of_the_folder_has_is_told(
    bare_shell: Shell, rubric: Path, out: Path
) -> None:
    out.mkdir(parents=True)
    (out / "a.yaml").write_text("id: asking\ntitle: A\nissuer: I\ncompetency: C\n")
    ran = bare_shell("import", "canvas", rubric, "-o", out, *GIVEN)
    assert ran.status == 2
    assert 'asking.yaml:1: id: "asking" is already taken by a.yaml' in ran.err


def test_no_id_leads_out_of_the_folder(bare_shell: Shell, tmp_path: Path, out: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("id,title,issuer\na.stacks,Asking,I\n")
    bare_shell("import", "csv", file, "-o", out)
    assert [one.name for one in out.iterdir()] == ["a-stacks.yaml"]
    file.write_text("id,title,issuer\n../../evil,Asking,I\n")
    ran = bare_shell("import", "csv", file, "-o", out)
    assert ran.status == 2
    assert 'id: "../../evil" is no id' in ran.err
    assert not (tmp_path / "evil.yaml").exists()


def test_every_bad_cell_is_a_line_of_its_own_and_nothing_is_written(
    bare_shell: Shell, tmp_path: Path, out: Path
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("title,issuer,grades,effort_hours\nAsking,I,13,many\n")
    ran = bare_shell("import", "csv", file, "-o", out)
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 2
    assert f'{file}: Sheet credentials, row 2, effort_hours: "many"' in ran.err
    assert not out.exists()


def test_what_a_file_smuggles_in_reaches_no_terminal(
    bare_shell: Shell, rubric: Path, out: Path
) -> None:
    rubric.write_text(CANVAS.replace("Asking", "A\x1b[2Jsking"))
    assert "\x1b" not in bare_shell("import", "canvas", rubric, "-o", out).err
    rubric.write_text("\x1b[2J,b\n1,2\n")
    assert "\x1b" not in bare_shell("import", "canvas", rubric, "-o", out).err


def test_json_is_one_document_on_standard_output(
    bare_shell: Shell, rubric: Path, out: Path
) -> None:
    ran = bare_shell("import", "canvas", rubric, "-o", out, "--json")
    assert ran.status == 2
    assert ran.json["written"] == [str(out / "asking.yaml")]
    assert len(ran.json["faults"]) == 2
    assert any("points are not carried" in told for told in ran.json["not_carried"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "qti", "x"), 'There is no format "qti"'),
        (("import", "canvas"), "Name the file to read"),
        (("import", "canvas", "nowhere.csv"), "nowhere.csv cannot be read"),
        (("import", "canvas", "."), "cannot be read"),
        (("import", "case", "rubric.csv"), "Line 1 is no valid JSON"),
        (("import", "canvas", "rubric.csv", "-o", "rubric.csv"), "cannot be made a folder"),
        (("import", "template", "rubric.csv"), "say -o rubric.csv"),
        (("import", "template", "-o", "a.ods"), ".xlsx or .csv"),
        (("import", "template", "-o", "no/such/a.xlsx"), "cannot be written"),
        (("import", "template", "-o", "rubric.csv/a.csv"), "cannot be written"),
        (("import", "template", "-o", f"{'x' * 300}.csv"), "cannot be written"),
        (("import", "template", "-o", ".", "--force"), "comes as .xlsx or .csv"),
        (("export", "qti", "x", "-o", "y"), 'There is no format "qti"'),
    ],
)
def test_bad_input_is_one_clear_sentence(
    bare_shell: Shell, rubric: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert rubric.exists()
    ran = bare_shell(*arguments)
    assert ran.status == 2
    assert said in ran.err


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv", None])
def test_the_template_can_be_had_and_is_not_written_over(
    bare_shell: Shell, tmp_path: Path, name: str | None
) -> None:
    path = tmp_path / (name or "credcoach-template.xlsx")
    arguments = ("import", "template", *(("-o", path) if name else ()))
    assert bare_shell(*arguments).status == 0
    if path.suffix == ".xlsx":
        assert load_workbook(path).sheetnames[0] == "credentials"
    ran = bare_shell(*arguments)
    assert ran.status == 2
    assert "is there already" in ran.err


@pytest.mark.parametrize("name", ["case", "canvas", "xlsx", "csv", "open-badges"])
def test_a_credential_of_the_catalogue_goes_out_and_comes_back(
    shell: Shell, bare_shell: Shell, tmp_path: Path, out: Path, name: str
) -> None:
    file = tmp_path / "thinking"
    ran = shell("export", name, "thinking-time", "-o", file)
    assert ran.status == 0
    assert "1 credential written to" in ran.err
    ran = bare_shell("import", name, file, "-o", out, *GIVEN)
    if name in {"xlsx", "csv"}:  # they name the resource's file, which is not in that folder
        assert 'file: is "pause-protocol.md"; there is no such file' in ran.err
        return
    assert ran.status == 0
    (found,) = load_catalogue(out).credentials.values()
    assert found.title == "Giving Students Time to Think"
    assert [row.title for row in found.rubric] == [
        "Use of pauses",
        "Starting point",
        "Looking back",
    ]
    assert found.rubric[1].levels[1].name == "No"


def test_an_export_is_not_written_over_and_an_unknown_id_is_named(
    shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "a.json"
    file.write_text("mine")
    ran = shell("export", "case", "thinking-time", "-o", file)
    assert (ran.status, file.read_text()) == (2, "mine")
    assert shell("export", "case", "thinking-time", "-o", file, "--force").status == 0
    assert json.loads(file.read_text())["CFRubrics"]
    ran = shell("export", "case", "thinking-tim", "-o", tmp_path / "b.json")
    assert ran.status == 2
    assert "did you mean thinking-time" in ran.err
    assert not (tmp_path / "b.json").exists()


def test_a_write_that_fails_leaves_what_was_there_and_nothing_else(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "a.json").write_text("mine")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = shell("export", "case", "thinking-time", "-o", folder / "a.json", "--force")
    assert ran.status == 2
    assert "a.json cannot be written (No space left on device)" in ran.err
    assert [(f.name, f.read_text()) for f in folder.iterdir()] == [("a.json", "mine")]


def test_an_export_tells_what_it_leaves_behind_and_refuses_what_has_no_rubric(
    shell: Shell, tmp_path: Path
) -> None:
    ran = shell("export", "canvas", "thinking-time", "-o", tmp_path / "a.csv", "--json")
    assert any("only the title and the rubric" in told for told in ran.json["not_carried"])
    ran = shell("export", "canvas", "number-talks", "-o", tmp_path / "b.csv")
    assert ran.status == 2
    assert "number-talks has no rubric" in ran.err
