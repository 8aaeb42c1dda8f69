"""Turns as server-sent events, and the events that were kept, for whoever comes back."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool

from assistant.conversations import Conversations
from assistant.people import Person
from assistant.replies import Card, Delta, ReplyPart
from assistant.store.records import TurnEvent
from assistant.turns import PATIENCE_S, TOO_SLOW, event_of
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


class Mailbox:
    """Takes a turn's parts from its thread and hands them to the event loop that sends them.

    Who only listens so holds no thread; a few hundred may listen at once.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._early: list[ReplyPart | None] = []  # what came before anybody listened
        self._loop: asyncio.AbstractEventLoop | None = None
        self._queue: asyncio.Queue[ReplyPart | None] = asyncio.Queue()

    def put(self, part: ReplyPart | None) -> None:
        """The next part, from any thread; None is the end."""
        with self._lock:
            if self._loop is None:
                self._early.append(part)
                return
        with suppress(RuntimeError):  # the loop is closed: the server has stopped, nobody listens
            self._loop.call_soon_threadsafe(self._queue.put_nowait, part)

    def listen(self) -> asyncio.Queue[ReplyPart | None]:
        """What came and what comes; called in the loop."""
        with self._lock:
            for part in self._early:
                self._queue.put_nowait(part)
            self._loop = asyncio.get_running_loop()
        return self._queue


async def streamed(mailbox: Mailbox, metrics: Metrics) -> AsyncIterator[bytes]:
    """A turn's parts as events, with a comment in between whenever there is nothing to say."""
    heard = mailbox.listen()
    began = spoken_at = time.monotonic()
    spoke = False
    while True:
        try:
            part = await asyncio.wait_for(heard.get(), KEEPALIVE_S)
        except TimeoutError:
            if time.monotonic() - spoken_at > PATIENCE_S:
                yield frame(*event_of(TOO_SLOW))
                return
            yield _KEEPALIVE
            continue
        if part is None:
            metrics.turns.observe(time.monotonic() - began)
            return
        spoken_at = time.monotonic()
        if not spoke and isinstance(part, Delta):
            spoke = True
            metrics.first_words.observe(spoken_at - began)
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


async def followed(
    conversations: Conversations, person: Person, conversation_id: str, after: int
) -> AsyncIterator[bytes]:
    """The kept events above `after` as they come, until a turn ends or nothing comes any more."""
    silent_since = spoke = time.monotonic()
    while time.monotonic() - silent_since < FOLLOW_S:
        events = await run_in_threadpool(conversations.events, person, conversation_id, after)
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
        await asyncio.sleep(LOOK_AGAIN_S)
