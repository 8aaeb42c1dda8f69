"""Queries for what lets a person in: web sessions, bearer tokens, one-time links; hashes only."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlmodel import Session, col, delete, or_, select, update

from assistant.store.holding import held
from assistant.store.models import ApiTokenRow, OneTimeLinkRow, SignInRow
from assistant.store.records import LinkPurpose, OneTimeLink, WayIn


def open_session(
    session: Session,
    token_hash: str,
    person_id: str,
    at: datetime,
    expires_at: datetime,
    device: str = "",
) -> None:
    """Keeps a new web session, and drops those of the person that have run out."""
    session.exec(
        delete(SignInRow).where(
            col(SignInRow.person_id) == person_id, col(SignInRow.expires_at) <= at
        )
    )
    session.add(
        SignInRow(
            token_hash=token_hash,
            person_id=person_id,
            created_at=at,
            expires_at=expires_at,
            last_seen_at=at,
            device=device,
        )
    )


def person_of_session(
    session: Session, token_hash: str, at: datetime
) -> tuple[str, datetime] | None:
    """Whose web session that is, if it still holds, and when its use was last noted."""
    row = session.get(SignInRow, token_hash)
    if row is None or row.revoked_at is not None or row.expires_at <= at:
        return None
    return row.person_id, row.last_seen_at or row.created_at


def note_session_use(session: Session, token_hash: str, at: datetime) -> None:
    """Notes that a web session was used."""
    row = session.get(SignInRow, token_hash)
    if row is not None:
        row.last_seen_at = at
        session.add(row)


def ways_in(session: Session, person_id: str, at: datetime) -> list[WayIn]:
    """The person's web sessions and bearer tokens that still hold, the last used first."""
    open_ones = session.exec(
        select(SignInRow).where(
            col(SignInRow.person_id) == person_id,
            col(SignInRow.revoked_at).is_(None),
            col(SignInRow.expires_at) > at,
        )
    ).all()
    tokens = session.exec(select(ApiTokenRow).where(ApiTokenRow.person_id == person_id)).all()
    found = [
        WayIn("session", row.token_hash, row.device, row.created_at, row.last_seen_at)
        for row in open_ones
    ] + [WayIn("token", row.token_hash, "", row.created_at, row.last_used_at) for row in tokens]
    return sorted(found, key=lambda way: way.last_used_at or way.created_at, reverse=True)


def drop_token(session: Session, token_hash: str) -> None:
    """Withdraws one bearer token."""
    session.exec(delete(ApiTokenRow).where(col(ApiTokenRow.token_hash) == token_hash))


def revoke_session(session: Session, token_hash: str, at: datetime) -> None:
    """Ends one web session."""
    row = session.get(SignInRow, token_hash)
    if row is not None and row.revoked_at is None:
        row.revoked_at = at
        session.add(row)


def revoke_all(session: Session, person_id: str, at: datetime) -> None:
    """Ends every web session of a person and drops her bearer tokens."""
    session.exec(
        update(SignInRow)
        .where(col(SignInRow.person_id) == person_id, col(SignInRow.revoked_at).is_(None))
        .values(revoked_at=at)
    )
    session.exec(delete(ApiTokenRow).where(col(ApiTokenRow.person_id) == person_id))


def add_token(session: Session, token_hash: str, person_id: str, at: datetime) -> None:
    """Keeps a new bearer token."""
    session.add(ApiTokenRow(token_hash=token_hash, person_id=person_id, created_at=at))


def person_of_token(session: Session, token_hash: str) -> tuple[str, datetime | None] | None:
    """Whose bearer token that is, and when its use was last noted."""
    row = session.get(ApiTokenRow, token_hash)
    return (row.person_id, row.last_used_at) if row else None


def note_token_use(session: Session, token_hash: str, at: datetime) -> None:
    """Notes that a bearer token was used."""
    row = session.get(ApiTokenRow, token_hash)
    if row is not None:
        row.last_used_at = at
        session.add(row)


def add_link(
    session: Session,
    token_hash: str,
    purpose: LinkPurpose,
    at: datetime,
    expires_at: datetime,
    *,
    email: str | None = None,
    person_id: str | None = None,
    role: str | None = None,
) -> None:
    """Keeps a new one-time link; older unused ones for the same purpose and person end."""
    session.exec(
        delete(OneTimeLinkRow).where(
            col(OneTimeLinkRow.purpose) == purpose,
            col(OneTimeLinkRow.used_at).is_(None),
            col(OneTimeLinkRow.email).is_not_distinct_from(email),
            col(OneTimeLinkRow.person_id).is_not_distinct_from(person_id),
        )
    )
    session.add(
        OneTimeLinkRow(
            token_hash=token_hash,
            purpose=purpose,
            email=email,
            person_id=person_id,
            role=role,
            created_at=at,
            expires_at=expires_at,
        )
    )


def link(
    session: Session, token_hash: str, at: datetime, *, hold: bool = False
) -> OneTimeLink | None:
    """The link, if it can still be used; `hold` keeps others from using it at the same moment."""
    query = select(OneTimeLinkRow).where(OneTimeLinkRow.token_hash == token_hash)
    row = session.exec(held(query) if hold else query).first()
    if row is None or row.used_at is not None or row.expires_at <= at:
        return None
    return OneTimeLink(
        purpose=cast(LinkPurpose, row.purpose),
        email=row.email,
        person_id=row.person_id,
        role=row.role,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )


def open_invitation(session: Session, email: str, at: datetime) -> tuple[str, str] | None:
    """The hash and the role of an invitation for that address that can still be used."""
    row = session.exec(
        held(
            select(OneTimeLinkRow).where(
                OneTimeLinkRow.purpose == "invite",
                OneTimeLinkRow.email == email,
                col(OneTimeLinkRow.used_at).is_(None),
                col(OneTimeLinkRow.expires_at) > at,
            )
        )
    ).first()
    return (row.token_hash, row.role) if row and row.role else None


def use_link(session: Session, token_hash: str, at: datetime) -> None:
    """Marks the link as used."""
    row = session.get_one(OneTimeLinkRow, token_hash)
    row.used_at = at
    session.add(row)


def forget_links(session: Session, person_id: str, email: str | None) -> None:
    """Drops every link made for that person or address."""
    session.exec(
        delete(OneTimeLinkRow).where(
            or_(
                col(OneTimeLinkRow.person_id) == person_id,
                col(OneTimeLinkRow.email) == (email or ""),
            )
        )
    )
