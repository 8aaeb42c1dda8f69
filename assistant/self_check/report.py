"""What a self-check answers: findings, requirements, privacy, notes. Keys as in the API."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Status = Literal["met", "partially_met", "not_met"]
Readiness = Literal["ready", "nearly_ready", "not_ready"]
RequirementStatus = Literal["met", "not_met", "not_checked"]
NoteKind = Literal["link", "thin", "amount", "count"]
PrivacyKind = Literal["student_name", "parent_name", "student_id", "email", "phone", "address"]

STATUS_ORDER: dict[Status, int] = {"not_met": 0, "partially_met": 1, "met": 2}


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim passage: `text` is exactly `start:end` (code points) of the file's text.

    `place` says where a reader finds it ("page 3"); None in reports older than places.
    """

    file: str
    start: int
    end: int
    text: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class HelpfulPassage:
    """A resource of the credential that helps with a row; `quote` is verbatim or None."""

    title: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What an assessor would see for one rubric row."""

    criterion_id: str
    status: Status
    level: str
    score: float
    confidence: float
    unsure: bool
    engine: str
    quotes: tuple[Quote, ...] = ()
    missing: tuple[str, ...] = ()
    feedback: str = ""
    next_step: str = ""
    resource: HelpfulPassage | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """Whether a part or one of its prompts is there and keeps its word rule."""

    part_id: str
    prompt_id: str | None
    status: RequirementStatus
    detail: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at that fails nobody by itself; offsets as in `Quote`, None for the whole.

    `detail` is a sentence for the teacher.
    """

    kind: NoteKind
    detail: str
    part_id: str | None = None
    file: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class PrivacyFinding:
    """Something that could identify a student or a family; offsets as in `Quote`."""

    kind: PrivacyKind
    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Engine:
    """Who judged: `offline`, or `llm` with the model's name."""

    name: Literal["offline", "llm"]
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer of one self-check; `pass_rule` and `summary` say in words what it means."""

    credential_id: str
    rubric_version: str
    engine: Engine
    readiness: Readiness
    would_fail_today: tuple[str, ...]
    findings: tuple[Finding, ...]
    requirements: tuple[Requirement, ...]
    privacy: tuple[PrivacyFinding, ...]
    warnings: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    pass_rule: str = ""
    summary: str = ""

    def as_json(self) -> dict[str, Any]:
        """The report as JSON types, keys as the API names them."""
        return asdict(self)


def readiness_of(statuses: list[Status]) -> Readiness:
    """`ready` = all met; `nearly_ready` = none not_met and two thirds met; else `not_ready`."""
    met = sum(status == "met" for status in statuses)
    if statuses and met == len(statuses):
        return "ready"
    if statuses and "not_met" not in statuses and 3 * met >= 2 * len(statuses):
        return "nearly_ready"
    return "not_ready"
