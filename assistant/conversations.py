"""Conversations: a person's own chats, kept word for word, and the events of each turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant import store
from assistant.errors import BadInput, Conflict, NotFound
from assistant.people import Person, Thing, may_see
from assistant.store.records import Clock, Conversation, Message, TurnEvent, utc_now
from assistant.store.texts import kept_text

if TYPE_CHECKING:
    from assistant.store.session import Session

TITLE_CHARACTERS = 80  # one line of a list
MOST_EVENTS = 1_000  # a page of events; a turn has some hundred


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation with all that was said in it, in order."""

    conversation: Conversation
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some (kind, body) events of one turn, in order."""

    person: Person
    conversation_id: str
    message_id: str
    events: Sequence[tuple[str, dict[str, Any]]]


class Conversations:
    """Nobody but the person herself ever reads a conversation: to others there is none."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def open(
        self, person: Person, conversation_id: str | None = None, begins_with: str | None = None
    ) -> Conversation:
        """The conversation to go on with, or a new one where no id is given.

        Words that could not be kept (`begins_with`) begin none.
        """
        if begins_with is not None:
            _sayable(begins_with)
        if conversation_id is not None:
            with self._store.reading() as session:
                return self._own(session, person, conversation_id)
        with self._store.session() as session:
            return store.conversations.add(session, person.id, "", self._clock())

    def keep_message(self, person: Person, conversation_id: str, text: str) -> Message:
        """Keeps the person's words, before anything is answered; the first give the title."""
        _sayable(text)
        now = self._clock()
        with self._store.session() as session:
            conversation = self._own(session, person, conversation_id, hold=True)
            title = None if conversation.title else _title(text)
            store.conversations.change(session, conversation_id, now, title=title)
            return store.conversations.add_message(session, conversation_id, "person", text, now)

    def keep_answer(
        self,
        person: Person,
        conversation_id: str,
        text: str,
        cards: Sequence[dict[str, Any]] = (),
        *,
        complete: bool = True,
        message_id: str | None = None,
    ) -> Message:
        """Keeps the assistant's answer; again with its `message_id` keeps a later state of it.

        `message_id` may also be chosen beforehand, to stream events under it.
        """
        now = self._clock()
        with self._store.session() as session:
            self._own(session, person, conversation_id, hold=True)
            store.conversations.change(session, conversation_id, now)
            before = store.conversations.message(session, message_id) if message_id else None
            if before is None:
                return store.conversations.add_message(
                    session,
                    conversation_id,
                    "assistant",
                    text,
                    now,
                    cards=cards,
                    complete=complete,
                    message_id=message_id,
                )
            if before.conversation_id != conversation_id or before.role != "assistant":
                raise Conflict("That message is not an answer in this conversation.")
            return store.conversations.change_message(session, before.id, text, cards, complete)

    def append_together(self, batches: Sequence[Batch]) -> tuple[bool, ...]:
        """Keeps the events of many turns in one transaction, which costs little more than one's.

        False for each whose conversation is gone, or not that person's.
        """
        with self._store.session() as session:
            owners = store.conversations.owners(session, [one.conversation_id for one in batches])
            found = tuple(
                (owner := owners.get(one.conversation_id)) is not None
                and may_see(one.person, Thing("conversation", owner))
                for one in batches
            )
            kept = [
                (one.conversation_id, one.message_id, kind, body)
                for one, its in zip(batches, found, strict=True)
                if its
                for kind, body in one.events
            ]
            store.conversations.add_many_events(session, kept, self._clock())
            return found

    def events(
        self, person: Person, conversation_id: str, after: int = 0, limit: int = MOST_EVENTS
    ) -> tuple[TurnEvent, ...]:
        """The events numbered above `after`, in order, at most `limit` at once."""
        with self._store.reading() as session:
            self._own(session, person, conversation_id)
            return store.conversations.events_after(
                session, conversation_id, after, max(1, min(limit, MOST_EVENTS))
            )

    def list(self, person: Person) -> tuple[Conversation, ...]:
        """The person's conversations, the latest first."""
        with self._store.reading() as session:
            return store.conversations.of_person(session, person.id)

    def get(self, person: Person, conversation_id: str) -> Talk:
        """The conversation with its messages."""
        with self._store.reading() as session:
            conversation = self._own(session, person, conversation_id)
            return Talk(conversation, store.conversations.messages(session, conversation_id))

    def delete(self, person: Person, conversation_id: str) -> None:
        """Really deletes the conversation: messages, events and memory."""
        with self._store.session() as session:
            self._own(session, person, conversation_id, hold=True)
            store.conversations.remove(session, conversation_id)
        self._store.wipe_traces()

    def memory(self, person: Person, conversation_id: str) -> dict[str, Any]:
        """What the assistant carries from turn to turn."""
        with self._store.reading() as session:
            return self._own(session, person, conversation_id).memory

    def set_memory(self, person: Person, conversation_id: str, memory: dict[str, Any]) -> None:
        """Keeps what the assistant is to carry on, instead of what was there."""
        with self._store.session() as session:
            self._own(session, person, conversation_id, hold=True)
            store.conversations.change(session, conversation_id, self._clock(), memory=memory)

    def _own(
        self, session: Session, person: Person, conversation_id: str, *, hold: bool = False
    ) -> Conversation:
        found = store.conversations.find(session, conversation_id, hold=hold)
        if found is None or not may_see(person, Thing("conversation", found.person_id)):
            raise NotFound("There is no such conversation.")
        return found


def _sayable(text: str) -> None:
    if not kept_text(text, "The message").strip():
        raise BadInput("The message is empty.")


def _title(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= TITLE_CHARACTERS:
        return line
    return line[: TITLE_CHARACTERS - 1].rstrip() + "…"
