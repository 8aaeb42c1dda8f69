"""One thing a week, backward from a date, around breaks; what cannot fit, and what would."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.planning.fitting import notes, what_would_fit
from assistant.planning.preferences import Break, Preferences
from assistant.planning.schedule import ROUND, Aim, Layout, WeekItem
from assistant.planning.school_weeks import SchoolWeeks, first_week
from assistant.planning.weeks import lay_out
from assistant.store.records import STAGES, Stage
from retrieval.catalogue import Constraints, Credential, Part, Prompt

TODAY = date(2026, 11, 4)  # a Wednesday
MONDAY = date(2026, 11, 2)
WINTER = Break(date(2026, 12, 20), date(2027, 1, 3), "Winter break")
WEEK = timedelta(weeks=1)


def credential(
    name: str = "pauses",
    hours: float | None = 12,
    prompts: tuple[str, ...] = ("Submit a transcript of two lessons.", "Hand in the exit tickets."),
    **constraints: bool | int,
) -> Credential:
    parts = (
        Part("overview", "Part 1. Overview", "overview", prompts=(Prompt("c", "Describe it."),)),
        Part(
            "artifacts",
            "Part 2. Work examples",
            prompts=tuple(Prompt(f"p{n}", text) for n, text in enumerate(prompts)),
        ),
        Part("reflection", "Part 3. Looking back", "reflection", prompts=(Prompt("r", "Why?"),)),
    )
    made = Constraints(**constraints)  # type: ignore[arg-type]
    return Credential(
        name,
        name.title(),
        "Somebody",
        "Does it.",
        effort_hours=hours,
        constraints=made,
        submission=parts,
    )


def aim(one: Credential | None = None, stage: Stage = "chosen", by: date | None = None) -> Aim:
    one = one or credential()
    return Aim(f"pursuit-{one.id}", one, stage, TODAY - timedelta(days=3), by)


def weeks_of(layout: Layout) -> list[date]:
    return [item.monday for item in layout.items if item.kind != "break"]


def said(layout: Layout) -> list[str]:
    return [item.text for item in layout.items]


def test_without_a_date_it_begins_this_week_with_the_prompts_own_words() -> None:
    layout = lay_out(TODAY, [aim()], Preferences(hours_a_week=3))
    assert said(layout) == [
        "Describe it (Part 1)",
        "Collect a transcript of two lessons (Part 2)",
        "Collect the exit tickets (Part 2)",
        "Answer “Why?” (Part 3)",
        "Check your draft once more and hand it in",
    ]
    assert weeks_of(layout) == [MONDAY + WEEK * n for n in range(5)]
    assert layout.items[2].asked == ("Hand in the exit tickets.",)


def test_a_date_of_her_own_is_met_in_the_last_week_before_it() -> None:
    by = date(2027, 2, 17)  # a Wednesday: its week is not over by then
    layout = lay_out(TODAY, [aim(by=by)], Preferences(hours_a_week=3))
    assert layout.items[-1].kind == "hand-in"
    assert layout.courses[0].hand_in == date(2027, 2, 12)
    assert layout.items[0].monday > MONDAY
    assert layout.fits


def test_an_assessors_four_weeks_and_a_second_round_lie_before_the_target() -> None:
    target = date(2027, 6, 1)
    layout = lay_out(TODAY, [aim()], Preferences(3, target))
    course = layout.courses[0]
    assert course.latest == target - ROUND
    assert layout.second_round
    assert target - course.hand_in >= timedelta(weeks=10)
    assert course.answer_until - course.hand_in == timedelta(weeks=4)
    near = date(2027, 1, 8)
    tight = lay_out(TODAY, [aim()], Preferences(3, near))
    assert not tight.second_round
    assert tight.courses[0].hand_in <= near - ROUND


def test_no_week_of_a_break_holds_work_and_it_is_named() -> None:
    layout = lay_out(date(2026, 12, 8), [aim()], Preferences(3, breaks=(WINTER,)))
    off = [item for item in layout.items if item.kind == "break"]
    assert [item.monday for item in off] == [date(2026, 12, 21), date(2026, 12, 28)]
    assert off[0].text == "Winter break: nothing planned"
    assert not set(weeks_of(layout)) & {item.monday for item in off}


def test_a_fixed_window_is_never_laid_over_a_day_of_a_break() -> None:
    free_friday = Break(date(2026, 11, 27), date(2026, 11, 27))
    one = credential(window_days=15)
    layout = lay_out(TODAY, [aim(one)], Preferences(3, breaks=(free_friday, WINTER)))
    collected = [item.monday for item in layout.items if item.kind == "collect"]
    assert len(collected) == 3
    assert collected == [collected[0] + WEEK * n for n in range(3)]
    school = SchoolWeeks((free_friday, WINTER))
    assert all(school.is_whole(monday) for monday in collected)
    # From the week of November 9 only two weeks are whole, so it waits until the Friday is over.
    assert collected[0] == date(2026, 11, 30)


def test_more_hours_than_weeks_of_steps_stretch_over_more_weeks_and_say_so() -> None:
    layout = lay_out(TODAY, [aim(credential(hours=24))], Preferences(2))
    assert len(layout.items) == 12
    assert said(layout)[2].endswith("(Part 2), week 1 of 4")


def test_prompts_are_done_together_only_where_time_is_short() -> None:
    roomy = lay_out(TODAY, [aim(by=date(2026, 12, 18))], Preferences(6))
    assert len(weeks_of(roomy)) == 5
    short = lay_out(TODAY, [aim(by=date(2026, 11, 27))], Preferences(6))
    assert short.fits
    assert len(weeks_of(short)) == 4
    assert "Collect a transcript of two lessons; collect the exit tickets (Part 2)" in said(short)
    asked = [text for item in short.items for text in item.asked]
    assert {"Submit a transcript of two lessons.", "Hand in the exit tickets."} <= set(asked)


def test_what_cannot_fit_is_one_sentence_with_hours_and_a_date_that_do_fit() -> None:
    preferences = Preferences(1, date(2027, 1, 15), (WINTER,))
    aims = [aim()]
    layout = lay_out(TODAY, aims, preferences)
    assert not layout.fits
    sentence = what_would_fit(TODAY, aims, preferences, layout)
    assert sentence.startswith(
        "At 1 hour a week “Pauses” cannot be handed in by December 18, four weeks for the "
        "assessor before January 15, 2027; it would fit with "
    )
    hours = float(re.findall(r"with ([\d.]+) hours a week", sentence)[0])
    assert lay_out(TODAY, aims, replace(preferences, hours_a_week=hours)).fits
    assert not lay_out(TODAY, aims, replace(preferences, hours_a_week=hours - 0.5)).fits
    later = layout.courses[0].answer_until
    assert f"a deadline of {later:%B} {later.day}, {later.year}" in sentence
    assert lay_out(TODAY, aims, replace(preferences, target_date=later)).fits
    assert [item.late for item in layout.items if item.kind != "break"][-1]
    assert sentence.count(". ") == 0


def test_a_date_that_is_over_is_said_and_the_work_begins_now() -> None:
    aims = [aim(by=date(2026, 10, 1))]
    layout = lay_out(TODAY, aims, Preferences(3))
    assert layout.items[0].monday == MONDAY
    sentence = what_would_fit(TODAY, aims, Preferences(3), layout)
    assert "cannot be handed in by October 1" in sentence
    assert "hours a week, or" not in sentence.partition("would fit")[2]
    assert "if you aim for December 4" in sentence


def test_two_credentials_take_turns_by_their_dates_and_never_share_a_week() -> None:
    first, second = credential("first"), credential("second")
    aims = [aim(second, by=date(2027, 3, 5)), aim(first, by=date(2026, 12, 18))]
    layout = lay_out(TODAY, aims, Preferences(3, breaks=(WINTER,)))
    assert layout.fits
    assert [course.aim.credential.id for course in layout.courses] == ["first", "second"]
    assert len(set(weeks_of(layout))) == len(weeks_of(layout)) == 10


def test_two_credentials_due_on_one_day_lie_one_before_the_other() -> None:
    due = Preferences(3, date(2027, 6, 1))
    layout = lay_out(TODAY, [aim(credential("first")), aim(credential("second"))], due)
    assert layout.fits
    assert len(set(weeks_of(layout))) == len(weeks_of(layout)) == 10
    assert layout.courses[0].hand_in < (layout.courses[1].begins or date.min)


def test_what_has_no_date_goes_first_where_there_is_room_and_else_last() -> None:
    dated, free = credential("dated"), credential("free")
    roomy = lay_out(TODAY, [aim(dated, by=date(2027, 5, 7)), aim(free)], Preferences(3))
    assert [c.aim.credential.id for c in roomy.courses] == ["free", "dated"]
    short = lay_out(TODAY, [aim(dated, by=date(2026, 12, 11)), aim(free)], Preferences(3))
    assert [c.aim.credential.id for c in short.courses] == ["dated", "free"]
    assert short.fits


def test_weeks_of_a_break_are_used_only_by_what_allows_it_and_only_where_nothing_else_fits() -> (
    None
):
    summer = Break(date(2026, 11, 9), date(2026, 12, 31), "Break")
    by = date(2026, 12, 18)
    allowed = lay_out(
        TODAY, [aim(credential(fits_school_break=True), by=by)], Preferences(3, breaks=(summer,))
    )
    assert allowed.fits
    assert allowed.in_breaks
    refused = lay_out(TODAY, [aim(by=by)], Preferences(3, breaks=(summer,)))
    assert not refused.fits
    unneeded = lay_out(
        TODAY, [aim(credential(fits_school_break=True))], Preferences(3, breaks=(summer,))
    )
    assert not unneeded.in_breaks
    assert not [m for m in weeks_of(unneeded) if SchoolWeeks((summer,)).is_break(m)]


def test_the_stage_decides_what_is_left() -> None:
    def kinds(stage: Stage) -> list[str]:
        layout = lay_out(TODAY, [aim(stage=stage)], Preferences(3))
        return list(dict.fromkeys(item.kind for item in layout.items))

    assert kinds("chosen") == kinds("collecting") == ["write", "collect", "hand-in"]
    assert kinds("drafting") == ["write", "hand-in"]
    assert kinds("self-checked") == kinds("returned") == ["change", "hand-in"]
    assert kinds("exploring") == kinds("submitted") == kinds("earned") == []


def test_what_is_with_the_assessor_is_told_with_the_days_of_an_answer() -> None:
    layout = lay_out(TODAY, [aim(stage="submitted")], Preferences())
    (sentence,) = notes(TODAY, Preferences(), layout)
    assert sentence == (
        "“Pauses” is with the assessor; an answer may come between November 8 and November 29."
    )
    late = lay_out(TODAY + WEEK * 8, [aim(stage="submitted")], Preferences())
    assert "ask its issuer" in notes(TODAY + WEEK * 8, Preferences(), late)[0]


def test_what_was_assumed_is_said() -> None:
    layout = lay_out(TODAY, [aim(credential(hours=None))], Preferences())
    told = " ".join(notes(TODAY, Preferences(), layout))
    assert "I counted with 3 hours a week" in told
    assert "No hours are stated for “Pauses”; I counted with 15 hours" in told
    assert "No date is set for “Pauses”" in told
    assert "no school break" in told


def test_on_a_weekend_the_plan_begins_with_the_week_that_comes() -> None:
    assert first_week(date(2026, 11, 6)) == MONDAY
    assert first_week(date(2026, 11, 7)) == first_week(date(2026, 11, 8)) == MONDAY + WEEK


def test_a_catalogue_with_absurd_numbers_does_not_run_away() -> None:
    one = credential(hours=10**9, window_days=10**9)
    layout = lay_out(TODAY, [aim(one, by=date(2027, 1, 1))], Preferences(0.5, breaks=(WINTER,)))
    assert len(layout.items) <= 104
    assert not layout.fits


def test_a_credential_without_parts_says_to_ask_its_issuer() -> None:
    bare = Credential("bare", "Bare", "Somebody", "Does it.")
    layout = lay_out(TODAY, [aim(bare)], Preferences(15))
    assert said(layout)[:2] == [
        "Ask Somebody what is handed in: this catalogue does not say",
        "Collect what Somebody asks for",
    ]


def test_prior_approval_comes_first_and_a_signature_before_the_end() -> None:
    one = credential(prior_approval=True, supervisor_sign_off=True)
    texts = said(lay_out(TODAY, [aim(one)], Preferences(3)))
    assert texts[0] == "Ask for the approval that has to come first"
    assert "have your supervisor sign it" in texts[-1]


@pytest.mark.parametrize(
    ("prompt", "thing"),
    [
        ("Hand in the plan of three lessons. Use codes.", "Collect the plan of three lessons"),
        ("Please submit: your notes", "Please submit: your notes"),
        ("Show how students chose; say why.", "Show how students chose; say why"),
        ("What do the records show? Give figures.", "Answer “What do the records show?”"),
        ("¿Qué muestran los registros?", "Answer “¿Qué muestran los registros?”"),
        ("x" * 300, "X" + "x" * 119 + "…"),
    ],
)
def test_a_things_words_are_its_prompts_first_sentence(prompt: str, thing: str) -> None:
    layout = lay_out(TODAY, [aim(credential(prompts=(prompt,)))], Preferences(3))
    assert said(layout)[1] == f"{thing} (Part 2)"
    assert layout.items[1].asked == (prompt,)


AIMS = st.lists(
    st.tuples(
        st.floats(1, 60),
        st.integers(0, 30),
        st.sampled_from(STAGES),
        st.none() | st.integers(-10, 300),
        st.integers(1, 5),
        st.booleans(),
    ),
    max_size=4,
)
BREAKS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 25)), max_size=4)


@settings(max_examples=60, deadline=None)
@given(AIMS, BREAKS, st.floats(0.5, 12), st.none() | st.integers(0, 400))
def test_whatever_is_asked_a_week_holds_one_thing_and_windows_no_break(
    asked: list[tuple[float, int, Stage, int | None, int, bool]],
    off: list[tuple[int, int]],
    hours: float,
    target: int | None,
) -> None:
    breaks = tuple(
        Break(TODAY + timedelta(days=at), TODAY + timedelta(days=at + long)) for at, long in off
    )
    aims = [
        aim(
            credential(
                f"c{n}",
                effort,
                tuple(f"Hand in thing {k}." for k in range(count)),
                window_days=window or None,  # type: ignore[arg-type]
                fits_school_break=in_break,
            ),
            stage,
            None if by is None else TODAY + timedelta(days=by),
        )
        for n, (effort, window, stage, by, count, in_break) in enumerate(asked)
    ]
    due = None if target is None else TODAY + timedelta(days=target)
    preferences = Preferences(hours, due, breaks)
    layout = lay_out(TODAY, aims, preferences)
    school = SchoolWeeks(breaks)
    mondays = [item.monday for item in layout.items]
    assert mondays == sorted(set(mondays))
    assert all(monday >= first_week(TODAY) for monday in mondays)
    work = [item for item in layout.items if item.kind != "break"]
    if not layout.in_breaks:
        assert not [item for item in work if school.is_break(item.monday)]
    for one in aims:
        check_window(one, work, school)
    for course in layout.courses:
        assert course.late == (course.latest is not None and course.hand_in > course.latest) or (
            course.begins is None
        )
    assert bool(what_would_fit(TODAY, aims, preferences, layout)) == (not layout.fits)


def check_window(one: Aim, work: list[WeekItem], school: SchoolWeeks) -> None:
    """The first weeks of classroom work, as many as the window has, are whole and in a row."""
    days = one.credential.constraints.window_days or 0
    taught = [
        item.monday
        for item in work
        if item.pursuit_id == one.pursuit_id and any("thing" in text for text in item.asked)
    ]
    if days and taught and one.stage in ("chosen", "collecting") and len(work) < 100:
        inside = taught[: -(-days // 7)]
        assert inside == [inside[0] + WEEK * n for n in range(-(-days // 7))]
        assert all(school.is_whole(monday) for monday in inside)
