"""How rigorous a credential is: each line of the audit asks one thing and says what it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.catalogue import Credential

_SEAT_TIME = re.compile(
    r"\b(?:proof of attendance|attended a|watched a|certificate of completion|"
    r"hours of training)\b",
    re.IGNORECASE,
)
_CHECKABLE = re.compile(
    r"\d|\b(?:at least|two|three|four|five|each|every|names?|states?|shows?|gives?|compares?|"
    r"quotes?|includes?|describes?|reports?|explains?|identifies|tells)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:understanding of|awareness of|appropriate(?:ly)?|effective(?:ly)?|adequate(?:ly)?|"
    r"thorough(?:ly)?|insightful(?:ly)?|excellent|in[- ]depth)\b",
    re.IGNORECASE,
)
_RESEARCH = frozenset({"article", "book", "research", "study", "paper"})
_LEAST_DESCRIPTOR_WORDS = 8


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One thing asked of a credential; `rests_on` is verbatim from it, or empty."""

    criterion: str
    passed: bool
    detail: str
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """All lines of one credential; `score` is the share passed, 0..100."""

    credential_id: str
    title: str
    score: int
    lines: tuple[AuditLine, ...]


def audit_credential(credential: Credential) -> Audit:
    """The audit of one credential, always the same for the same text."""
    lines = (
        _discrete(credential),
        _practice(credential),
        _rubric(credential),
        _distinguishable(credential),
        _assessable(credential),
        _research(credential),
        _reflection(credential),
        _stated("Effort and cost are stated", credential.effort_hours, credential.cost_usd),
        _method(credential),
        _constraints(credential),
    )
    score = round(100 * sum(line.passed for line in lines) / len(lines))
    return Audit(credential.id, credential.title, score, lines)


def _discrete(credential: Credential) -> AuditLine:
    words = len(credential.competency.split())
    sentences = len(re.findall(r"[.!?](?:\s|$)", credential.competency)) or 1
    good = words <= 60 and sentences <= 2
    detail = "one competency in at most two sentences" if good else "the competency is not discrete"
    return AuditLine("A discrete competency", good, detail, credential.competency)


def _practice(credential: Credential) -> AuditLine:
    artifacts = [part for part in credential.submission if part.kind == "artifact"]
    asked = [prompt.text for part in artifacts for prompt in part.prompts]
    seat = next((text for text in asked if _SEAT_TIME.search(text)), None)
    name = "Evidence of practice rather than seat time"
    if not asked:
        return AuditLine(name, False, "no part asks for artifacts of practice")
    if seat:
        return AuditLine(name, False, "a prompt asks for attendance", seat)
    return AuditLine(name, True, f"{len(asked)} artifact prompts", asked[0])


def _rubric(credential: Credential) -> AuditLine:
    rows = credential.rubric
    known = {part.id for part in credential.submission}
    covered = {row.part for row in rows}
    missing = known - covered
    good = len(rows) >= 3 and not missing
    detail = f"{len(rows)} rows" + (f"; none for {', '.join(sorted(missing))}" if missing else "")
    return AuditLine("A public rubric for every part", good, detail)


def _distinguishable(credential: Credential) -> AuditLine:
    for row in credential.rubric:
        texts = [" ".join(level.descriptor.casefold().split()) for level in row.levels]
        short = next((t for t in texts if len(t.split()) < _LEAST_DESCRIPTOR_WORDS), None)
        if len(set(texts)) < len(texts) or short is not None:
            detail = f"{row.title}: levels without a descriptor of their own"
            return AuditLine("Levels that can be told apart", False, detail, short or "")
    return AuditLine("Levels that can be told apart", bool(credential.rubric), "each has its own")


def _assessable(credential: Credential) -> AuditLine:
    name = "Descriptors that can be assessed"
    for row in credential.rubric:
        text = row.target.descriptor
        if not _CHECKABLE.search(text) or len(_VAGUE.findall(text)) > 1:
            return AuditLine(name, False, f"{row.title}: nothing an assessor could check", text)
    return AuditLine(name, bool(credential.rubric), "each names something to be seen")


def _research(credential: Credential) -> AuditLine:
    found = [r for r in credential.resources if r.kind.casefold() in _RESEARCH or r.url]
    own = [r for r in credential.resources if r.file]
    detail = f"{len(found)} sources, {len(own)} files"
    rests = found[0].title if found else ""
    return AuditLine("A research base and resources", bool(found or own), detail, rests)


def _reflection(credential: Credential) -> AuditLine:
    prompts = [p.text for s in credential.submission if s.kind == "reflection" for p in s.prompts]
    detail = f"{len(prompts)} prompts" if prompts else "no part asks for reflection"
    return AuditLine("Prompts for reflection", bool(prompts), detail, prompts[0] if prompts else "")


def _stated(name: str, hours: float | None, cost: float | None) -> AuditLine:
    missing = [w for w, v in (("effort_hours", hours), ("cost_usd", cost)) if v is None]
    detail = f"missing: {', '.join(missing)}" if missing else "both are given"
    return AuditLine(name, not missing, detail)


def _method(credential: Credential) -> AuditLine:
    good = bool(credential.key_method and credential.method_components)
    detail = f"{len(credential.method_components)} components" if good else "no key method in steps"
    return AuditLine("A key method in components", good, detail, credential.key_method)


def _constraints(credential: Credential) -> AuditLine:
    """Whether a teacher can tell beforehand if she can do it now, and what help is allowed."""
    known = credential.constraints.needs_students is not None
    noted = bool(credential.ai_policy.note) or credential.ai_policy.use != "disclose"
    missing = [w for w, ok in (("constraints", known), ("ai_policy", noted)) if not ok]
    detail = f"missing: {', '.join(missing)}" if missing else "both are given"
    note = credential.ai_policy.note
    return AuditLine("Constraints and AI policy are stated", not missing, detail, note)
