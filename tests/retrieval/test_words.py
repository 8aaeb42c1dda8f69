"""Words: stemmed and weighed, mended, and which language they are."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.words import Spelling, WordIndex, spanish, standardised, words_of


def test_words_are_found_in_another_form() -> None:
    scores = WordIndex(["students discuss texts", "grading papers"]).scores("a discussion")
    assert scores[0] > 0 == scores[1]


def test_spanish_words_are_stemmed_as_spanish() -> None:
    index = WordIndex(["los niños leen despacio", "padres que no contestan"], "spanish")
    assert index.scores("mi niño lee muy despacio").argmax() == 0


@pytest.mark.parametrize("texts", [[], [""], ["the of and"]])
def test_texts_without_words_score_nothing(texts: list[str]) -> None:
    assert WordIndex(texts).scores("anything at all").tolist() == [0.0] * len(texts)


@pytest.mark.parametrize(
    ("text", "is_spanish"),
    [
        ("Mis alumnos no participan cuando hago preguntas", True),
        ("quiero que los padres vengan a la escuela", True),
        ("llegó un alumno nuevo y no habla inglés", True),
        ("llego hace poco y no tiene amigos", True),
        ("my kids never talk", False),
        ("my résumé for the café with a piñata", False),
        ("the San Antonio project on la frontera", False),
        ("", False),
    ],
)
def test_spanish_is_told_by_its_small_words(text: str, is_spanish: bool) -> None:
    assert spanish(text) is is_spanish


def test_a_name_inside_a_sentence_is_no_slip() -> None:
    spelling = Spelling({"books", "reading", "with"})
    assert spelling.mended("readnig with Jaylen Brooks") == "reading with Jaylen Brooks"
    assert spelling.mended("brooks") == "books"


def test_a_slip_is_mended_and_what_is_known_or_far_from_known_stays() -> None:
    spelling = Spelling(words_of(["students give feedback on writing", "phonics"]))
    assert spelling.mended("My stundents need feeback on writting") == (
        "My students need feedback on writing"
    )
    assert spelling.mended("phonics") == "phonics"
    assert spelling.mended("the kazoo at 9:15") == "the kazoo at 9:15"


def test_short_words_are_never_guessed_at() -> None:
    assert Spelling({"cat"}).mended("car cot") == "car cot"


def test_scores_that_do_not_vary_say_nothing() -> None:
    assert standardised(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]
    assert standardised(np.array([1.0, 3.0])).tolist() == [-1.0, 1.0]
