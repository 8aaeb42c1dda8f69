"""Digests: what a cohort's channel hears each week, and what its coach alone is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from assistant import store
from assistant.cohorts import Cohorts, CohortView, Member, Progress
from assistant.nudges import Nudges
from assistant.people import Person
from assistant.store.records import Clock, Cohort, CohortChannel, Pursuit, SelfCheck, utc_now

if TYPE_CHECKING:
    from assistant.store.session import Session
    from retrieval.search import Shelf

FEWEST = 5  # people behind any count or row that is told of a group
TOO_LATE = timedelta(hours=12)  # a digest that could not be told in time waits for the next week
WEEK = timedelta(days=7)
MOST_ROWS = 3
_ON_THE_WAY = ("chosen", "collecting", "drafting", "self-checked", "returned")
_DONE = {"submitted": "handed in", "earned": "earned"}

SHARED_IDEA = (
    "Many of you work on *{title}*. Bring one thing that you collected for it, without students' "
    "names, and read one row of its rubric together: what would somebody see who was not there?"
)
IDEAS = (
    "Bring one piece of evidence, without students' names, and let a colleague say what she sees "
    "in it before you explain it.",
    "Read one rubric row aloud, in pairs, and say in your own words what it asks to be shown.",
    "Say what you will collect this week, from which lesson, and who could remind you.",
    "Put what you saw and what you make of it in two columns; most reflections mix the two.",
    "Look for your baseline: what was it like before you changed anything, and how do you know?",
)


@dataclass(frozen=True, slots=True)
class ChannelDigest:
    """What everybody in the channel may hear: no stage, no row, nobody who did not choose it."""

    cohort: Cohort
    milestones: tuple[str, ...]
    counts: tuple[str, ...]
    suggestion: str


@dataclass(frozen=True, slots=True)
class HeldUp:
    """A rubric row that at least FEWEST of the group have not shown yet."""

    title: str
    row: str


@dataclass(frozen=True, slots=True)
class CoachDigest:
    """What the coach alone is told."""

    view: CohortView
    help_wanted: tuple[tuple[Member, Progress], ...]
    stuck: tuple[tuple[Member, Progress], ...]
    rows: tuple[HeldUp, ...]


class Digests:
    """Out of the records of a cohort, at the hour that its coach set."""

    def __init__(
        self,
        kept: store.Store,
        cohorts: Cohorts,
        nudges: Nudges,
        shelf: Callable[[], Shelf],
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._store = kept
        self._cohorts = cohorts
        self._nudges = nudges
        self._shelf = shelf
        self._clock = clock

    def due(self) -> tuple[tuple[CohortChannel, datetime], ...]:
        """The channels whose hour has come, each with its moment."""
        now = self._clock()
        with self._store.reading() as session:
            channels = store.cohort_channels.everywhere(session)
        found = []
        for channel in channels:
            moment = last_moment(channel, now)
            told = channel.digest_at is not None and channel.digest_at >= moment
            if not told and moment > channel.linked_at and now - moment < TOO_LATE:
                found.append((channel, moment))
        return tuple(found)

    def teams(self) -> tuple[str, ...]:
        """The workspaces in which some cohort has its channel."""
        with self._store.reading() as session:
            channels = store.cohort_channels.everywhere(session)
        return tuple(dict.fromkeys(channel.team_id for channel in channels))

    def claim(self, channel: CohortChannel, moment: datetime) -> bool:
        """Takes a digest to be told; False where another process took it."""
        with self._store.session() as session:
            return store.cohort_channels.claim_digest(
                session, channel.cohort_id, channel.digest_at, moment
            )

    def for_channel(self, channel: CohortChannel) -> ChannelDigest | None:
        """What the channel hears; the milestones in it count as told from now on."""
        now = self._clock()
        titles = self._titles()
        with self._store.session() as session:
            cohort = store.cohorts.find(session, channel.cohort_id)
            if cohort is None:
                return None
            names = dict(store.cohorts.members(session, cohort.id))
            pursuits = store.pursuits.of_people(session, names)
            chosen = store.milestones.untold(session, cohort.id)
            told = []
            for one in chosen:
                pursuit = store.pursuits.find(session, one.pursuit_id)
                if one.person_id in names and pursuit is not None:
                    title = titles.get(pursuit.credential_id, pursuit.credential_id)
                    told.append(milestone_line(names[one.person_id], title, one.stage))
            store.milestones.told(session, tuple(one.id for one in chosen), now)
        return ChannelDigest(
            cohort,
            tuple(told),
            tuple(counts_of(names, pursuits, now)),
            suggestion_for(pursuits, titles, channel.digest_at or channel.linked_at),
        )

    def for_coach(self, channel: CohortChannel) -> tuple[Person, CoachDigest] | None:
        """(the coach, what she is told); her look is recorded as any other.

        As stuck it lists whom a reminder reached first, or who wants none.
        """
        with self._store.reading() as session:
            cohort = store.cohorts.find(session, channel.cohort_id)
            coach = store.people.find(session, cohort.coach_id) if cohort else None
        if cohort is None or coach is None or not coach.may_lead:
            return None
        view = self._cohorts.view(coach, cohort.id, face="slack")
        return coach, self.of_view(view, channel.team_id)

    def of_view(self, view: CohortView, team_id: str) -> CoachDigest:
        """The same out of a view that the coach has."""
        stuck = self._cohorts.stuck(view)
        told = self._nudges.told_first(member.person_id for member, _ in stuck)
        ids = [member.person_id for member in view.members]
        with self._store.reading() as session:
            here = set(store.slack.people_of(session, team_id).values())
            checks = _latest_checks(session, ids)
        return CoachDigest(
            view,
            tuple((m, p) for m in view.members for p in m.pursuits if p.help_wanted),
            tuple(
                (m, p)
                for m, p in stuck
                if p.stage != "submitted" and (m.person_id in told or m.person_id not in here)
            ),
            tuple(held_up(checks, self._shelf())),
        )

    def _titles(self) -> dict[str, str]:
        return {one.id: one.title for one in self._shelf().credentials.values()}


def last_moment(channel: CohortChannel, now: datetime) -> datetime:
    """The latest moment, not after now, at which this channel's digest was or is due."""
    there = now.astimezone(ZoneInfo(channel.time_zone))
    back = (there.weekday() - channel.weekday) % 7
    moment = (there - timedelta(days=back)).replace(
        hour=channel.hour, minute=0, second=0, microsecond=0
    )
    return moment - WEEK if moment > there else moment


def milestone_line(name: str, title: str, stage: str) -> str:
    """The words in which a milestone is told, shown to her before she agrees."""
    return f"{name} {_DONE.get(stage, stage)} {title}."


def counts_of(
    names: Mapping[str, str], pursuits: Mapping[str, Sequence[Pursuit]], now: datetime
) -> list[str]:
    """Sentences with a count, each of FEWEST people and more."""
    of = {person_id: pursuits.get(person_id, ()) for person_id in names}
    on_the_way = [i for i, theirs in of.items() if any(p.stage in _ON_THE_WAY for p in theirs)]
    moved = [i for i, theirs in of.items() if any(p.since > now - WEEK for p in theirs)]
    earned = [i for i, theirs in of.items() if any(p.stage == "earned" for p in theirs)]
    said = (
        (len(on_the_way), "{} of you are on the way to a credential."),
        (len(moved), "{} of you took a step this week."),
        (len(earned), "{} of you have earned one."),
    )
    return [words.format(count) for count, words in said if count >= FEWEST]


def suggestion_for(
    pursuits: Mapping[str, Sequence[Pursuit]], titles: Mapping[str, str], before: datetime
) -> str:
    """One thing for the week's meeting: about what at least FEWEST pursue, else the next idea."""
    about = Counter(
        credential_id
        for theirs in pursuits.values()
        for credential_id in {p.credential_id for p in theirs if p.stage in _ON_THE_WAY}
    )
    for credential_id, count in about.most_common(1):
        if count >= FEWEST and credential_id in titles:
            return SHARED_IDEA.format(title=titles[credential_id])
    return IDEAS[before.toordinal() // 7 % len(IDEAS)]


def held_up(checks: Sequence[SelfCheck], shelf: Shelf) -> list[HeldUp]:
    """The rows that at least FEWEST people have not shown yet, the most first; no number, no name.

    `checks` holds each person's last check of a credential.
    """
    missing = Counter(
        (check.credential_id, finding["criterion_id"])
        for check in checks
        for finding in check.report["findings"]
        if finding["status"] != "met"
    )
    found = []
    for (credential_id, row_id), count in missing.most_common():
        credential = shelf.credentials.get(credential_id)
        rows = {row.id: row.title for row in credential.rubric} if credential else {}
        if credential is not None and count >= FEWEST and row_id in rows:
            found.append(HeldUp(credential.title, rows[row_id]))
    return found[:MOST_ROWS]


def _latest_checks(session: Session, ids: Sequence[str]) -> list[SelfCheck]:
    found: dict[tuple[str, str], SelfCheck] = {}
    pursuits = store.pursuits.of_people(session, ids)
    for person_id in ids:
        going = {p.credential_id for p in pursuits.get(person_id, ()) if p.stage in _ON_THE_WAY}
        for check in store.self_checks.of_person(session, person_id):  # the latest first
            if check.credential_id in going:
                found.setdefault((person_id, check.credential_id), check)
    return list(found.values())
