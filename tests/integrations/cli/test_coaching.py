"""recommend and check at the shell."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF

from tests.catalogues import GOOD_DRAFT
from tests.integrations.cli.conftest import Shell

TALK = "more students think and join mathematics discussion in my class"
REPORT_KEYS = {
    "credential_id",
    "rubric_version",
    "engine",
    "readiness",
    "would_fail_today",
    "findings",
    "requirements",
    "privacy",
    "warnings",
}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(GOOD_DRAFT)
    return path


# recommend


def test_recommend_in_json_has_the_contracts_keys_and_nothing_beside_it(shell: Shell) -> None:
    ran = shell("recommend", TALK, "--grade", "4", "--state", "AR", "--json")

    assert ran.status == 0
    assert ran.err == ""
    assert {"goal", "profile", "matches", "message"} <= set(ran.json)
    assert ran.json["goal"] == TALK
    assert ran.json["profile"] == {"grade": "4", "subject": None, "role": None, "state": "AR"}
    assert ran.json["matches"][0]["credential_id"] == "thinking-time"


def test_recommend_shows_reasons_quotes_and_cautions(shell: Shell) -> None:
    ran = shell("recommend", TALK)

    assert ran.status == 0
    assert "Giving Students Time to Think" in ran.out
    assert "Mind: it runs over 10 days" in ran.out


def test_recommend_takes_limit_and_excludes(shell: Shell) -> None:
    matches = shell("recommend", TALK, "--limit", "1", "--json").json["matches"]
    assert len(matches) == 1

    left_out = ["--exclude", "thinking-time", "--exclude", "number-talks"]
    others = shell("recommend", TALK, *left_out, "--json").json["matches"]
    assert not {m["credential_id"] for m in others} & {"thinking-time", "number-talks"}


def test_recommend_of_something_else_says_that_nothing_fits(shell: Shell) -> None:
    ran = shell("recommend", "bitcoin stocks", "--json")

    assert ran.status == 0
    assert ran.json["matches"] == []
    assert "Nothing in this catalogue fits" in ran.json["message"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["  "], "The goal is empty"),
        ([TALK, "--limit", "0"], "The limit is 0"),
        ([TALK, "--limit", "many"], "Invalid value"),
        ([], "Missing argument"),
        ([TALK, "--no-such-option"], "No such option"),
        (["x" * 5000], "longer than 4,000 characters"),
    ],
)
def test_recommend_refuses_what_it_cannot_answer(
    shell: Shell, arguments: list[str], expected: str
) -> None:
    ran = shell("recommend", *arguments)

    assert ran.status == 2
    assert ran.out == ""
    assert expected in ran.err


# check


def test_check_in_json_has_the_contracts_keys_and_true_offsets(shell: Shell, draft: Path) -> None:
    ran = shell("check", "--credential", "thinking-time", draft, "--json")

    assert ran.status == 0
    assert set(ran.json) >= REPORT_KEYS
    assert ran.json["engine"] == {"name": "offline", "model": None}
    quotes = [quote for finding in ran.json["findings"] for quote in finding["quotes"]]
    assert quotes
    assert all(GOOD_DRAFT[q["start"] : q["end"]] == q["text"] for q in quotes)
    assert all(q["file"] == "draft.md" for q in quotes)


def test_check_for_people_never_gives_a_percentage_or_a_promise(shell: Shell, draft: Path) -> None:
    ran = shell("check", "--credential", "thinking-time", draft)

    assert ran.status == 0
    assert "Would not pass today:" in ran.out
    assert "Use of pauses" in ran.out
    assert "%" not in ran.out
    assert "you will pass" not in ran.out


def test_check_for_people_says_the_rule_and_what_is_worth_a_look(
    shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "draft.md"
    path.write_text("My transcript: https://docs.google.com/document/d/1\n\nWe had cake.\n")
    ran = shell("check", "--credential", "thinking-time", path)
    told = " ".join(ran.out.split())

    assert "How it is decided: Part 1 passes or does not" in told
    assert "Worth a look before you hand it in - The Google Docs link opens only if" in told
    assert "Parts and prompts could not be told apart" in told
    assert "nothing says which text" not in told


def test_check_reads_word_and_pdf(shell: Shell, tmp_path: Path) -> None:
    word = Document()
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    for line in GOOD_DRAFT.splitlines():
        if line.startswith("#"):
            word.add_heading(line.lstrip("# "), 1)
            pdf.set_font("Helvetica", "B", 16)
        elif line:
            word.add_paragraph(line)
            pdf.set_font("Helvetica", size=11)
        if line:
            pdf.multi_cell(0, 8, line.lstrip("# "), new_x="LMARGIN", new_y="NEXT")
    word.save(str(tmp_path / "draft.docx"))
    pdf.output(str(tmp_path / "draft.pdf"))

    for name in ("draft.docx", "draft.pdf"):
        ran = shell("check", "--credential", "thinking-time", tmp_path / name, "--json")

        assert ran.status == 0, ran.err
        quoted = [q["text"] for f in ran.json["findings"] for q in f["quotes"]]
        assert any("seven students spoke before" in " ".join(text.split()) for text in quoted)


def test_check_reads_standard_input(shell: Shell, draft: Path) -> None:
    ran = shell("check", "--credential", "thinking-time", "-", "--json", stdin=GOOD_DRAFT)
    file = shell("check", "--credential", "thinking-time", draft, "--json")

    assert ran.status == 0
    assert ran.json == file.json


def test_check_takes_several_files_of_one_name(shell: Shell, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "draft.md").write_text(GOOD_DRAFT)
    ran = shell(
        "check",
        "--credential",
        "thinking-time",
        tmp_path / "one" / "draft.md",
        tmp_path / "two" / "draft.md",
        "--json",
    )
    files = {q["file"] for f in ran.json["findings"] for q in f["quotes"]}
    assert ran.status == 0
    assert files <= {"draft.md", "draft (2).md"}


def test_check_names_what_it_did_not_read(shell: Shell, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "lesson.mp4").write_bytes(b"\0" * 100)
    ran = shell("check", "--credential", "thinking-time", draft, tmp_path / "lesson.mp4", "--json")

    assert ran.status == 0
    assert "lesson.mp4" in ran.err
    assert any("lesson.mp4" in warning for warning in ran.json["warnings"])


def test_check_fails_under_the_bar(shell: Shell, draft: Path) -> None:
    ran = shell("check", "--credential", "thinking-time", draft, "--fail-under", "ready", "--json")

    assert ran.status == 1
    assert ran.json["readiness"] != "ready"


def test_check_shows_private_things(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(GOOD_DRAFT + "\nMaya Johnson said so.\n")
    ran = shell("check", "--credential", "thinking-time", tmp_path / "draft.md")

    assert "student name in draft.md: Maya Johnson" in ran.out


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_check_of_an_unknown_credential_names_the_nearest(shell: Shell, draft: Path) -> None:
    ran = shell("check", "--credential", "thinking-tme", draft, "--json")

    assert ran.status == 2
    assert ran.out == ""
    assert ran.err == 'There is no credential "thinking-tme"; did you mean thinking-time?\n'


def test_check_of_a_file_that_is_not_there_names_it(shell: Shell, tmp_path: Path) -> None:
    ran = shell("check", "--credential", "thinking-time", tmp_path / "gone.md")

    assert ran.status == 2
    assert ran.err == f"{tmp_path}/gone.md does not exist; check the name.\n"


def test_check_of_a_folder_asks_for_files(shell: Shell, tmp_path: Path) -> None:
    ran = shell("check", "--credential", "thinking-time", tmp_path)

    assert ran.status == 2
    assert ran.err == f"{tmp_path} is a folder; name the files of the draft.\n"


def test_check_gives_each_faulty_file_its_line(shell: Shell, draft: Path, tmp_path: Path) -> None:
    ran = shell("check", "--credential", "thinking-time", draft, tmp_path / "gone.md", tmp_path)
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("draft.md", b""),
        ("draft.md", b"  \n\n"),
        ("draft.md", b"---\n***\n"),
        ("draft.md", bytes(range(256)) * 40),
        ("draft.txt", b"\x7fELF\x02\x01\x01\x00" + b"\0" * 500),
        ("draft.pdf", b"%PDF-1.7 broken"),
        ("draft.docx", b"PK\x03\x04 broken"),
        ("draft.docx", b"no zip at all"),
    ],
)
def test_check_of_what_holds_no_text_is_one_clear_line(
    shell: Shell, tmp_path: Path, name: str, data: bytes
) -> None:
    ran = shell("check", "--credential", "thinking-time", write(tmp_path / name, data), "--json")

    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert ran.err[0].isalpha()


def test_check_of_an_empty_standard_input_is_one_clear_line(shell: Shell) -> None:
    ran = shell("check", "--credential", "thinking-time", "-")

    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1


def test_check_of_fifty_megabytes_is_refused_by_size(shell: Shell, tmp_path: Path) -> None:
    large = tmp_path / "draft.md"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    ran = shell("check", "--credential", "thinking-time", large)

    assert ran.status == 2
    assert "has 50 MB and at most 20 MB can be read" in ran.err


def test_check_of_more_than_can_be_read_from_standard_input_is_refused(shell: Shell) -> None:
    ran = shell("check", "--credential", "thinking-time", "-", stdin=b"word " * 4_000_001)

    assert ran.status == 2
    assert "more than 20 MB" in ran.err


def test_check_through_a_model_that_is_not_set_up_answers_offline(
    shell: Shell, draft: Path
) -> None:
    ran = shell("check", "--credential", "thinking-time", draft, "--engine", "llm", "--json")

    assert ran.status == 0
    assert ran.json["engine"]["name"] == "offline"
    assert "OPENAI_API_KEY" in ran.err
