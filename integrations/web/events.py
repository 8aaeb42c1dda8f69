"""Turns as server-sent events, and the events that were kept, for whoever comes back."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from queue import Empty, Queue
from threading import Thread
from typing import Any

from assistant.conversations import Conversations
from assistant.people import Person
from assistant.replies import Card, Delta, ReplyPart
from assistant.store.records import TurnEvent
from assistant.turns import event_of
from integrations.web.metrics import Metrics

KEEPALIVE_S = 10.0  # proxies cut a silent connection after 30 to 60 s
FOLLOW_S = 60.0  # how long a follower waits for a turn that says nothing
LOOK_AGAIN_S = 0.3
HEADERS = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
_KEEPALIVE = b": still here\n\n"
_LAST = ("done", "error")


def frame(name: str, body: dict[str, Any], seq: int | None = None) -> bytes:
    """One event as it goes over the wire."""
    number = f"id: {seq}\n" if seq is not None else ""
    return f"{number}event: {name}\ndata: {json.dumps(body)}\n\n".encode()


def streamed(parts: Iterator[ReplyPart], metrics: Metrics) -> Iterator[bytes]:
    """A turn's parts as events, with a comment in between whenever there is nothing to say."""
    queue: Queue[ReplyPart | None] = Queue()

    def pump() -> None:
        for part in parts:
            queue.put(part)
        queue.put(None)

    Thread(target=pump, name="events", daemon=True).start()
    began, spoke = time.monotonic(), False
    while True:
        try:
            part = queue.get(timeout=KEEPALIVE_S)
        except Empty:
            yield _KEEPALIVE
            continue
        if part is None:
            metrics.turns.observe(time.monotonic() - began)
            return
        if not spoke and isinstance(part, Delta):
            spoke = True
            metrics.first_words.observe(time.monotonic() - began)
        if isinstance(part, Card) and part.kind == "self_check":
            metrics.self_checks.labels(part.body.get("engine", {}).get("name", "offline")).inc()
        yield frame(*event_of(part))


def event_json(event: TurnEvent) -> dict[str, Any]:
    """A kept event in a list."""
    return {
        "seq": event.seq,
        "event": event.kind,
        "message_id": event.message_id,
        "data": event.body,
    }


def followed(
    conversations: Conversations, person: Person, conversation_id: str, after: int
) -> Iterator[bytes]:
    """The kept events above `after` as they come, until a turn ends or nothing comes any more."""
    silent_since = spoke = time.monotonic()
    while time.monotonic() - silent_since < FOLLOW_S:
        events = conversations.events(person, conversation_id, after)
        for event in events:
            after = event.seq
            yield frame(event.kind, event.body, event.seq)
        if events:
            silent_since = spoke = time.monotonic()
            if events[-1].kind in _LAST:
                return
        elif time.monotonic() - spoke > KEEPALIVE_S:
            spoke = time.monotonic()
            yield _KEEPALIVE
        time.sleep(LOOK_AGAIN_S)
