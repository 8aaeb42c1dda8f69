"""Queries for earned badges: what proves that a person earned a credential."""

from __future__ import annotations

from typing import cast

from sqlmodel import Session, col, select

from assistant.store.models import EarnedBadgeRow
from assistant.store.records import EarnedBadge, Proven


def add(session: Session, badge: EarnedBadge) -> EarnedBadge:
    """Keeps what a badge proves."""
    row = EarnedBadgeRow(
        **{name: getattr(badge, name) for name in EarnedBadge.__dataclass_fields__}
    )
    session.add(row)
    session.flush()
    return badge


def remove(session: Session, badge_id: str) -> None:
    """Takes one out."""
    session.delete(session.get_one(EarnedBadgeRow, badge_id))
    session.flush()


def of_person(session: Session, person_id: str) -> tuple[EarnedBadge, ...]:
    """A person's earned badges, the latest first."""
    rows = session.exec(
        select(EarnedBadgeRow)
        .where(EarnedBadgeRow.person_id == person_id)
        .order_by(col(EarnedBadgeRow.created_at).desc(), EarnedBadgeRow.id)
    )
    return tuple(_badge(row) for row in rows)


def _badge(row: EarnedBadgeRow) -> EarnedBadge:
    return EarnedBadge(
        id=row.id,
        person_id=row.person_id,
        pursuit_id=row.pursuit_id,
        credential_id=row.credential_id,
        proven=cast(Proven, row.proven),
        how=row.how,
        achievement=row.achievement,
        issuer=row.issuer,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        fingerprint=row.fingerprint,
        created_at=row.created_at,
    )
