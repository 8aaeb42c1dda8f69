"""Queries for looks: who saw what of another person."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from assistant.store.models import LookRow, PersonRow
from assistant.store.records import Look

GONE = "a person whose account was removed"


def add(
    session: Session,
    viewer_id: str,
    owner_id: str,
    kind: str,
    item_id: str,
    at: datetime,
    from_face: str,
) -> None:
    """Records that one person looked at something of another."""
    session.add(
        LookRow(
            viewer_id=viewer_id,
            owner_id=owner_id,
            kind=kind,
            item_id=item_id,
            at=at,
            from_face=from_face,
        )
    )


def owners_seen_since(
    session: Session, viewer_id: str, kind: str, item_id: str, since: datetime
) -> frozenset[str]:
    """The people of whom this viewer's look at this item was recorded after `since`."""
    rows = session.exec(
        select(LookRow.owner_id).where(
            LookRow.viewer_id == viewer_id,
            LookRow.kind == kind,
            LookRow.item_id == item_id,
            LookRow.at > since,
        )
    )
    return frozenset(rows)


def at_person(session: Session, owner_id: str) -> tuple[Look, ...]:
    """Who looked at what of a person, the latest first."""
    rows = session.exec(
        select(LookRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == LookRow.viewer_id, isouter=True)
        .where(LookRow.owner_id == owner_id)
        .order_by(col(LookRow.at).desc(), LookRow.id)
    )
    return tuple(
        Look(
            id=row.id,
            viewer_id=row.viewer_id,
            viewer_name=name or GONE,
            owner_id=row.owner_id,
            kind=row.kind,
            item_id=row.item_id,
            at=row.at,
            from_face=row.from_face,
        )
        for row, name in rows
    )
