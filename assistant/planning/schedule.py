"""A plan as it is laid out: aims, the one thing of each week, each credential's course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from assistant.planning.steps import StepKind
from assistant.store.records import Stage
from retrieval.catalogue import Credential

ROUND = timedelta(weeks=4)  # how long an assessor may take; the field says one to four weeks
QUICK_ROUND = timedelta(weeks=1)

ItemKind = StepKind | Literal["break"]


@dataclass(frozen=True, slots=True)
class Aim:
    """A credential to plan for; `hand_in_by` is the day that the person set for it herself."""

    pursuit_id: str
    credential: Credential
    stage: Stage
    since: date
    hand_in_by: date | None = None


@dataclass(frozen=True, slots=True)
class WeekItem:
    """The one thing of a week; `key` is stable, `asked` are the prompts it serves, verbatim."""

    monday: date
    kind: ItemKind
    text: str
    key: str
    pursuit_id: str = ""
    credential_id: str = ""
    title: str = ""
    part: str = ""
    asked: tuple[str, ...] = ()
    late: bool = False

    def as_json(self) -> dict[str, Any]:
        """The same as JSON types."""
        return {
            "week_of": self.monday.isoformat(),
            "kind": self.kind,
            "text": self.text,
            "credential_id": self.credential_id or None,
            "title": self.title or None,
            "part": self.part or None,
            "asked": list(self.asked),
            "late": self.late,
        }


@dataclass(frozen=True, slots=True)
class Course:
    """One credential from its first week to the assessor's answer."""

    aim: Aim
    begins: date | None  # None once it is handed in
    hand_in: date  # the Friday of its last week, or the day on which it was handed in
    latest: date | None  # the last day that would do
    late: bool = False

    @property
    def answer_from(self) -> date:
        """The first day on which an answer is likely."""
        return self.hand_in + QUICK_ROUND

    @property
    def answer_until(self) -> date:
        """The day by which an answer may be expected."""
        return self.hand_in + ROUND

    def as_json(self) -> dict[str, Any]:
        """The same as JSON types."""
        return {
            "pursuit_id": self.aim.pursuit_id,
            "credential_id": self.aim.credential.id,
            "title": self.aim.credential.title,
            "begins": self.begins.isoformat() if self.begins else None,
            "hand_in": self.hand_in.isoformat(),
            "latest_hand_in": self.latest.isoformat() if self.latest else None,
            "answer_from": self.answer_from.isoformat(),
            "answer_until": self.answer_until.isoformat(),
            "late": self.late,
        }


@dataclass(frozen=True, slots=True)
class Layout:
    """Weeks and courses, and what had to be done to make them fit."""

    items: tuple[WeekItem, ...]
    courses: tuple[Course, ...]
    second_round: bool = False
    in_breaks: bool = False

    @property
    def fits(self) -> bool:
        """Whether everything is handed in in time."""
        return not any(course.late for course in self.courses)
