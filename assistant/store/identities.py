"""Queries for who a person is at a provider of single sign-on."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from assistant.store.models import IdentityRow


def person_of(session: Session, issuer: str, subject: str) -> str | None:
    """Whose identity that is."""
    row = session.get(IdentityRow, (issuer, subject))
    return row.person_id if row else None


def has_one(session: Session, person_id: str, issuer: str) -> bool:
    """Whether the person is known to be somebody there."""
    found = select(IdentityRow).where(
        IdentityRow.person_id == person_id, IdentityRow.issuer == issuer
    )
    return session.exec(found).first() is not None


def add(session: Session, issuer: str, subject: str, person_id: str, at: datetime) -> None:
    """Keeps that the person is this subject there."""
    session.add(IdentityRow(issuer=issuer, subject=subject, person_id=person_id, created_at=at))
    session.flush()
