"""What a goal rules out, read from plain words."""

from __future__ import annotations

import pytest

from assistant.limits.limits import Limits
from assistant.limits.reading import limits_in
from retrieval.catalogue import Constraints, Credential


def credential(
    hours: float | None = None, cost: float | None = None, **constraints: bool | None
) -> Credential:
    return Credential(
        "c",
        "C",
        "I",
        "Competency.",
        effort_hours=hours,
        cost_usd=cost,
        constraints=Constraints(**constraints),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("goal", "flag"),
    [
        ("I have no students until August", "needs_students"),
        ("I don't have any kids this term", "needs_students"),
        ("something for over the summer", "needs_students"),
        ("I am on leave and want to learn about feedback", "needs_students"),
        ("more discussion, but no video please", "needs_video"),
        ("I can't film my lessons", "needs_video"),
        ("without any audio recordings", "needs_audio"),
        ("I have no colleagues who could help", "needs_colleagues"),
        ("something I can do on my own", "needs_colleagues"),
    ],
)
def test_what_is_ruled_out_is_heard(goal: str, flag: str) -> None:
    assert flag in dict(limits_in(goal).ruled_out)


@pytest.mark.parametrize(
    "goal",
    [
        "three kids do all the talking",
        "my students write better reflections",
        "coach a team with lesson video",
        "students who don't speak in class discussion",
        "give feedback that students use",
    ],
)
def test_an_ordinary_goal_rules_nothing_out(goal: str) -> None:
    assert limits_in(goal) == Limits()


@pytest.mark.parametrize(
    ("goal", "hours"),
    [
        ("discussion, under 10 hours", 10.0),
        ("at most about 8 hrs", 8.0),
        ("I only have 6 hours", 6.0),
        ("I teach 5 hours a day", None),
    ],
)
def test_a_number_of_hours_is_heard_as_the_most(goal: str, hours: float | None) -> None:
    assert limits_in(goal).max_hours == hours


def test_what_has_to_be_free_may_not_cost() -> None:
    limits = limits_in("feedback, but it has to be free")
    assert limits.free
    assert limits.broken_by(credential(cost=20)) == "costs 20 dollars"
    assert limits.broken_by(credential(cost=0)) is None


def test_a_known_need_breaks_the_limit_and_is_named() -> None:
    limits = limits_in("no video")
    assert limits.broken_by(credential(needs_video=True)) == "needs video"
    assert limits.broken_by(credential(needs_video=False)) is None


def test_too_many_hours_break_the_limit_and_just_enough_do_not() -> None:
    limits = limits_in("under 10 hours")
    assert limits.broken_by(credential(hours=10.5)) == "takes about 10.5 hours"
    assert limits.broken_by(credential(hours=10)) is None


def test_without_students_there_is_no_student_work_either() -> None:
    limits = limits_in("I have no students now")
    assert limits.broken_by(credential(needs_student_work=True)) == "needs student work"


def test_what_is_not_known_excludes_nothing_and_is_said() -> None:
    limits = limits_in("no students, no video, at most 5 hours and free of charge")
    unknown = credential()
    assert limits.broken_by(unknown) is None
    assert limits.unknown_for(unknown) == [
        "whether it needs students now is not said",
        "whether it needs video is not said",
        "how many hours it takes is not said",
        "what it costs is not said",
    ]


def test_what_is_known_is_not_called_unknown() -> None:
    known = credential(hours=3, cost=0, needs_students=False, needs_video=False)
    limits = limits_in("no students, no video, at most 5 hours and free of charge")
    assert limits.unknown_for(known) == []
