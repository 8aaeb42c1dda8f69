"""Turns that outlive the request which began them: run apart, written down, followed by anyone."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from queue import Empty, Queue
from threading import Thread
from typing import Any
from uuid import uuid4

from assistant.conversation import Assistant, Audience, Upload
from assistant.conversations import Conversations
from assistant.people import Person
from assistant.replies import Card, Delta, Done, Failed, ReplyPart, Start, Step

log = logging.getLogger(__name__)

BATCH_S = 0.5  # events are written down at least this often: one transaction for all since then
PATIENCE_S = 60.0  # a follower gives up when a turn says nothing for this long
_NAMES: dict[type, str] = {
    Start: "start",
    Step: "step",
    Delta: "delta",
    Card: "card",
    Done: "done",
    Failed: "error",
}


def event_of(part: ReplyPart) -> tuple[str, dict[str, Any]]:
    """(event name, body) of a reply part, as the API streams it."""
    if isinstance(part, Card):
        return "card", {"kind": part.kind, **part.body}
    if isinstance(part, Failed):
        problem = {"type": "about:blank", "status": 500}
        return "error", {**problem, "title": part.title, "detail": part.detail}
    return _NAMES[type(part)], asdict(part)


class Turns:
    """Starts turns in threads of their own and keeps their events."""

    def __init__(self, assistant: Assistant, conversations: Conversations) -> None:
        self._assistant = assistant
        self._conversations = conversations

    def start(
        self,
        person: Person,
        message: str,
        *,
        conversation_id: str | None = None,
        uploads: Sequence[Upload] = (),
        audience: Audience = "direct",
    ) -> Iterator[ReplyPart]:
        """The turn's parts as they come; the turn goes on even if nobody reads them any more.

        Raises NotFound, BadInput or TooLarge at once, before anything is kept.
        """
        parts = self._assistant.reply(
            person, message, conversation_id=conversation_id, uploads=uploads, audience=audience
        )
        first = next(parts)  # keeps the person's words, or raises
        queue: Queue[ReplyPart | None] = Queue()
        queue.put(first)
        assert isinstance(first, Start)
        Thread(
            target=self._run, args=(person, first, parts, queue), name="turn", daemon=False
        ).start()
        return _followed(queue)

    def _run(
        self,
        person: Person,
        start: Start,
        parts: Iterator[ReplyPart],
        queue: Queue[ReplyPart | None],
    ) -> None:
        kept: list[tuple[str, dict[str, Any]]] = [event_of(start)]
        written_at = time.monotonic()

        def write_down() -> None:
            if kept:
                self._conversations.append_events(
                    person, start.conversation_id, start.message_id, kept
                )
                kept.clear()

        try:
            write_down()  # at once: who reconnects during a long check sees that it began
            for part in parts:
                queue.put(part)
                kept.append(event_of(part))
                if time.monotonic() - written_at > BATCH_S:
                    write_down()
                    written_at = time.monotonic()
            write_down()
        except Exception:
            incident = uuid4().hex[:8]
            log.exception("a turn could not be kept, id %s", incident)
            sentence = f"Something broke on our side (id {incident}); reload in a moment."
            queue.put(Failed("Something broke", sentence))
        finally:
            queue.put(None)


def _followed(queue: Queue[ReplyPart | None]) -> Iterator[ReplyPart]:
    while True:
        try:
            part = queue.get(timeout=PATIENCE_S)
        except Empty:
            yield Failed("Too slow", "The answer takes longer than it should; reload in a moment.")
            return
        if part is None:
            return
        yield part
