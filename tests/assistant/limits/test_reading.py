"""What goals rule out, measured on goals in teachers' words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.limits.limits import Limits
from assistant.limits.reading import limits_in
from retrieval.lexicon.entries import read_lexicon

SETS = Path(__file__).parents[2] / "benchmarks" / "sets" / "limits"
EVERY = 10  # of the lexicon's sayings: goals that name a trouble and set no limit
MOST_SAYINGS_THAT_LIMIT = 0.005  # measured: 5 in 6,422


def read(name: str) -> list[dict[str, Any]]:
    lines = (SETS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


GOALS = read("goals.jsonl")
DEVELOPED_ON = GOALS[0::2]  # lines 1, 3, 5 ...; the others were looked at once, at the end


def labelled(limits: Limits) -> dict[str, Any]:
    """Limits as the sets' labels are written."""
    found: dict[str, Any] = {flag: False for flag, _ in limits.ruled_out}
    if limits.must_fit_break:
        found["fits_school_break"] = True
    if limits.keeps_work:
        found["keeps_work"] = True
    for name in ("max_hours", "max_cost_usd", "max_window_days"):
        if getattr(limits, name) is not None:
            found[name] = getattr(limits, name)
    if limits.counts_in:
        found["state"] = limits.counts_in
    elif limits.state_said:
        found["state_said"] = limits.state_said
    if limits.counts_for:
        found["use"] = limits.counts_for
    if limits.ai_uses:
        found["ai"] = "disclose" if "disclose" in limits.ai_uses else "allowed"
    return found


def misread(rows: list[dict[str, Any]]) -> list[str]:
    return [row["text"] for row in rows if labelled(limits_in(row["text"])) != row["limits"]]


def test_the_set_holds_a_hundred_goals_with_limits_and_sixty_that_only_look_so() -> None:
    assert len(GOALS) == 160
    assert sum(not row["limits"] for row in GOALS) == 60


def test_every_goal_that_the_rules_were_made_on_is_read_as_it_is_meant() -> None:
    assert misread(DEVELOPED_ON) == []


def test_every_other_way_of_saying_it_that_was_heard_is_read_as_it_is_meant() -> None:
    assert misread(read("phrasings.jsonl")) == []


def test_what_only_looks_like_a_limit_is_none() -> None:
    assert misread([row for row in GOALS if not row["limits"]]) == []


def test_sayings_about_trouble_in_class_set_hardly_any_limit() -> None:
    sayings = [s for concept in read_lexicon() for s in (*concept.says, *concept.es)][::EVERY]
    limiting = [saying for saying in sayings if labelled(limits_in(saying))]
    assert len(sayings) > 100
    assert len(limiting) <= MOST_SAYINGS_THAT_LIMIT * len(sayings), limiting


@pytest.mark.parametrize(
    "text",
    ["no " * 1300, "must count " * 360, "about around " * 300, "Kentucky " * 440, "\x00. ;" * 900],
)
def test_a_goal_of_nothing_but_small_words_is_read_in_the_end(text: str) -> None:
    assert isinstance(limits_in(text), Limits)


def test_a_keystroke_that_went_wrong_is_forgiven() -> None:
    goal = "no studnets, no vidoe and without collegues"
    flags = {flag for flag, _ in limits_in(goal).ruled_out}
    assert flags == {"needs_students", "needs_video", "needs_colleagues"}


def test_the_curled_apostrophe_of_a_phone_is_read_like_the_straight_one() -> None:
    assert limits_in("I can’t film") == limits_in("I can't film") != Limits()


@pytest.mark.parametrize(
    ("goal", "hours"),
    [
        ("a weekend at most", 16),
        ("a couple of afternoons", 8),
        ("twenty-five hours tops", 25),
        ("5 to 8 hours", 8),
        ("an hour or two", 2),
        ("20 hours is too much", 19),
        ("I am short 20 hours for my license", None),
        ("2 hours a week", None),
        ("worth at least 15 hours", None),
        ("my students read for 2 hours", None),
    ],
)
def test_hours_are_a_limit_only_where_they_are_given(goal: str, hours: float | None) -> None:
    assert limits_in(goal).max_hours == hours


@pytest.mark.parametrize(
    ("goal", "state", "said"),
    [
        ("it must count in Kentucky", "KY", "KY"),
        ("has to count toward renewal in AR", "AR", "AR"),
        ("must count for renewal in WM", "WM", "WM"),  # a code that a catalogue may use
        ("I teach in West Virginia", None, "WV"),
        ("I'm in ky and tired", None, "KY"),
        ("we read Virginia Woolf", None, None),
        ("students must count to 100 in Spanish", None, None),
        ("OR whatever fits, help ME", None, None),
    ],
)
def test_a_state_binds_only_where_it_is_a_must(
    goal: str, state: str | None, said: str | None
) -> None:
    limits = limits_in(goal)
    assert (limits.counts_in, limits.state_said) == (state, said)
