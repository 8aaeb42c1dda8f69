"""The catalogue as it is leafed through: filters that exclude, search, and pages by cursor."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import BadInput
from assistant.library import Library
from retrieval.catalogue import Credential

PAGE = 20
MOST_PER_PAGE = 100
_NEAR_BEST = 3.0  # search results may lie this many deviations below the best one


@dataclass(frozen=True, slots=True)
class Filters:
    """What a credential must not contradict; what is unknown about it contradicts nothing."""

    grade: str | None = None
    subject: str | None = None
    role: str | None = None
    state: str | None = None

    def let_through(self, credential: Credential) -> bool:
        """Whether nothing that is known about the credential speaks against it."""
        return (
            _among(self.grade, credential.grades)
            and _among(self.subject, credential.subjects)
            and _among(self.role, credential.roles)
            and _among(self.state, _places(credential))
        )


def _among(wanted: str | None, known: Sequence[str]) -> bool:
    if not wanted or not wanted.strip() or not known:
        return True
    return wanted.strip().casefold() in {value.casefold() for value in known}


def _places(credential: Credential) -> Sequence[str]:
    """The states where it counts; empty where that is not known or it counts anywhere."""
    states = [worth.state for worth in credential.counts_for]
    return [state for state in states if state] if all(states) else []


def found(library: Library, q: str | None, filters: Filters) -> list[Credential]:
    """Every credential that fits: nearest first for a search, else in the catalogue's order."""
    shelf = library.shelf()
    fitting = [c for c in shelf.credentials.values() if filters.let_through(c)]
    if not q or not q.strip():
        return fitting
    hits = library.searcher().search(q.strip(), len(fitting), [c.id for c in fitting])
    if not hits:
        return []
    best = hits[0].rank_score
    return [hit.credential for hit in hits if hit.rank_score >= best - _NEAR_BEST]


def page_of(
    credentials: Sequence[Credential], limit: int, cursor: str | None
) -> tuple[Sequence[Credential], str | None]:
    """One page and the cursor of the next; BadInput for a cursor that was not given out."""
    start = _position(cursor) if cursor else 0
    end = start + limit
    return credentials[start:end], _cursor(end) if end < len(credentials) else None


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"from:{position}".encode()).decode().rstrip("=")


def _position(cursor: str) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise BadInput(_BAD_CURSOR) from error
    word, _, number = text.partition(":")
    if word != "from" or not number.isdigit() or len(number) > 9:
        raise BadInput(_BAD_CURSOR)
    return int(number)


_BAD_CURSOR = "The cursor is none that was given out; begin again without one."
