"""Queries for what a person's plan must keep to."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from assistant.planning.preferences import Break, Preferences
from assistant.store.models import PlanPreferencesRow


def of_person(session: Session, person_id: str) -> Preferences:
    """What she said; empty where she said nothing."""
    row = session.get(PlanPreferencesRow, person_id)
    if row is None:
        return Preferences()
    breaks = tuple(
        Break(date.fromisoformat(b["first_day"]), date.fromisoformat(b["last_day"]), b["name"])
        for b in row.breaks
    )
    return Preferences(row.hours_a_week, row.target_date, breaks)


def keep(session: Session, person_id: str, preferences: Preferences) -> None:
    """Keeps all of it in the place of what was kept before; the person must be held."""
    row = session.get(PlanPreferencesRow, person_id) or PlanPreferencesRow(person_id=person_id)
    row.hours_a_week = preferences.hours_a_week
    row.target_date = preferences.target_date
    row.breaks = [one.as_json() for one in preferences.breaks]
    session.add(row)
    session.flush()
