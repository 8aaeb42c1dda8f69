"""Who people are, and the one place that says who may see what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["teacher", "coach", "admin"]
ROLES: tuple[Role, ...] = ("teacher", "coach", "admin")
LEADS = frozenset({"coach", "admin"})  # the roles that can lead a cohort

ThingKind = Literal["account", "conversation", "draft", "self_check", "pursuit", "return", "cohort"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known about a person's work; it moves the order of answers, it never excludes."""

    grade: str | None = None
    subject: str | None = None
    role: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses Credcoach; `email` is None for people known only through Slack."""

    id: str
    name: str
    email: str | None = None
    roles: frozenset[str] = frozenset({"teacher"})
    profile: Profile = field(default_factory=Profile)
    time_zone: str | None = None

    @property
    def is_admin(self) -> bool:
        """Whether the person runs this installation."""
        return "admin" in self.roles

    @property
    def may_lead(self) -> bool:
        """Whether the person may make a cohort and see its members' progress."""
        return bool(self.roles & LEADS)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that might be looked at; the service that holds it fills in who is near it."""

    kind: ThingKind
    owner_id: str
    coach_ids: frozenset[str] = frozenset()  # who leads a cohort in which the owner is now
    shared_with_coach_ids: frozenset[str] = frozenset()  # to whom the owner shows this very item
    member_ids: frozenset[str] = frozenset()  # of a cohort: who is in it now


def may_see(viewer: Person, thing: Thing) -> bool:
    """Whether the viewer may read the thing; nobody but its owner may ever change it.

    Chats, drafts, self-checks and what an assessor sent back are their owner's alone. A coach sees
    her members' pursuits, and the drafts and self-checks they share with her. An admin runs the
    installation and sees who has an account, nothing that anybody wrote.
    """
    if viewer.id == thing.owner_id:
        return True
    if thing.kind in ("conversation", "return"):  # these cannot be shared, whatever a list says
        return False
    if thing.kind in ("draft", "self_check"):
        return viewer.may_lead and viewer.id in thing.shared_with_coach_ids
    if thing.kind == "pursuit":
        return viewer.may_lead and viewer.id in thing.coach_ids
    if thing.kind == "cohort":
        return viewer.id in thing.member_ids
    if thing.kind == "account":
        return viewer.is_admin
    return False
