"""Queries for shares: what a person shows to the coach of a cohort."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlmodel import Session, col, select, update

from assistant.store.models import CohortRow, MembershipRow, ShareRow
from assistant.store.records import Share, ShareKind


def add(
    session: Session, person_id: str, kind: ShareKind, item_id: str, cohort_id: str, at: datetime
) -> Share:
    """Keeps a share, or gives the one that already shows this item there."""
    row = session.exec(
        select(ShareRow).where(
            ShareRow.person_id == person_id,
            ShareRow.kind == kind,
            ShareRow.item_id == item_id,
            ShareRow.cohort_id == cohort_id,
            col(ShareRow.revoked_at).is_(None),
        )
    ).first()
    if row is None:
        row = ShareRow(
            person_id=person_id, kind=kind, item_id=item_id, cohort_id=cohort_id, created_at=at
        )
        session.add(row)
        session.flush()
    return _share(row)


def find(session: Session, share_id: str) -> Share | None:
    """The share of that id, taken back or not."""
    row = session.get(ShareRow, share_id)
    return _share(row) if row else None


def of_person(session: Session, person_id: str) -> tuple[Share, ...]:
    """What a person shows now, the oldest first."""
    rows = session.exec(
        select(ShareRow)
        .where(ShareRow.person_id == person_id, col(ShareRow.revoked_at).is_(None))
        .order_by(col(ShareRow.created_at), ShareRow.id)
    )
    return tuple(_share(row) for row in rows)


def of_cohort(session: Session, cohort_id: str) -> tuple[Share, ...]:
    """What is shown in a cohort now, the oldest first."""
    rows = session.exec(
        select(ShareRow)
        .where(ShareRow.cohort_id == cohort_id, col(ShareRow.revoked_at).is_(None))
        .order_by(col(ShareRow.created_at), ShareRow.id)
    )
    return tuple(_share(row) for row in rows)


def coaches_shown(session: Session, kind: ShareKind, item_id: str) -> frozenset[str]:
    """The coaches to whom an item is shown now: not taken back, and its owner still a member."""
    rows = session.exec(
        select(CohortRow.coach_id)
        .join(ShareRow, col(ShareRow.cohort_id) == CohortRow.id)
        .join(
            MembershipRow,
            (col(MembershipRow.cohort_id) == CohortRow.id)
            & (col(MembershipRow.person_id) == ShareRow.person_id),
        )
        .where(
            ShareRow.kind == kind,
            ShareRow.item_id == item_id,
            col(ShareRow.revoked_at).is_(None),
            col(MembershipRow.left_at).is_(None),
        )
    )
    return frozenset(rows)


def revoke(session: Session, share_id: str, at: datetime) -> None:
    """Takes a share back."""
    session.exec(
        update(ShareRow)
        .where(col(ShareRow.id) == share_id, col(ShareRow.revoked_at).is_(None))
        .values(revoked_at=at)
    )


def revoke_in_cohort(session: Session, person_id: str, cohort_id: str, at: datetime) -> None:
    """Takes back all that a person shows in a cohort."""
    session.exec(
        update(ShareRow)
        .where(
            col(ShareRow.person_id) == person_id,
            col(ShareRow.cohort_id) == cohort_id,
            col(ShareRow.revoked_at).is_(None),
        )
        .values(revoked_at=at)
    )


def _share(row: ShareRow) -> Share:
    return Share(
        id=row.id,
        person_id=row.person_id,
        kind=cast(ShareKind, row.kind),
        item_id=row.item_id,
        cohort_id=row.cohort_id,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )
