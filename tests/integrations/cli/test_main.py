"""The command as a whole: help at once, unknown words refused, failures kept in the log."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.recommendations import Recommender
from tests.catalogues import GOOD_DRAFT
from tests.integrations.cli.conftest import Shell

RUN = [sys.executable, "-c", "from integrations.cli.main import main; main()"]
REPOSITORY = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "serve",
        "index",
        "audit",
        "recommend",
        "check",
        "chat",
        "slack",
        "eval",
        "user",
        "doctor",
    ],
)
def test_every_command_of_the_contract_has_help(bare_shell: Shell, command: str) -> None:
    ran = bare_shell(command, "--help")
    assert ran.status == 0
    assert "Usage: credcoach" in ran.out
    assert command in bare_shell("--help").out


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['credcoach', '--help']\n"
        "from integrations.cli.failures import guarded\n"
        "from integrations.cli.main import app\n"
        "status = guarded(app)\n"
        "heavy = {'chromadb', 'langchain', 'langchain_openai', 'openai', 'sqlmodel', 'fastapi',"
        " 'slack_bolt', 'numpy'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy)); sys.exit(status)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    assert ran.returncode == 0
    assert ran.stdout.endswith("HEAVY []\n")


@pytest.mark.parametrize("arguments", [["fly"], ["user", "fly"], ["eval", "fly"], ["--fly"]])
def test_unknown_words_are_refused(bare_shell: Shell, arguments: list[str]) -> None:
    ran = bare_shell(*arguments)
    assert ran.status == 2
    assert "fly" in ran.err


def test_what_breaks_has_an_id_that_stands_in_the_log(
    shell: Shell, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("zebra-secret")

    monkeypatch.setattr(Recommender, "recommend", breaks)
    ran = shell("recommend", "letters to families", "--json")

    assert ran.status == 3
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert "zebra" not in ran.err
    found = re.search(r"Look for ([0-9a-f]{8}) in the log", ran.err)
    assert found is not None
    log = (data / "credcoach.log").read_text()
    assert f"incident {found.group(1)}" in log
    assert "zebra-secret" in log


def test_what_breaks_without_a_data_folder_has_its_id_in_the_caches_log(
    bare_shell: Shell, indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retrieval import audit

    def breaks(_: object) -> None:
        raise RuntimeError("zebra-secret")

    monkeypatch.setattr(audit, "audit_credential", breaks)
    ran = bare_shell("audit", indexed / "catalogue")

    assert ran.status == 3
    assert len(ran.err.splitlines()) == 1
    found = re.search(r"Look for ([0-9a-f]{8}) in the log", ran.err)
    assert found is not None
    log = tmp_path / "cache" / "credcoach" / "credcoach.log"
    assert found.group(1) in log.read_text()


def test_a_damaged_database_is_one_line_and_is_left_as_it_is(shell: Shell, data: Path) -> None:
    damaged = b"not a database at all" * 100
    (data / "credcoach.sqlite3").write_bytes(damaged)
    ran = shell("recommend", "letters to families")

    assert ran.status in (2, 3)
    assert len(ran.err.splitlines()) == 1
    assert (data / "credcoach.sqlite3").read_bytes() == damaged


def test_the_walk_in_the_terminal_with_the_real_embedder(
    bare_shell: Shell, indexed: Path, tmp_path: Path
) -> None:
    data = ["--data-dir", tmp_path / "real"]
    made = bare_shell("index", indexed / "catalogue", *data)
    assert made.status == 0, made.err

    found = bare_shell("recommend", "three kids do all the talking in my class", *data, "--json")
    assert found.status == 0, found.err
    assert found.json["matches"][0]["credential_id"] == "thinking-time"

    nothing = bare_shell("recommend", "a good recipe for pizza", *data, "--json")
    assert nothing.json["matches"] == []

    checked = bare_shell("check", "--credential", "thinking-time", "-", *data, stdin=GOOD_DRAFT)
    assert checked.status == 0, checked.err
    assert "Use of pauses" in checked.out


def test_a_reader_who_closes_the_pipe_hears_no_complaint(indexed: Path) -> None:
    with subprocess.Popen(
        [*RUN, "audit", str(indexed / "catalogue"), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(60) in (0, 1)  # Typer ends with 1 where it meets the closed pipe
