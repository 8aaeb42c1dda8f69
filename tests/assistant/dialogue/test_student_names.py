"""Whether students' names may stand in the work: the rule, and the credential's own sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.dialogue.phrases import Phrases
from assistant.dialogue.student_names import asks_for_names, names_rule
from retrieval.passages import Passage
from tests.catalogues import credential


@pytest.mark.parametrize(
    "question",
    [
        "do i put names on the map",
        "can I use the kids' real names?",
        "are first names ok?",
        "¿puedo poner los nombres de mis alumnos?",
    ],
)
def test_a_question_about_students_names_is_heard(question: str) -> None:
    assert asks_for_names(question)


@pytest.mark.parametrize(
    "question",
    [
        "should I put my name on it",
        "what are the names of the parts",
        "how do I learn names fast",
        "can you name the parts",
    ],
)
def test_other_questions_with_names_in_them_are_not(question: str) -> None:
    assert not asks_for_names(question)


def passage(number: int, field: str, text: str) -> Passage:
    return Passage(f"p{number}", "thinking-time", field, "", f"place {number}", text)


def test_the_rule_is_followed_by_what_the_text_says_of_it_the_guide_first(tmp_path: Path) -> None:
    passages = [
        passage(1, "rubric", "Use codes in place of names. Count the turns."),
        passage(2, "file:guide", "Draw the seats. Write a code in each, never a name."),
        passage(3, "file:guide", "Say the name of the method."),
    ]
    answer = names_rule(credential(tmp_path), passages, Phrases("en"))

    assert "No real names" in answer
    assert answer.index("> Write a code in each, never a name.") < answer.index("> Use codes")
    assert "the method" not in answer
    assert "— place 2" in answer


def test_where_the_text_says_nothing_the_rule_stands_alone(tmp_path: Path) -> None:
    answer = names_rule(credential(tmp_path), [passage(1, "competency", "Pause.")], Phrases("es"))
    assert "Ningún nombre real" in answer
    assert ">" not in answer
