"""An earlier self-check as it is compared with: its verdicts, and the marks of its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import BadInput
from assistant.self_check.marks import Marks
from assistant.self_check.report import (
    STATUS_ORDER,
    Engine,
    Finding,
    HelpfulPassage,
    Quote,
    Report,
)
from assistant.self_check.verdict import Verdict

MARKS_KEY = "sentences"  # under this name a report in JSON carries the marks of its draft


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a later check is held against; `marks` is None where the text then is not known."""

    credential_id: str
    rubric_version: str
    engine: Engine
    findings: Mapping[str, Finding]  # by criterion id
    marks: Marks | None = None
    at: str | None = None  # when it was made, ISO 8601

    def same_judge(self, finding: Finding, report: Report) -> bool:
        """Whether that row was read by the judge who read it now."""
        before = self.findings[finding.criterion_id]
        if before.engine != finding.engine:
            return False
        return finding.engine == "offline" or self.engine.model == report.engine.model


def earlier_from(body: Any, marks: Marks | None = None, at: str | None = None) -> Earlier:
    """The earlier check in a report's JSON types; raises BadInput for anything else.

    Nothing in it is taken on trust: a status is read off its score and its quotes again.
    """
    try:
        engine = body["engine"]
        found = [_finding(finding) for finding in body["findings"]]
        return Earlier(
            credential_id=str(body["credential_id"]),
            rubric_version=str(body["rubric_version"]),
            engine=Engine("llm" if engine["name"] == "llm" else "offline", engine["model"]),
            findings={finding.criterion_id: finding for finding in found},
            marks=marks if marks is not None else _marks(body.get(MARKS_KEY)),
            at=at or body.get("created_at"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput("That is no self-check; expected what `check --json` wrote.") from error


def _finding(body: Mapping[str, Any]) -> Finding:
    if body["status"] not in STATUS_ORDER:
        raise ValueError("no such status")
    if not 0 <= body["score"] <= 1:
        raise ValueError("no such score")
    quotes = tuple(
        Quote(str(q["file"]), int(q["start"]), int(q["end"]), str(q["text"]), q.get("place"))
        for q in body["quotes"]
    )
    verdict = Verdict(float(body["score"]), float(body["confidence"]), bool(body["unsure"]), quotes)
    help_ = body.get("resource")
    return Finding(
        criterion_id=str(body["criterion_id"]),
        status=verdict.status,
        level=str(body["level"]),
        score=verdict.score,
        confidence=verdict.confidence,
        unsure=verdict.unsure,
        engine=str(body["engine"]),
        quotes=quotes,
        missing=tuple(str(one) for one in body["missing"]),
        feedback=str(body["feedback"]),
        next_step=str(body["next_step"]),
        resource=HelpfulPassage(str(help_["title"]), help_["quote"]) if help_ else None,
    )


def _marks(body: Any) -> Marks | None:
    if body is None:
        return None
    return {str(name): [str(one) for one in marks] for name, marks in body.items()}
