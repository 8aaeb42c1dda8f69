"""What the documents say is so: settings, commands, rooms, files and links."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import typer.main

from assistant.settings import Settings
from integrations.cli.main import app

ROOT = Path(__file__).parent.parent
FLOORS = ("retrieval", "assistant", "integrations", "prompts")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    file = ROOT / name
    assert file.is_file(), f"{name} is missing from the repository's root"
    return file.read_text(encoding="utf-8")


def setting_names() -> list[str]:
    """The environment variables, as `Settings` names them."""
    return sorted(str(field.alias) for field in Settings.model_fields.values())


def commands() -> dict[tuple[str, ...], Any]:
    """Every command by its words: ("index",), ("eval", "retrieval")."""
    found = {}
    for name, command in typer.main.get_command(app).commands.items():
        if hasattr(command, "commands"):
            found.update({(name, inner): c for inner, c in command.commands.items()})
        else:
            found[(name,)] = command
    return found


def test_the_settings_and_commands_are_found_at_all() -> None:
    assert {"CREDCOACH_DATA_DIR", "OPENAI_API_KEY", "SLACK_BOT_TOKEN"} <= set(setting_names())
    assert {("demo",), ("check",), ("eval", "feedback"), ("user", "add")} <= set(commands())


@pytest.mark.parametrize("name", setting_names())
def test_every_setting_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"`{name}`", read("README.md")), f"README.md does not name {name}"


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    named = set(re.findall(r"\b(?:CREDCOACH|OPENAI|SLACK)_[A-Z_]+\b", read("README.md")))
    assert named - set(setting_names()) == set()


@pytest.mark.parametrize("words", sorted(commands()), ids=" ".join)
def test_every_command_stands_in_the_readme(words: tuple[str, ...]) -> None:
    lines = [x for x in read("README.md").splitlines() if f"credcoach {words[0]}" in x]
    assert any(re.search(rf"\b{words[-1]}\b", line) for line in lines), (
        f"README.md does not name `credcoach {' '.join(words)}`"
    )


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    first = {words[0] for words in commands()}
    named = set(re.findall(r"(?:^|`)credcoach ([a-z-]+)", read("README.md"), re.MULTILINE))
    assert named
    assert named - first == set()


def test_every_option_in_the_readme_s_table_of_commands_exists() -> None:
    unknown = []
    for line in read("README.md").splitlines():
        row = re.match(r"\| `credcoach ([a-z-]+)", line)
        if row:
            group = [c for words, c in commands().items() if words[0] == row.group(1)]
            known = {o for command in group for p in command.params for o in p.opts}
            options = re.findall(r"(?<![\w-])--[a-z][a-z-]*", line)
            unknown += [f"{row.group(1)} {option}" for option in options if option not in known]
    assert unknown == []


def rooms() -> list[str]:
    """The floors and the folders that stand directly in them."""
    inner = [
        f"{folder.name}/"
        for floor in FLOORS
        for folder in sorted((ROOT / floor).iterdir())
        if folder.is_dir() and not folder.name.startswith(("_", "."))
    ]
    return [*(f"{floor}/" for floor in FLOORS), "tests/", *inner]


@pytest.mark.parametrize("room", rooms())
def test_every_room_stands_in_the_architecture(room: str) -> None:
    assert re.search(rf"(?<!\w){room}", read("ARCHITECTURE.md")), f"ARCHITECTURE.md: no {room}"


def test_every_file_that_the_architecture_names_exists() -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for floor in (*FLOORS, "tests")
        for path in (ROOT / floor).rglob("*")
    } | {path.name for path in ROOT.iterdir()}
    named = set(re.findall(r"[\w./-]*\w\.(?:py|md|json|txt|yaml)\b", read("ARCHITECTURE.md")))
    assert len(named) > 20
    gone = [n for n in named if n not in files and not any(f.endswith(f"/{n}") for f in files)]
    assert sorted(gone) == []


def test_the_changelog_has_room_for_what_comes_next() -> None:
    section = re.search(r"^## Unreleased\n(.*?)(?=^## |\Z)", read("CHANGELOG.md"), re.M | re.S)
    assert section, "CHANGELOG.md has no section `## Unreleased`"
    assert re.search(r"^- \w", section.group(1), re.M), "the section Unreleased holds no entry"


def anchor(heading: str) -> str:
    """The fragment that a code host makes of a heading."""
    kept = [c for c in heading.lower() if c in " -_" or unicodedata.category(c)[0] in "LN"]
    return "".join(kept).strip().replace(" ", "-")


def anchors(text: str) -> set[str]:
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", FENCED.sub("", text), re.M)}


def test_links_are_looked_for_in_documents_that_have_some() -> None:
    assert {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"} <= {d.name for d in DOCUMENTS}
    assert LINK.findall('see [a](b.md#c), ![d](e.png "f")') == ["b.md#c", "e.png"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_relative_links_lead_somewhere(document: Path) -> None:
    broken = []
    for target in LINK.findall(FENCED.sub("", document.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        file = (document.parent / path) if path else document
        if not file.exists():
            broken.append(f"{target}: no such file")
        elif fragment and fragment not in anchors(file.read_text(encoding="utf-8")):
            broken.append(f"{target}: no such heading")
    assert broken == []
