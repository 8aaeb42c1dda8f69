"""Rounds: what the channel hears, what the coach alone hears, what a teacher hears first."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from assistant.cohort_channels import CohortChannels
from assistant.digests import Digests
from assistant.nudges import Nudges
from assistant.store.records import utc_now
from integrations.services import Services
from tests.integrations.slack.conftest import DRAFT, Slack
from tests.people import Cast, Clock


@pytest.fixture
def clock(services: Services, cohort: str, cast: Cast) -> Clock:
    """Sixteen days on, on a Monday afternoon; Bob's cohort is linked, its digest comes at four."""
    clock = Clock()
    services.cohort_channels = CohortChannels(services.store, clock=clock)
    services.nudges = Nudges(services.store, clock=clock)
    services.digests = Digests(
        services.store,
        services.cohorts,
        services.nudges,
        lambda: services.library.shelf(),
        clock=clock,
    )
    clock.now = utc_now()
    services.cohort_channels.link(cast.bob, cohort, "T1", "C1", weekday=0, hour=16)
    later = clock.now + timedelta(days=16)
    monday = later + timedelta(days=-later.weekday() % 7)
    clock.now = datetime(monday.year, monday.month, monday.day, 16, 5, tzinfo=UTC)
    return clock


def test_the_channel_hears_no_name_and_the_coach_alone_the_rest(
    slack: Slack, services: Services, clock: Clock, cast: Cast
) -> None:
    slack.app.rounds.tick()
    slack.app.rounds.tick()
    assert clock
    (digest,) = [c for c in slack.web_api.of("chat.postMessage") if c["channel"] == "C1"]
    said = json.dumps(digest)
    assert "North Hill: this week" in said
    assert "For your meeting" in said
    for secret in ("Alice", "drafting", "help", "row by row", DRAFT, "Jamal"):
        assert secret not in said
    (alone,) = [c for c in slack.web_api.of("chat.postMessage") if c["channel"] == "DUBOB"]
    told = json.dumps(alone)
    assert "Alice" in told
    assert "*asked for help*" in told
    assert "write_note" in told
    assert DRAFT not in told
    looks = services.shares.looks(cast.alice)
    assert [(look.viewer_name, look.from_face) for look in looks] == [("Bob", "slack")]


def test_the_teacher_hears_first_privately_and_can_snooze_or_stop(
    slack: Slack, services: Services, clock: Clock, cast: Cast
) -> None:
    slack.app.rounds.tick()
    (nudge,) = [c for c in slack.web_api.of("chat.postMessage") if c["channel"] == "DUALICE"]
    first = [c["channel"] for c in slack.web_api.of("chat.postMessage")][0]
    assert first == "DUALICE"
    said = json.dumps(nudge)
    assert "nudge_snooze" in said
    assert "Room to Think" in said
    message = {"channel": "DUALICE", "ts": "1.2"}
    slack.press("nudge_snooze", "snooze", message, user="UALICE")
    slack.settle()
    assert services.nudges.of(cast.alice).snoozed_until == clock.now + timedelta(days=14)
    slack.press("nudge_stop", "stop", message, user="UALICE")
    slack.settle()
    clock.pass_by(timedelta(days=70))
    slack.app.rounds.tick()
    nudges = [c for c in slack.web_api.of("chat.postMessage") if c["channel"] == "DUALICE"]
    assert len(nudges) == 1
    slack.press_at_home("nudge_again", "again", user="UALICE")
    slack.settle()
    assert not services.nudges.of(cast.alice).stopped


def test_a_milestone_she_chose_in_her_home_is_told_in_the_very_words(
    slack: Slack, services: Services, clock: Clock, cast: Cast, cohort: str
) -> None:
    (pursuit,) = services.pursuits.of(cast.alice)
    services.pursuits.change(cast.alice, pursuit.id, stage="earned", help_wanted=False)
    slack.deliver(slack.event({"type": "app_home_opened", "user": "UALICE", "tab": "home"}))
    slack.settle()
    (view,) = [call["view"] for call in slack.web_api.of("views.publish")]
    (asked,) = [
        block["accessory"]["confirm"]["text"]["text"]
        for block in view["blocks"]
        if block.get("accessory", {}).get("action_id") == "announce"
    ]
    line = asked.partition(" says: ")[2]
    slack.press_at_home("announce", f"{pursuit.id}:{cohort}", user="UALICE")
    slack.settle()
    slack.app.rounds.tick()
    assert clock
    assert line
    assert line in json.loads(slack.heard("C1"))[0]["blocks"][1]["text"]["text"]


def test_a_channel_that_is_gone_keeps_nothing_from_the_coach(slack: Slack, clock: Clock) -> None:
    assert clock
    slack.web_api.fail_next("chat.postMessage", 200)  # the reminder
    slack.web_api.fail_next("chat.postMessage", 200, error="channel_not_found")
    slack.app.rounds.tick()
    assert "for you alone" in slack.heard("DUBOB")


def test_a_channel_that_was_opened_to_others_since_is_told_nothing(
    slack: Slack, clock: Clock
) -> None:
    assert clock
    slack.web_api.channels["C1"]["is_ext_shared"] = True
    slack.app.rounds.tick()
    assert slack.heard("C1") == "[]"
    assert "for you alone" in slack.heard("DUBOB")
