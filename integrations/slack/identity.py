"""Slack user -> person: by a confirmed address or a link used once, never by a display name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant import store
from assistant.account_fields import email_address
from assistant.errors import BadInput
from integrations.slack.web_api import name_in

if TYPE_CHECKING:
    from assistant.people import Person
    from integrations.services import Services
    from integrations.slack.web_api import Courier

# Guests and people of other organisations: their addresses were confirmed by somebody else.
OUTSIDERS = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")


class Identity:
    """Who writes. The name on the profile is a label for a new person, and nothing more."""

    def __init__(self, services: Services, courier: Courier) -> None:
        self._store = services.store
        self._accounts = services.accounts
        self._courier = courier

    def known(self, team: str, user: str) -> Person | None:
        """The person who is that Slack user; None where there is none yet."""
        with self._store.reading() as session:
            person_id = store.slack.person_of(session, team, user)
            return store.people.find(session, person_id) if person_id else None

    def person(self, team: str, user: str) -> Person:
        """The person who is that Slack user; a new teacher, known only here, where needed."""
        found = self.known(team, user)
        if found is not None:
            return found
        profile = self._courier.profile(user)
        account = self._account(team, profile)
        if account is not None:
            self._accounts.link_slack(account, team, user)
            return account
        name = name_in(profile) or "Slack user"
        return self._accounts.slack_person(team, user, name, profile.get("tz"))

    def connect(self, team: str, user: str) -> Person | None:
        """Ties a Slack user to the account of her confirmed address; None where there is none."""
        known = self.known(team, user)
        if known is not None and known.email is not None:
            return known
        account = self._account(team, self._courier.profile(user))
        if account is not None:
            self._accounts.link_slack(account, team, user)
        return account

    def user_of(self, team: str, person_id: str) -> str | None:
        """The Slack user that a person is in a workspace."""
        with self._store.reading() as session:
            users = store.slack.users_of(session, person_id)
        return next((user for where, user in users if where == team), None)

    def forget(self, team: str, user: str) -> None:
        """The Slack user is nobody's any more; who is known only here stays as she is."""
        person = self.known(team, user)
        if person is not None and person.email is not None:
            with self._store.session() as session:
                store.slack.unlink_user(session, team, user)

    def _account(self, team: str, profile: Mapping[str, Any]) -> Person | None:
        address = confirmed_address(team, profile)
        if address is None:
            return None
        with self._store.reading() as session:
            return store.people.by_email(session, address)


def confirmed_address(team: str, user: Mapping[str, Any]) -> str | None:
    """The address that Slack has confirmed for a full member of this very workspace."""
    address = (user.get("profile") or {}).get("email")
    if user.get("is_email_confirmed") is not True or not address or user.get("team_id") != team:
        return None
    if any(user.get(key) for key in OUTSIDERS):
        return None
    try:
        return email_address(str(address))
    except BadInput:
        return None
