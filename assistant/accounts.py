"""Accounts: who may come in, by password, token, one-time link or Slack; and leaving for good."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from assistant import store
from assistant.errors import BadInput, Conflict, Forbidden, NotFound, SignInNeeded
from assistant.passwords import Passwords, Tries, new_token, token_hash
from assistant.people import ROLES, Person, Profile
from assistant.store.records import Clock, OneTimeLink, utc_now
from assistant.store.texts import short_text

if TYPE_CHECKING:
    from assistant.store.session import Session

SESSION_DAYS = timedelta(days=30)
LINK_LASTS = timedelta(days=7)  # an invitation may wait over a weekend and a holiday
RESET_LASTS = timedelta(hours=2)
TOKEN_USE_NOTED = timedelta(hours=1)  # "last used" to the hour is enough, and spares a write a call
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
LONGEST_EMAIL = 254  # RFC 5321
WRONG = "That e-mail address and password do not fit together."


class Accounts:
    """Everything about getting in and out; messages never tell whether an address is known."""

    def __init__(
        self, kept: store.Store, *, clock: Clock = utc_now, passwords: Passwords | None = None
    ) -> None:
        self._store = kept
        self._clock = clock
        self._passwords = passwords or Passwords()
        self._tries = Tries(clock)

    def add(self, email: str, role: str, password: str, name: str | None = None) -> Person:
        """A new account; Conflict where the address has one."""
        address, roles = email_address(email), _roles(role)
        called = _name(name, address)
        kept = self._passwords.hash(password)
        with self._store.session() as session:
            if store.people.by_email(session, address):
                raise Conflict(f"There is already an account for {address}.")
            return store.people.add(
                session,
                name=called,
                email=address,
                roles=roles,
                at=self._clock(),
                password_hash=kept,
            )

    def sign_in(self, email: str, password: str) -> str:
        """A new web session's token; SignInNeeded, the same after the same time, if not."""
        key = unicodedata.normalize("NFC", email).strip().lower()[: LONGEST_EMAIL + 1]
        self._tries.begin(key)
        with self._store.reading() as session:
            person = store.people.by_email(session, key) if _is_email(key) else None
            kept = store.people.password_hash(session, person.id) if person else None
        if not self._passwords.fits(password, kept) or person is None or kept is None:
            raise SignInNeeded(WRONG)
        self._tries.succeeded(key)
        if self._passwords.outdated(kept):
            with self._store.session() as session:
                store.people.change(session, person, password_hash=self._passwords.hash(password))
        return self.start_session(person.id)

    def start_session(self, person_id: str) -> str:
        """A web session's token for somebody whose identity was proved already (single sign-on)."""
        token, now = new_token(), self._clock()
        with self._store.session() as session:
            store.sign_ins.open_session(
                session, token_hash(token), person_id, now, now + SESSION_DAYS
            )
        return token

    def person_of_session(self, token: str) -> Person | None:
        """Who is signed in with that token, if it still holds."""
        with self._store.reading() as session:
            owner = store.sign_ins.person_of_session(session, token_hash(token), self._clock())
            return store.people.find(session, owner) if owner else None

    def sign_out(self, token: str) -> None:
        """Ends that web session, on the server too."""
        with self._store.session() as session:
            store.sign_ins.revoke_session(session, token_hash(token), self._clock())

    def issue_token(self, email: str) -> str:
        """A new bearer token for the API; it is shown this once and kept only as a hash."""
        token = new_token()
        with self._store.session() as session:
            person = self._by_email(session, email)
            store.sign_ins.add_token(session, token_hash(token), person.id, self._clock())
        return token

    def person_of_token(self, token: str) -> Person | None:
        """Whose bearer token that is."""
        hashed, now = token_hash(token), self._clock()
        with self._store.reading() as session:
            found = store.sign_ins.person_of_token(session, hashed)
            person = store.people.find(session, found[0]) if found else None
        if found and (found[1] is None or found[1] <= now - TOKEN_USE_NOTED):
            with self._store.session() as session:
                store.sign_ins.note_token_use(session, hashed, now)
        return person

    # One-time links

    def first_admin_link(self) -> str | None:
        """The token of a link that makes the first admin; None once there is one."""
        token, now = new_token(), self._clock()
        with self._store.session() as session:
            if store.people.any_admin(session):
                return None
            store.sign_ins.add_link(
                session, token_hash(token), "first_admin", now, now + LINK_LASTS
            )
        return token

    def invite(self, admin: Person, email: str, role: str) -> str:
        """The token of a link with which that address makes its account, in that role."""
        _only_admin(admin)
        token, now, address = new_token(), self._clock(), email_address(email)
        _roles(role)
        with self._store.session() as session:
            if store.people.by_email(session, address):
                raise Conflict(f"There is already an account for {address}.")
            store.sign_ins.add_link(
                session,
                token_hash(token),
                "invite",
                now,
                now + LINK_LASTS,
                email=address,
                role=role,
            )
        return token

    def reset_link(self, email: str) -> str | None:
        """The token of a link to set a new password, to be mailed to that address and shown to
        nobody but an admin; None where there is no account, which the face must not tell."""
        token, now = new_token(), self._clock()
        with self._store.session() as session:
            person = store.people.by_email(session, email.strip().lower())
            if person is None:
                return None
            store.sign_ins.add_link(
                session,
                token_hash(token),
                "reset",
                now,
                now + RESET_LASTS,
                person_id=person.id,
            )
        return token

    def link(self, token: str) -> OneTimeLink:
        """What a link is for, if it still works; NotFound otherwise."""
        with self._store.reading() as session:
            return self._link(session, token)

    def use_link(
        self, token: str, email: str | None = None, name: str | None = None, password: str = ""
    ) -> Person:
        """Does what the link is for; an invitation's own address counts, not the given one."""
        kept = self._passwords.hash(password)
        now = self._clock()
        with self._store.session() as session:
            link = self._link(session, token)
            store.sign_ins.use_link(session, token_hash(token), now)
            if link.purpose == "reset":
                person = store.people.find(session, link.person_id or "")
                if person is None:
                    raise NotFound("The account of this link is gone.")
                store.sign_ins.revoke_all(session, person.id, now)
                return store.people.change(session, person, password_hash=kept)
            if link.purpose == "first_admin" and store.people.any_admin(session):
                raise NotFound("There is an admin already; ask her for an invitation.")
            address = link.email or email_address(email or "")
            if store.people.by_email(session, address):
                raise Conflict(f"There is already an account for {address}.")
            return store.people.add(
                session,
                name=_name(name, address),
                email=address,
                roles=_roles(link.role or "admin"),
                at=now,
                password_hash=kept,
            )

    # People

    def person(self, person_id: str) -> Person:
        """The person of that id, for the program itself; NotFound where there is none."""
        with self._store.reading() as session:
            person = store.people.find(session, person_id)
        if person is None:
            raise NotFound("There is no such person.")
        return person

    def welcome(self, email: str, name: str | None = None) -> Person:
        """The account of an address that single sign-on has proved; a new teacher's if needed."""
        address = email_address(email)
        with self._store.session() as session:
            return store.people.by_email(session, address) or store.people.add(
                session,
                name=_name(name, address),
                email=address,
                roles=frozenset({"teacher"}),
                at=self._clock(),
            )

    def everyone(self, admin: Person) -> tuple[Person, ...]:
        """All who have an account, by name; for an admin alone."""
        _only_admin(admin)
        with self._store.reading() as session:
            return store.people.everyone(session)

    def change(
        self,
        person: Person,
        *,
        name: str | None = None,
        profile: Profile | None = None,
        time_zone: str | None = None,
    ) -> Person:
        """Keeps what a person says about herself; None leaves a thing as it is."""
        changed = replace(
            person,
            name=short_text(name, "The name") if name is not None else person.name,
            profile=_profile(profile) if profile is not None else person.profile,
            time_zone=_zone(time_zone) if time_zone is not None else person.time_zone,
        )
        with self._store.session() as session:
            now = store.people.find(session, person.id)
            if now is None:
                raise NotFound("This account is gone.")
            # Roles as they are now: a page that was open must not bring back an old one.
            return store.people.change(session, replace(changed, roles=now.roles))

    def set_role(self, admin: Person, person_id: str, role: str) -> Person:
        """Gives a person another role, instead of those she had; for an admin alone."""
        _only_admin(admin)
        with self._store.session() as session:
            person = store.people.find(session, person_id)
            if person is None:
                raise NotFound("There is no such person.")
            return store.people.change(session, replace(person, roles=_roles(role)))

    # Slack

    def slack_person(
        self, team_id: str, slack_user_id: str, name: str, time_zone: str | None = None
    ) -> Person:
        """The person who is that Slack user; a new teacher without an address if needed."""
        with self._store.session() as session:
            known = store.slack.person_of(session, team_id, slack_user_id)
            person = store.people.find(session, known) if known else None
            if person is None:
                person = store.people.add(
                    session,
                    name=_name(name, "Slack user"),
                    email=None,
                    roles=frozenset({"teacher"}),
                    at=self._clock(),
                    time_zone=time_zone,
                )
                store.slack.link(session, team_id, slack_user_id, person.id, self._clock())
            return person

    def link_slack(self, person: Person, team_id: str, slack_user_id: str) -> None:
        """That Slack user is this person; what she did there without an account becomes hers."""
        with self._store.session() as session:
            known = store.slack.person_of(session, team_id, slack_user_id)
            before = store.people.find(session, known) if known else None
            if before and before.id != person.id:
                if before.email is not None:
                    raise Conflict("This Slack user is connected to another account already.")
                store.person_data.move(session, before.id, person.id)
            store.slack.link(session, team_id, slack_user_id, person.id, self._clock())

    # Leaving

    def export(self, email: str) -> bytes:
        """A ZIP of JSON files with everything kept about the person of that address."""
        with self._store.reading() as session:
            person = self._by_email(session, email)
            data = store.person_data.export(session, person.id)
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
            for noun, rows in data.items():
                bundle.writestr(f"{noun}.json", json.dumps(rows, indent=2))
        return file.getvalue()

    def erase(self, email: str) -> None:
        """Removes the person of that address and all that is hers, for good."""
        with self._store.session() as session:
            store.person_data.erase(session, self._by_email(session, email).id)
        self._store.wipe_traces()

    def _by_email(self, session: Session, email: str) -> Person:
        person = store.people.by_email(session, email_address(email))
        if person is None:
            raise NotFound(f"There is no account for {email_address(email)}.")
        return person

    def _link(self, session: Session, token: str) -> OneTimeLink:
        link = store.sign_ins.link(session, token_hash(token), self._clock())
        if link is None:
            raise NotFound("This link was used already or has run out; ask for a new one.")
        return link


def email_address(email: str) -> str:
    """The address as it is kept: lower case, composed; BadInput where it is none."""
    address = unicodedata.normalize("NFC", email).strip().lower()
    if not _is_email(address):
        raise BadInput("That is not an e-mail address; expected something like name@school.org.")
    return address


def _is_email(address: str) -> bool:
    return (
        len(address) <= LONGEST_EMAIL
        and address.isprintable()  # no control characters, no half of a split character
        and EMAIL.fullmatch(address) is not None
    )


def _roles(role: str) -> frozenset[str]:
    if role not in ROLES:
        raise BadInput(f"There is no role {role!r}; expected one of {', '.join(ROLES)}.")
    return frozenset({role})


def _name(name: str | None, otherwise: str) -> str:
    return short_text(name if name and name.strip() else otherwise.split("@")[0], "The name")


def _profile(profile: Profile) -> Profile:
    def tidy(text: str | None, what: str) -> str | None:
        return short_text(text, what) if text and text.strip() else None

    return Profile(
        grade=tidy(profile.grade, "The grade"),
        subject=tidy(profile.subject, "The subject"),
        role=tidy(profile.role, "The role"),
        state=tidy(profile.state, "The state"),
    )


def _zone(name: str) -> str:
    try:
        return str(ZoneInfo(name))
    except (KeyError, ValueError, OSError) as error:  # unknown, odd, or a path that is no zone
        raise BadInput(
            f"There is no time zone {name!r}; expected one like America/Chicago."
        ) from error


def _only_admin(person: Person) -> None:
    if not person.is_admin:
        raise Forbidden("Only an admin may do this.")
