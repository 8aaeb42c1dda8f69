"""Chosen credentials, a day and hours a week -> one thing to collect or to do each week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.planning.laying import Block, backward, block_of, forward, most_merges
from assistant.planning.preferences import Preferences
from assistant.planning.schedule import ROUND, Aim, Course, Layout, WeekItem
from assistant.planning.school_weeks import (
    TO_FRIDAY,
    WEEK,
    SchoolWeeks,
    first_week,
    last_week_before,
)

SECOND_ROUND = timedelta(weeks=6)  # most people hand in twice: two weeks of changes, one more round
MOST_WEEKS = 104  # two years are enough to look at


@dataclass(frozen=True, slots=True)
class _Try:
    """What is given up to make things fit."""

    merges: int = 0
    second_round: bool = False
    in_breaks: bool = False


def lay_out(today: date, aims: Sequence[Aim], preferences: Preferences) -> Layout:
    """What is left of every aim over the weeks from `today`.

    Backward from the dates where all of it fits, else forward from this week with what is late
    marked so. One thing a week; fixed windows lie in no break.
    """
    open_aims = [a for a in aims if a.stage not in ("exploring", "submitted", "earned")]
    dated = sorted(
        (a for a in open_aims if latest_hand_in(a, preferences)),
        key=lambda a: latest_hand_in(a, preferences) or date.max,
    )
    undated = [a for a in open_aims if not latest_hand_in(a, preferences)]
    layout = None
    for one in _tries(dated, preferences) if dated else ():
        placed = _back(today, dated, preferences, one)
        if placed is not None:
            layout = _with_undated(today, placed, undated, preferences, one)
            break
    if layout is None:
        placed = _ahead(first_week(today), [*dated, *undated], preferences)
        layout = _layout(placed, preferences)
    waiting = [Course(aim, None, aim.since, None) for aim in aims if aim.stage == "submitted"]
    return Layout(
        _with_breaks(layout.items, preferences),
        (*layout.courses, *waiting),
        layout.second_round,
        layout.in_breaks,
    )


def latest_hand_in(aim: Aim, preferences: Preferences) -> date | None:
    """The last day that would do: her own, or an assessor's round before the plan's target."""
    target = preferences.target_date
    days = [day for day in (aim.hand_in_by, target - ROUND if target else None) if day]
    return min(days, default=None)


def _tries(aims: Sequence[Aim], preferences: Preferences) -> Iterator[_Try]:
    """The best first: room for a second round, one prompt a week, and last the weeks of a break."""
    merges = max(most_merges(a.credential, a.stage, preferences.hours) for a in aims)
    yield _Try(second_round=True)
    yield from (_Try(n) for n in range(merges + 1))
    if preferences.breaks and any(a.credential.constraints.fits_school_break for a in aims):
        yield from (_Try(n, in_breaks=True) for n in range(merges + 1))


_Placed = list[tuple[Aim, Block, list[date]]]


def _back(
    today: date,
    aims: Sequence[Aim],
    preferences: Preferences,
    given_up: _Try,
) -> _Placed | None:
    school, first = SchoolWeeks(preferences.breaks), first_week(today)
    placed: _Placed = []
    end: date | None = None
    for aim in reversed(aims):
        latest = latest_hand_in(aim, preferences) or date.max
        if given_up.second_round and aim.hand_in_by is None:
            latest -= SECOND_ROUND
        last = last_week_before(latest)
        last = min(last, end - WEEK) if end else last
        block = _block(aim, preferences, given_up)
        mondays = backward(block, last, first, school)
        if mondays is None:
            return None
        placed.insert(0, (aim, block, mondays))
        end = mondays[0]
    return placed


def _ahead(first: date, aims: Sequence[Aim], preferences: Preferences) -> _Placed:
    school = SchoolWeeks(preferences.breaks)
    placed: _Placed = []
    for aim in aims:
        block = _block(aim, preferences, _Try())
        mondays = forward(block, first, school)
        placed.append((aim, block, mondays))
        first = mondays[-1] + WEEK
    return placed


def _with_undated(
    today: date,
    dated: _Placed,
    undated: Sequence[Aim],
    preferences: Preferences,
    given_up: _Try,
) -> Layout:
    """What has no date goes before the rest where there is room, else after it."""
    before = _ahead(first_week(today), undated, preferences)
    if before and before[-1][2][-1] >= dated[0][2][0]:
        placed = [*dated, *_ahead(dated[-1][2][-1] + WEEK, undated, preferences)]
    else:
        placed = [*before, *dated]
    second_round = given_up.second_round and any(aim.hand_in_by is None for aim, _, _ in dated)
    in_breaks = any(block.in_breaks for _, block, _ in dated)
    return _layout(placed, preferences, second_round, in_breaks)


def _block(aim: Aim, preferences: Preferences, given_up: _Try) -> Block:
    alone = bool(given_up.in_breaks and aim.credential.constraints.fits_school_break)
    return block_of(aim.credential, aim.stage, preferences.hours, given_up.merges, in_breaks=alone)


def _layout(
    placed: _Placed,
    preferences: Preferences,
    second_round: bool = False,
    in_breaks: bool = False,
) -> Layout:
    items: list[WeekItem] = []
    courses: list[Course] = []
    for aim, block, mondays in placed:
        latest = latest_hand_in(aim, preferences)
        hand_in = mondays[-1] + TO_FRIDAY
        late = latest is not None and hand_in > latest
        courses.append(Course(aim, mondays[0], hand_in, latest, late))
        for slot, monday in zip(block.slots, mondays, strict=True):
            step = slot.step
            span = f", week {slot.nth} of {slot.of}" if slot.of > 1 else ""
            items.append(
                WeekItem(
                    monday,
                    step.kind,
                    step.text + span,
                    f"{aim.pursuit_id}.{step.key}.{slot.nth}",
                    aim.pursuit_id,
                    aim.credential.id,
                    aim.credential.title,
                    step.part,
                    step.asked,
                    latest is not None and monday + TO_FRIDAY > latest,
                )
            )
    return Layout(tuple(items), tuple(courses), second_round, in_breaks)


def _with_breaks(items: Sequence[WeekItem], preferences: Preferences) -> tuple[WeekItem, ...]:
    """The items, and between them the weeks in which there is no school."""
    if not items:
        return ()
    school = SchoolWeeks(preferences.breaks)
    by_week = {item.monday: item for item in items}
    found: list[WeekItem] = []
    monday = items[0].monday
    while monday <= items[-1].monday and len(found) < MOST_WEEKS:
        if monday in by_week:
            found.append(by_week[monday])
        elif school.is_break(monday):
            text = f"{school.break_name(monday)}: nothing planned"
            found.append(WeekItem(monday, "break", text, f"break.{monday.isoformat()}"))
        monday += WEEK
    return tuple(found)
