"""Queries for Slack: which person a Slack user is, and which events were taken."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, delete, select

from assistant.store import cohort_channels, people, slack_messages
from assistant.store.models import SlackEventRow, SlackLinkRow
from assistant.store.records import SlackEvent


def person_of(session: Session, team_id: str, slack_user_id: str) -> str | None:
    """The id of the person who is that Slack user."""
    row = session.get(SlackLinkRow, (team_id, slack_user_id))
    return row.person_id if row else None


def link(session: Session, team_id: str, slack_user_id: str, person_id: str, at: datetime) -> None:
    """Notes which person that Slack user is, instead of whoever it was before."""
    row = session.get(SlackLinkRow, (team_id, slack_user_id))
    if row is None:
        row = SlackLinkRow(
            team_id=team_id, slack_user_id=slack_user_id, person_id=person_id, created_at=at
        )
    row.person_id = person_id
    session.add(row)
    session.flush()


def unlink(session: Session, person_id: str) -> None:
    """Forgets every Slack user that is this person."""
    session.exec(delete(SlackLinkRow).where(col(SlackLinkRow.person_id) == person_id))


def users_of(session: Session, person_id: str) -> tuple[tuple[str, str], ...]:
    """The (team, Slack user) pairs that are this person."""
    rows = session.exec(
        select(SlackLinkRow.team_id, SlackLinkRow.slack_user_id)
        .where(SlackLinkRow.person_id == person_id)
        .order_by(SlackLinkRow.team_id, SlackLinkRow.slack_user_id)
    )
    return tuple(rows)


def unlink_user(session: Session, team_id: str, slack_user_id: str) -> None:
    """Forgets which person that Slack user is."""
    session.exec(
        delete(SlackLinkRow).where(
            col(SlackLinkRow.team_id) == team_id, col(SlackLinkRow.slack_user_id) == slack_user_id
        )
    )


def people_of(session: Session, team_id: str) -> dict[str, str]:
    """Person id of each Slack user of a workspace."""
    rows = session.exec(
        select(SlackLinkRow.slack_user_id, SlackLinkRow.person_id)
        .where(SlackLinkRow.team_id == team_id)
        .order_by(SlackLinkRow.slack_user_id)
    )
    return dict(rows.all())


def forget_team(session: Session, team_id: str) -> int:
    """Drops all that a workspace brought; how many people were known through it alone, and went."""
    known = set(people_of(session, team_id).values())
    cohort_channels.unlink_team(session, team_id)
    slack_messages.forget_team(session, team_id)
    session.exec(delete(SlackLinkRow).where(col(SlackLinkRow.team_id) == team_id))
    waiting = session.exec(select(SlackEventRow).where(col(SlackEventRow.payload).is_not(None)))
    for row in waiting:
        if (row.payload or {}).get("team") == team_id:
            row.payload = None
            session.add(row)
    session.flush()
    erased = [one for one in known if _only_in_slack(session, one) and not users_of(session, one)]
    for person_id in erased:
        people.erase(session, person_id)
    return len(erased)


def _only_in_slack(session: Session, person_id: str) -> bool:
    person = people.find(session, person_id)
    return person is not None and person.email is None


def take_event(session: Session, event_id: str, payload: dict[str, object], at: datetime) -> bool:
    """Keeps an event to be answered; False when it was taken before.

    Two that arrive at the same instant on PostgreSQL: the loser gets Conflict, taken before too.
    """
    if session.get(SlackEventRow, event_id) is not None:
        return False
    session.add(SlackEventRow(event_id=event_id, received_at=at, payload=payload))
    session.flush()
    return True


def answered(session: Session, event_id: str, at: datetime) -> None:
    """Notes that an event was answered, and drops what it said."""
    row = session.get(SlackEventRow, event_id)
    if row is not None:
        row.answered_at, row.payload = at, None
        session.add(row)


def unanswered(session: Session) -> tuple[SlackEvent, ...]:
    """The events that still wait for their answer, in the order in which they came."""
    rows = session.exec(
        select(SlackEventRow)
        .where(col(SlackEventRow.answered_at).is_(None))
        .order_by(col(SlackEventRow.received_at), SlackEventRow.event_id)
    )
    return tuple(
        SlackEvent(row.event_id, row.received_at, row.payload, row.answered_at) for row in rows
    )


def forget_events(session: Session, before: datetime) -> None:
    """Drops events received before that moment; Slack repeats none after an hour."""
    session.exec(delete(SlackEventRow).where(col(SlackEventRow.received_at) < before))
