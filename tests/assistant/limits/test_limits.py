"""Which credential breaks a limit: only what is known excludes, what is not known is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.limits.limits import Limits
from assistant.limits.reading import limits_in
from retrieval.catalogue import AiPolicy, AiUse, Constraints, Credential, Worth

PLAIN = Credential("c", "C", "I", "Competency.")


def with_needs(**needs: bool | int | None) -> Credential:
    return replace(PLAIN, constraints=Constraints(**needs))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("goal", "needs", "words"),
    [
        ("no families", {"needs_families": True}, "needs families to take part"),
        ("no student work samples", {"needs_student_work": True}, "needs student work"),
        ("it's March", {"start_of_year": True}, "is made for the start of the school year"),
        ("my principal won't sign", {"supervisor_sign_off": True}, "a supervisor's signature"),
        ("no prior approval", {"prior_approval": True}, "needs approval before you begin"),
        ("not for principals only", {"administrators_only": True}, "for administrators only"),
        ("over winter break", {"fits_school_break": False}, "does not fit into a school break"),
        ("not ten days in a row", {"window_days": 10}, "runs over 10 days in a row"),
    ],
)
def test_a_known_need_breaks_its_limit_and_an_unknown_one_does_not(
    goal: str, needs: dict[str, bool | int], words: str
) -> None:
    limits = limits_in(goal)
    assert words in (limits.broken_by(with_needs(**needs)) or "")
    assert limits.broken_by(PLAIN) is None


def test_an_administrator_may_be_offered_what_is_for_administrators() -> None:
    limits = limits_in("I'm a principal; not one for principals only, teachers may join")
    assert limits.broken_by(with_needs(administrators_only=True)) is None


def test_work_that_was_kept_serves_where_there_are_no_students_now() -> None:
    needs_work = with_needs(needs_student_work=True, fits_school_break=True)
    assert limits_in("a summer project").broken_by(needs_work) == "needs student work"
    kept = limits_in("a summer project, I kept all their essays")
    assert kept.broken_by(needs_work) is None


def test_what_costs_more_than_the_cap_breaks_it() -> None:
    limits = limits_in("nothing over 50 dollars")
    assert limits.broken_by(replace(PLAIN, cost_usd=60)) == "costs 60 dollars"
    assert limits.broken_by(replace(PLAIN, cost_usd=50)) is None
    assert limits.unknown_for(PLAIN) == ["what it costs is not said"]


def test_a_window_that_is_absent_is_free_and_so_not_unknown() -> None:
    assert limits_in("nothing that runs ten days in a row").unknown_for(PLAIN) == []


def counting(*worths: Worth) -> Credential:
    return replace(PLAIN, counts_for=worths)


def test_what_counts_elsewhere_only_does_not_count_here() -> None:
    limits = limits_in("it must count toward renewal in Kentucky")
    elsewhere = counting(Worth("license-renewal", state="AR"))
    other_use = counting(Worth("stipend", state="KY"))
    assert limits.broken_by(elsewhere) == "is not said to count for license renewal in Kentucky"
    assert limits.broken_by(other_use) is not None
    assert limits.broken_by(counting(Worth("license-renewal", state="KY"))) is None
    assert limits.broken_by(counting(Worth("license-renewal"))) is None  # no place: anywhere
    assert limits.broken_by(PLAIN) is None
    assert limits.unknown_for(PLAIN) == [
        "whether it counts for license renewal in Kentucky is not said"
    ]


def test_a_state_that_is_only_mentioned_excludes_nothing() -> None:
    limits = limits_in("I teach in Kentucky")
    elsewhere = counting(Worth("license-renewal", state="AR"))
    assert limits.broken_by(elsewhere) is None
    assert limits.unknown_for(PLAIN) == []


@pytest.mark.parametrize(
    ("goal", "fine"),
    [
        ("I use ChatGPT to clean up my writing, so no rule against it", {"allowed"}),
        ("I use AI and will disclose it, so it must be allowed", {"allowed", "disclose"}),
        ("no AI at all", {"allowed", "disclose", "coaching_only", "forbidden"}),
    ],
)
def test_only_a_policy_that_the_teacher_can_live_with_is_left(goal: str, fine: set[AiUse]) -> None:
    limits = limits_in(goal)
    uses: tuple[AiUse, ...] = ("allowed", "disclose", "coaching_only", "forbidden")
    left = {u for u in uses if not limits.broken_by(replace(PLAIN, ai_policy=AiPolicy(u)))}
    assert left == fine


def test_no_limits_exclude_nothing_and_leave_nothing_unsaid() -> None:
    assert Limits().broken_by(with_needs(needs_students=True, needs_video=True)) is None
    assert Limits().unknown_for(PLAIN) == []
