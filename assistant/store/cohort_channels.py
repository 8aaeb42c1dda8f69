"""Queries for the channel of a cohort."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, delete, select

from assistant.store.models import CohortChannelRow, CohortRow
from assistant.store.records import CohortChannel


def link(session: Session, channel: CohortChannel) -> None:
    """Keeps the channel of a cohort, instead of the one it had."""
    row = session.get(CohortChannelRow, channel.cohort_id)
    if row is None:
        row = CohortChannelRow(
            cohort_id=channel.cohort_id,
            team_id=channel.team_id,
            channel_id=channel.channel_id,
            weekday=channel.weekday,
            hour=channel.hour,
            time_zone=channel.time_zone,
            linked_at=channel.linked_at,
            digest_at=channel.digest_at,
        )
    row.team_id, row.channel_id = channel.team_id, channel.channel_id
    row.weekday, row.hour, row.time_zone = channel.weekday, channel.hour, channel.time_zone
    row.linked_at, row.digest_at = channel.linked_at, channel.digest_at
    session.add(row)
    session.flush()


def find(session: Session, cohort_id: str) -> CohortChannel | None:
    """The channel of that cohort."""
    row = session.get(CohortChannelRow, cohort_id)
    return _channel(row) if row else None


def at(session: Session, team_id: str, channel_id: str) -> CohortChannel | None:
    """The cohort's channel that this Slack channel is."""
    row = session.exec(
        select(CohortChannelRow).where(
            CohortChannelRow.team_id == team_id, CohortChannelRow.channel_id == channel_id
        )
    ).first()
    return _channel(row) if row else None


def everywhere(session: Session) -> tuple[CohortChannel, ...]:
    """All channels of cohorts, the longest linked first."""
    rows = session.exec(
        select(CohortChannelRow).order_by(
            col(CohortChannelRow.linked_at), CohortChannelRow.cohort_id
        )
    )
    return tuple(_channel(row) for row in rows)


def of_coach(session: Session, coach_id: str) -> tuple[CohortChannel, ...]:
    """The channels of the cohorts that a person leads."""
    rows = session.exec(
        select(CohortChannelRow)
        .join(CohortRow, col(CohortRow.id) == CohortChannelRow.cohort_id)
        .where(CohortRow.coach_id == coach_id)
        .order_by(CohortChannelRow.cohort_id)
    )
    return tuple(_channel(row) for row in rows)


def claim_digest(
    session: Session, cohort_id: str, before: datetime | None, moment: datetime
) -> bool:
    """Notes that the digest of that moment is being told; False where another took it first."""
    row = session.exec(
        select(CohortChannelRow).where(CohortChannelRow.cohort_id == cohort_id).with_for_update()
    ).first()
    if row is None or row.digest_at != before:
        return False
    row.digest_at = moment
    session.add(row)
    session.flush()
    return True


def unlink(session: Session, cohort_id: str) -> None:
    """Takes the channel from a cohort."""
    session.exec(delete(CohortChannelRow).where(col(CohortChannelRow.cohort_id) == cohort_id))


def unlink_team(session: Session, team_id: str) -> None:
    """Takes their channels from all cohorts of a workspace."""
    session.exec(delete(CohortChannelRow).where(col(CohortChannelRow.team_id) == team_id))


def _channel(row: CohortChannelRow) -> CohortChannel:
    return CohortChannel(
        cohort_id=row.cohort_id,
        team_id=row.team_id,
        channel_id=row.channel_id,
        weekday=row.weekday,
        hour=row.hour,
        time_zone=row.time_zone,
        linked_at=row.linked_at,
        digest_at=row.digest_at,
    )
