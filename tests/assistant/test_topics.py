"""What a goal is about, without what it rules out."""

from __future__ import annotations

import pytest

from assistant.topics import only_limits, topic_of


@pytest.mark.parametrize(
    ("goal", "about"),
    [
        (
            "Families won't sign video releases. I want more of them talking.",
            "I want more of them talking.",
        ),
        (
            "I only have about 5 hours, and my readers guess at words",
            "and my readers guess at words",
        ),
        ("my readers guess at words", "my readers guess at words"),
        ("It must be free.", "It must be free."),
        ("I teach in Kentucky and my readers guess.", "I teach in Kentucky and my readers guess."),
    ],
)
def test_clauses_that_set_limits_are_left_out_where_enough_is_left(goal: str, about: str) -> None:
    assert topic_of(goal) == about


@pytest.mark.parametrize(
    ("goal", "says_no_topic"),
    [
        ("I want something that is free and under 10 hours", True),
        ("quiero hacer algo en verano, que no pase de 10 horas", True),
        ("fractions, no video", False),
        ("something for dance, and it has to be free", False),
        ("my readers guess at words", False),
        ("I want something", False),
    ],
)
def test_a_goal_of_limits_alone_is_known(goal: str, says_no_topic: bool) -> None:
    assert only_limits(goal) is says_no_topic
