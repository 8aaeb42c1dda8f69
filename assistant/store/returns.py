"""Queries for returns: what assessors wrote when a submission came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from assistant.store.models import ReturnRow
from assistant.store.records import Pursuit, Return


def add(
    session: Session, pursuit: Pursuit, text: str, changes: Sequence[dict[str, Any]], at: datetime
) -> Return:
    """Keeps what came back on the pursuit's present attempt."""
    row = ReturnRow(
        person_id=pursuit.person_id,
        pursuit_id=pursuit.id,
        credential_id=pursuit.credential_id,
        attempt=pursuit.attempt,
        text=text,
        changes=list(changes),
        created_at=at,
    )
    session.add(row)
    session.flush()
    return _return(row)


def find(session: Session, return_id: str) -> Return | None:
    """The return of that id."""
    row = session.get(ReturnRow, return_id)
    return _return(row) if row else None


def of_person(session: Session, person_id: str) -> tuple[Return, ...]:
    """A person's returns, the latest first."""
    rows = session.exec(
        select(ReturnRow)
        .where(ReturnRow.person_id == person_id)
        .order_by(col(ReturnRow.created_at).desc(), col(ReturnRow.attempt).desc(), ReturnRow.id)
    )
    return tuple(_return(row) for row in rows)


def _return(row: ReturnRow) -> Return:
    return Return(
        id=row.id,
        person_id=row.person_id,
        pursuit_id=row.pursuit_id,
        credential_id=row.credential_id,
        attempt=row.attempt,
        text=row.text,
        changes=tuple(row.changes),
        created_at=row.created_at,
    )
