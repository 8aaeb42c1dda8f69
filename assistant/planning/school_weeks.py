"""Weeks as a teacher counts them: Monday to Friday, and which of them have no school."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assistant.planning.preferences import Break

WEEK = timedelta(weeks=1)
TO_FRIDAY = timedelta(days=4)
SCHOOL_DAYS = 5
# With a Thursday and a Friday off, three days of teaching are left; with three off, hardly any.
BREAK_DAYS = 3


@dataclass(frozen=True, slots=True)
class SchoolWeeks:
    """Which weeks can be worked in, given the breaks."""

    breaks: tuple[Break, ...] = ()

    def days_off(self, monday: date) -> int:
        """School days of that week which lie in a break."""
        days = [monday + timedelta(days=n) for n in range(SCHOOL_DAYS)]
        return sum(any(b.first_day <= day <= b.last_day for b in self.breaks) for day in days)

    def is_break(self, monday: date) -> bool:
        """Whether most of that week is a break."""
        return self.days_off(monday) >= BREAK_DAYS

    def is_whole(self, monday: date) -> bool:
        """Whether no day of that week is a break: only such weeks may hold a fixed window."""
        return self.days_off(monday) == 0

    def break_name(self, monday: date) -> str:
        """How the break of that week is called."""
        friday = monday + TO_FRIDAY
        met = [b for b in self.breaks if b.first_day <= friday and b.last_day >= monday]
        return next((b.name for b in met if b.name), "School break")


def first_week(today: date) -> date:
    """The Monday of the week to plan from; on a weekend that is the coming one."""
    monday = today - timedelta(days=today.weekday())
    return monday + WEEK if today.weekday() >= SCHOOL_DAYS else monday


def last_week_before(day: date) -> date:
    """The Monday of the last week whose Friday is not after that day."""
    return day - TO_FRIDAY - timedelta(days=(day - TO_FRIDAY).weekday())
