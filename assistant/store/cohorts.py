"""Queries for cohorts and who is in them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from assistant.store.models import CohortRow, MembershipRow, PersonRow
from assistant.store.records import Cohort


def add(session: Session, coach_id: str, name: str, code: str, at: datetime) -> Cohort:
    """Keeps a new cohort without members."""
    row = CohortRow(name=name, code=code, coach_id=coach_id, created_at=at)
    session.add(row)
    session.flush()
    return _cohort(row)


def find(session: Session, cohort_id: str) -> Cohort | None:
    """The cohort of that id."""
    row = session.get(CohortRow, cohort_id)
    return _cohort(row) if row else None


def by_code(session: Session, code: str) -> Cohort | None:
    """The cohort that this code opens."""
    row = session.exec(select(CohortRow).where(CohortRow.code == code)).first()
    return _cohort(row) if row else None


def led_by(session: Session, person_id: str) -> tuple[Cohort, ...]:
    """The cohorts that a person leads, by name."""
    rows = session.exec(
        select(CohortRow)
        .where(CohortRow.coach_id == person_id)
        .order_by(CohortRow.name, CohortRow.id)
    )
    return tuple(_cohort(row) for row in rows)


def joined_by(session: Session, person_id: str) -> tuple[Cohort, ...]:
    """The cohorts in which a person is now, by name."""
    rows = session.exec(
        select(CohortRow)
        .join(MembershipRow, col(MembershipRow.cohort_id) == CohortRow.id)
        .where(MembershipRow.person_id == person_id, col(MembershipRow.left_at).is_(None))
        .order_by(CohortRow.name, CohortRow.id)
    )
    return tuple(_cohort(row) for row in rows)


def members(session: Session, cohort_id: str) -> tuple[tuple[str, str], ...]:
    """The (id, name) of all who are in a cohort now, by name."""
    rows = session.exec(
        select(PersonRow.id, PersonRow.name)
        .join(MembershipRow, col(MembershipRow.person_id) == PersonRow.id)
        .where(MembershipRow.cohort_id == cohort_id, col(MembershipRow.left_at).is_(None))
        .order_by(PersonRow.name, PersonRow.id)
    )
    return tuple(rows)


def join(session: Session, cohort_id: str, person_id: str, at: datetime) -> None:
    """Makes a person a member, again where she had left."""
    row = session.get(MembershipRow, (cohort_id, person_id))
    if row is None:
        row = MembershipRow(cohort_id=cohort_id, person_id=person_id, joined_at=at)
    elif row.left_at is not None:
        row.joined_at, row.left_at = at, None
    session.add(row)
    session.flush()


def leave(session: Session, cohort_id: str, person_id: str, at: datetime) -> bool:
    """Ends a membership; False where there was none."""
    row = session.get(MembershipRow, (cohort_id, person_id))
    if row is None or row.left_at is not None:
        return False
    row.left_at = at
    session.add(row)
    session.flush()
    return True


def _cohort(row: CohortRow) -> Cohort:
    return Cohort(
        id=row.id, name=row.name, code=row.code, coach_id=row.coach_id, created_at=row.created_at
    )
