"""All that is kept about one person, over every table: to hand it out, move it or erase it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table
from sqlmodel import Session, col, delete, or_, select, update

from assistant.store import looks, people, sign_ins, slack
from assistant.store.models import (
    ApiTokenRow,
    CohortChannelRow,
    CohortRow,
    ConversationRow,
    DraftPartRow,
    DraftRow,
    DraftVersionRow,
    EarnedBadgeRow,
    HelpGivenRow,
    IdentityRow,
    LookRow,
    MembershipRow,
    MessageRow,
    MilestoneRow,
    ModelUseRow,
    NudgeRow,
    OneTimeLinkRow,
    PersonRow,
    PlanPreferencesRow,
    PseudonymRow,
    PursuitRow,
    ReturnRow,
    Row,
    SelfCheckRow,
    ShareRow,
    SignInRow,
    SlackEventRow,
    SlackLinkRow,
    SlackMessageRow,
    TurnEventRow,
)
from assistant.store.records import Look

SECRETS = {"password_hash", "token_hash"}  # they let in; they say nothing about the person


def export(session: Session, person_id: str) -> dict[str, list[dict[str, Any]]]:
    """Every row about the person as JSON types, by noun; secrets are left out."""
    person = session.get_one(PersonRow, person_id)
    conversations = select(ConversationRow.id).where(ConversationRow.person_id == person_id)
    drafts = select(DraftRow.id).where(DraftRow.person_id == person_id)

    def rows(table: type[Row], *where: ColumnElement[bool]) -> list[dict[str, Any]]:
        keys = table.__table__.primary_key.columns  # type: ignore[attr-defined]
        found: Sequence[Row] = session.exec(select(table).where(*where).order_by(*keys)).all()
        return [row.model_dump(mode="json", exclude=SECRETS) for row in found]

    return {
        "person": rows(PersonRow, col(PersonRow.id) == person_id),
        "sign_ins": rows(SignInRow, col(SignInRow.person_id) == person_id),
        "api_tokens": rows(ApiTokenRow, col(ApiTokenRow.person_id) == person_id),
        "identities": rows(IdentityRow, col(IdentityRow.person_id) == person_id),
        "one_time_links": rows(
            OneTimeLinkRow,
            or_(
                col(OneTimeLinkRow.person_id) == person_id,
                col(OneTimeLinkRow.email) == (person.email or ""),
            ),
        ),
        "slack_links": rows(SlackLinkRow, col(SlackLinkRow.person_id) == person_id),
        "slack_events": [
            event.model_dump(mode="json") for event in _slack_events(session, person_id)
        ],
        "slack_messages": rows(SlackMessageRow, col(SlackMessageRow.person_id) == person_id),
        "milestones": rows(MilestoneRow, col(MilestoneRow.person_id) == person_id),
        "nudges": rows(NudgeRow, col(NudgeRow.person_id) == person_id),
        "cohort_channels": rows(
            CohortChannelRow,
            col(CohortChannelRow.cohort_id).in_(
                select(CohortRow.id).where(CohortRow.coach_id == person_id)
            ),
        ),
        "cohorts_led": rows(CohortRow, col(CohortRow.coach_id) == person_id),
        "memberships": rows(MembershipRow, col(MembershipRow.person_id) == person_id),
        "pursuits": rows(PursuitRow, col(PursuitRow.person_id) == person_id),
        "plan_preferences": rows(
            PlanPreferencesRow, col(PlanPreferencesRow.person_id) == person_id
        ),
        "assessor_returns": rows(ReturnRow, col(ReturnRow.person_id) == person_id),
        "earned_badges": rows(EarnedBadgeRow, col(EarnedBadgeRow.person_id) == person_id),
        "conversations": rows(ConversationRow, col(ConversationRow.person_id) == person_id),
        "messages": rows(MessageRow, col(MessageRow.conversation_id).in_(conversations)),
        "turn_events": rows(TurnEventRow, col(TurnEventRow.conversation_id).in_(conversations)),
        "drafts": rows(DraftRow, col(DraftRow.person_id) == person_id),
        "draft_parts": rows(DraftPartRow, col(DraftPartRow.draft_id).in_(drafts)),
        "draft_versions": rows(DraftVersionRow, col(DraftVersionRow.draft_id).in_(drafts)),
        "pseudonyms": rows(PseudonymRow, col(PseudonymRow.draft_id).in_(drafts)),
        "self_checks": rows(SelfCheckRow, col(SelfCheckRow.person_id) == person_id),
        "shares": rows(ShareRow, col(ShareRow.person_id) == person_id),
        "looks_at_you": [_look(look) for look in looks.at_person(session, person_id)],
        "looks_by_you": rows(LookRow, col(LookRow.viewer_id) == person_id),
        "help_given": rows(HelpGivenRow, col(HelpGivenRow.person_id) == person_id),
        "model_use": rows(ModelUseRow, col(ModelUseRow.person_id) == person_id),
    }


def erase(session: Session, person_id: str) -> None:
    """Removes the person and all that is hers; cohorts she led go with her, and shares in them.

    Others keep the record that somebody looked, and the model's cost stays: both without her id.
    """
    person = session.get_one(PersonRow, person_id)
    for event in _slack_events(session, person_id):
        session.delete(event)
    sign_ins.forget_links(session, person_id, person.email)
    session.flush()
    people.erase(session, person_id)


def move(session: Session, from_id: str, to_id: str) -> None:
    """Gives all that is one person's to another and removes the first: they are the same human."""
    theirs = select(MembershipRow.cohort_id).where(MembershipRow.person_id == to_id)
    session.exec(
        delete(MembershipRow).where(
            col(MembershipRow.person_id) == from_id, col(MembershipRow.cohort_id).in_(theirs)
        )
    )
    if session.get(PlanPreferencesRow, to_id):  # one plan a person: the one of the account stays
        session.exec(delete(PlanPreferencesRow).where(col(PlanPreferencesRow.person_id) == from_id))
    if kept := session.get(NudgeRow, to_id):
        dropped = session.get(NudgeRow, from_id)
        kept.stopped = kept.stopped or (dropped is not None and dropped.stopped)
        session.exec(delete(NudgeRow).where(col(NudgeRow.person_id) == from_id))
    for table, column in person_columns():
        session.exec(update(table).where(table.c[column] == from_id).values({column: to_id}))
    people.erase(session, from_id)


def person_columns() -> list[tuple[Table, str]]:
    """Every column that names a person."""
    return [
        (table, key.parent.name)
        for table in Row.metadata.sorted_tables
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table.name == "person"
    ]


def _slack_events(session: Session, person_id: str) -> list[SlackEventRow]:
    # Payloads differ by event; each names its user somewhere, and waits only until answered.
    users = [json.dumps(user) for _, user in slack.users_of(session, person_id)]
    waiting = session.exec(
        select(SlackEventRow)
        .where(col(SlackEventRow.payload).is_not(None))
        .order_by(SlackEventRow.event_id)
    )
    return [event for event in waiting if any(user in json.dumps(event.payload) for user in users)]


def _look(look: Look) -> dict[str, Any]:
    return {
        "viewer": look.viewer_name,
        "kind": look.kind,
        "item_id": look.item_id,
        "at": look.at.isoformat(),
        "from_face": look.from_face,
    }
