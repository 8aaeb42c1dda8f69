"""What changed since the last check, as a page shows it: the rows that moved, then a count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.people import Person
from assistant.store.records import SelfCheck
from integrations.web.views import STATUS_WORDS, counted
from retrieval.catalogue import Credential


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A row whose status or passages are not what they were."""

    title: str
    status: str
    words: str  # its status, from and to
    why: str
    new: tuple[Mapping[str, Any], ...]
    gone: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class SinceView:
    """What a person is shown of the changes since her last check."""

    at: str | None
    note: str
    sentences: str
    rows: tuple[MovedRow, ...]
    same: int


def since_view(kept: SelfCheck, viewer: Person, credential: Credential | None) -> SinceView | None:
    """The changes, for the one whose check it is: they quote drafts that she showed nobody."""
    changes = kept.changes
    if changes is None or kept.person_id != viewer.id:
        return None
    moved = [row for row in changes["rows"] if row["changed"]]
    return SinceView(
        at=changes["since"],
        note=changes["note"],
        sentences=_sentences(changes),
        rows=tuple(_moved(row, credential) for row in moved),
        same=len(changes["rows"]) - len(moved),
    )


def _moved(row: Mapping[str, Any], credential: Credential | None) -> MovedRow:
    asked = credential.criterion(row["criterion_id"]) if credential else None
    before, after = STATUS_WORDS[row["status_before"]], STATUS_WORDS[row["status_after"]]
    return MovedRow(
        title=asked.title if asked else row["criterion_id"],
        status=row["status_after"],
        words=after if before == after else f"{before} → {after}",
        why=row["why"],
        new=tuple(row["new"]),
        gone=tuple(row["gone"]),
    )


def _sentences(changes: Mapping[str, Any]) -> str:
    added, removed = changes["sentences_added"], changes["sentences_removed"]
    if added is None:
        return ""
    if not added and not removed:
        return "No sentence was added or taken out."
    pieces = [f"{counted(added, 'sentence')} added"] if added else []
    pieces += [f"{counted(removed, 'sentence')} taken out"] if removed else []
    return f"{', '.join(pieces)}."
