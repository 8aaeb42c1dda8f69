"""eval questions at the shell, on a set of a few lines."""

from __future__ import annotations

import json
from pathlib import Path

from tests.catalogues import write_catalogue
from tests.integrations.cli.conftest import Shell

ANSWER = "Submit a transcript of two lessons."


def test_questions_are_measured_by_half_and_written_down(shell: Shell, tmp_path: Path) -> None:
    folder, out = tmp_path / "questions", tmp_path / "out.jsonl"
    write_catalogue(folder / "catalog")
    asked = {"qid": "q1", "credential_id": "thinking-time", "answer": ANSWER}
    asked["question"] = "Submit a transcript of how many lessons?"
    (folder / "questions.jsonl").write_text(json.dumps(asked) + "\n")
    ran = shell("eval", "questions", folder, "--json", "--predictions", out)

    assert ran.status == 0
    assert set(ran.json) == {"all", "odd (tuned on)"}
    assert ran.json["all"]["hit3"] == 1
    line = json.loads(out.read_text())
    assert line["qid"] == "q1"
    assert any(ANSWER in answer["text"] for answer in line["answers"])


def test_a_set_that_is_not_there_is_named_in_a_line(shell: Shell, tmp_path: Path) -> None:
    ran = shell("eval", "questions", tmp_path / "gone")
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1
    assert "gone" in ran.err
