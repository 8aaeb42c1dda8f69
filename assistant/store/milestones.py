"""Queries for milestones: what people chose to have told in their cohort's channel."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlmodel import Session, col, delete, select, update

from assistant.store.models import MilestoneRow
from assistant.store.records import Milestone, Stage


def add(
    session: Session, cohort_id: str, person_id: str, pursuit_id: str, stage: Stage, at: datetime
) -> None:
    """Keeps a milestone; one that is kept already stays as it is."""
    known = session.exec(
        select(MilestoneRow.id).where(
            MilestoneRow.cohort_id == cohort_id,
            MilestoneRow.pursuit_id == pursuit_id,
            MilestoneRow.stage == stage,
        )
    ).first()
    if known is None:
        session.add(
            MilestoneRow(
                cohort_id=cohort_id,
                person_id=person_id,
                pursuit_id=pursuit_id,
                stage=stage,
                created_at=at,
            )
        )
        session.flush()


def of_person(session: Session, person_id: str) -> tuple[Milestone, ...]:
    """What a person chose to have told, told already or not."""
    rows = session.exec(
        select(MilestoneRow)
        .where(MilestoneRow.person_id == person_id)
        .order_by(col(MilestoneRow.created_at), MilestoneRow.id)
    )
    return tuple(_milestone(row) for row in rows)


def untold(session: Session, cohort_id: str) -> tuple[Milestone, ...]:
    """What is still to be told in a cohort's channel, the oldest first."""
    rows = session.exec(
        select(MilestoneRow)
        .where(MilestoneRow.cohort_id == cohort_id, col(MilestoneRow.told_at).is_(None))
        .order_by(col(MilestoneRow.created_at), MilestoneRow.id)
    )
    return tuple(_milestone(row) for row in rows)


def told(session: Session, ids: tuple[str, ...], at: datetime) -> None:
    """Notes that these were told."""
    session.exec(update(MilestoneRow).where(col(MilestoneRow.id).in_(ids)).values(told_at=at))


def forget(session: Session, person_id: str, cohort_id: str) -> None:
    """Drops what a person wanted told in a cohort that she leaves."""
    session.exec(
        delete(MilestoneRow).where(
            col(MilestoneRow.person_id) == person_id, col(MilestoneRow.cohort_id) == cohort_id
        )
    )


def _milestone(row: MilestoneRow) -> Milestone:
    return Milestone(row.id, row.cohort_id, row.person_id, row.pursuit_id, cast(Stage, row.stage))
