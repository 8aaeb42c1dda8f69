"""What is said of the plan in other words is put as the plan's rules read it."""

from __future__ import annotations

import pytest

from assistant.dialogue.plan_meaning import plan_meant


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("I only have 2 hours a week", "I only have 2 hours a week"),
        ("solo tengo 3 horas a la semana", "I only have 3 hours a week"),
        ("45 minutes a week is all I have", "I only have 0.75 hours a week"),
        ("deadline is april 2", "my deadline is april 2"),
        ("tengo que terminar antes del 15 de mayo", "my deadline is May 15"),
        ("¿qué hago esta semana?", "what should I do this week"),
        ("I was sick. move my deadline back a week", "move my deadline back a week"),
    ],
)
def test_the_same_thing_is_meant(message: str, meant: str) -> None:
    assert plan_meant(message) == meant


@pytest.mark.parametrize(
    "message",
    [
        "my students read 2 hours a week",
        "I want better discussions, but I only have 2 hours a week to plan lessons with others",
        "three kids do all the talking",
        "mis alumnos leen dos horas a la semana",
    ],
)
def test_a_goal_or_a_class_is_no_plan(message: str) -> None:
    assert plan_meant(message) is None
