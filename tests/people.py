"""The fixed cast: Alice the teacher, Bob her coach, Charlie who must see nothing, Dana the admin.

Charlie is a coach too, of a cohort in which Alice is not: a role alone must not open anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant import store
from assistant.people import Person


@dataclass(frozen=True)
class Cast:
    """Four people who have accounts in the store of a test."""

    alice: Person
    bob: Person
    charlie: Person
    dana: Person


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 21, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, time: timedelta) -> None:
        """Lets time pass."""
        self.now += time


def bring_in(kept: store.Store, at: datetime) -> Cast:
    """Gives the cast their accounts, without passwords."""

    def account(name: str, role: str) -> Person:
        return store.people.add(
            session,
            name=name,
            email=f"{name.lower()}@school.example",
            roles=frozenset({role}),
            at=at,
        )

    with kept.session() as session:
        return Cast(
            alice=account("Alice", "teacher"),
            bob=account("Bob", "coach"),
            charlie=account("Charlie", "coach"),
            dana=account("Dana", "admin"),
        )
