"""`credcoach match` at the shell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.self_check.surface import SurfaceJudge
from integrations.services import Services
from tests.evidence import SPEAKS_TO_PAUSES, UNRELATED
from tests.integrations.cli.conftest import Shell


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch) -> None:
    """A judge that needs no weights."""
    judge: Any = property(lambda _: SurfaceJudge())
    monkeypatch.setattr(Services, "offline_judge", judge)


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    path = tmp_path / "lesson.md"
    path.write_text(SPEAKS_TO_PAUSES)
    return path


def test_match_in_json_gives_credentials_and_nothing_beside_it(shell: Shell, lesson: Path) -> None:
    ran = shell("match", lesson, "--json")

    assert (ran.status, ran.err) == (0, "")
    assert set(ran.json) == {"matches", "message", "privacy", "warnings"}
    assert ran.json["matches"][0]["credential_id"] == "thinking-time"


def test_match_shows_rows_and_passages(shell: Shell, lesson: Path) -> None:
    ran = shell("match", lesson)

    assert ran.status == 0
    assert "Giving Students Time to Think" in ran.out
    assert "Use of pauses" in ran.out
    assert "“" in ran.out


def test_match_reads_standard_input_and_says_when_nothing_is_near(shell: Shell) -> None:
    ran = shell("match", "-", stdin=UNRELATED)

    assert ran.status == 0
    assert "I find no credential here" in ran.out


def test_match_warns_of_names_on_standard_error(shell: Shell, lesson: Path) -> None:
    lesson.write_text(f"{SPEAKS_TO_PAUSES}\nWrite to marcus.delgado@school.example.\n")
    ran = shell("match", lesson)

    assert "could identify a student" in ran.err
    assert "marcus.delgado@school.example" in ran.out


@pytest.mark.parametrize("content", [b"", b"   \n", b"word " * 60_001, None])
def test_match_refuses_what_it_cannot_read_in_a_sentence(
    shell: Shell, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "plan.md"
    if content is not None:
        path.write_bytes(content)
    ran = shell("match", path)

    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.strip().splitlines()) == 1
