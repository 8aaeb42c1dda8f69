"""Steps laid over the weeks of a school year: backward from a day, or forward from this week."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.planning.school_weeks import WEEK, SchoolWeeks
from assistant.planning.steps import Step, merged, steps_of
from assistant.store.records import Stage
from retrieval.catalogue import Credential

DAYS_A_WEEK = 7  # a window is counted in days in a row, weekends among them
MOST_WEEKS = 260  # of one credential, whatever its catalogue says of hours or days
_WEEKS_SEARCHED = 520  # no plan looks further: ten years
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Slot:
    """One week's worth of a step: the `nth` of `of`."""

    step: Step
    nth: int
    of: int


@dataclass(frozen=True, slots=True)
class Run:
    """Weeks that follow each other; a `fixed` one has no day of a break in it."""

    slots: tuple[Slot, ...]
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """All that is left of one credential, in order."""

    runs: tuple[Run, ...]
    in_breaks: bool = False  # whether weeks without school will do

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every week's worth, in order."""
        return tuple(slot for run in self.runs for slot in run.slots)


def block_of(
    credential: Credential,
    stage: Stage,
    hours_a_week: float,
    merges: int = 0,
    *,
    in_breaks: bool = False,
) -> Block:
    """The weeks that a credential takes at so many hours a week; none once it is handed in.

    `merges` of its steps are done together with their neighbours, as far as the hours allow.
    """
    steps = steps_of(credential, stage)
    by_hours = _weeks_by_hours(steps, hours_a_week)
    days = min(credential.constraints.window_days or 0, MOST_WEEKS * DAYS_A_WEEK)
    window = math.ceil(days / DAYS_A_WEEK)
    steps = merged(steps, min(merges, len(steps) - by_hours), keep_in_class=window)
    weeks = _weeks_each(steps, max(by_hours, len(steps)))
    taught = [i for i, step in enumerate(steps) if step.in_class]
    if window and taught:
        _stretch(steps, weeks, taught, window)
    slots = [Slot(step, n + 1, weeks[i]) for i, step in enumerate(steps) for n in range(weeks[i])]
    if not window or not taught:
        return Block(tuple(Run((slot,)) for slot in slots), in_breaks)
    start = sum(weeks[: taught[0]])
    before, inside, after = slots[:start], slots[start : start + window], slots[start + window :]
    runs = [*(Run((s,)) for s in before), Run(tuple(inside), True), *(Run((s,)) for s in after)]
    return Block(tuple(runs), in_breaks)


def most_merges(credential: Credential, stage: Stage, hours_a_week: float) -> int:
    """How many merges save a week: beyond them the hours decide."""
    steps = steps_of(credential, stage)
    return max(0, len(steps) - _weeks_by_hours(steps, hours_a_week))


def backward(block: Block, last: date, first: date, school: SchoolWeeks) -> list[date] | None:
    """The Monday of each slot, as late as can be up to the week `last`; None where it is not."""
    found: list[date] = []
    for run in reversed(block.runs):
        start = last - WEEK * (len(run.slots) - 1)
        while start >= first and not _fits(run, start, block, school):
            start -= WEEK
        if start < first:
            return None
        found[:0] = _mondays(run, start)
        last = start - WEEK
    return found


def forward(block: Block, first: date, school: SchoolWeeks) -> list[date]:
    """The Monday of each slot, as early as can be from the week `first`."""
    found: list[date] = []
    for run in block.runs:
        start = first
        for _ in range(_WEEKS_SEARCHED):
            if _fits(run, start, block, school):
                break
            start += WEEK
        found += _mondays(run, start)
        first = start + WEEK * len(run.slots)
    return found


def _weeks_by_hours(steps: Sequence[Step], hours_a_week: float) -> int:
    whole = sum(step.hours for step in steps) / hours_a_week
    return math.ceil(min(whole, MOST_WEEKS) - _ROUNDING)


def _weeks_each(steps: Sequence[Step], weeks: int) -> list[int]:
    """Whole weeks for each step, at least one, shared out by hours."""
    found = [1] * len(steps)
    for _ in range(weeks - len(steps)):
        neediest = max(range(len(steps)), key=lambda i: steps[i].hours / found[i])
        found[neediest] += 1
    return found


def _stretch(steps: Sequence[Step], weeks: list[int], taught: list[int], window: int) -> None:
    """Gives the classroom steps more weeks until they last as long as the window."""
    while sum(weeks[taught[0] : taught[-1] + 1]) < window:
        weeks[max(taught, key=lambda i: steps[i].hours / weeks[i])] += 1


def _fits(run: Run, start: date, block: Block, school: SchoolWeeks) -> bool:
    if run.fixed:
        return all(school.is_whole(monday) for monday in _mondays(run, start))
    return block.in_breaks or not school.is_break(start)


def _mondays(run: Run, start: date) -> Iterator[date]:
    return (start + WEEK * n for n in range(len(run.slots)))
