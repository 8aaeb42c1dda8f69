"""The log of help: noted for the person alone, without a word of what was said."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import get_args

import pytest

from assistant.dialogue.intents import IntentKind
from assistant.help_log import HELP_IN, OFFLINE, HelpLog, help_in
from assistant.self_check.report import Engine, Report
from assistant.self_checks import SelfChecks
from assistant.store.records import HELP_KINDS, HelpGiven
from assistant.store.session import Store
from tests.people import Cast, Clock


@pytest.fixture
def help_log(store: Store, clock: Clock) -> HelpLog:
    return HelpLog(store, clock=clock)


def test_help_is_told_to_its_person_alone_the_latest_first(
    help_log: HelpLog, cast: Cast, clock: Clock
) -> None:
    help_log.note(cast.alice, "recommended")
    clock.pass_by(timedelta(days=1))
    help_log.note(cast.alice, "explained_row", "thinking-time", "small-model")

    told = [(one.kind, one.credential_id, one.engine) for one in help_log.of(cast.alice)]
    assert told == [
        ("explained_row", "thinking-time", "small-model"),
        ("recommended", None, OFFLINE),
    ]
    assert help_log.of(cast.alice)[0].at == clock()
    for other in (cast.bob, cast.charlie, cast.dana):
        assert help_log.of(other) == ()


def test_the_log_of_one_credential_holds_nothing_else(help_log: HelpLog, cast: Cast) -> None:
    help_log.note(cast.alice, "recommended")
    help_log.note(cast.alice, "plan", "thinking-time")
    help_log.note(cast.alice, "plan", "own-words")
    assert [one.credential_id for one in help_log.of(cast.alice, "own-words")] == ["own-words"]


def test_a_line_of_the_log_has_no_room_for_anything_that_was_said() -> None:
    assert {field.name for field in fields(HelpGiven)} == {
        "id",
        "person_id",
        "at",
        "kind",
        "credential_id",
        "engine",
    }


def test_turns_count_as_kinds_of_help_that_exist_and_hard_moments_as_none() -> None:
    assert set(HELP_IN) <= set(get_args(IntentKind))
    assert set(HELP_IN.values()) <= set(HELP_KINDS)
    for private in ("crisis", "frustration", "profile", "forget", "share", "cohort"):
        assert private not in HELP_IN
    assert "check" not in HELP_IN  # it is noted where the check is kept


def test_what_code_did_not_understand_counts_where_a_model_answered_it() -> None:
    assert help_in("unclear", OFFLINE) is None
    assert help_in("unclear", "small-model") == "conversation"
    assert help_in("crisis", "small-model") is None
    assert help_in("plan", OFFLINE) == help_in("plan", "small-model") == "plan"


@pytest.fixture
def report() -> Report:
    return Report(
        credential_id="thinking-time",
        rubric_version="sha256:0",
        engine=Engine("offline"),
        readiness="not_ready",
        would_fail_today=(),
        findings=(),
        requirements=(),
        privacy=(),
        warnings=(),
    )


def test_a_self_check_is_noted_where_it_is_kept(
    help_log: HelpLog, store: Store, cast: Cast, clock: Clock, report: Report
) -> None:
    checks = SelfChecks(store, clock=clock)
    checks.keep(cast.alice, report)
    clock.pass_by(timedelta(minutes=1))
    checks.keep(cast.alice, replace(report, engine=Engine("llm", "small-model")))
    noted = [(one.kind, one.credential_id, one.engine) for one in help_log.of(cast.alice)]
    assert noted == [
        ("self_check", "thinking-time", "small-model"),
        ("self_check", "thinking-time", OFFLINE),
    ]
