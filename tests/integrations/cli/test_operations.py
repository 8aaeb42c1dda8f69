"""doctor, and what keeps a server from starting."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from integrations.handover import only_server
from tests.catalogues import minimal, write_catalogue
from tests.integrations.cli.conftest import Shell


def test_doctor_looks_at_everything_that_can_be_set_up(shell: Shell) -> None:
    ran = shell("doctor", "--json")

    assert ran.status == 0
    marks = {item["name"]: item["mark"] for item in ran.json["items"]}
    assert marks["database"] == marks["embedder"] == marks["vectors"] == "ok"
    assert marks["model"] == marks["slack"] == marks["mail"] == "-"
    assert all(item["detail"] for item in ran.json["items"])


def test_doctor_says_what_was_found_in_words(shell: Shell) -> None:
    ran = shell("doctor")
    assert "ok  vectors: 5 credentials, 20 passages" in ran.out
    assert "set SLACK_BOT_TOKEN" in ran.out


def test_doctor_with_a_model_that_does_not_answer_says_what_to_mend(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
        monkeypatch.setenv("OPENAI_BASE_URL", address)
        ran = shell("doctor", "--json")

    (model,) = [item for item in ran.json["items"] if item["name"] == "model"]
    assert ran.status == 1
    assert model["mark"] == "no"
    assert "OPENAI_BASE_URL" in model["detail"]


def test_serve_on_a_port_that_is_taken_says_so(shell: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = shell("serve", "--port", port)

    assert ran.status == 2
    assert ran.err.startswith(f"127.0.0.1:{port} cannot be used (")
    assert "--port" in ran.err


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_serve_on_a_port_that_cannot_be_is_refused(shell: Shell, port: str) -> None:
    assert shell("serve", "--port", port).status == 2


def test_serve_on_an_address_of_another_machine_is_refused(shell: Shell) -> None:
    ran = shell("serve", "--host", "192.0.2.1", "--port", "0")
    assert ran.status == 2
    assert ran.err.startswith("192.0.2.1:0 cannot be used")


def test_a_second_server_on_a_data_folder_is_refused(shell: Shell, data: Path) -> None:
    with only_server(data, "http://127.0.0.1:1234"):
        ran = shell("serve", "--port", "0")

    assert ran.status == 2
    assert "A server already runs" in ran.err
    assert "http://127.0.0.1:1234" in ran.err


def test_index_beside_a_server_that_does_not_take_the_work_loses_nothing(
    shell: Shell, data: Path, tmp_path: Path
) -> None:
    folder = write_catalogue(tmp_path / "more", {"a.yaml": minimal("one")})
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with only_server(data, f"http://127.0.0.1:{closed.getsockname()[1]}"):
            ran = shell("index", folder)

    assert ran.status == 2
    assert "did not take the work" in ran.err
    assert "6 credentials" in shell("index", folder).err


@pytest.mark.parametrize("command", [["doctor"], ["recommend", "goal"], ["serve"], ["chat"]])
def test_a_data_folder_that_is_a_file_is_named(
    bare_shell: Shell, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "file").write_text("keep me")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        ran = bare_shell(*command, "--data-dir", folder)

        assert ran.status == 2
        assert ran.err.startswith(f"The data folder {folder} cannot be made (")
        assert "CREDCOACH_DATA_DIR" in ran.err
    assert (tmp_path / "file").read_text() == "keep me"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_cannot_be_written_is_named(bare_shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    ran = bare_shell("doctor", "--data-dir", tmp_path / "locked")
    assert ran.status == 2
    assert "cannot be written to" in ran.err


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CREDCOACH_EMBEDDINGS", "word2vec", "CREDCOACH_EMBEDDINGS: "),
        ("CREDCOACH_MODEL_BUDGET_USD", "lots", "CREDCOACH_MODEL_BUDGET_USD: "),
        ("CREDCOACH_SECRET_KEY", "zebra", "CREDCOACH_SECRET_KEY: "),
        ("CREDCOACH_DATABASE_URL", "no database at all", "CREDCOACH_DATABASE_URL"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)
    ran = shell("recommend", "letters to families")

    assert ran.status == 2
    assert expected in ran.err
    assert "zebra" not in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_dot_env_file_that_is_no_text_is_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00OPENAI")
    ran = shell("recommend", "letters to families")

    assert ran.status == 2
    assert ".env" in ran.err
