"""Reports as they are kept, and the maps of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from assistant.evidence_map.map import EvidenceMap, evidence_map
from retrieval.catalogue import Credential, Criterion, Level, Part

CHECKED = datetime(2026, 11, 4, 21, 30, tzinfo=UTC)
COUNTED = "On Monday I counted nine students who spoke after a pause."
LEVELS = (Level("Proficient", "Pauses are shown."), Level("Basic", "One pause is shown."))
PAUSES = Credential(
    id="pauses",
    title="Time to Think",
    issuer="Example Cooperative",
    competency="The educator pauses.",
    submission=(Part("overview", "Part 1. Overview"), Part("artifacts", "Part 2. Work examples")),
    rubric=(
        Criterion("use", "Use of pauses", "artifacts", LEVELS, "Proficient"),
        Criterion("baseline", "Starting point", "overview", LEVELS, "Proficient"),
    ),
)


def quote(
    text: str = COUNTED,
    *,
    file: str = "draft.docx",
    start: int = 100,
    place: str | None = "under “Lesson one”",
) -> dict[str, Any]:
    """A quote as a report keeps it."""
    body = {"file": file, "start": start, "end": start + len(text), "text": text}
    return {**body, "place": place} if place else body


def finding(
    *quotes: dict[str, Any], row: str = "use", status: str = "met", unsure: bool = False
) -> dict[str, Any]:
    """A finding with what a map reads of it."""
    return {"criterion_id": row, "status": status, "unsure": unsure, "quotes": list(quotes)}


def private(
    text: str, start: int, *, kind: str = "student_name", file: str = "draft.docx"
) -> dict[str, Any]:
    """A finding of the privacy sweep."""
    return {"kind": kind, "file": file, "start": start, "end": start + len(text), "text": text}


def report(*findings: dict[str, Any], privacy: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """A report as it is kept, with what a map reads of it."""
    return {
        "credential_id": "pauses",
        "rubric_version": "sha256:0",
        "engine": {"name": "offline", "model": None},
        "findings": list(findings),
        "privacy": list(privacy),
    }


def map_of(
    *findings: dict[str, Any],
    privacy: tuple[dict[str, Any], ...] = (),
    credential: Credential | None = PAUSES,
) -> EvidenceMap:
    """The map of a kept report with these findings."""
    return evidence_map(report(*findings, privacy=privacy), credential, checked_at=CHECKED)
