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

_EVENT_KEYS = (
    *("type", "subtype", "user", "bot_id", "text"),
    *("ts", "thread_ts", "channel", "channel_type", "tab"),
)
_FILE_KEYS = ("id", "name", "size", "mimetype", "url_private_download", "file_access")


@dataclass(frozen=True, slots=True)
class Taken:
    """An event or a click: its id, its name, the workspace, and what a listener needs of it."""

    id: str
    name: str
    team: str
    event: dict[str, Any]


def read_body(body: Mapping[str, Any]) -> Taken | None:
    """An event or a click out of Slack's payload; None for anything else."""
    if body.get("type") == "event_callback" and body.get("event_id"):
        event = body.get("event") or {}
        kept = {key: event[key] for key in _EVENT_KEYS if key in event}
        if files := event.get("files"):
            kept["files"] = [{k: f[k] for k in _FILE_KEYS if k in f} for f in files]
        ours = [a.get("user_id") for a in body.get("authorizations") or () if a.get("is_bot")]
        kept["ours"] = bool(event.get("user")) and event.get("user") in ours
        team = body.get("team_id") or body.get("enterprise_id") or ""
        return Taken(body["event_id"], str(event.get("type")), team, kept)
    if body.get("type") == "block_actions" and body.get("actions"):
        action, message = body["actions"][0], body.get("message") or {}
        user = body.get("user") or {}
        clicked = {
            "type": action.get("action_id"),
            "user": user.get("id"),
            "channel": (body.get("channel") or {}).get("id"),
            "ts": message.get("ts"),
            "thread_ts": message.get("thread_ts") or message.get("ts"),
            "value": action.get("value"),
        }
        team = (body.get("team") or {}).get("id") or (body.get("enterprise") or {}).get("id") or ""
        once = body.get("trigger_id") or f"{clicked['user']}.{action.get('action_ts')}"
        return Taken(f"action:{once}", str(action.get("action_id")), team, clicked)
    return None


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
        return [_taken(event.event_id, cast("dict[str, Any]", event.payload)) for event in recent]


def _young(received_at: datetime, now: datetime) -> bool:
    return received_at > now - WORTH_ANSWERING


def _taken(event_id: str, payload: Mapping[str, Any]) -> Taken:
    return Taken(event_id, payload["name"], payload["team"], payload["event"])
