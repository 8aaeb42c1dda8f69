"""A credential that lacks nothing, and ways to look at one line of its audit."""

from __future__ import annotations

from dataclasses import replace

from retrieval.audit import AuditLine, audit_credential
from retrieval.catalogue import (
    AiPolicy,
    Credential,
    Criterion,
    Level,
    Part,
    PartKind,
    Prompt,
    Resource,
)

BEST = "Names two moments and quotes what students said after each of them."
LOW = "Tells of the lesson as a whole and points to no moment in it."


def row(row_id: str, part: str | None, best: str = BEST, low: str = LOW) -> Criterion:
    """A row of two levels."""
    return Criterion(row_id, row_id.title(), part, (Level("Met", best), Level("No", low)), "Met")


def part(part_id: str, kind: PartKind, *texts: str) -> Part:
    """A part with these prompts, called a, b, c."""
    prompts = tuple(Prompt("abcdefgh"[i], text) for i, text in enumerate(texts))
    return Part(part_id, f"Part {part_id}", kind, prompts=prompts)


RIGOROUS = Credential(
    id="thinking-time",
    title="Thinking Time",
    issuer="I",
    competency="The educator waits after asking so that more students speak.",
    effort_hours=12,
    cost_usd=0,
    ai_policy=AiPolicy("disclose", "Say so."),
    resources=(
        Resource("Wait Time (M. B. Rowe, 1986)", kind="article", url="https://example.org/rowe"),
        Resource("How to count pauses", kind="guide", file="files/pauses.md"),
    ),
    submission=(
        part("p1", "overview", "Describe your class. Use codes in place of names."),
        part("p2", "artifact", "Submit a transcript of two lessons."),
        part("p3", "reflection", "Compare both counts. What will you change?"),
    ),
    rubric=(row("one", "p1"), row("two", "p2"), row("three", "p3")),
)


def line_of(credential: Credential, key: str) -> AuditLine:
    """One line of a credential's audit."""
    return next(line for line in audit_credential(credential).lines if line.key == key)


def with_artifacts(*texts: str) -> Credential:
    """The rigorous credential, asking for these artifacts."""
    first, _, last = RIGOROUS.submission
    return replace(RIGOROUS, submission=(first, part("p2", "artifact", *texts), last))


def with_reflection(*texts: str) -> Credential:
    """The rigorous credential with these prompts for reflection."""
    first, second, _ = RIGOROUS.submission
    return replace(RIGOROUS, submission=(first, second, part("p3", "reflection", *texts)))


def with_levels(*descriptors: str, passes: int = 0) -> Credential:
    """The rigorous credential, one of whose rows has these descriptors, best first."""
    levels = tuple(Level(f"L{i}", text) for i, text in enumerate(descriptors))
    changed = Criterion("three", "Three", "p3", levels, f"L{passes}")
    return replace(RIGOROUS, rubric=(*RIGOROUS.rubric[:2], changed))
