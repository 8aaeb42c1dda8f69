"""One reading where both judges agree, two where a model alone says `met`; the lower one counts."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.self_check.check import SelfChecker
from assistant.self_check.judged import ModelJudge
from assistant.self_check.readings import AGREED, IN_DOUBT, READ_ONCE, READ_TWICE
from assistant.self_check.report import Finding, Report
from retrieval.catalogue import Credential
from tests.assistant.self_check.drafts import (
    FakeModel,
    all_shown,
    document,
    shown,
    unreachable,
    warned_of,
)
from tests.assistant.self_check.test_judged import (
    LESSON_ONE,
    MET,
    NOTHING,
    PARTLY,
    QUIET,
    check,
    must_hold,
)
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder

FULL = {"feedback": "You show the pauses.", "next_step": "Count them once more."}
HALF = {"feedback": "You show the first of two.", "next_step": "Look for the second."}


def twice(first: Any, second: Any) -> FakeModel:
    """A model that answers the two readings differently; an exception is raised."""

    def answer(prompt: str) -> Any:
        made = second if prompt.endswith("The reading: second") else first
        return made(prompt) if callable(made) else made

    return FakeModel(answer)


def second_readings(model: FakeModel) -> int:
    return sum(prompt.endswith("The reading: second") for prompt in model.asked)


def pauses(report: Report) -> Finding:
    """The row with two elements."""
    return report.findings[0]


def test_met_that_the_offline_judge_shares_is_read_once(thinking_time: Credential) -> None:
    model = twice(all_shown(LESSON_ONE, **FULL), unreachable)
    report = check(model, thinking_time, offline=MET)

    assert {f.status for f in report.findings} == {"met"}
    assert {f.confidence for f in report.findings} == {AGREED}
    assert second_readings(model) == 0


def test_less_than_met_is_read_once_whatever_the_offline_judge_says(
    thinking_time: Credential,
) -> None:
    for offline, confidence in ((MET, READ_ONCE), (PARTLY, AGREED), (NOTHING, READ_ONCE)):
        model = twice({"elements": [shown(LESSON_ONE)]}, unreachable)
        report = check(model, thinking_time, offline=offline)

        assert pauses(report).status == "partially_met"
        assert pauses(report).confidence == confidence
        assert not pauses(report).unsure
        assert not [p for p in model.asked if "Use of pauses" in p and p.endswith("second")]


def test_met_twice_stands_against_an_offline_judge_that_sees_part(
    thinking_time: Credential,
) -> None:
    model = twice(all_shown(LESSON_ONE, **FULL), all_shown(LESSON_ONE, **FULL))
    report = check(model, thinking_time, offline=PARTLY)

    must_hold(report, thinking_time)
    assert second_readings(model) == 3
    assert {f.status for f in report.findings} == {"met"}
    assert {f.confidence for f in report.findings} == {READ_TWICE}
    assert {f.unsure for f in report.findings} == {False}
    assert {f.feedback for f in report.findings} == {FULL["feedback"]}


def test_met_twice_stays_below_and_unsure_where_the_offline_judge_sees_nothing(
    thinking_time: Credential,
) -> None:
    model = twice(all_shown(LESSON_ONE, **FULL), all_shown(LESSON_ONE, **FULL))
    report = check(model, thinking_time, offline=NOTHING)

    must_hold(report, thinking_time)
    assert {f.status for f in report.findings} == {"partially_met"}
    assert {f.confidence for f in report.findings} == {IN_DOUBT}
    assert {f.unsure for f in report.findings} == {True}
    assert {f.missing for f in report.findings} == {("a",)}  # what the offline judge misses
    assert FULL["feedback"] not in {f.feedback for f in report.findings}
    assert warned_of(report) == ()


@pytest.mark.parametrize("offline", [PARTLY, NOTHING])
def test_of_two_readings_that_differ_the_lower_counts_element_by_element(
    thinking_time: Credential, offline: Any
) -> None:
    second = {"elements": [shown(LESSON_ONE, element=1), shown(QUIET, element=2)], **HALF}
    second["elements"][1]["decision"] = "partly"
    model = twice(all_shown(LESSON_ONE, **FULL), second)
    row = pauses(check(model, thinking_time, offline=offline))

    assert row.status == "partially_met"
    assert row.unsure
    assert row.missing == ("names what students did with the quiet",)
    assert [q.text for q in row.quotes] == [
        "The transcript of lesson one shows pauses of three seconds after four questions.",
        "Students wrote one word in the quiet and then told a partner.",
    ]


def test_a_second_reading_that_finds_nothing_leaves_nothing(thinking_time: Credential) -> None:
    absent = {"elements": [{"element": i, "decision": "absent"} for i in (1, 2)]}
    report = check(twice(all_shown(LESSON_ONE), absent), thinking_time, offline=PARTLY)

    must_hold(report, thinking_time)
    assert {f.status for f in report.findings} == {"not_met"}
    assert {f.unsure for f in report.findings} == {True}


def test_a_second_reading_never_raises_what_the_first_left_out(thinking_time: Credential) -> None:
    first = {"elements": [shown(LESSON_ONE, element=1)]}
    model = twice(first, all_shown(LESSON_ONE))
    assert pauses(check(model, thinking_time, offline=NOTHING)).status == "partially_met"


def test_a_second_reading_that_fails_leaves_the_row_below_met_with_the_cause(
    thinking_time: Credential,
) -> None:
    model = twice(all_shown(LESSON_ONE, **FULL), unreachable)
    report = check(model, thinking_time, offline=PARTLY)

    must_hold(report, thinking_time)
    assert {f.status for f in report.findings} == {"partially_met"}
    assert {f.engine for f in report.findings} == {"llm"}
    assert {f.unsure for f in report.findings} == {True}
    (warning,) = warned_of(report)
    assert "cannot be reached" in warning


def test_a_second_reading_that_decides_nothing_counts_as_failed(thinking_time: Credential) -> None:
    report = check(twice(all_shown(LESSON_ONE), {}), thinking_time, offline=PARTLY)
    assert {f.status for f in report.findings} == {"partially_met"}
    assert "said nothing about the elements" in warned_of(report)[0]


def test_both_readings_begin_with_the_same_words(thinking_time: Credential) -> None:
    model = twice(all_shown(LESSON_ONE), all_shown(LESSON_ONE))
    check(model, thinking_time, offline=PARTLY)

    first = {p.removesuffix("first") for p in model.asked if p.endswith("first")}
    second = {p.removesuffix("second") for p in model.asked if p.endswith("second")}
    assert len(first) == 3
    assert first == second


def test_a_failed_second_reading_is_asked_again_and_the_first_is_not(
    thinking_time: Credential,
) -> None:
    down = [True]
    model = twice(
        all_shown(LESSON_ONE), lambda p: unreachable(p) if down[0] else all_shown(LESSON_ONE)
    )
    checker = SelfChecker(WordEmbedder(), PARTLY, ModelJudge(model))
    checker.run(thinking_time, [document(GOOD_DRAFT)])
    model.asked.clear()
    down[0] = False
    report = checker.run(thinking_time, [document(GOOD_DRAFT)])

    assert len(model.asked) == second_readings(model) == 3
    assert {f.status for f in report.findings} == {"met"}
