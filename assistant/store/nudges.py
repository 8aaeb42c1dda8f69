"""Queries for nudges: when a person was last reminded, and what she said to it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, select

from assistant.store.models import NudgeRow
from assistant.store.records import Nudging


def of_people(session: Session, person_ids: Iterable[str]) -> dict[str, Nudging]:
    """How it stands with each of these people; who was never reminded is left out."""
    rows = session.exec(select(NudgeRow).where(col(NudgeRow.person_id).in_(person_ids)))
    return {row.person_id: Nudging(row.sent_at, row.snoozed_until, row.stopped) for row in rows}


def keep(session: Session, person_id: str, nudging: Nudging) -> None:
    """Keeps how it stands with a person now."""
    row = session.get(NudgeRow, person_id) or NudgeRow(person_id=person_id)
    row.sent_at, row.snoozed_until = nudging.sent_at, nudging.snoozed_until
    row.stopped = nudging.stopped
    session.add(row)
    session.flush()
