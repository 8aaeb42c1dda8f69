"""A plan as an iCalendar file: one all-day event for each week's thing, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.planning.schedule import WeekItem

PRODUCT = "-//Credcoach//Plan//EN"
UID_DOMAIN = "plan.credcoach"
SCHOOL_WEEK = timedelta(days=5)  # Monday to Friday; an event's end is the day after its last


def plan_calendar(items: Sequence[WeekItem], at: datetime) -> bytes:
    """The week items as a calendar; the same item keeps its UID, so that importing again moves it.

    It holds what the plan says and the prompts' own words: no name, no address, no student.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Credcoach plan")
    for item in items:
        if item.kind == "break":
            continue
        event = Event()
        event.add("uid", f"{item.key}@{UID_DOMAIN}")
        event.add("dtstamp", at)
        event.add("dtstart", item.monday)
        event.add("dtend", item.monday + SCHOOL_WEEK)
        event.add("summary", f"{item.text} · {item.title}")
        if item.asked:
            event.add("description", "\n".join(f"“{text}”" for text in item.asked))
        event.add("transp", "TRANSPARENT")  # a thing to do, not a time that is taken
        calendar.add_component(event)
    return bytes(calendar.to_ical())
