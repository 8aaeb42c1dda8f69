"""What a text could count for: credentials, their rows that it speaks to, and the passages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from assistant.self_check.report import PrivacyFinding, Quote

# Calibrated on tests/benchmarks/sets: no row of the sample catalogue comes nearer than 0.33 to any
# of unrelated-texts; of 60 whole-drafts 34 find their own credential first, 45 among three.
SPEAKS_FROM = 0.34  # nearness from which a row is spoken to
FEWEST_ROWS = 2  # of a credential; one row alone is a shared word ...
ALONE_FROM = 0.44  # ... unless it is spoken to plainly


@dataclass(frozen=True, slots=True)
class SpokenRow:
    """A rubric row and the passages that speak to it, verbatim.

    `clearly` where the offline judge, too, sees something of the row; `planned` where the passages
    tell what is still to come.
    """

    criterion_id: str
    title: str
    nearness: float
    clearly: bool
    planned: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class EvidenceMatch:
    """A credential and its rows that the text speaks to, the nearest first; `note` says it."""

    credential_id: str
    title: str
    issuer: str
    effort_hours: float | None
    rows_in_all: int
    rows: tuple[SpokenRow, ...]
    note: str


@dataclass(frozen=True, slots=True)
class EvidenceMatches:
    """Credentials, the one most spoken to first; none where nothing is near, as `message` says."""

    matches: tuple[EvidenceMatch, ...]
    message: str
    privacy: tuple[PrivacyFinding, ...] = ()
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The API's shape."""
        return asdict(self)
