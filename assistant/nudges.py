"""Nudges: a private word to a teacher whose pursuit stands still, at most one a week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from assistant import store
from assistant.cohorts import STUCK_AFTER
from assistant.people import Person
from assistant.store.records import Clock, Nudging, Pursuit, utc_now

if TYPE_CHECKING:
    from assistant.store.session import Session

AT_MOST_EVERY = timedelta(days=7)
SNOOZED_FOR = timedelta(days=14)
HOURS = range(15, 18)  # after school, before the evening
WORKDAYS = range(5)
OTHERS_TURN = ("exploring", "submitted", "earned")  # stages in which the next step is not hers


@dataclass(frozen=True, slots=True)
class Nudge:
    """Whom to remind of what."""

    person: Person
    pursuit: Pursuit


class Nudges:
    """Goes to members of a cohort that has a channel, for it was said to them when they joined."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def due(self) -> tuple[Nudge, ...]:
        """Who may be reminded now: of the pursuit that stands still the longest."""
        now = self._clock()
        with self._store.reading() as session:
            zones = _zones(session)
            pursuits = store.pursuits.of_people(session, zones)
            before = store.nudges.of_people(session, zones)
            people = {person_id: store.people.find(session, person_id) for person_id in pursuits}
        found = []
        for person_id, theirs in pursuits.items():
            person, still = people[person_id], _standing_still(theirs, now)
            nudging = before.get(person_id, Nudging())
            zone = (person.time_zone if person else None) or zones[person_id]
            if person and still and _may(nudging, now) and _a_good_time(now, zone):
                found.append(Nudge(person, still))
        return tuple(found)

    def claim(self, person: Person) -> bool:
        """Notes that she is being reminded now; False where she was, or said no, in between."""
        now = self._clock()
        with self._store.session() as session:
            store.people.hold(session, person.id)
            before = store.nudges.of_people(session, [person.id]).get(person.id, Nudging())
            if not _may(before, now):
                return False
            store.nudges.keep(session, person.id, replace(before, sent_at=now))
            return True

    def snooze(self, person: Person) -> None:
        """No reminder for two weeks."""
        self._change(person, snoozed_until=self._clock() + SNOOZED_FOR)

    def stop(self, person: Person) -> None:
        """No reminder any more."""
        self._change(person, stopped=True)

    def begin_again(self, person: Person) -> None:
        """Reminders may come again."""
        self._change(person, stopped=False, snoozed_until=None)

    def of(self, person: Person) -> Nudging:
        """How it stands with her."""
        with self._store.reading() as session:
            return store.nudges.of_people(session, [person.id]).get(person.id, Nudging())

    def told_first(self, person_ids: Iterable[str]) -> dict[str, Nudging]:
        """Who heard of it herself already, or wants to hear nothing."""
        ids = list(person_ids)
        with self._store.reading() as session:
            found = store.nudges.of_people(session, ids)
        return {i: one for i, one in found.items() if one.sent_at or one.stopped}

    def _change(
        self,
        person: Person,
        *,
        stopped: bool | None = None,
        snoozed_until: datetime | None = None,
    ) -> None:
        with self._store.session() as session:
            store.people.hold(session, person.id)
            before = store.nudges.of_people(session, [person.id]).get(person.id, Nudging())
            after = replace(
                before,
                stopped=before.stopped if stopped is None else stopped,
                snoozed_until=snoozed_until,
            )
            store.nudges.keep(session, person.id, after)


def _zones(session: Session) -> dict[str, str]:
    """Every member of a cohort with a channel, and the zone of that channel."""
    return {
        person_id: channel.time_zone
        for channel in store.cohort_channels.everywhere(session)
        for person_id, _ in store.cohorts.members(session, channel.cohort_id)
    }


def _standing_still(pursuits: Iterable[Pursuit], now: datetime) -> Pursuit | None:
    found = [p for p in pursuits if p.stage not in OTHERS_TURN and p.since <= now - STUCK_AFTER]
    return min(found, key=lambda pursuit: pursuit.since, default=None)


def _may(nudging: Nudging, now: datetime) -> bool:
    if nudging.stopped or (nudging.snoozed_until and nudging.snoozed_until > now):
        return False
    return nudging.sent_at is None or nudging.sent_at <= now - AT_MOST_EVERY


def _a_good_time(now: datetime, zone: str) -> bool:
    there = now.astimezone(ZoneInfo(zone))
    return there.weekday() in WORKDAYS and there.hour in HOURS
