"""Queries for drafts, their parts and every state of them that was saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from assistant.store.holding import held
from assistant.store.models import DraftPartRow, DraftRow, DraftVersionRow
from assistant.store.records import Draft, DraftPart


def add(session: Session, person_id: str, credential_id: str, at: datetime) -> Draft:
    """Keeps a new, empty draft."""
    row = DraftRow(person_id=person_id, credential_id=credential_id, created_at=at, updated_at=at)
    session.add(row)
    session.flush()
    session.add(DraftVersionRow(draft_id=row.id, version=row.version, saved_at=at))
    return _draft(row, ())


def find(session: Session, draft_id: str, *, hold: bool = False) -> Draft | None:
    """The draft of that id; `hold` keeps other writers out until the end."""
    query = select(DraftRow).where(DraftRow.id == draft_id)
    row = session.exec(held(query) if hold else query).first()
    return _draft(row, _parts(session, [row.id])[row.id]) if row else None


def of_person(session: Session, person_id: str) -> tuple[Draft, ...]:
    """A person's drafts, the last changed first."""
    rows = session.exec(
        select(DraftRow)
        .where(DraftRow.person_id == person_id)
        .order_by(col(DraftRow.updated_at).desc(), DraftRow.id)
    ).all()
    parts = _parts(session, [row.id for row in rows])
    return tuple(_draft(row, parts[row.id]) for row in rows)


def put_part(session: Session, draft_id: str, part: DraftPart, at: datetime) -> int:
    """Keeps a part's new state and gives the draft's new version; the draft must be held."""
    draft = session.get_one(DraftRow, draft_id)
    draft.version += 1
    draft.updated_at = at
    row = session.get(DraftPartRow, (draft_id, part.part_id))
    if row is None:
        row = DraftPartRow(draft_id=draft_id, part_id=part.part_id, text="", updated_at=at)
    row.text, row.version, row.updated_at = part.text, part.version, at
    changed = {part.part_id: {"text": part.text, "version": part.version}}
    session.add_all(
        [
            draft,
            row,
            DraftVersionRow(draft_id=draft_id, version=draft.version, parts=changed, saved_at=at),
        ]
    )
    session.flush()
    return draft.version


def part_before(session: Session, draft_id: str, part: DraftPart) -> str | None:
    """The text that a part had ahead of its last change; None where that was its first."""
    saved = session.exec(
        select(DraftVersionRow)
        .where(DraftVersionRow.draft_id == draft_id)
        .order_by(col(DraftVersionRow.version).desc())
    )
    for state in saved:
        kept = state.parts.get(part.part_id)
        if kept and kept["version"] == part.version - 1:
            return str(kept["text"])
    return None


def as_of(session: Session, draft_id: str, version: int) -> Draft | None:
    """The draft as it stood at that version."""
    row = session.get(DraftRow, draft_id)
    saved = session.exec(
        select(DraftVersionRow)
        .where(DraftVersionRow.draft_id == draft_id, DraftVersionRow.version <= version)
        .order_by(col(DraftVersionRow.version))
    ).all()
    if row is None or not saved or saved[-1].version != version:
        return None
    parts: dict[str, DraftPart] = {}
    for state in saved:
        for part_id, part in state.parts.items():
            parts[part_id] = DraftPart(part_id, part["text"], part["version"])
    return Draft(
        id=row.id,
        person_id=row.person_id,
        credential_id=row.credential_id,
        version=version,
        parts=tuple(parts[part_id] for part_id in sorted(parts)),
        created_at=row.created_at,
        updated_at=saved[-1].saved_at,
    )


def _parts(session: Session, draft_ids: Iterable[str]) -> dict[str, tuple[DraftPart, ...]]:
    found: defaultdict[str, tuple[DraftPart, ...]] = defaultdict(tuple)
    rows = session.exec(
        select(DraftPartRow)
        .where(col(DraftPartRow.draft_id).in_(draft_ids))
        .order_by(DraftPartRow.draft_id, DraftPartRow.part_id)
    )
    for row in rows:
        found[row.draft_id] += (DraftPart(row.part_id, row.text, row.version),)
    return found


def _draft(row: DraftRow, parts: tuple[DraftPart, ...]) -> Draft:
    return Draft(
        id=row.id,
        person_id=row.person_id,
        credential_id=row.credential_id,
        version=row.version,
        parts=parts,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
