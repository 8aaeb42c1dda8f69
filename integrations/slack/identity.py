"""Slack user -> person: by the link that was made, never by a name or an address on a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import store

if TYPE_CHECKING:
    from assistant.people import Person
    from integrations.services import Services
    from integrations.slack.web_api import Courier


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
        name, time_zone = self._courier.person(user)
        return self._accounts.slack_person(team, user, name or "Slack user", time_zone)
