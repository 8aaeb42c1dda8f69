"""Queries for people: rows in, `Person` out."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session, col, delete, select

from assistant.people import Person, Profile
from assistant.store.holding import held
from assistant.store.models import PersonRow


def add(
    session: Session,
    *,
    name: str,
    email: str | None,
    roles: frozenset[str],
    at: datetime,
    password_hash: str | None = None,
    profile: Profile | None = None,
    time_zone: str | None = None,
) -> Person:
    """Keeps a new person."""
    row = PersonRow(
        name=name,
        email=email,
        roles=sorted(roles),
        password_hash=password_hash,
        profile=asdict(profile or Profile()),
        time_zone=time_zone,
        created_at=at,
    )
    session.add(row)
    session.flush()
    return _person(row)


def find(session: Session, person_id: str) -> Person | None:
    """The person of that id."""
    row = session.get(PersonRow, person_id)
    return _person(row) if row else None


def by_email(session: Session, email: str) -> Person | None:
    """The person of that e-mail address, which must be normalised already."""
    row = session.exec(select(PersonRow).where(PersonRow.email == email)).first()
    return _person(row) if row else None


def everyone(session: Session) -> tuple[Person, ...]:
    """All people, by name."""
    rows = session.exec(select(PersonRow).order_by(PersonRow.name, PersonRow.id))
    return tuple(_person(row) for row in rows)


def any_admin(session: Session) -> bool:
    """Whether the installation has an admin."""
    # JSON lists are searched differently by each database; this one is short.
    return any("admin" in roles for roles in session.exec(select(PersonRow.roles)))


def names(session: Session, ids: frozenset[str]) -> dict[str, str]:
    """The name of each of these people."""
    rows = session.exec(select(PersonRow.id, PersonRow.name).where(col(PersonRow.id).in_(ids)))
    return dict(rows.all())


def password_hash(session: Session, person_id: str) -> str | None:
    """The kept hash of a person's password, or None where there is none."""
    return session.exec(
        select(PersonRow.password_hash).where(PersonRow.id == person_id)
    ).one_or_none()


def change(
    session: Session,
    person: Person,
    *,
    password_hash: str | None = None,
) -> Person:
    """Keeps the person's name, roles, profile and zone as given, and a new password's hash."""
    row = session.exec(held(select(PersonRow).where(PersonRow.id == person.id))).one()
    row.name = person.name
    row.roles = sorted(person.roles)
    row.profile = asdict(person.profile)
    row.time_zone = person.time_zone
    if password_hash is not None:
        row.password_hash = password_hash
    session.add(row)
    session.flush()
    return _person(row)


def hold(session: Session, person_id: str) -> None:
    """Makes other transactions about this person wait, where a database allows many writers."""
    session.exec(held(select(PersonRow.id).where(PersonRow.id == person_id))).first()


def erase(session: Session, person_id: str) -> None:
    """Removes the person; everything that hangs on her goes with her."""
    session.exec(delete(PersonRow).where(col(PersonRow.id) == person_id))


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        email=row.email,
        roles=frozenset(row.roles),
        profile=Profile(**row.profile),
        time_zone=row.time_zone,
    )
