"""`credcoach disclosure`: what whoever sits at this machine was helped with."""

from __future__ import annotations

from pathlib import Path

from tests.integrations.cli.conftest import Shell


def test_it_is_printed_as_markdown_or_json(shell: Shell) -> None:
    ran = shell("disclosure", "--credential", "thinking-time")
    assert ran.status == 0
    assert ran.out.startswith("# Help with this submission\n")
    assert "No help with this credential is on record." in ran.out
    body = shell("disclosure", "--credential", "thinking-time", "--json").json
    assert body["lines"] == []
    assert body["rule_note"] == "Say which tool helped."


def test_it_is_written_where_it_is_asked_to_and_over_nothing(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "help.pdf"
    ran = shell("disclosure", "--credential", "thinking-time", "--out", target)
    assert ran.status == 0
    assert ran.out == ""
    assert target.read_bytes().startswith(b"%PDF")
    again = shell("disclosure", "--credential", "thinking-time", "--out", target)
    assert again.status == 2
    assert "already there" in again.err


def test_what_cannot_be_is_refused_with_what_to_do(shell: Shell, tmp_path: Path) -> None:
    unknown = shell("disclosure", "--credential", "nothing")
    assert unknown.status == 2
    assert "nothing" in unknown.err
    wrong = shell("disclosure", "--credential", "thinking-time", "--out", tmp_path / "help.odt")
    assert wrong.status == 2
    assert ".json, .md, .docx or .pdf" in wrong.err
    nowhere = tmp_path / "no" / "help.md"
    assert shell("disclosure", "--credential", "thinking-time", "--out", nowhere).status == 2
