"""The door of the audit: every line of one credential, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from retrieval.audit.competency import competency
from retrieval.audit.conditions import ai_policy, effort, privacy
from retrieval.audit.cues import is_readable
from retrieval.audit.evidence import practice, reflection
from retrieval.audit.lines import WORTH, AuditLine
from retrieval.audit.research import research, resources
from retrieval.audit.rubric import assessable, levels, rubric
from retrieval.catalogue import Credential

# The stated criteria, in the order in which they are read: what it is, how it is judged, on what
# it rests, what a teacher has to know before.
CRITERIA = (
    competency,
    practice,
    rubric,
    levels,
    assessable,
    research,
    resources,
    reflection,
    effort,
    privacy,
    ai_policy,
)
KEPT = 2_000  # a page that lists a whole catalogue would take 10 ms for each every time
FOREIGN = (
    "Most of this is neither English nor Spanish; what is looked for by its words may be there and "
    "not be seen."
)


@dataclass(frozen=True, slots=True)
class Audit:
    """All lines of one credential; `score` is the share passed, 0..100, a part counting half.

    `note` is empty, or says why the lines are to be taken with care.
    """

    credential_id: str
    title: str
    score: int
    lines: tuple[AuditLine, ...]
    note: str = ""

    @property
    def to_mend(self) -> tuple[AuditLine, ...]:
        """The lines that are not passed, in their order."""
        return tuple(line for line in self.lines if not line.passed)


@lru_cache(maxsize=KEPT)
def audit_credential(credential: Credential) -> Audit:
    """The audit of one credential, always the same for the same text."""
    lines = tuple(criterion(credential) for criterion in CRITERIA)
    score = round(100 * sum(WORTH[line.result] for line in lines) / len(lines))
    note = "" if is_readable(credential) else FOREIGN
    return Audit(credential.id, credential.title, score, lines, note)


def weakest_first(audits: Iterable[Audit]) -> list[Audit]:
    """Audits by score, the lowest first; by id where they are alike."""
    return sorted(audits, key=lambda audit: (audit.score, audit.credential_id))
