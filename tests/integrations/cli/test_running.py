"""The commands of docs/running.md, run in their order on one installation."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from chromadb.api.shared_system_client import SharedSystemClient

from assistant.accounts import Accounts
from assistant.store.session import Store
from integrations import server
from tests.integrations.cli.conftest import Shell

PAGE = Path(__file__).parents[3] / "docs" / "running.md"


def commands() -> list[list[str]]:
    """Every line of every shell block, split as a shell would."""
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.strip()]


def test_every_command_of_the_page_does_what_it_says_in_that_order(
    shell: Shell,
    bare_shell: Shell,
    indexed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    served: list[int] = []
    monkeypatch.setattr(server, "serve", lambda _services, _host, port, **_: served.append(port))
    shutil.copytree(indexed / "catalogue", tmp_path / "my-catalogue")
    kept = tmp_path / "kept"
    store = Store(f"sqlite:///{kept / 'credcoach.sqlite3'}")
    store.migrate()
    Accounts(store).welcome("alice@school.example", "Alice")
    store.close()
    ran = []
    for program, *words in commands():
        assert program == "credcoach"
        SharedSystemClient.clear_system_cache()  # each command is a process of its own
        done = bare_shell(*words) if words[0] == "privacy" else shell(*words, at=kept)
        assert done.status == 0, f"{words}: {done.err}"
        ran.append(words[0])
    assert served == [8000]
    assert {"index", "serve", "doctor", "backup", "restore", "privacy", "user", "retention"} == set(
        ran
    )
    assert (tmp_path / "monday.zip").is_file()
    assert (tmp_path / "alice.zip").is_file()
