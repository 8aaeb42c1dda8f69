"""The assistant's own sentences: the same in every language, and each of them is there."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from assistant.dialogue.phrases import TABLES, Phrases

ASSISTANT = Path(__file__).parents[3] / "assistant"
SAYERS = {"say", "words", "_words"}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def said_by_name(source: str) -> set[str]:
    """The names of phrases that a module says literally."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        first = node.args[0]
        if name in SAYERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            found |= {first.value} if " " not in first.value else set()
    return found


def test_every_language_says_the_same_things_of_the_same_values() -> None:
    english, spanish = TABLES["en"], TABLES["es"]
    assert set(english) == set(spanish)
    differing = [k for k in english if placeholders(english[k]) != placeholders(spanish[k])]
    assert differing == []


def test_no_sentence_is_left_in_english() -> None:
    same = [k for k, text in TABLES["en"].items() if text == TABLES["es"][k]]
    assert [k for k in same if len(TABLES["en"][k].split()) > 2] == []


def test_every_sentence_that_is_said_by_name_is_there() -> None:
    rooms = [*(ASSISTANT / "dialogue").glob("*.py"), ASSISTANT / "answers.py"]
    said = {name for file in rooms for name in said_by_name(file.read_text(encoding="utf-8"))}
    assert len(said) > 50, "the names are found at all"
    assert said - set(TABLES["en"]) == set()


def test_a_value_that_is_missing_is_a_fault_and_one_with_braces_is_none() -> None:
    say = Phrases("es")
    with pytest.raises(KeyError):
        say("fact_cost")
    assert "{title}" in say("chosen", title="{title}")
