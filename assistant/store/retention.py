"""Queries that let go of what is older than it may become; how old is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session, col, delete, select

from assistant.store.models import ConversationRow, DraftRow, LookRow, SelfCheckRow, ShareRow


def _conversations(session: Session, before: datetime) -> int:
    old = col(ConversationRow.updated_at) < before
    return session.exec(delete(ConversationRow).where(old)).rowcount


def _drafts(session: Session, before: datetime) -> int:
    old = col(DraftRow.updated_at) < before
    session.exec(
        delete(ShareRow).where(
            col(ShareRow.kind) == "draft", col(ShareRow.item_id).in_(select(DraftRow.id).where(old))
        )
    )
    return session.exec(delete(DraftRow).where(old)).rowcount


def _self_checks(session: Session, before: datetime) -> int:
    old = col(SelfCheckRow.created_at) < before
    checks = select(SelfCheckRow.id).where(old)
    session.exec(
        delete(ShareRow).where(
            col(ShareRow.kind) == "self_check", col(ShareRow.item_id).in_(checks)
        )
    )
    return session.exec(delete(SelfCheckRow).where(old)).rowcount


def _looks(session: Session, before: datetime) -> int:
    return session.exec(delete(LookRow).where(col(LookRow.at) < before)).rowcount


KINDS: dict[str, Callable[[Session, datetime], int]] = {
    "conversations": _conversations,
    "drafts": _drafts,
    "self_checks": _self_checks,
    "looks": _looks,
}


def let_go(session: Session, kind: str, before: datetime) -> int:
    """Deletes what of a kind was last touched before that moment; how many that were."""
    return KINDS[kind](session, before)
