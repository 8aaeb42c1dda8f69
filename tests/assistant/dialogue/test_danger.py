"""Somebody in danger: who it is, in both languages; and what only sounds like it."""

from __future__ import annotations

import pytest

from assistant.dialogue.danger import danger_in, still_in_danger


@pytest.mark.parametrize(
    ("message", "who"),
    [
        ("a student told me she wants to die", "student"),
        ("my student has bruises on her arms", "student"),
        ("he said his dad hits him", "student"),
        ("he posted that he'd bring a gun to school", "student"),
        ("una alumna me contó que su papá le pega", "student"),
        ("un estudiante dice que se quiere morir", "student"),
        ("I want to die", "own"),
        ("I don't want to be here anymore", "own"),
        ("quiero matarme", "own"),
    ],
)
def test_who_is_in_danger_is_heard(message: str, who: str) -> None:
    assert danger_in(message) == who


@pytest.mark.parametrize(
    "message",
    [
        "this grading is killing me",
        "kids are dying to talk",
        "suicide prevention training for teachers",
        "I can't do this anymore",
        "my lesson died after ten minutes",
        "mis alumnos se mueren de risa",
    ],
)
def test_a_way_of_speaking_is_no_danger(message: str) -> None:
    assert danger_in(message) is None


@pytest.mark.parametrize(
    ("message", "goes_on"),
    [
        ("the counselor went home already", True),
        ("who do I call?", True),
        ("what if she does it tonight", True),
        ("¿a quién le aviso?", True),
        ("ok, back to my draft", False),
        ("something shorter please", False),
    ],
)
def test_whether_it_goes_on_about_the_danger(message: str, goes_on: bool) -> None:
    assert still_in_danger(message) is goes_on
