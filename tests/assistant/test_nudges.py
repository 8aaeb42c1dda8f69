"""Nudges: privately, after school, at most one a week, and never to somebody who said no."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant.cohort_channels import CohortChannels
from assistant.cohorts import Cohorts
from assistant.nudges import AT_MOST_EVERY, SNOOZED_FOR, Nudges
from assistant.pursuits import Pursuits
from assistant.store.records import Pursuit
from assistant.store.session import Store
from tests.people import Cast, Clock

MONDAY_AFTERNOON = datetime(2026, 11, 2, 15, 30, tzinfo=UTC)


@pytest.fixture
def nudges(store: Store, clock: Clock) -> Nudges:
    clock.now = MONDAY_AFTERNOON
    return Nudges(store, clock=clock)


@pytest.fixture
def pursuit(store: Store, cast: Cast, clock: Clock, nudges: Nudges) -> Pursuit:
    """Alice's, begun three weeks ago; she is in Bob's cohort, which has a channel."""
    assert nudges
    cohorts = Cohorts(store, clock=clock)
    cohort = cohorts.create(cast.bob, "Fourth grade")
    cohorts.join(cast.alice, None, cohort.code)
    CohortChannels(store, clock=clock).link(cast.bob, cohort.id, "T1", "C1")
    clock.pass_by(timedelta(weeks=-3))
    pursuit = Pursuits(store, clock=clock).start(cast.alice, "pauses")
    clock.pass_by(timedelta(weeks=3))
    return pursuit


def test_who_stands_still_for_two_weeks_is_reminded(
    nudges: Nudges, pursuit: Pursuit, cast: Cast, store: Store, clock: Clock
) -> None:
    (due,) = nudges.due()
    assert (due.person.id, due.pursuit.id) == (cast.alice.id, pursuit.id)
    Pursuits(store, clock=clock).change(cast.alice, pursuit.id, stage="drafting")
    assert nudges.due() == ()
    clock.pass_by(timedelta(days=13))
    assert nudges.due() == ()


@pytest.mark.parametrize("stage", ["exploring", "submitted", "earned"])
def test_nobody_is_reminded_while_the_next_step_is_not_hers(
    nudges: Nudges, pursuit: Pursuit, cast: Cast, store: Store, clock: Clock, stage: str
) -> None:
    Pursuits(store, clock=clock).change(cast.alice, pursuit.id, stage=stage)
    clock.pass_by(timedelta(weeks=3))
    assert nudges.due() == ()


@pytest.mark.usefixtures("pursuit")
def test_at_most_one_a_week_whoever_goes_the_round(
    nudges: Nudges, cast: Cast, store: Store, clock: Clock
) -> None:
    assert nudges.claim(cast.alice)
    assert not Nudges(store, clock=clock).claim(cast.alice)
    assert nudges.due() == ()
    clock.pass_by(AT_MOST_EVERY - timedelta(seconds=1))
    assert not nudges.claim(cast.alice)
    clock.pass_by(timedelta(seconds=1))
    assert len(nudges.due()) == 1


@pytest.mark.usefixtures("pursuit")
def test_snooze_lasts_two_weeks_and_stop_until_she_says_otherwise(
    nudges: Nudges, cast: Cast, clock: Clock
) -> None:
    nudges.snooze(cast.alice)
    assert nudges.due() == ()
    clock.pass_by(SNOOZED_FOR)
    assert len(nudges.due()) == 1
    nudges.stop(cast.alice)
    clock.pass_by(timedelta(weeks=20))
    assert nudges.due() == ()
    assert not nudges.claim(cast.alice)
    nudges.begin_again(cast.alice)
    assert len(nudges.due()) == 1


@pytest.mark.usefixtures("pursuit")
@pytest.mark.parametrize("hours", [-8, 3, 24 * 5])  # early, in the evening, on a Saturday
def test_it_comes_after_school_on_a_working_day(nudges: Nudges, clock: Clock, hours: int) -> None:
    clock.pass_by(timedelta(hours=hours))
    assert nudges.due() == ()


def test_who_is_in_no_cohort_with_a_channel_is_left_alone(
    nudges: Nudges, store: Store, cast: Cast, clock: Clock
) -> None:
    clock.pass_by(timedelta(weeks=-3))
    Pursuits(store, clock=clock).start(cast.charlie, "pauses")
    clock.pass_by(timedelta(weeks=3))
    assert nudges.due() == ()
