"""Queries for what stands for whom in a draft; nobody but the draft's writer is ever given it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sqlmodel import Session, col, delete, select

from assistant.self_check.privacy.pseudonyms import Pseudonym
from assistant.self_check.report import PrivacyKind
from assistant.store.models import PseudonymRow


def of_draft(session: Session, draft_id: str) -> tuple[Pseudonym, ...]:
    """Those of a draft, in the order in which they came to be."""
    rows = session.exec(
        select(PseudonymRow)
        .where(PseudonymRow.draft_id == draft_id)
        .order_by(col(PseudonymRow.position))
    )
    return tuple(
        Pseudonym(row.shown, cast(PrivacyKind, row.kind), tuple(row.texts)) for row in rows
    )


def keep(session: Session, draft_id: str, pseudonyms: Iterable[Pseudonym]) -> None:
    """Keeps all of a draft's, in the place of those kept before; the draft must be held."""
    session.exec(delete(PseudonymRow).where(col(PseudonymRow.draft_id) == draft_id))
    session.add_all(
        PseudonymRow(
            draft_id=draft_id, shown=one.shown, kind=one.kind, texts=list(one.texts), position=place
        )
        for place, one in enumerate(pseudonyms)
    )
    session.flush()
