"""Digests: due at the coach's hour, counts of five and more, rows without names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant import store as nouns
from assistant.cohort_channels import CohortChannels
from assistant.cohorts import Cohorts
from assistant.digests import FEWEST, Digests, last_moment
from assistant.errors import BadInput, NotFound
from assistant.library import Library
from assistant.nudges import Nudges
from assistant.people import Person
from assistant.pursuits import Pursuits
from assistant.store.records import Cohort, CohortChannel
from assistant.store.session import Store
from tests.people import Cast, Clock

Join = Callable[[int], list[Person]]


@pytest.fixture
def cohort(store: Store, cast: Cast, clock: Clock) -> Cohort:
    return Cohorts(store, clock=clock).create(cast.bob, "Fourth grade")


@pytest.fixture
def channels(store: Store, clock: Clock) -> CohortChannels:
    return CohortChannels(store, clock=clock)


@pytest.fixture
def channel(channels: CohortChannels, cast: Cast, cohort: Cohort) -> CohortChannel:
    return channels.link(cast.bob, cohort.id, "T1", "C1", weekday=0, hour=8)


@pytest.fixture
def digests(store: Store, stocked: Library, clock: Clock) -> Digests:
    cohorts = Cohorts(store, clock=clock)
    return Digests(store, cohorts, Nudges(store, clock=clock), stocked.shelf, clock=clock)


@pytest.fixture
def join(store: Store, cohort: Cohort, clock: Clock) -> Join:
    """So many teachers, members of the cohort."""

    def joined(count: int) -> list[Person]:
        with store.session() as session:
            people = [
                nouns.people.add(
                    session,
                    name=f"Teacher {number}",
                    email=f"t{number}@school.example",
                    roles=frozenset({"teacher"}),
                    at=clock(),
                )
                for number in range(count)
            ]
            for person in people:
                nouns.cohorts.join(session, cohort.id, person.id, clock())
        return people

    return joined


def test_the_moment_is_the_coachs_hour_on_both_sides_of_a_clock_change(
    channel: CohortChannel,
) -> None:
    from dataclasses import replace

    there = replace(channel, weekday=0, hour=8, time_zone="America/Chicago")
    zone = ZoneInfo("America/Chicago")
    for now in (datetime(2026, 10, 28, tzinfo=UTC), datetime(2026, 11, 4, tzinfo=UTC)):
        moment = last_moment(there, now).astimezone(zone)
        assert (moment.weekday(), moment.hour) == (0, 8)
        assert timedelta(0) <= now - moment < timedelta(days=7)


def test_a_digest_is_due_once_a_week_and_claimed_once(
    digests: Digests, channel: CohortChannel, clock: Clock
) -> None:
    assert digests.due() == ()  # linked on Monday night: that hour has passed
    clock.pass_by(timedelta(days=6, hours=10, minutes=29))
    assert digests.due() == ()
    clock.pass_by(timedelta(minutes=1))
    ((found, moment),) = digests.due()
    assert found == channel
    assert digests.claim(found, moment)
    assert not digests.claim(found, moment)
    assert digests.due() == ()
    clock.pass_by(timedelta(days=7))
    assert len(digests.due()) == 1
    clock.pass_by(timedelta(hours=13))
    assert digests.due() == ()  # too late for this week


@pytest.mark.parametrize("count", [FEWEST - 1, FEWEST])
def test_a_count_is_told_of_five_people_and_more(
    digests: Digests, channel: CohortChannel, join: Join, store: Store, clock: Clock, count: int
) -> None:
    for person in join(count):
        Pursuits(store, clock=clock).start(person, "pauses")
    told = digests.for_channel(channel)
    assert told is not None
    expected = [f"{count} of you are on the way", f"{count} of you took a step"]
    assert len(told.counts) == (2 if count >= FEWEST else 0)
    assert all(one.startswith(two) for one, two in zip(told.counts, expected, strict=False))


def test_a_milestone_is_told_by_choice_once_and_by_a_member(
    digests: Digests,
    channel: CohortChannel,
    channels: CohortChannels,
    join: Join,
    store: Store,
    cast: Cast,
    clock: Clock,
) -> None:
    one, two = join(2)
    pursuits = Pursuits(store, clock=clock)
    mine, theirs = pursuits.start(one, "pauses"), pursuits.start(two, "pauses")
    with pytest.raises(BadInput, match="handed in or earned"):
        channels.announce(one, mine.id, channel.cohort_id)
    pursuits.change(one, mine.id, stage="submitted")
    pursuits.change(two, theirs.id, stage="submitted")
    with pytest.raises(NotFound):
        channels.announce(two, mine.id, channel.cohort_id)
    with pytest.raises(NotFound):
        channels.announce(cast.alice, mine.id, channel.cohort_id)
    channels.announce(one, mine.id, channel.cohort_id)
    channels.announce(one, mine.id, channel.cohort_id)
    channels.announce(two, theirs.id, channel.cohort_id)
    channels.left(two, "T1", "C1")
    told = digests.for_channel(channel)
    assert told is not None
    assert [line.split(" handed in ")[0] for line in told.milestones] == ["Teacher 0"]
    again = digests.for_channel(channel)
    assert again is not None
    assert again.milestones == ()


@pytest.mark.parametrize("count", [FEWEST - 1, FEWEST])
def test_rows_that_hold_up_the_group_are_told_of_five_and_more(
    digests: Digests,
    channel: CohortChannel,
    join: Join,
    store: Store,
    stocked: Library,
    clock: Clock,
    count: int,
) -> None:
    credential = next(one for one in stocked.shelf().credentials.values() if one.rubric)
    row = credential.rubric[0]
    for person in join(count):
        Pursuits(store, clock=clock).start(person, credential.id)
        for status in ("met", "not_met"):  # the last one counts
            clock.pass_by(timedelta(seconds=1))
            report = {"findings": [{"criterion_id": row.id, "status": status}]}
            with store.session() as session:
                nouns.self_checks.add(session, person.id, credential.id, report, clock())
    found = digests.for_coach(channel)
    assert found is not None
    coach, digest = found
    assert coach.name == "Bob"
    assert [one.row for one in digest.rows] == ([row.title] if count >= FEWEST else [])
    told = digests.for_channel(channel)
    assert told is not None
    assert row.title not in told.suggestion


def test_the_coach_hears_who_is_stuck_after_the_teacher_did(
    digests: Digests, channel: CohortChannel, join: Join, store: Store, clock: Clock
) -> None:
    one, away = join(2)
    pursuits = Pursuits(store, clock=clock)
    pursuits.start(one, "pauses")
    pursuits.start(away, "pauses")
    with store.session() as session:
        nouns.slack.link(session, "T1", "U1", one.id, clock())
    clock.pass_by(timedelta(days=15))

    def stuck() -> list[str]:
        found = digests.for_coach(channel)
        assert found is not None
        return [member.name for member, _ in found[1].stuck]

    assert stuck() == ["Teacher 1"]  # not in Slack: nobody could tell her first
    assert Nudges(store, clock=clock).claim(one)
    assert stuck() == ["Teacher 0", "Teacher 1"]


def test_a_coach_who_lost_the_role_hears_nothing(
    digests: Digests, channel: CohortChannel, store: Store, cast: Cast
) -> None:
    from dataclasses import replace

    with store.session() as session:
        nouns.people.change(session, replace(cast.bob, roles=frozenset({"teacher"})))
    assert digests.for_coach(channel) is None
