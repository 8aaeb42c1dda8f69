"""The calendar file: an all-day event a week item, stable ids, nobody's data."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from assistant.planning.calendar_file import plan_calendar
from assistant.planning.schedule import WeekItem

AT = datetime(2026, 11, 2, 21, 30, tzinfo=UTC)
MONDAY = date(2026, 11, 9)


def item(week: int = 0, text: str = "Collect the exit tickets (Part 2)") -> WeekItem:
    return WeekItem(
        MONDAY + timedelta(weeks=week),
        "collect",
        text,
        f"pursuit.artifacts/tickets.{week}",
        "pursuit",
        "pauses",
        "Pauses, and more; really",
        "Part 2",
        ("Hand in the exit tickets.\nUse codes, not names; always.",),
    )


def events(data: bytes) -> list[dict[str, object]]:
    return [
        {
            "uid": str(event["uid"]),
            "first": event.decoded("dtstart"),
            "last": event.decoded("dtend"),
            "summary": str(event["summary"]),
            "description": str(event.get("description", "")),
        }
        for event in Calendar.from_ical(data).walk("VEVENT")
    ]


def test_each_thing_is_one_event_of_whole_days_from_monday_to_friday() -> None:
    found = events(plan_calendar([item(0), item(1)], AT))
    assert [one["first"] for one in found] == [MONDAY, MONDAY + timedelta(weeks=1)]
    assert found[0]["last"] == MONDAY + timedelta(days=5)
    assert found[0]["summary"] == "Collect the exit tickets (Part 2) · Pauses, and more; really"
    assert "Use codes, not names; always." in str(found[0]["description"])


def test_an_id_stays_when_its_week_moves() -> None:
    moved = WeekItem(MONDAY + timedelta(weeks=9), "collect", "Else", item().key)
    (before,) = events(plan_calendar([item()], AT))
    (after,) = events(plan_calendar([moved], AT + timedelta(days=3)))
    assert before["uid"] == after["uid"]
    assert before["first"] != after["first"]


def test_breaks_are_left_out_and_hostile_text_stays_inside_its_line() -> None:
    off = WeekItem(MONDAY, "break", "Winter break: nothing planned", "break.1")
    evil = item(1, "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO")
    data = plan_calendar([off, evil], AT)
    (found,) = events(data)
    assert b"\r\nACTION" not in data
    assert data.count(b"END:VEVENT\r\n") == 1
    assert "ACTION:AUDIO" in str(found["summary"])


def test_a_calendar_without_things_is_still_one() -> None:
    assert events(plan_calendar([], AT)) == []
