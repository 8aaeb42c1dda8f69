"""Single sign-on: which account is whose, once a provider has proved who somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant import store
from assistant.account_fields import email_address, name_or, role_set
from assistant.errors import Conflict, NotFound, SignInNeeded
from assistant.people import Person
from assistant.store.records import Clock, utc_now

if TYPE_CHECKING:
    from assistant.store.session import Session

LONGEST_SUBJECT = 255  # OpenID Connect Core, section 2
LONGEST_NAME = 200  # a name is somebody else's input here: cut, not refused


@dataclass(frozen=True, slots=True)
class Proved:
    """What a provider proved: its own id of a person never changes, her address may."""

    issuer: str
    subject: str
    email: str | None = None
    email_verified: bool = False
    name: str | None = None


class Identities:
    """Accounts by what a provider proved."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def person_of(self, proved: Proved) -> Person:
        """The account of that identity; else the one of its verified address, which is hers from
        now on; else a new one, in the role she was invited to or as a teacher.

        Raises SignInNeeded where the address is not verified, Conflict where the account of the
        address is somebody else's at the same provider.
        """
        if not 0 < len(proved.subject) <= LONGEST_SUBJECT or not proved.subject.isprintable():
            raise SignInNeeded("Your school's sign-in gave no usable id; ask its admin.")
        with self._store.session() as session:
            known = store.identities.person_of(session, proved.issuer, proved.subject)
            if known is not None:
                person = store.people.find(session, known)
                if person is None:
                    raise NotFound("This account is gone.")
                return person
            address = _verified_address(proved)
            person = store.people.by_email(session, address)
            if person is not None and store.identities.has_one(session, person.id, proved.issuer):
                raise Conflict(
                    f"The account of {address} belongs to somebody else at your school's sign-in; "
                    "ask the admin of this site to set it right."
                )
            person = person or self._new(session, address, proved.name)
            store.identities.add(session, proved.issuer, proved.subject, person.id, self._clock())
            return person

    def _new(self, session: Session, address: str, name: str | None) -> Person:
        now, role = self._clock(), "teacher"
        if invitation := store.sign_ins.open_invitation(session, address, now):
            hashed, role = invitation
            store.sign_ins.use_link(session, hashed, now)
        return store.people.add(
            session,
            name=name_or((name or "")[:LONGEST_NAME], address),
            email=address,
            roles=role_set(role),
            at=now,
        )


def _verified_address(proved: Proved) -> str:
    if not proved.email:
        raise SignInNeeded(
            "Your school's sign-in did not say your e-mail address; ask its admin to let this site "
            "see it."
        )
    if not proved.email_verified:
        raise SignInNeeded(
            "Your school's sign-in has not verified your e-mail address, so it cannot be used here "
            "yet; verify it there, or ask its admin."
        )
    return email_address(proved.email)
