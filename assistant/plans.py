"""A person's plan: her weeks, her stacks, what may serve twice; and what it has to keep to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from assistant import store
from assistant.errors import BadInput
from assistant.people import Person
from assistant.planning.calendar_file import plan_calendar
from assistant.planning.fitting import notes, what_would_fit
from assistant.planning.preferences import (
    Break,
    Preferences,
    checked_breaks,
    checked_hours,
    checked_target,
)
from assistant.planning.schedule import Aim, Layout, WeekItem
from assistant.planning.school_weeks import first_week
from assistant.planning.shared_evidence import Shared, shared_evidence
from assistant.planning.stack_progress import StackProgress, progress_in
from assistant.planning.weeks import lay_out
from assistant.pursuits import UNCHANGED, Pursuits, Unchanged
from assistant.store.records import STAGES, Clock, Pursuit, Stage, utc_now
from assistant.store.texts import kept_text
from retrieval.catalogue import Stack

if TYPE_CHECKING:
    from retrieval.search import Shelf


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is planned for one person, as of `today`; it is hers alone."""

    today: date
    pursuits: tuple[Pursuit, ...]
    preferences: Preferences
    layout: Layout
    warning: str  # what does not fit and what would; empty where all of it does
    notes: tuple[str, ...]
    stacks: tuple[StackProgress, ...]
    shared: tuple[Shared, ...]

    @property
    def this_week(self) -> WeekItem | None:
        """The one thing of the week that is, or on a weekend of the one that comes."""
        monday = first_week(self.today)
        return next((item for item in self.layout.items if item.monday == monday), None)

    @property
    def next_thing(self) -> WeekItem | None:
        """The first thing after this week that is no break."""
        monday = first_week(self.today)
        return next((i for i in self.layout.items if i.monday > monday and i.kind != "break"), None)

    def coming(self, count: int) -> tuple[WeekItem, ...]:
        """The next so many things, this week's first."""
        monday = first_week(self.today)
        return tuple(i for i in self.layout.items if i.monday >= monday)[:count]

    def as_json(self) -> dict[str, Any]:
        """What is new to a plan, as JSON types."""
        return {
            "today": self.today.isoformat(),
            "preferences": self.preferences.as_json(),
            "this_week": self.this_week.as_json() if self.this_week else None,
            "weeks": [item.as_json() for item in self.layout.items],
            "courses": [course.as_json() for course in self.layout.courses],
            "fits": self.layout.fits,
            "warning": self.warning or None,
            "notes": list(self.notes),
            "shared_evidence": [shared.as_json() for shared in self.shared],
        }


class Plans:
    """Plans out of pursuits and preferences; nobody is ever given another person's."""

    def __init__(
        self,
        kept: store.Store,
        pursuits: Pursuits,
        shelf: Callable[[], Shelf],
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._store = kept
        self._pursuits = pursuits
        self._shelf = shelf
        self._clock = clock

    def today(self, person: Person) -> date:
        """The day where the person is; in UTC where her time zone is not known."""
        now = self._clock()
        return (now.astimezone(ZoneInfo(person.time_zone)) if person.time_zone else now).date()

    def of(self, person: Person) -> Plan:
        """The person's plan as it stands today."""
        today, preferences = self.today(person), self.preferences(person)
        pursuits, shelf = self._pursuits.of(person), self._shelf()
        aims = _aims(pursuits, shelf)
        layout = lay_out(today, aims, preferences)
        stages = _furthest(pursuits)
        chosen = [aim.credential for aim in aims if aim.stage not in ("submitted", "exploring")]
        return Plan(
            today=today,
            pursuits=pursuits,
            preferences=preferences,
            layout=layout,
            warning=what_would_fit(today, aims, preferences, layout),
            notes=notes(today, preferences, layout),
            stacks=tuple(
                progress_in(stack, stages, shelf.credentials)
                for stack in shelf.stacks.values()
                if stages.keys() & set(stack.members)
            ),
            shared=shared_evidence(chosen),
        )

    def stack(self, person: Person, stack: Stack) -> StackProgress:
        """How far the person is in one stack."""
        stages = _furthest(self._pursuits.of(person))
        return progress_in(stack, stages, self._shelf().credentials)

    def calendar(self, person: Person) -> bytes:
        """The person's weeks as an iCalendar file."""
        return plan_calendar(self.of(person).layout.items, self._clock())

    def preferences(self, person: Person) -> Preferences:
        """What the person's plan keeps to."""
        with self._store.reading() as session:
            return store.plan_preferences.of_person(session, person.id)

    def change(
        self,
        person: Person,
        *,
        hours_a_week: float | None | Unchanged = UNCHANGED,
        target_date: date | None | Unchanged = UNCHANGED,
        breaks: Sequence[Break] | Unchanged = UNCHANGED,
    ) -> Preferences:
        """Keeps what is given and leaves the rest; raises BadInput, and then nothing changes."""
        today = self.today(person)
        changes: dict[str, Any] = {}
        if hours_a_week is not UNCHANGED:
            changes["hours_a_week"] = checked_hours(hours_a_week)
        if target_date is not UNCHANGED and target_date != self.preferences(person).target_date:
            changes["target_date"] = checked_target(target_date, today)
        if breaks is not UNCHANGED:
            for one in breaks:
                kept_text(one.name, "The break's name")
            changes["breaks"] = checked_breaks(breaks, today)
        return self._keep(person, lambda before: replace(before, **changes))

    def add_break(self, person: Person, one: Break) -> Preferences:
        """Keeps one more break; raises BadInput."""
        today = self.today(person)
        kept_text(one.name, "The break's name")
        if one.last_day < today:
            raise BadInput("That break is over; give one that lies ahead.")
        return self._keep(
            person, lambda was: replace(was, breaks=checked_breaks([*was.breaks, one], today))
        )

    def drop_break(self, person: Person, first_day: date, last_day: date) -> Preferences:
        """Forgets the break of these days; one that is gone already stays gone."""
        days = (first_day, last_day)
        return self._keep(
            person,
            lambda was: replace(
                was, breaks=tuple(b for b in was.breaks if (b.first_day, b.last_day) != days)
            ),
        )

    def _keep(self, person: Person, change: Callable[[Preferences], Preferences]) -> Preferences:
        with self._store.session() as session:
            store.people.hold(session, person.id)
            after = change(store.plan_preferences.of_person(session, person.id))
            store.plan_preferences.keep(session, person.id, after)
            return after


def _aims(pursuits: Sequence[Pursuit], shelf: Shelf) -> list[Aim]:
    """What can be planned: a credential that left the catalogue has no prompts to plan with."""
    return [
        Aim(
            pursuit.id,
            shelf.credentials[pursuit.credential_id],
            pursuit.stage,
            pursuit.since.date(),
            pursuit.target_date,
        )
        for pursuit in pursuits
        if pursuit.credential_id in shelf.credentials
        and pursuit.stage not in ("exploring", "earned")
    ]


def _furthest(pursuits: Sequence[Pursuit]) -> dict[str, Stage]:
    """The furthest stage of each credential: one that was earned and begun again stays earned."""
    found: dict[str, Stage] = {}
    for pursuit in pursuits:
        before = found.get(pursuit.credential_id, pursuit.stage)
        found[pursuit.credential_id] = max(before, pursuit.stage, key=STAGES.index)
    return found
