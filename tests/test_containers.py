"""The image and the compose file are what the page about them says; read here, not built."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from assistant.settings import Settings
from integrations.cli.main import app

ROOT = Path(__file__).parent.parent
OUR_WORDS = {"POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB", "FORWARDED_ALLOW_IPS"}


def instructions() -> list[tuple[str, str]]:
    """(instruction, arguments) of the Dockerfile, continued lines joined."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines if line.strip()]


def compose() -> dict[str, Any]:
    """The compose file as YAML reads it."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return read


def stages() -> list[list[tuple[str, str]]]:
    """The instructions of each stage."""
    found: list[list[tuple[str, str]]] = []
    for instruction, rest in instructions():
        if instruction == "FROM":
            found.append([])
        found[-1].append((instruction, rest))
    return found


def test_what_installs_stays_behind() -> None:
    build, run = stages()
    assert build[0][1].endswith(" AS build")
    assert any(i == "COPY" and rest.startswith("--from=build ") for i, rest in run)
    assert not [rest for i, rest in run if i == "RUN" and "pip" in rest]


def test_everything_that_is_installed_by_number_is_checked_by_hash() -> None:
    for _, rest in instructions():
        if "-r requirements" in rest:
            assert "--require-hashes" in rest


def test_the_program_runs_as_nobody_in_particular() -> None:
    _, run = stages()
    users = [rest for i, rest in run if i == "USER"]
    assert users == ["credcoach"]
    after = [i for i, _ in run][[i for i, _ in run].index("USER") :]
    assert "ENTRYPOINT" in after
    assert "HEALTHCHECK" in after


def test_what_the_image_copies_is_there_and_is_let_through() -> None:
    let_through = (ROOT / ".dockerignore").read_text().splitlines()
    for instruction, rest in stages()[0]:
        if instruction == "COPY":
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in let_through, source


def test_the_image_knows_only_settings_that_exist() -> None:
    named = set(re.findall(r"\bCREDCOACH_[A-Z_]+\b", (ROOT / "Dockerfile").read_text()))
    assert named <= {str(field.alias) for field in Settings.model_fields.values()}


def test_two_workers_share_records_vectors_and_key() -> None:
    services = compose()["services"]
    workers = [service for name, service in services.items() if name.startswith("worker")]
    assert len(workers) >= 2
    for worker in workers:
        settings = worker["environment"]
        assert settings == workers[0]["environment"]
        assert settings["CREDCOACH_DATABASE_URL"].startswith("postgresql+psycopg://")
        assert settings["CREDCOACH_CHROMA_URL"] == "http://vectors:8000"
        assert settings["CREDCOACH_SECRET_KEY"].startswith("${CREDCOACH_SECRET_KEY:?")
        assert "ports" not in worker  # who comes past the proxy could claim any address


@pytest.mark.parametrize("name", ["compose.yaml", "Dockerfile", "docs/Caddyfile"])
def test_no_secret_stands_in_it(name: str) -> None:
    given = re.compile(r"^\s*(\w*(?:PASSWORD|SECRET|KEY)\w*)[:=]\s*(\S+)", re.MULTILINE)
    for key, value in given.findall(_text(name)):
        assert value.startswith("${"), key


def test_the_compose_file_names_settings_that_exist() -> None:
    known = {str(field.alias) for field in Settings.model_fields.values()} | OUR_WORDS
    for service in compose()["services"].values():
        if service.get("image") == "credcoach":
            assert set(service["environment"]) <= known
    wanted = set(re.findall(r"\$\{([A-Z_]+)", _text("compose.yaml")))
    assert wanted <= known


def test_every_volume_network_and_neighbour_that_is_named_is_there() -> None:
    read = compose()
    for name, service in read["services"].items():
        assert set(service["networks"]) <= set(read["networks"]), name
        assert set(service.get("depends_on", {})) <= set(read["services"]), name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("."):
                assert (ROOT / source).exists(), volume
            else:
                assert source in read["volumes"], volume


def test_the_proxy_asks_every_worker_and_lets_answers_stream() -> None:
    proxy = _text("docs/Caddyfile")
    for name in compose()["services"]:
        if name.startswith("worker"):
            assert f"{name}:8000" in proxy
    assert "health_uri /readyz" in proxy
    assert "flush_interval -1" in proxy


def test_the_page_says_that_the_image_was_not_built_and_names_what_compose_needs() -> None:
    page = _text("docs/running-large.md")
    assert "not built" in page
    for name in re.findall(r"\$\{([A-Z_]+):\?", _text("compose.yaml")):
        assert f"{name}=" in page
    for service in re.findall(r"docker compose (?:run|exec) .*?(worker-\d)", page):
        assert service in compose()["services"]


def test_every_command_of_ours_on_the_page_exists_with_its_options() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    lines = re.findall(r"^credcoach (.+)$", _text("docs/running-large.md"), re.MULTILINE)
    assert {line.split()[0] for line in lines} >= {"serve", "migrate-data"}
    for line in lines:
        command = commands[line.split()[0]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", line)) <= known, line


def _text(name: str) -> str:
    return (ROOT / name).read_text()
