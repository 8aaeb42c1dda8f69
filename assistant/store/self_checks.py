"""Queries for the self-checks that were kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, case, col, select

from assistant.store.models import SelfCheckRow
from assistant.store.records import SelfCheck


def add(
    session: Session,
    person_id: str,
    credential_id: str,
    report: dict[str, Any],
    at: datetime,
    *,
    draft_id: str | None = None,
    draft_version: int | None = None,
    sentences: dict[str, list[str]] | None = None,
    changes: dict[str, Any] | None = None,
) -> SelfCheck:
    """Keeps a self-check's report, with what the next check is compared with."""
    row = SelfCheckRow(
        person_id=person_id,
        credential_id=credential_id,
        draft_id=draft_id,
        draft_version=draft_version,
        report=report,
        sentences=sentences,
        changes=changes,
        created_at=at,
    )
    session.add(row)
    session.flush()
    return _self_check(row)


def find(session: Session, self_check_id: str) -> SelfCheck | None:
    """The self-check of that id."""
    row = session.get(SelfCheckRow, self_check_id)
    return _self_check(row) if row else None


def of_person(session: Session, person_id: str) -> tuple[SelfCheck, ...]:
    """A person's self-checks, the latest first."""
    rows = session.exec(
        select(SelfCheckRow)
        .where(SelfCheckRow.person_id == person_id)
        .order_by(col(SelfCheckRow.created_at).desc(), SelfCheckRow.id)
    )
    return tuple(_self_check(row) for row in rows)


def latest(
    session: Session, person_id: str, credential_id: str, draft_id: str | None = None
) -> SelfCheck | None:
    """A person's last self-check for a credential: of that draft (None: of no draft), or of any."""
    of_draft = col(SelfCheckRow.draft_id) == draft_id
    row = session.exec(
        select(SelfCheckRow)
        .where(SelfCheckRow.person_id == person_id, SelfCheckRow.credential_id == credential_id)
        .order_by(
            case((of_draft, 0), else_=1), col(SelfCheckRow.created_at).desc(), SelfCheckRow.id
        )
    ).first()
    return _self_check(row) if row else None


def _self_check(row: SelfCheckRow) -> SelfCheck:
    return SelfCheck(
        id=row.id,
        person_id=row.person_id,
        credential_id=row.credential_id,
        draft_id=row.draft_id,
        draft_version=row.draft_version,
        report=row.report,
        created_at=row.created_at,
        sentences=row.sentences,
        changes=row.changes,
    )
