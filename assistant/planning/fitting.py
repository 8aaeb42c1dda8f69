"""Whether a plan fits, what would make it fit, and what was taken for granted: in sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.planning.preferences import MOST_HOURS, Preferences
from assistant.planning.schedule import ROUND, Aim, Course, Layout
from assistant.planning.school_weeks import first_week
from assistant.planning.steps import DEFAULT_EFFORT_HOURS
from assistant.planning.weeks import lay_out

_FINE_HOURS = 5.0  # up to here hours are tried by halves, above by whole ones
_NAMED = 2  # titles that are spelled out


def what_would_fit(
    today: date, aims: Sequence[Aim], preferences: Preferences, layout: Layout
) -> str:
    """One sentence on what cannot be handed in in time, and what would fit; empty where all can."""
    late = [course for course in layout.courses if course.late]
    if not late:
        return ""
    ways = []
    more = _hours_that_fit(today, aims, preferences)
    if more is not None:
        ways.append(f"with {hours_words(more)} a week")
    last = max(late, key=lambda course: course.hand_in)
    if last.aim.hand_in_by is None or last.latest != last.aim.hand_in_by:
        ways.append(f"with a deadline of {day_words(last.answer_until, today)}")
    else:
        ways.append(f"if you aim for {day_words(last.hand_in, today)}")
    if len(layout.courses) > 1:
        ways.append("with fewer credentials at once")
    return (
        f"At {hours_words(preferences.hours)} a week {_titles(late)} cannot be handed in "
        f"by {_bounds(late, preferences, today)}; it would fit {_either(ways)}."
    )


def notes(today: date, preferences: Preferences, layout: Layout) -> tuple[str, ...]:
    """What was assumed and what to expect, a sentence each."""
    found = []
    planned = [course for course in layout.courses if course.begins]
    if planned and preferences.hours_a_week is None:
        found.append(
            f"I counted with {hours_words(preferences.hours)} a week; tell me if you have more "
            "or less."
        )
    unknown = [c for c in planned if not c.aim.credential.effort_hours]
    if unknown:
        found.append(
            f"No hours are stated for {_titles(unknown)}; I counted with "
            f"{hours_words(DEFAULT_EFFORT_HOURS)}."
        )
    undated = [c for c in planned if c.latest is None]
    if undated:
        found.append(
            f"No date is set for {_titles(undated)}; at this pace it would be handed in by "
            f"{day_words(undated[-1].hand_in, today)}."
        )
    if any(c.latest is not None for c in planned) and layout.fits:
        if layout.second_round:
            found.append(
                "An assessor may take four weeks, and most people hand in twice: there is room "
                "for a second round."
            )
        elif preferences.target_date:
            found.append(
                "An assessor may take four weeks; there is no room for a second round, so have "
                "your draft checked early."
            )
    if layout.in_breaks:
        found.append("It only fits with work in a school break, which these credentials allow.")
    if planned and not preferences.breaks:
        found.append(
            "I know of no school break; tell me, for example “no school from Dec 20 to Jan 3”."
        )
    begins = min((c.begins for c in planned if c.begins), default=None)
    if begins and begins > first_week(today):
        found.append(
            f"The week of {day_words(begins, today)} is early enough to begin; to begin sooner "
            "gives you room."
        )
    found += [_waiting(course, today) for course in layout.courses if course.begins is None]
    return tuple(found)


def hours_words(hours: float) -> str:
    """'1 hour', '2.5 hours'."""
    return f"{hours:g} {'hour' if hours == 1 else 'hours'}"


def day_words(day: date, today: date) -> str:
    """'January 12'; with its year where that is not today's."""
    year = "" if day.year == today.year else f", {day.year}"
    return f"{day:%B} {day.day}{year}"


def _waiting(course: Course, today: date) -> str:
    title, until = f"“{course.aim.credential.title}”", day_words(course.answer_until, today)
    if course.answer_until < today:
        return f"{title} was handed in more than four weeks ago; ask its issuer for the answer."
    if course.answer_from < today:
        return f"{title} is with the assessor; expect an answer by {until}."
    return (
        f"{title} is with the assessor; an answer may come between "
        f"{day_words(course.answer_from, today)} and {until}."
    )


def _hours_that_fit(today: date, aims: Sequence[Aim], preferences: Preferences) -> float | None:
    """The fewest hours a week, above hers, with which all fits; None where no number helps."""
    tried = [n / 2 for n in range(1, int(_FINE_HOURS * 2))]
    tried += [float(n) for n in range(int(_FINE_HOURS), int(MOST_HOURS) + 1)]
    more = [hours for hours in tried if hours > preferences.hours]

    def fits(hours: float) -> bool:
        return lay_out(today, aims, replace(preferences, hours_a_week=hours)).fits

    if not more or not fits(more[-1]):
        return None
    return more[bisect_left(more, True, key=fits)]


def _bounds(late: Sequence[Course], preferences: Preferences, today: date) -> str:
    last_days = sorted({course.latest for course in late if course.latest})
    said = " and ".join(day_words(day, today) for day in last_days[:_NAMED])
    target = preferences.target_date
    if target and last_days[-1] == target - ROUND:
        said += f", four weeks for the assessor before {day_words(target, today)}"
    return said


def _titles(courses: Sequence[Course]) -> str:
    named = [f"“{course.aim.credential.title}”" for course in courses[:_NAMED]]
    if len(courses) > _NAMED:
        named.append(f"{len(courses) - _NAMED} more")
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _either(ways: Sequence[str]) -> str:
    return ", or ".join(ways)
