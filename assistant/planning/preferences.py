"""What a plan must keep to: hours a week, the day it is all due, breaks without school."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assistant.errors import BadInput

DEFAULT_HOURS_A_WEEK = 3.0  # an evening or two; said wherever nothing else was given
LEAST_HOURS, MOST_HOURS = 0.5, 40.0
MOST_BREAKS = 20  # more than any school year has
LONGEST_BREAK = timedelta(days=180)
FURTHEST = timedelta(days=5 * 366)  # renewal cycles last five years
NAME_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Break:
    """Days without school, the first and the last of them included."""

    first_day: date
    last_day: date
    name: str = ""

    def as_json(self) -> dict[str, str]:
        """The same as JSON types."""
        return {
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            "name": self.name,
        }


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person's plan must keep to; None where she has not said."""

    hours_a_week: float | None = None
    target_date: date | None = None
    breaks: tuple[Break, ...] = ()

    @property
    def hours(self) -> float:
        """Hours a week to plan with."""
        return self.hours_a_week or DEFAULT_HOURS_A_WEEK

    def as_json(self) -> dict[str, Any]:
        """The same as JSON types."""
        return {
            "hours_a_week": self.hours_a_week,
            "target_date": self.target_date.isoformat() if self.target_date else None,
            "breaks": [one.as_json() for one in self.breaks],
        }


def checked_hours(hours: float | None) -> float | None:
    """Hours a week that can be planned with; raises BadInput."""
    if hours is None:
        return None
    if not LEAST_HOURS <= hours <= MOST_HOURS:  # what is no number fails here, too
        raise BadInput(
            f"Give from {LEAST_HOURS:g} to {MOST_HOURS:g} hours a week that you can spend on this."
        )
    return round(hours, 2)


def checked_target(target: date | None, today: date) -> date | None:
    """A day that lies ahead; raises BadInput."""
    if target is None:
        return None
    if target < today:
        raise BadInput(
            f"{target.isoformat()} is over; name a day that lies ahead, with its year where it "
            "is not the next one."
        )
    if target - today > FURTHEST:
        raise BadInput(f"{target.isoformat()} is too far away; a plan reaches five years ahead.")
    return target


def checked_breaks(breaks: Sequence[Break], today: date) -> tuple[Break, ...]:
    """Breaks in their order, each once, those that are over dropped; raises BadInput."""
    found: dict[tuple[date, date], Break] = {}
    for one in breaks:
        if one.last_day < one.first_day:
            raise BadInput(
                f"A break ends on its first day or later; this one begins "
                f"{one.first_day.isoformat()} and ends {one.last_day.isoformat()}."
            )
        if one.last_day - one.first_day > LONGEST_BREAK:
            raise BadInput("A break lasts half a year at most; give its first and its last day.")
        if one.first_day - today > FURTHEST:
            raise BadInput("That break is too far away; a plan reaches five years ahead.")
        if one.last_day >= today:
            name = " ".join(one.name.split())[:NAME_CHARACTERS]
            found[one.first_day, one.last_day] = Break(one.first_day, one.last_day, name)
    if len(found) > MOST_BREAKS:
        raise BadInput(f"At most {MOST_BREAKS} breaks can be kept; take one out first.")
    return tuple(found[days] for days in sorted(found))
