"""The house as a law: the floors, the faces, and which file owns which package.

integrations -> assistant -> {retrieval, prompts}; never up, never sideways. Change the law here and
in ARCHITECTURE.md, in one commit, and say why.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_LINES = 400

# floor -> the floors it may know
FLOORS = {
    "integrations": {"assistant", "retrieval", "prompts"},
    "assistant": {"retrieval", "prompts"},
    "retrieval": set(),
    "prompts": set(),
}
FACES = ("web", "slack", "cli")
# Every face is handed the services; the command line also starts what stands above the faces.
COMPOSITION = {
    "web": {"services"},
    "slack": {"services"},
    "cli": {"services", "server", "demo", "handover", "doctor", "backup", "moving", "upkeep"},
}
# package -> the only files or folders that may import it
OWNERS = {
    "fastapi": ("integrations/",),
    "starlette": ("integrations/",),
    "uvicorn": ("integrations/server.py",),
    "jinja2": ("integrations/web/",),
    "slack_bolt": ("integrations/slack/",),
    "slack_sdk": ("integrations/slack/",),
    "typer": ("integrations/cli/",),
    "rich": ("integrations/cli/",),
    "sqlmodel": ("assistant/store/",),
    "sqlalchemy": ("assistant/store/",),
    "alembic": ("assistant/store/",),
    "langchain": ("assistant/llm/",),
    "langchain_core": ("assistant/llm/",),
    "langchain_openai": ("assistant/llm/",),
    "openai": ("assistant/llm/", "retrieval/embeddings.py"),
    "chromadb": ("retrieval/index.py",),
    "yaml": (
        "retrieval/yaml_nodes.py",
        "retrieval/yaml_entries.py",
        "retrieval/yaml_writing.py",
        "retrieval/lexicon/entries.py",
        "assistant/evaluation/training/drafts.py",
        "assistant/evaluation/training/variants.py",
    ),
    "torch": ("assistant/evaluation/training/network.py",),
    "transformers": ("assistant/evaluation/training/network.py",),
    "tokenizers": ("retrieval/minilm.py",),
    "safetensors": ("retrieval/minilm.py",),
    "bm25s": ("retrieval/words.py",),
    "Stemmer": ("retrieval/words.py",),
    "rapidfuzz": ("retrieval/words.py",),
    "defusedxml": ("retrieval/formats/baked.py",),
    "jwt": (
        "retrieval/formats/issuer_keys.py",
        "retrieval/formats/signatures.py",
        "integrations/web/id_tokens.py",
    ),
    "cryptography": ("retrieval/formats/issuer_keys.py", "retrieval/formats/signatures.py"),
    "openpyxl": ("retrieval/formats/workbook.py", "retrieval/formats/workbook_writing.py"),
    "docx": ("retrieval/documents/word.py", "assistant/evidence_map/word.py"),
    "fpdf": ("assistant/evidence_map/sheet.py",),
    "font_roboto": ("assistant/evidence_map/sheet.py",),
    "pptx": ("retrieval/documents/slides.py",),
    "pypdf": ("retrieval/documents/pdf.py",),
    "bs4": ("retrieval/documents/hypertext.py",),
    "authlib": ("integrations/web/single_sign_on.py",),
    "smtplib": ("integrations/mail.py",),
    "icalendar": ("assistant/planning/calendar_file.py",),
    "phonenumbers": ("assistant/self_check/privacy/contacts.py",),
}
VAGUE_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "base", "misc"}
HEAVY = ("chromadb", "langchain", "langchain_core", "langchain_openai", "openai")


@dataclass(frozen=True)
class Import:
    """One imported module: where, on which line, and whether it waits until it is needed."""

    file: str
    line: int
    module: str
    lazy: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


def sources(*folders: str) -> list[Path]:
    return sorted(p for folder in folders for p in (ROOT / folder).rglob("*.py"))


def relative(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def imports_of(text: str, file: str) -> Iterator[Import]:
    """Every import of a module, written in any form, lazy ones included."""
    package = file.removesuffix(".py").removesuffix("/__init__").split("/")
    if not file.endswith("__init__.py"):
        package = package[:-1]
    tree = ast.parse(text)
    waiting = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _type_checking(node)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        lazy = id(node) in waiting
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(file, node.lineno, name.name, lazy)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for name in node.names:  # `from integrations import demo` names a module as well
                yield Import(file, node.lineno, f"{base}.{name.name}", lazy)


def _type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


@cache
def all_imports() -> tuple[Import, ...]:
    """The imports of the four floors."""
    return tuple(
        found
        for file in sources(*FLOORS)
        for found in imports_of(file.read_text(encoding="utf-8"), relative(file))
    )


def listed(found: list[Import]) -> list[str]:
    return sorted({str(one) for one in found})


# The law


def breaks_the_floors(one: Import) -> bool:
    here, there = one.file.split("/")[0], one.module.split(".")[0]
    return there in FLOORS and there != here and there not in FLOORS[here]


def breaks_the_faces(one: Import) -> bool:
    parts, there = one.file.split("/"), one.module.split(".")
    if parts[:1] != ["integrations"] or parts[1] not in FACES or there[0] != "integrations":
        return False
    face, target = parts[1], there[1]
    return target != face and target not in COMPOSITION[face]


def breaks_the_ownership(one: Import) -> bool:
    owners = OWNERS.get(one.module.split(".")[0])
    return owners is not None and not one.file.startswith(owners)


def test_no_floor_knows_one_above_or_beside_it() -> None:
    assert listed([one for one in all_imports() if breaks_the_floors(one)]) == []


def test_faces_do_not_know_each_other() -> None:
    assert listed([one for one in all_imports() if breaks_the_faces(one)]) == []


def test_the_command_line_loads_what_it_starts_only_when_it_starts_it() -> None:
    started = {f"integrations.{name}" for name in COMPOSITION["cli"]}
    eager = [
        one
        for one in all_imports()
        if one.file.startswith("integrations/cli/")
        and ".".join(one.module.split(".")[:2]) in started
        and not one.lazy
    ]
    assert listed(eager) == []


def test_each_package_is_imported_only_by_its_owner() -> None:
    assert listed([one for one in all_imports() if breaks_the_ownership(one)]) == []


def test_every_owner_exists_and_uses_what_it_owns() -> None:
    used = {(one.module.split(".")[0], one.file) for one in all_imports()}
    idle = {
        package
        for package, owners in OWNERS.items()
        if not any(name == package and file.startswith(owners) for name, file in used)
    }
    assert idle <= {"langchain", "langchain_core"}  # theirs once assistant/llm needs an agent loop


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("retrieval/x.py", "import assistant.people"),
        ("retrieval/x.py", "from prompts import template"),
        ("prompts/x.py", "def f():\n    from retrieval.errors import RetrievalError"),
        ("assistant/x.py", "from integrations.services import Services"),
        ("assistant/llm/x.py", "async def f():\n    import integrations.web.app as app"),
        ("integrations/web/x.py", "from integrations import slack"),
        ("integrations/slack/x.py", "from ..web import app"),
        ("integrations/web/routes/x.py", "import integrations.demo"),
        ("assistant/x.py", "import sqlalchemy.orm"),
        ("integrations/web/x.py", "from slack_bolt.adapter import fastapi"),
        ("assistant/x.py", "if TYPE_CHECKING:\n    import chromadb"),
    ],
)
def test_the_law_sees_every_way_to_break_it(file: str, text: str) -> None:
    found = list(imports_of(text, file))
    rules = (breaks_the_floors, breaks_the_faces, breaks_the_ownership)
    assert any(rule(one) for rule in rules for one in found)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("assistant/x.py", "from retrieval.errors import RetrievalError\nimport prompts.template"),
        ("integrations/web/x.py", "from integrations.services import Services\nfrom . import deps"),
        ("integrations/cli/x.py", "def f():\n    from integrations.server import serve"),
        ("integrations/server.py", "from integrations.slack import slack_router\nimport uvicorn"),
        ("retrieval/embeddings.py", "import openai"),
    ],
)
def test_the_law_lets_through_what_it_allows(file: str, text: str) -> None:
    found = list(imports_of(text, file))
    rules = (breaks_the_floors, breaks_the_faces, breaks_the_ownership)
    assert listed([one for rule in rules for one in found if rule(one)]) == []


# Files


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [relative(f) for f in sources(*FLOORS, "tests") if f.stem.strip("_") in VAGUE_NAMES]
    folders = [
        relative(f)
        for floor in FLOORS
        for f in (ROOT / floor).rglob("*")
        if f.is_dir() and f.name in VAGUE_NAMES
    ]
    assert vague + folders == []


def test_no_file_has_more_lines_than_can_be_read_in_one_sitting() -> None:
    # A migration is history: it is written once and never changed, so it is not split either.
    lines = {
        relative(file): len(file.read_text(encoding="utf-8").splitlines())
        for file in sources(*FLOORS)
        if "migrations/versions" not in relative(file)
    }
    assert {file: count for file, count in lines.items() if count > MOST_LINES} == {}


def test_every_module_has_a_docstring() -> None:
    silent = [
        relative(file)
        for file in sources(*FLOORS, "tests")
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {file.parent for file in sources(*FLOORS)}
    assert sorted(relative(f) for f in folders if not (f / "__init__.py").exists()) == []


# What importing loads


def loaded_by(program: str) -> set[str]:
    """The modules that a fresh interpreter holds after a program."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nprint('LOADED', *sys.modules)"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    last = done.stdout.rstrip().rpartition("\n")[2]
    assert last.startswith("LOADED ")
    return set(last.split()[1:])


@pytest.mark.parametrize("package", [*FLOORS, *(f"integrations.{face}" for face in FACES)])
def test_importing_a_package_loads_no_heavy_library(package: str) -> None:
    assert loaded_by(f"import {package}") & set(HEAVY) == set()


HELP = """
import sys
sys.argv = ["credcoach", "--help"]
from integrations.cli.main import main
try:
    main()
except SystemExit as done:
    assert not done.code, done.code
"""
MOST_MODULES = 300  # 200 in Python 3.11; anything heavy brings hundreds


def test_help_loads_no_library_that_it_does_not_need() -> None:
    loaded = loaded_by(HELP)
    assert "integrations.cli.main" in loaded
    unneeded = {"numpy", "fastapi", "starlette", "sqlalchemy", "sqlmodel", "pydantic", "yaml"}
    assert loaded & {*unneeded, *HEAVY} == set()
    assert len(loaded) < MOST_MODULES
