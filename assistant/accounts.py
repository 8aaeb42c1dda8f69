"""Accounts: who may come in, by password, token, one-time link or Slack; and leaving for good."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant import store
from assistant.account_fields import (
    as_typed,
    email_address,
    is_email,
    known_zone,
    name_or,
    role_set,
    tidy_profile,
)
from assistant.errors import Conflict, Forbidden, NotFound, SignInNeeded
from assistant.passwords import (
    ASKS,
    ASKS_OF_A_PLACE,
    TRIES_OF_A_PLACE,
    Passwords,
    Tries,
    new_token,
    token_hash,
)
from assistant.people import Person, Profile
from assistant.store.records import Clock, OneTimeLink, utc_now
from assistant.store.texts import short_text

if TYPE_CHECKING:
    from assistant.store.session import Session

SESSION_DAYS = timedelta(days=30)
LINK_LASTS = timedelta(days=7)  # an invitation may wait over a weekend and a holiday
RESET_LASTS = timedelta(hours=2)
USE_NOTED = timedelta(hours=1)  # "last used" to the hour is enough, and spares a write a call
WRONG = "That e-mail address and password do not fit together."


class Accounts:
    """Everything about getting in and out; messages never tell whether an address is known."""

    def __init__(
        self, kept: store.Store, *, clock: Clock = utc_now, passwords: Passwords | None = None
    ) -> None:
        self._store = kept
        self._clock = clock
        self._passwords = passwords or Passwords()
        place = "from your network"
        self._tries = Tries(clock)
        self._tries_of_places = Tries(clock, TRIES_OF_A_PLACE, place)
        self._asks = Tries(clock, ASKS)
        self._asks_of_places = Tries(clock, ASKS_OF_A_PLACE, place)

    def add(self, email: str, role: str, password: str, name: str | None = None) -> Person:
        """A new account; Conflict where the address has one."""
        address, roles = email_address(email), role_set(role)
        called = name_or(name, address)
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

    def sign_in(
        self, email: str, password: str, *, place: str | None = None, device: str = ""
    ) -> str:
        """A new web session's token; SignInNeeded, the same after the same time, if not.

        `place` is the network address that asks; TooManyTries after many failures from one.
        """
        key = as_typed(email)
        if place:
            self._tries_of_places.begin(place)
        self._tries.begin(key)
        with self._store.reading() as session:
            person = store.people.by_email(session, key) if is_email(key) else None
            kept = store.people.password_hash(session, person.id) if person else None
        if not self._passwords.fits(password, kept) or person is None or kept is None:
            raise SignInNeeded(WRONG)
        self._tries.succeeded(key)
        if place:
            self._tries_of_places.took_back(place)
        if self._passwords.outdated(kept):
            with self._store.session() as session:
                store.people.change(session, person, password_hash=self._passwords.hash(password))
        return self.start_session(person.id, device)

    def start_session(self, person_id: str, device: str = "") -> str:
        """A web session's token for somebody whose identity was proved already (single sign-on).

        `device` is what she will know the session by: her browser, in a few words.
        """
        token, now = new_token(), self._clock()
        with self._store.session() as session:
            store.sign_ins.open_session(
                session, token_hash(token), person_id, now, now + SESSION_DAYS, device
            )
        return token

    def person_of_session(self, token: str) -> Person | None:
        """Who is signed in with that token, if it still holds."""
        hashed, now = token_hash(token), self._clock()
        with self._store.reading() as session:
            found = store.sign_ins.person_of_session(session, hashed, now)
            person = store.people.find(session, found[0]) if found else None
        if found and found[1] <= now - USE_NOTED:
            with self._store.session() as session:
                store.sign_ins.note_session_use(session, hashed, now)
        return person

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
        if found and (found[1] is None or found[1] <= now - USE_NOTED):
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
        role_set(role)
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
            person = store.people.by_email(session, as_typed(email))
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

    def may_ask_for_reset(self, email: str, place: str | None = None) -> None:
        """Counts one wish for a new password; TooManyTries where it is one too many, whether or
        not there is such an account."""
        if place:
            self._asks_of_places.begin(place)
        self._asks.begin(as_typed(email))

    def link(self, token: str) -> OneTimeLink:
        """What a link is for, if it still works; NotFound otherwise."""
        with self._store.reading() as session:
            return self._link(session, token)

    def use_link(
        self, token: str, email: str | None = None, name: str | None = None, password: str = ""
    ) -> Person:
        """Does what the link is for; an invitation's own address counts, not the given one."""
        self.link(token)  # hashing is dear: not for whoever guesses at links
        kept = self._passwords.hash(password)
        now = self._clock()
        with self._store.session() as session:
            link = self._link(session, token, hold=True)
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
                name=name_or(name, address),
                email=address,
                roles=role_set(link.role or "admin"),
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
                name=name_or(name, address),
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
            profile=tidy_profile(profile) if profile is not None else person.profile,
            time_zone=known_zone(time_zone) if time_zone is not None else person.time_zone,
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
            return store.people.change(session, replace(person, roles=role_set(role)))

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
                    name=name_or(name, "Slack user"),
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

    def _link(self, session: Session, token: str, *, hold: bool = False) -> OneTimeLink:
        link = store.sign_ins.link(session, token_hash(token), self._clock(), hold=hold)
        if link is None:
            raise NotFound("This link was used already or has run out; ask for a new one.")
        return link


def _only_admin(person: Person) -> None:
    if not person.is_admin:
        raise Forbidden("Only an admin may do this.")
