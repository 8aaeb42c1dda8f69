"""Queries for conversations: their messages, the events of their turns, their memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import insert
from sqlmodel import Session, col, delete, func, select

from assistant.store.holding import held
from assistant.store.models import ConversationRow, MessageRow, TurnEventRow
from assistant.store.records import Conversation, Message, Speaker, TurnEvent


def add(session: Session, person_id: str, title: str, at: datetime) -> Conversation:
    """Keeps a new, empty conversation."""
    row = ConversationRow(person_id=person_id, title=title, created_at=at, updated_at=at)
    session.add(row)
    session.flush()
    return _conversation(row)


def find(session: Session, conversation_id: str, *, hold: bool = False) -> Conversation | None:
    """The conversation of that id; `hold` keeps other writers out until the end."""
    query = select(ConversationRow).where(ConversationRow.id == conversation_id)
    row = session.exec(held(query) if hold else query).first()
    return _conversation(row) if row else None


def of_person(session: Session, person_id: str) -> tuple[Conversation, ...]:
    """A person's conversations, the latest first."""
    rows = session.exec(
        select(ConversationRow)
        .where(ConversationRow.person_id == person_id)
        .order_by(col(ConversationRow.updated_at).desc(), ConversationRow.id)
    )
    return tuple(_conversation(row) for row in rows)


def change(
    session: Session,
    conversation_id: str,
    at: datetime,
    *,
    title: str | None = None,
    memory: dict[str, Any] | None = None,
) -> None:
    """Notes that something was said, and keeps a new title or memory."""
    row = session.get_one(ConversationRow, conversation_id)
    row.updated_at = at
    if title is not None:
        row.title = title
    if memory is not None:
        row.memory = memory
    session.add(row)


def remove(session: Session, conversation_id: str) -> None:
    """Deletes the conversation and all that was said in it."""
    session.exec(delete(ConversationRow).where(col(ConversationRow.id) == conversation_id))


def add_message(
    session: Session,
    conversation_id: str,
    role: Speaker,
    text: str,
    at: datetime,
    *,
    cards: Sequence[dict[str, Any]] = (),
    complete: bool = True,
    message_id: str | None = None,
) -> Message:
    """Keeps a message after all others; the conversation must be held."""
    last = session.exec(
        select(func.max(MessageRow.position)).where(MessageRow.conversation_id == conversation_id)
    ).one()
    row = MessageRow(
        conversation_id=conversation_id,
        position=(last or 0) + 1,
        role=role,
        text=text,
        cards=list(cards),
        created_at=at,
        complete=complete,
    )
    if message_id is not None:
        row.id = message_id
    session.add(row)
    session.flush()
    return _message(row)


def change_message(
    session: Session,
    message_id: str,
    text: str,
    cards: Sequence[dict[str, Any]],
    complete: bool,
) -> Message:
    """Keeps a later state of an answer."""
    row = session.get_one(MessageRow, message_id)
    row.text, row.cards, row.complete = text, list(cards), complete
    session.add(row)
    session.flush()
    return _message(row)


def message(session: Session, message_id: str) -> Message | None:
    """The message of that id."""
    row = session.get(MessageRow, message_id)
    return _message(row) if row else None


def messages(session: Session, conversation_id: str) -> tuple[Message, ...]:
    """What was said, in order."""
    rows = session.exec(
        select(MessageRow)
        .where(MessageRow.conversation_id == conversation_id)
        .order_by(col(MessageRow.position))
    )
    return tuple(_message(row) for row in rows)


def owners(session: Session, conversation_ids: Sequence[str]) -> dict[str, str]:
    """Whose conversation each of these is; one that does not exist is left out.

    They are held until the end: of two who add events to one talk at once, the second gets the
    higher numbers, so that a reader who goes on after a number misses none.
    """
    query = (
        select(ConversationRow.id, ConversationRow.person_id)
        .where(col(ConversationRow.id).in_(set(conversation_ids)))
        .order_by(ConversationRow.id)  # in one order always, or two could wait for each other
    )
    return dict(session.exec(held(query)).all())


def add_many_events(
    session: Session,
    events: Sequence[tuple[str, str, str, dict[str, Any]]],
    at: datetime,
) -> None:
    """Keeps events of many turns, (conversation, message, kind, body) each, in their order."""
    if events:
        keys = ("conversation_id", "message_id", "kind", "body")
        rows = [{**dict(zip(keys, event, strict=True)), "at": at} for event in events]
        session.connection().execute(insert(TurnEventRow), rows)


def events_after(
    session: Session, conversation_id: str, after: int, limit: int
) -> tuple[TurnEvent, ...]:
    """The events numbered above `after`, in order."""
    rows = session.exec(
        select(TurnEventRow)
        .where(TurnEventRow.conversation_id == conversation_id, col(TurnEventRow.seq) > after)
        .order_by(col(TurnEventRow.seq))
        .limit(limit)
    )
    return tuple(
        TurnEvent(
            seq=row.seq or 0,
            conversation_id=row.conversation_id,
            message_id=row.message_id,
            kind=row.kind,
            body=row.body,
            at=row.at,
        )
        for row in rows
    )


def _conversation(row: ConversationRow) -> Conversation:
    return Conversation(
        id=row.id,
        person_id=row.person_id,
        title=row.title,
        memory=row.memory,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _message(row: MessageRow) -> Message:
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        role=cast(Speaker, row.role),
        text=row.text,
        cards=tuple(row.cards),
        created_at=row.created_at,
        complete=row.complete,
    )
