"""Spanish words of school life in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import LexiconUnreadable
from retrieval.lexicon.glossary import Glossary, read_glossary

SMALL = Glossary({"tiempo de espera": "wait time", "tiempo": "time", "niños": "children"})


def test_the_longest_phrase_is_taken_and_accents_do_not_matter() -> None:
    assert SMALL.in_english("Tiempo de espera para los ninos") == "wait time children"
    assert SMALL.in_english("el tiempo") == "time"


def test_what_is_not_known_is_left_out() -> None:
    assert SMALL.in_english("zanahoria") == ""


def test_our_glossary_knows_what_teachers_say() -> None:
    english = read_glossary().in_english("mis alumnos no entienden la tarea y los papás no vienen")
    assert {"students", "homework", "parents"} <= set(english.split())


def test_a_glossary_of_another_form_is_said(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text("- a\n- b\n")
    with pytest.raises(LexiconUnreadable, match="words.yaml"):
        read_glossary(file)
