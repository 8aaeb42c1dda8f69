"""What is said of a plan is told from goals, limits and all other talk."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.errors import BadInput
from assistant.plan_phrases import PlanSaid, plan_said, speaks_of_plan
from assistant.understanding import understand

TODAY = date(2026, 12, 1)
WEEK = PlanSaid("week")
JUNE = date(2027, 6, 1)
WINTER = (date(2026, 12, 20), date(2027, 1, 3))


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("what should I do this week", WEEK),
        ("What should I do this week?", WEEK),
        ("ok, so what’s due this week?", WEEK),
        ("What do I collect next week?", WEEK),
        ("what should I do next", WEEK),
        ("show me my week", WEEK),
        ("I only have 2 hours a week", PlanSaid("hours", hours=2)),
        ("i've only got an hour a week now", PlanSaid("hours", hours=1)),
        ("I have about 1.5 hrs per week.", PlanSaid("hours", hours=1.5)),
        ("make it three hours a week please", None),
        ("make it three hours a week", PlanSaid("hours", hours=3)),
        ("move my deadline to June 1", PlanSaid("deadline", day=JUNE)),
        ("Please move my deadline to June 1st, 2027.", PlanSaid("deadline", day=JUNE)),
        ("my renewal is due on 6/1", PlanSaid("deadline", day=JUNE)),
        ("I need to be done by June 1", PlanSaid("deadline", day=JUNE)),
        (
            "change the deadline for Room to Think to June 1",
            PlanSaid("deadline", day=JUNE, of="for Room to Think"),
        ),
        ("push my deadline back two weeks", PlanSaid("shift", shift_days=14)),
        ("move my deadline up by 3 days", PlanSaid("shift", shift_days=-3)),
        ("no deadline any more", PlanSaid("no_deadline")),
        ("forget my breaks", PlanSaid("no_breaks")),
        ("no school from Dec 20 to Jan 3", PlanSaid("break", day=WINTER[0], last_day=WINTER[1])),
        ("We're off Dec 20 - Jan 3!", PlanSaid("break", day=WINTER[0], last_day=WINTER[1])),
        (
            "Our winter break runs from Dec 20 through Jan 3",
            PlanSaid("break", day=WINTER[0], last_day=WINTER[1], name="Winter break"),
        ),
    ],
)
def test_what_is_said_of_the_plan_is_understood(message: str, meant: PlanSaid | None) -> None:
    assert plan_said(message, TODAY) == meant
    assert speaks_of_plan(message) == (meant is not None)


@pytest.mark.parametrize(
    "message",
    [
        "I want better discussions, but I only have 2 hours a week",
        "something under 10 hours",
        "I have no students until August",
        "We have no students who read at grade level 3 or above",
        "what should I do this week about my loud class",
        "what can I do this week with students who don't read?",
        "no school improvement ideas",
        "the break is hard for kids in March",
        "how do I get kids to meet a deadline?",
        "thanks",
        "",
        "no school from Dec 20 to Jan 3 " * 20,
    ],
)
def test_a_goal_a_limit_and_other_talk_are_not(message: str) -> None:
    assert plan_said(message, TODAY) is None
    assert not speaks_of_plan(message)


def test_a_day_of_no_calendar_is_understood_and_refused() -> None:
    assert speaks_of_plan("move my deadline to February 30")
    with pytest.raises(BadInput, match="say it like June 1"):
        plan_said("move my deadline to February 30", TODAY)


def test_no_message_takes_long_to_read() -> None:
    for piece in ("ok ", "i just really ", "what do ", "no school ", "- ", "Dec 20 ", "a" * 50):
        assert speaks_of_plan((piece * 240)[:240]) in (True, False)


def test_the_conversation_knows_such_talk_whatever_was_talked_of_before() -> None:
    memory = {"goal": "talk", "shown": ["a"], "current": "a"}
    for message in ("what should I do this week?", "I only have 2 hours a week"):
        assert understand(message, memory, {}).kind == "plan_talk"
    assert understand("my progress", memory, {}).kind == "plan"
