"""The tables of Slack: who a Slack user is, what was taken and said there, a cohort's channel."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from assistant.store.rows import Row, UtcTime, new_id


class SlackLinkRow(Row, table=True):
    """Which person a Slack user is."""

    __tablename__ = "slack_link"

    team_id: str = Field(primary_key=True)
    slack_user_id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    created_at: datetime = Field(sa_type=UtcTime)


class SlackEventRow(Row, table=True):
    """An event taken from Slack, so that a repeated delivery is answered once."""

    __tablename__ = "slack_event"

    event_id: str = Field(primary_key=True)
    received_at: datetime = Field(sa_type=UtcTime)
    payload: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    answered_at: datetime | None = Field(default=None, sa_type=UtcTime)


class SlackMessageRow(Row, table=True):
    """Where a message of a direct talk stands in Slack, so that a deletion there is obeyed here.

    `asked_ts` is the message of hers that it belongs to: its own `ts` where she said it.
    """

    __tablename__ = "slack_message"

    team_id: str = Field(primary_key=True)
    channel_id: str = Field(primary_key=True)
    ts: str = Field(primary_key=True)
    asked_ts: str = Field(index=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    conversation_id: str | None = None
    message_id: str | None = None
    self_check_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    thumb: str | None = None
    created_at: datetime = Field(sa_type=UtcTime)


class CohortChannelRow(Row, table=True):
    """The channel of a cohort, and when its digest comes there."""

    __tablename__ = "cohort_channel"
    __table_args__ = (UniqueConstraint("team_id", "channel_id"),)

    cohort_id: str = Field(foreign_key="cohort.id", ondelete="CASCADE", primary_key=True)
    team_id: str
    channel_id: str
    weekday: int  # Monday is 0
    hour: int
    time_zone: str
    linked_at: datetime = Field(sa_type=UtcTime)
    digest_at: datetime | None = Field(default=None, sa_type=UtcTime)  # the last one


class MilestoneRow(Row, table=True):
    """What a person chose to have told in her cohort's channel, once."""

    __tablename__ = "milestone"
    __table_args__ = (UniqueConstraint("cohort_id", "pursuit_id", "stage"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    cohort_id: str = Field(foreign_key="cohort.id", ondelete="CASCADE", index=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    pursuit_id: str = Field(foreign_key="pursuit.id", ondelete="CASCADE", index=True)
    stage: str
    created_at: datetime = Field(sa_type=UtcTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcTime)


class NudgeRow(Row, table=True):
    """When a person was last reminded, and what she said to it."""

    __tablename__ = "nudge"

    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    sent_at: datetime | None = Field(default=None, sa_type=UtcTime)
    snoozed_until: datetime | None = Field(default=None, sa_type=UtcTime)
    stopped: bool = False
