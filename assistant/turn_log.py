"""Writes down the events of all turns: one transaction for all that came since the last one.

A transaction costs the same for one event as for a hundred, and a database such as SQLite has one
writer; with a transaction a turn, some dozens of people talking at once would wait for each other.
"""

from __future__ import annotations

import logging
from threading import Condition, Thread
from typing import Any

from assistant.conversations import Batch, Conversations
from assistant.errors import NotFound
from assistant.people import Person

log = logging.getLogger(__name__)

BATCH_S = 0.5  # events wait at most this long; the first of a turn and its last do not

Event = tuple[str, dict[str, Any]]


class TurnLog:
    """The events of one turn; `put` never waits, `close` waits until all of them are kept."""

    def __init__(
        self, writer: EventWriter, person: Person, conversation_id: str, message_id: str
    ) -> None:
        self._writer = writer
        self.person = person
        self.conversation_id = conversation_id
        self.message_id = message_id
        self.waiting: list[Event] = []  # the writer's: touched under its lock alone
        self.error: Exception | None = None

    def put(self, event: Event, *, at_once: bool = False) -> None:
        """One more event; soon kept, or as soon as may be."""
        self._writer.take(self, event, at_once)

    def close(self) -> None:
        """Returns when every event is kept; raises what kept one from it."""
        self._writer.settle(self)
        if self.error is not None:
            raise self.error


class EventWriter:
    """Keeps what the turns put, in a thread that lives as long as there is something to keep."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._changed = Condition()
        self._waiting: dict[str, TurnLog] = {}  # by message: turns with events not yet kept
        self._writing: frozenset[str] = frozenset()
        self._urgent = False
        self._runs = False

    def open(self, person: Person, conversation_id: str, message_id: str) -> TurnLog:
        """The log of a turn that begins."""
        return TurnLog(self, person, conversation_id, message_id)

    def take(self, turn: TurnLog, event: Event, at_once: bool) -> None:
        """One event of a turn."""
        with self._changed:
            turn.waiting.append(event)
            self._waiting[turn.message_id] = turn
            self._hurry(at_once)

    def settle(self, turn: TurnLog) -> None:
        """Returns when nothing of the turn is left to keep."""
        with self._changed:
            self._hurry(True)
            self._changed.wait_for(
                lambda: (
                    turn.message_id not in self._waiting and turn.message_id not in self._writing
                )
            )

    def _hurry(self, at_once: bool) -> None:
        """Sees that somebody writes, at once where that is asked; called under the lock."""
        if at_once and self._waiting:
            self._urgent = True
            self._changed.notify_all()
        if self._waiting and not self._runs:
            self._runs = True
            Thread(target=self._run, name="turn events", daemon=False).start()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._urgent, BATCH_S)
                if not self._waiting:
                    self._runs = False
                    return
                turns = list(self._waiting.values())
                batches = [
                    Batch(turn.person, turn.conversation_id, turn.message_id, tuple(turn.waiting))
                    for turn in turns
                ]
                for turn in turns:
                    turn.waiting.clear()
                self._waiting = {}
                self._urgent = False
                self._writing = frozenset(turn.message_id for turn in turns)
            self._keep(turns, batches)
            with self._changed:
                self._writing = frozenset()
                self._changed.notify_all()

    def _keep(self, turns: list[TurnLog], batches: list[Batch]) -> None:
        """All in one go; where that fails, each by itself, so that none fails for another."""
        try:
            found = self._conversations.append_together(batches)
        except Exception as error:
            if len(turns) == 1:
                log.warning("the events of a turn could not be kept (%s)", type(error).__name__)
                turns[0].error = turns[0].error or error
                return
            for turn, batch in zip(turns, batches, strict=True):
                self._keep([turn], [batch])
            return
        for turn, its in zip(turns, found, strict=True):
            if not its:
                turn.error = turn.error or NotFound("There is no such conversation.")
