"""`check --since`: what changed since an earlier `check --json`, and what is no such report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.catalogues import GOOD_DRAFT
from tests.integrations.cli.conftest import Shell

EVIDENCE = "The transcript of lesson one shows pauses of three seconds after four questions.\n"
CHECK = ("check", "--credential", "thinking-time")


@pytest.fixture
def earlier(shell: Shell, tmp_path: Path) -> Path:
    """The report on a draft without one of its pieces of evidence."""
    draft = tmp_path / "draft.md"
    draft.write_text(GOOD_DRAFT.replace(EVIDENCE, ""))
    report = tmp_path / "earlier.json"
    report.write_text(shell(*CHECK, draft, "--json").out)
    draft.write_text(GOOD_DRAFT)
    return report


def test_changes_are_printed_after_the_report(shell: Shell, earlier: Path, tmp_path: Path) -> None:
    ran = shell(*CHECK, tmp_path / "draft.md", "--since", earlier)

    assert ran.status == 0
    told = ran.out.partition("Since the earlier check")[2]
    assert "Sentences added: 1; taken out: 0." in told
    assert "Use of pauses: " in told
    assert "Looking back: Still" in told
    assert "%" not in told


def test_changes_are_a_key_in_json_and_the_report_serves_the_next_time(
    shell: Shell, earlier: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.md"
    first = json.loads(earlier.read_text())
    assert "changes" not in first
    assert list(first["sentences"]) == ["draft.md"]
    now = shell(*CHECK, draft, "--since", earlier, "--json").json
    assert now["changes"]["compared"]
    for before, after in zip(first["findings"], now["findings"], strict=True):
        assert after["score"] >= before["score"]
    later = tmp_path / "later.json"
    later.write_text(json.dumps(now))
    draft.write_text(GOOD_DRAFT.replace(EVIDENCE, ""))
    again = shell(*CHECK, draft, "--since", later, "--json").json
    assert again["changes"]["sentences_removed"] == 1
    for before, after in zip(now["findings"], again["findings"], strict=True):
        assert after["score"] <= before["score"]


def test_a_report_on_another_rubric_is_said_not_to_be_compared(
    shell: Shell, earlier: Path, tmp_path: Path
) -> None:
    body = json.loads(earlier.read_text())
    earlier.write_text(json.dumps({**body, "rubric_version": "sha256:0"}))
    ran = shell(*CHECK, tmp_path / "draft.md", "--since", earlier)

    assert ran.status == 0
    assert "The rubric has changed since your last check" in ran.out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "is no JSON"),
        ("words", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "no self-check"),
        ('{"findings": []}', "no self-check"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(
    shell: Shell, tmp_path: Path, text: str, expected: str
) -> None:
    (tmp_path / "draft.md").write_text(GOOD_DRAFT)
    given = tmp_path / "earlier.json"
    given.write_text(text)
    ran = shell(*CHECK, tmp_path / "draft.md", "--since", given, "--json")

    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert expected in ran.err


def test_a_report_that_is_not_there_or_of_another_credential_is_named(
    shell: Shell, earlier: Path, tmp_path: Path
) -> None:
    gone = shell(*CHECK, tmp_path / "draft.md", "--since", tmp_path / "gone.json")
    assert (gone.status, gone.err) == (2, f"{tmp_path}/gone.json does not exist; check the name.\n")
    other = shell("check", "--credential", "own-words", tmp_path / "draft.md", "--since", earlier)
    assert other.status == 2
    assert "is about the credential 'thinking-time'" in other.err
