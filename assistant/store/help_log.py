"""Queries for the log of help: what kind of help a person was given, when and by which engine."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlmodel import Session, col, select

from assistant.store.models import HelpGivenRow
from assistant.store.records import HelpGiven, HelpKind


def add(
    session: Session,
    person_id: str,
    kind: HelpKind,
    at: datetime,
    *,
    credential_id: str | None,
    engine: str,
) -> HelpGiven:
    """Keeps that help was given."""
    row = HelpGivenRow(
        person_id=person_id, at=at, kind=kind, credential_id=credential_id, engine=engine
    )
    session.add(row)
    session.flush()
    return _help(row)


def of_person(
    session: Session, person_id: str, credential_id: str | None = None
) -> tuple[HelpGiven, ...]:
    """The help a person was given, the latest first; with one credential, or (None) all of it."""
    asked = select(HelpGivenRow).where(HelpGivenRow.person_id == person_id)
    if credential_id is not None:
        asked = asked.where(HelpGivenRow.credential_id == credential_id)
    rows = session.exec(asked.order_by(col(HelpGivenRow.at).desc(), HelpGivenRow.id))
    return tuple(_help(row) for row in rows)


def _help(row: HelpGivenRow) -> HelpGiven:
    return HelpGiven(
        id=row.id,
        person_id=row.person_id,
        at=row.at,
        kind=cast(HelpKind, row.kind),
        credential_id=row.credential_id,
        engine=row.engine,
    )
