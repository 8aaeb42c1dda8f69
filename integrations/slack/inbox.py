"""What came from Slack, kept before it is acknowledged, so that each is answered once."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from assistant import store
from assistant.errors import Conflict
from assistant.store.records import Clock, utc_now

if TYPE_CHECKING:
    from assistant.store.session import Store

log = logging.getLogger(__name__)

WORTH_ANSWERING = timedelta(hours=1)  # later than that nobody waits for the answer any more
FORGOTTEN_AFTER = timedelta(days=2)  # Slack repeats nothing that old
_HELD = "held:"  # begins the id of what waits for a view, not for an answer


@dataclass(frozen=True, slots=True)
class Taken:
    """An event or a click: its id, its name, the workspace, and what a listener needs of it."""

    id: str
    name: str
    team: str
    event: dict[str, Any]


class Inbox:
    """The events that were taken, in the database."""

    def __init__(self, kept: Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def take(self, taken: Taken) -> bool:
        """Keeps it to be answered; False where it was taken before. Raises StoreUnavailable."""
        payload: dict[str, object] = {
            "name": taken.name,
            "team": taken.team,
            "event": taken.event,
        }
        try:
            with self._store.session() as session:
                return store.slack.take_event(session, taken.id, payload, self._clock())
        except Conflict:
            return False

    def hold(self, held_id: str, what: dict[str, object]) -> None:
        """Keeps what a modal will be about, for an hour at most: a view has little room itself."""
        with self._store.session() as session:
            store.slack.take_event(session, f"{_HELD}{held_id}", what, self._clock())

    def held(self, held_id: str) -> dict[str, Any] | None:
        """What was held under that id; None where it is gone."""
        with self._store.reading() as session:
            found = {event.event_id: event for event in store.slack.unanswered(session)}
        event = found.get(f"{_HELD}{held_id}")
        if event is None or not _young(event.received_at, self._clock()):
            return None
        return event.payload

    def let_go(self, held_id: str) -> None:
        """Drops what was held."""
        self.done(f"{_HELD}{held_id}")

    def done(self, event_id: str) -> None:
        """It was answered; what it said is dropped."""
        with self._store.session() as session:
            store.slack.answered(session, event_id, self._clock())

    def waiting(self) -> list[Taken]:
        """What was taken and not answered within the last hour; older things are let go."""
        now = self._clock()
        with self._store.reading() as session:
            unanswered = store.slack.unanswered(session)
        recent = [e for e in unanswered if _young(e.received_at, now) and e.payload]
        with self._store.session() as session:
            for event in unanswered:
                if event not in recent:
                    store.slack.answered(session, event.event_id, now)
            store.slack.forget_events(session, now - FORGOTTEN_AFTER)
        if len(unanswered) > len(recent):
            log.warning("let go of %d old Slack events", len(unanswered) - len(recent))
        return [
            _taken(event.event_id, cast("dict[str, Any]", event.payload))
            for event in recent
            if not event.event_id.startswith(_HELD)
        ]


def _young(received_at: datetime, now: datetime) -> bool:
    return received_at > now - WORTH_ANSWERING


def _taken(event_id: str, payload: Mapping[str, Any]) -> Taken:
    return Taken(event_id, payload["name"], payload["team"], payload["event"])
