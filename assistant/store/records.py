"""What the store hands out: plain frozen facts, free of any library, all times in UTC."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, get_args

Stage = Literal[
    "exploring",
    "chosen",
    "collecting",
    "drafting",
    "self-checked",
    "submitted",
    "returned",
    "earned",
]
STAGES: tuple[Stage, ...] = (
    "exploring",
    "chosen",
    "collecting",
    "drafting",
    "self-checked",
    "submitted",
    "returned",
    "earned",
)
Speaker = Literal["person", "assistant"]
Proven = Literal["verified", "self-reported"]
ShareKind = Literal["draft", "self_check"]
HelpKind = Literal[
    "recommended",
    "explained_row",
    "answered_question",
    "self_check",
    "declined_to_write",
    "plan",
    "conversation",
]
HELP_KINDS: tuple[HelpKind, ...] = get_args(HelpKind)
LinkPurpose = Literal["first_admin", "invite", "reset"]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """This moment, with its time zone."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A person's chat; `memory` is what the assistant carries from turn to turn."""

    id: str
    person_id: str
    title: str
    memory: dict[str, Any]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """What one side said; `complete` is False while an answer is unfinished or was cut off."""

    id: str
    conversation_id: str
    role: Speaker
    text: str
    cards: tuple[dict[str, Any], ...]
    created_at: datetime
    complete: bool


@dataclass(frozen=True, slots=True)
class TurnEvent:
    """One event of a turn as it was streamed; `seq` grows and is never used twice."""

    seq: int
    conversation_id: str
    message_id: str
    kind: str
    body: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftPart:
    """The text of one part; `version` counts its changes from 1."""

    part_id: str
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What a teacher is writing for a credential; `version` grows with every change of a part."""

    id: str
    person_id: str
    credential_id: str
    version: int
    parts: tuple[DraftPart, ...]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A self-check that was kept; `report` has the keys of `Report.as_json`.

    `sentences` are the marks of what the draft said, `changes` what is different from the check
    before: both may tell of what was never shown to anybody, so they are its owner's alone.
    """

    id: str
    person_id: str
    credential_id: str
    draft_id: str | None
    draft_version: int | None
    report: dict[str, Any]
    created_at: datetime
    sentences: dict[str, list[str]] | None = None
    changes: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """What an assessor wrote when a submission came back; `changes` in the order to make them."""

    id: str
    person_id: str
    pursuit_id: str
    credential_id: str
    attempt: int
    text: str
    changes: tuple[dict[str, Any], ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class EarnedBadge:
    """What proves that a person earned a credential, `how` in words; `fingerprint` knows it again.

    The badge itself is not kept, nor to whom it is made out.
    """

    id: str
    person_id: str
    pursuit_id: str
    credential_id: str
    proven: Proven
    how: str
    achievement: str
    issuer: str
    issued_at: datetime | None
    expires_at: datetime | None
    fingerprint: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class HelpGiven:
    """That help was given: of which kind and by which engine, and no word of what was said.

    `engine` is "offline" or the language model's name; `credential_id` is None where the help was
    about no single credential.
    """

    id: str
    person_id: str
    at: datetime
    kind: HelpKind
    credential_id: str | None
    engine: str


@dataclass(frozen=True, slots=True)
class Pursuit:
    """A credential that a person is after; `since` is when the stage last changed."""

    id: str
    person_id: str
    credential_id: str
    stage: Stage
    since: datetime
    target_date: date | None
    attempt: int
    help_wanted: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Cohort:
    """Teachers and the coach who leads them; who holds `code` may join."""

    id: str
    name: str
    code: str
    coach_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """An item that its owner shows to the coach of a cohort until she takes it back."""

    id: str
    person_id: str
    kind: ShareKind
    item_id: str
    cohort_id: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked at something of another person; a removed viewer has no id."""

    id: str
    viewer_id: str | None
    viewer_name: str
    owner_id: str
    kind: str
    item_id: str
    at: datetime
    from_face: str


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """A link that works once: what it is for, and for whom."""

    purpose: LinkPurpose
    email: str | None
    person_id: str | None
    role: str | None
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class WayIn:
    """A web session or a bearer token that holds; `key` is its hash, which lets nobody in."""

    kind: Literal["session", "token"]
    key: str
    device: str
    created_at: datetime
    last_used_at: datetime | None

    @property
    def id(self) -> str:
        """Enough of the key to name it on a page."""
        return self.key[:16]


@dataclass(frozen=True, slots=True)
class SlackEvent:
    """An event that Slack delivered; the payload is dropped as soon as it is answered."""

    event_id: str
    received_at: datetime
    payload: dict[str, Any] | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """A message of a direct talk as it stands in Slack; `asked_ts` is hers that it belongs to."""

    team_id: str
    channel_id: str
    ts: str
    asked_ts: str
    person_id: str
    conversation_id: str | None
    message_id: str | None
    self_check_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CohortChannel:
    """The channel of a cohort; its digest comes on `weekday` (Monday is 0) at `hour` in the zone.

    `digest_at` is when the last one came.
    """

    cohort_id: str
    team_id: str
    channel_id: str
    weekday: int
    hour: int
    time_zone: str
    linked_at: datetime
    digest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """What a person chose to have told in her cohort's channel."""

    id: str
    cohort_id: str
    person_id: str
    pursuit_id: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Nudging:
    """When a person was last reminded, and what she said to it."""

    sent_at: datetime | None = None
    snoozed_until: datetime | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class CredentialRecord:
    """A credential in the store; `body` is `credential_json`, `path` lies below `folder`."""

    id: str
    folder: str
    path: str
    content_hash: str
    body: dict[str, Any]
    position: int


@dataclass(frozen=True, slots=True)
class StackRecord:
    """A stack in the store; `body` is what `dataclasses.asdict` gives."""

    id: str
    folder: str
    path: str
    content_hash: str
    body: dict[str, Any]
    position: int


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage of a credential that can be found and quoted."""

    id: str
    credential_id: str
    field: str
    title: str
    place: str
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class CatalogueRecords:
    """The whole catalogue of one moment, each list in its stored order."""

    version: int
    embedder: str | None
    credentials: tuple[CredentialRecord, ...]
    stacks: tuple[StackRecord, ...]
    passages: tuple[PassageRecord, ...]


@dataclass(frozen=True, slots=True)
class CredentialOutline:
    """What indexing must know of a kept credential; `files` are its resource files."""

    id: str
    folder: str
    path: str
    content_hash: str
    position: int
    prerequisites: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueOutline:
    """The catalogue of one moment without its texts; `passages` maps their ids to their owners."""

    version: int
    embedder: str | None
    credentials: tuple[CredentialOutline, ...]
    stacks: tuple[StackRecord, ...]
    passages: dict[str, str]
