"""Queries for a direct talk's messages as they stand in Slack: found again, and really deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, delete, func, select

from assistant.store.models import (
    ConversationRow,
    MessageRow,
    SelfCheckRow,
    SlackMessageRow,
    TurnEventRow,
)
from assistant.store.records import SlackMessage

OF_A_DRAFT = ("draft", "draft_waiting", "checked", "pending")  # in a conversation's memory


def keep(session: Session, message: SlackMessage, at: datetime) -> None:
    """Keeps where a message stands."""
    row = session.get(SlackMessageRow, (message.team_id, message.channel_id, message.ts))
    if row is None:
        row = SlackMessageRow(
            team_id=message.team_id,
            channel_id=message.channel_id,
            ts=message.ts,
            asked_ts=message.asked_ts,
            person_id=message.person_id,
            created_at=at,
        )
    row.conversation_id, row.message_id = message.conversation_id, message.message_id
    row.self_check_ids = list(message.self_check_ids)
    session.add(row)
    session.flush()


def find(session: Session, team_id: str, channel_id: str, ts: str) -> SlackMessage | None:
    """The message that stands there."""
    row = session.get(SlackMessageRow, (team_id, channel_id, ts))
    return _message(row) if row else None


def turn(session: Session, team_id: str, channel_id: str, asked_ts: str) -> list[SlackMessage]:
    """Her message and what answered it, in the order of Slack."""
    rows = session.exec(
        select(SlackMessageRow)
        .where(
            SlackMessageRow.team_id == team_id,
            SlackMessageRow.channel_id == channel_id,
            SlackMessageRow.asked_ts == asked_ts,
        )
        .order_by(SlackMessageRow.ts)
    )
    return [_message(row) for row in rows]


def set_thumb(session: Session, team_id: str, channel_id: str, ts: str, thumb: str) -> bool:
    """Keeps what she thought of an answer; False where none stands there."""
    row = session.get(SlackMessageRow, (team_id, channel_id, ts))
    if row is None:
        return False
    row.thumb = thumb
    session.add(row)
    return True


def erase_turn(session: Session, messages: Iterable[SlackMessage]) -> None:
    """Deletes what was said in these, what was made of it, and the talk where nothing is left."""
    talks, people = set(), set()
    for message in messages:
        people.add(message.person_id)
        session.exec(
            delete(SelfCheckRow).where(
                col(SelfCheckRow.id).in_(message.self_check_ids),
                col(SelfCheckRow.person_id) == message.person_id,
            )
        )
        if message.message_id and message.conversation_id:
            talks.add(message.conversation_id)
            session.exec(delete(MessageRow).where(col(MessageRow.id) == message.message_id))
            session.exec(
                delete(TurnEventRow).where(col(TurnEventRow.message_id) == message.message_id)
            )
        row = session.get(SlackMessageRow, (message.team_id, message.channel_id, message.ts))
        if row is not None:
            row.conversation_id, row.message_id, row.self_check_ids = None, None, []
            session.add(row)
    session.flush()
    for talk in talks:
        _let_go(session, talk)
    for person_id in people:
        _drop_drafts(session, person_id)


def forget_team(session: Session, team_id: str) -> None:
    """Drops where the messages of a workspace stood."""
    session.exec(delete(SlackMessageRow).where(col(SlackMessageRow.team_id) == team_id))


def _let_go(session: Session, conversation_id: str) -> None:
    row = session.get(ConversationRow, conversation_id)
    if row is None:
        return
    left = session.exec(
        select(func.count())
        .select_from(MessageRow)
        .where(MessageRow.conversation_id == conversation_id)
    ).one()
    if not left:
        session.delete(row)
        return
    row.title = ""  # it was made of her first words
    row.memory = {key: value for key, value in row.memory.items() if key not in OF_A_DRAFT}
    session.add(row)


def _drop_drafts(session: Session, person_id: str) -> None:
    """Drops the text that waits for its credential: it moves from talk to talk of hers."""
    rows = session.exec(select(ConversationRow).where(ConversationRow.person_id == person_id))
    for row in rows:
        if row.memory.get("draft"):
            row.memory = {key: value for key, value in row.memory.items() if key != "draft"}
            session.add(row)


def _message(row: SlackMessageRow) -> SlackMessage:
    return SlackMessage(
        team_id=row.team_id,
        channel_id=row.channel_id,
        ts=row.ts,
        asked_ts=row.asked_ts,
        person_id=row.person_id,
        conversation_id=row.conversation_id,
        message_id=row.message_id,
        self_check_ids=tuple(row.self_check_ids),
    )
