"""Queries for pursuits: which credential a person is after, and how far she is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from sqlmodel import Session, col, select

from assistant.store.holding import held
from assistant.store.models import PursuitRow
from assistant.store.records import Pursuit, Stage


def add(
    session: Session,
    person_id: str,
    credential_id: str,
    stage: Stage,
    target_date: date | None,
    at: datetime,
) -> Pursuit:
    """Keeps a new pursuit."""
    row = PursuitRow(
        person_id=person_id,
        credential_id=credential_id,
        stage=stage,
        since=at,
        target_date=target_date,
        created_at=at,
    )
    session.add(row)
    session.flush()
    return _pursuit(row)


def find(session: Session, pursuit_id: str) -> Pursuit | None:
    """The pursuit of that id."""
    row = session.get(PursuitRow, pursuit_id)
    return _pursuit(row) if row else None


def of_people(session: Session, person_ids: Iterable[str]) -> dict[str, tuple[Pursuit, ...]]:
    """The pursuits of each of these people, the oldest first."""
    found: defaultdict[str, tuple[Pursuit, ...]] = defaultdict(tuple)
    rows = session.exec(
        select(PursuitRow)
        .where(col(PursuitRow.person_id).in_(person_ids))
        .order_by(col(PursuitRow.created_at), PursuitRow.id)
    )
    for row in rows:
        found[row.person_id] += (_pursuit(row),)
    return found


def set_stage(session: Session, pursuit_id: str, stage: Stage, at: datetime) -> None:
    """Moves a pursuit; the first submission after a return is a new attempt."""
    row = session.exec(held(select(PursuitRow).where(PursuitRow.id == pursuit_id))).one()
    if row.stage == stage:
        return
    row.stage, row.since = stage, at
    if stage == "returned":
        row.came_back = True
    elif stage == "submitted" and row.came_back:
        row.attempt, row.came_back = row.attempt + 1, False
    session.add(row)
    session.flush()


def set_target(session: Session, pursuit_id: str, target_date: date | None) -> None:
    """Keeps the day by which the person wants to hand in."""
    row = session.get_one(PursuitRow, pursuit_id)
    row.target_date = target_date
    session.add(row)
    session.flush()


def set_help(session: Session, pursuit_id: str, help_wanted: bool) -> None:
    """Keeps whether the person asks her coach for help."""
    row = session.get_one(PursuitRow, pursuit_id)
    row.help_wanted = help_wanted
    session.add(row)
    session.flush()


def _pursuit(row: PursuitRow) -> Pursuit:
    return Pursuit(
        id=row.id,
        person_id=row.person_id,
        credential_id=row.credential_id,
        stage=cast(Stage, row.stage),
        since=row.since,
        target_date=row.target_date,
        attempt=row.attempt,
        help_wanted=row.help_wanted,
        created_at=row.created_at,
    )
