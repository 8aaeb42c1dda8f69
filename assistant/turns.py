"""Turns that outlive the request which began them: run apart, written down, followed by anyone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from queue import Empty, Queue
from threading import BoundedSemaphore, Event, Thread
from typing import Any
from uuid import uuid4

from assistant.conversation import Assistant, Audience, Upload
from assistant.conversations import Conversations
from assistant.people import Person
from assistant.replies import Card, Delta, Done, Failed, ReplyPart, Start, Step
from assistant.turn_log import EventWriter

log = logging.getLogger(__name__)

PATIENCE_S = 60.0  # a follower gives up when a turn says nothing for this long
BEGIN_AT_ONCE = 4  # more only wait for each other: for the interpreter and for the one who writes
TOO_SLOW = Failed("Too slow", "The answer takes longer than it should; reload in a moment.")
Hear = Callable[[ReplyPart | None], None]
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
        self._writer = EventWriter(conversations)
        self._beginning = BoundedSemaphore(BEGIN_AT_ONCE)
        self._running: dict[tuple[str, str], Event] = {}  # by person and conversation

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
        queue: Queue[ReplyPart | None] = Queue()
        self.begin(
            person,
            message,
            queue.put,
            conversation_id=conversation_id,
            uploads=uploads,
            audience=audience,
        )
        return _followed(queue)

    def begin(
        self,
        person: Person,
        message: str,
        hear: Hear,
        *,
        conversation_id: str | None = None,
        uploads: Sequence[Upload] = (),
        audience: Audience = "direct",
    ) -> None:
        """As `start`, but `hear` is told each part as it comes and None at the end, by the turn's
        own thread, which must not have to wait for it."""
        stop = Event()
        parts = self._assistant.reply(
            person,
            message,
            conversation_id=conversation_id,
            uploads=uploads,
            audience=audience,
            stop=stop,
        )
        with self._beginning:
            first = next(parts)  # keeps the person's words, or raises
        assert isinstance(first, Start)
        hear(first)
        self._running[person.id, first.conversation_id] = stop
        work = (person, first, parts, hear)
        Thread(target=self._run, args=work, name="turn", daemon=False).start()

    def stop(self, person: Person, conversation_id: str) -> bool:
        """End the answer that is coming in this conversation; whether one was, in this process.

        What was said is kept as far as it came.
        """
        running = self._running.get((person.id, conversation_id))
        if running is not None:
            running.set()
        return running is not None

    def _run(
        self,
        person: Person,
        start: Start,
        parts: Iterator[ReplyPart],
        hear: Hear,
    ) -> None:
        log_of_turn = self._writer.open(person, start.conversation_id, start.message_id)
        try:
            # At once: who reconnects during a long check sees that it began.
            log_of_turn.put(event_of(start), at_once=True)
            for part in parts:
                hear(part)
                log_of_turn.put(event_of(part))
            log_of_turn.close()
        except Exception:
            incident = uuid4().hex[:8]
            log.exception("a turn could not be kept, id %s", incident)
            sentence = f"Something broke on our side (id {incident}); reload in a moment."
            hear(Failed("Something broke", sentence))
        finally:
            self._running.pop((person.id, start.conversation_id), None)
            hear(None)


def _followed(queue: Queue[ReplyPart | None]) -> Iterator[ReplyPart]:
    while True:
        try:
            part = queue.get(timeout=PATIENCE_S)
        except Empty:
            yield TOO_SLOW
            return
        if part is None:
            return
        yield part
