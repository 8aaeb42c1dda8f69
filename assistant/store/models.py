"""The tables. Rows never leave assistant/store: its nouns hand out frozen records instead."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlmodel import Field

from assistant.store.rows import Row as Row
from assistant.store.rows import UtcTime, new_id
from assistant.store.sign_in_models import ApiTokenRow as ApiTokenRow
from assistant.store.sign_in_models import IdentityRow as IdentityRow
from assistant.store.sign_in_models import OneTimeLinkRow as OneTimeLinkRow
from assistant.store.sign_in_models import SignInRow as SignInRow
from assistant.store.slack_models import CohortChannelRow as CohortChannelRow
from assistant.store.slack_models import MilestoneRow as MilestoneRow
from assistant.store.slack_models import NudgeRow as NudgeRow
from assistant.store.slack_models import SlackEventRow as SlackEventRow
from assistant.store.slack_models import SlackLinkRow as SlackLinkRow
from assistant.store.slack_models import SlackMessageRow as SlackMessageRow


class PersonRow(Row, table=True):
    """Somebody with an account, or known through Slack."""

    __tablename__ = "person"

    id: str = Field(default_factory=new_id, primary_key=True)
    email: str | None = Field(default=None, unique=True)
    name: str
    roles: list[str] = Field(default_factory=list, sa_type=JSON)
    password_hash: str | None = None
    profile: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    time_zone: str | None = None
    created_at: datetime = Field(sa_type=UtcTime)


class CohortRow(Row, table=True):
    """Teachers and the coach who leads them."""

    __tablename__ = "cohort"

    id: str = Field(default_factory=new_id, primary_key=True)
    name: str
    code: str = Field(unique=True)
    coach_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    created_at: datetime = Field(sa_type=UtcTime)


class MembershipRow(Row, table=True):
    """That a person is, or was, in a cohort."""

    __tablename__ = "membership"

    cohort_id: str = Field(foreign_key="cohort.id", ondelete="CASCADE", primary_key=True)
    person_id: str = Field(
        foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True
    )
    joined_at: datetime = Field(sa_type=UtcTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcTime)


class PursuitRow(Row, table=True):
    """A credential that a person is after."""

    __tablename__ = "pursuit"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    credential_id: str
    stage: str
    since: datetime = Field(sa_type=UtcTime)
    target_date: date | None = None
    attempt: int = 1
    came_back: bool = False  # returned since the last submission: the next one is a new attempt
    help_wanted: bool = False
    created_at: datetime = Field(sa_type=UtcTime)


class PlanPreferencesRow(Row, table=True):
    """What a person's plan must keep to; nobody but she is ever given it."""

    __tablename__ = "plan_preference"

    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    hours_a_week: float | None = None
    target_date: date | None = None
    breaks: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)


class ConversationRow(Row, table=True):
    """A person's chat; deleting it deletes it."""

    __tablename__ = "conversation"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    title: str = Field(default="", sa_type=Text)
    memory: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcTime)
    updated_at: datetime = Field(sa_type=UtcTime)


class MessageRow(Row, table=True):
    """What one side said."""

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    conversation_id: str = Field(foreign_key="conversation.id", ondelete="CASCADE")
    position: int  # clocks may stand still or go back; the order of a talk may not
    role: str
    text: str = Field(sa_type=Text)
    cards: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcTime)
    complete: bool = True


class TurnEventRow(Row, table=True):
    """One event of a turn, so that a reader who lost the stream can go on after it."""

    __tablename__ = "turn_event"
    __table_args__ = ({"sqlite_autoincrement": True},)  # a seq is never used twice

    seq: int | None = Field(default=None, primary_key=True)
    conversation_id: str = Field(foreign_key="conversation.id", ondelete="CASCADE", index=True)
    message_id: str
    kind: str
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = Field(sa_type=UtcTime)


class DraftRow(Row, table=True):
    """What a teacher is writing for a credential."""

    __tablename__ = "draft"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    credential_id: str
    version: int = 1
    created_at: datetime = Field(sa_type=UtcTime)
    updated_at: datetime = Field(sa_type=UtcTime)


class DraftPartRow(Row, table=True):
    """The text of one part as it stands."""

    __tablename__ = "draft_part"

    draft_id: str = Field(foreign_key="draft.id", ondelete="CASCADE", primary_key=True)
    part_id: str = Field(primary_key=True)
    text: str = Field(sa_type=Text)
    version: int = 1
    updated_at: datetime = Field(sa_type=UtcTime)


class DraftVersionRow(Row, table=True):
    """A saved state: `parts` holds only what that version changed, {part_id: {text, version}}.

    The whole of a version is the fold of all up to it: a long draft saved every few seconds
    would otherwise be copied whole each time.
    """

    __tablename__ = "draft_version"

    draft_id: str = Field(foreign_key="draft.id", ondelete="CASCADE", primary_key=True)
    version: int = Field(primary_key=True)
    parts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    saved_at: datetime = Field(sa_type=UtcTime)


class PseudonymRow(Row, table=True):
    """What stands for a person in a draft (`Student A`), and the ways in which she was written."""

    __tablename__ = "pseudonym"

    draft_id: str = Field(foreign_key="draft.id", ondelete="CASCADE", primary_key=True)
    shown: str = Field(primary_key=True)
    kind: str
    texts: list[str] = Field(default_factory=list, sa_type=JSON)
    position: int


class SelfCheckRow(Row, table=True):
    """A self-check that was kept."""

    __tablename__ = "self_check"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    credential_id: str
    draft_id: str | None = Field(
        default=None, foreign_key="draft.id", ondelete="SET NULL", index=True
    )
    draft_version: int | None = None
    report: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    # What the next check is compared with, and what this one found changed: never shown with it.
    sentences: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    changes: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    created_at: datetime = Field(sa_type=UtcTime)


class ReturnRow(Row, table=True):
    """What an assessor sent back with a submission, and the changes that it asks for."""

    __tablename__ = "assessor_return"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    pursuit_id: str = Field(foreign_key="pursuit.id", ondelete="CASCADE", index=True)
    credential_id: str
    attempt: int
    text: str = Field(sa_type=Text)
    changes: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcTime)


class EarnedBadgeRow(Row, table=True):
    """What proves that a person earned a credential; neither the badge nor its holder is kept."""

    __tablename__ = "earned_badge"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    pursuit_id: str = Field(foreign_key="pursuit.id", ondelete="CASCADE", index=True)
    credential_id: str
    proven: str
    how: str = Field(sa_type=Text)
    achievement: str = Field(sa_type=Text)
    issuer: str = Field(sa_type=Text)
    issued_at: datetime | None = Field(default=None, sa_type=UtcTime)
    expires_at: datetime | None = Field(default=None, sa_type=UtcTime)
    fingerprint: str  # of the badge's text, to know it again
    created_at: datetime = Field(sa_type=UtcTime)


class ShareRow(Row, table=True):
    """An item that its owner shows to the coach of a cohort."""

    __tablename__ = "share"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    kind: str
    item_id: str = Field(index=True)
    cohort_id: str = Field(foreign_key="cohort.id", ondelete="CASCADE", index=True)
    created_at: datetime = Field(sa_type=UtcTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcTime)


class LookRow(Row, table=True):
    """That somebody looked; it outlives the viewer's account, for it is the owner's record."""

    __tablename__ = "look"

    id: str = Field(default_factory=new_id, primary_key=True)
    viewer_id: str | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True
    )
    owner_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    kind: str
    item_id: str
    at: datetime = Field(sa_type=UtcTime)
    from_face: str


class HelpGivenRow(Row, table=True):
    """That help was given to a person; hers alone to read, and without a word of what was said."""

    __tablename__ = "help_given"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    at: datetime = Field(sa_type=UtcTime)
    kind: str
    credential_id: str | None = None
    engine: str


class ModelUseRow(Row, table=True):
    """What one call of a model took; kept with nobody's name, and the sum stays if there is one."""

    __tablename__ = "model_use"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True
    )
    at: datetime = Field(sa_type=UtcTime, index=True)
    model: str
    tokens_in: int
    tokens_out: int
    cost_usd: float | None = None


class CredentialRow(Row, table=True):
    """A credential of the catalogue."""

    __tablename__ = "credential_record"

    id: str = Field(primary_key=True)
    folder: str
    path: str
    content_hash: str
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    position: int


class StackRow(Row, table=True):
    """A stack of the catalogue."""

    __tablename__ = "stack_record"

    id: str = Field(primary_key=True)
    folder: str
    path: str
    content_hash: str
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    position: int


class PassageRow(Row, table=True):
    """A passage of a credential."""

    __tablename__ = "passage_record"

    id: str = Field(primary_key=True)
    credential_id: str = Field(foreign_key="credential_record.id", ondelete="CASCADE", index=True)
    field: str
    title: str = Field(sa_type=Text)
    place: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    position: int


class CatalogueStateRow(Row, table=True):
    """One row: how often the catalogue changed, and which embedder made its vectors."""

    __tablename__ = "catalogue_state"

    id: int = Field(default=1, primary_key=True)
    version: int = 0
    embedder: str | None = None
