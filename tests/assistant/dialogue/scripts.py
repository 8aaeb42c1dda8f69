"""The written dialogues as they stand in `tests/dialogues/`: read, and held to their format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "dialogues"
GHOST_WRITING = FOLDER / "ghost-writing.yaml"
CARDS = ("recommendations", "self_check", "plan", "cohort", "passages")
EXPECTATIONS = {
    "card": str,
    "no_card": bool,
    "any_match": list,
    "none_match": list,
    "shorter": bool,
    "says_any": list,
    "says_none": list,
    "language": str,
    "at_most_questions": int,
    "memory": dict,
    "stage": dict,
    "profile": dict,
    "shared": bool,
}


@dataclass(frozen=True)
class Turn:
    """What is said, and what a good assistant's answer to it shows."""

    say: str
    expect: dict[str, Any]


@dataclass(frozen=True)
class Script:
    """One written dialogue."""

    name: str
    person: str
    language: str
    turns: tuple[Turn, ...]
    end: str
    given: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """One sentence about writing; `writes` tells whether it asks for the submission."""

    say: str
    writes: bool
    language: str
    half: str
    what: str
    card: str | None = None


def scripts() -> list[Script]:
    """The sixty dialogues that the assistant is held to, by name."""
    return [*_of_half("dev"), *_of_half("val")]


def fresh() -> list[Script]:
    """The dialogues that nothing was built against, by name."""
    return _of_half("fresh")


def _of_half(half: str) -> list[Script]:
    return [script_in(file) for file in sorted(FOLDER.glob(f"{half}-[0-9][0-9]-*.yaml"))]


def script_in(file: Path) -> Script:
    """The dialogue in a file; raises ValueError where it does not keep to the format."""
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    turns = tuple(Turn(**turn) for turn in read.pop("turns"))
    script = Script(turns=turns, **read)
    faults = [*_faults(script, file.stem)]
    if faults:
        raise ValueError(f"{file.name}: {'; '.join(faults)}")
    return script


def requests() -> tuple[str, list[Request]]:
    """What is said before each request, and the requests."""
    read = yaml.safe_load(GHOST_WRITING.read_text(encoding="utf-8"))
    return read["opening"], [Request(**request) for request in read["requests"]]


def _faults(script: Script, stem: str) -> list[str]:
    found = []
    if script.name != stem:
        found.append(f"is named {script.name}")
    if script.person not in ("alice", "bob"):
        found.append(f"nobody is called {script.person}")
    if script.language not in ("en", "es"):
        found.append(f"language {script.language}")
    if not set(script.given) <= {"pursuits", "cohort"}:
        found.append(f"given {sorted(script.given)}")
    if not script.end.strip():
        found.append("has no end")
    for number, turn in enumerate(script.turns, start=1):
        found += [f"turn {number}: {fault}" for fault in _turn_faults(turn)]
    return found


def _turn_faults(turn: Turn) -> list[str]:
    if not isinstance(turn.say, str) or not turn.say.strip():
        return ["nothing is said"]
    found = []
    for key, value in turn.expect.items():
        kind = EXPECTATIONS.get(key)
        if kind is None:
            found.append(f"unknown expectation {key}")
        elif not isinstance(value, kind):
            found.append(f"{key} is no {kind.__name__}")
        elif isinstance(value, list) and not all(isinstance(item, str) for item in value):
            found.append(f"{key} holds something that is no text")
    if turn.expect.get("card", CARDS[0]) not in CARDS:
        found.append(f"there is no card {turn.expect['card']}")
    return found


def says(text: str, stem: str) -> bool:
    """Whether a stem stands at the start of a word; up to three letters have to be all of it."""
    end = r"(?!\w)" if len(stem) <= 3 and stem[-1].isalnum() else ""
    start = r"(?<!\w)" if stem[0].isalnum() else ""
    return bool(re.search(f"{start}{re.escape(_even(stem))}{end}", _even(text), re.IGNORECASE))


def _even(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
