"""Queries for the catalogue: read whole, changed whole, each in the caller's one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select

from assistant.store.models import CatalogueStateRow, CredentialRow, PassageRow, Row, StackRow
from assistant.store.records import (
    CatalogueRecords,
    CredentialRecord,
    PassageRecord,
    StackRecord,
)

IDS_AT_ONCE = 500  # below the number of variables that any SQLite takes in one statement


def catalogue_version(session: Session) -> int:
    """How often the catalogue changed: cheap to ask, to see whether a copy in memory is old."""
    state = session.get(CatalogueStateRow, 1)
    return state.version if state else 0


def read_catalogue(session: Session) -> CatalogueRecords:
    """Everything, of one moment, in its stored order."""
    state = session.get(CatalogueStateRow, 1) or CatalogueStateRow()
    credentials = session.exec(
        select(CredentialRow).order_by(col(CredentialRow.position), CredentialRow.id)
    )
    stacks = session.exec(select(StackRow).order_by(col(StackRow.position), StackRow.id))
    passages = session.exec(
        select(PassageRow).order_by(
            PassageRow.credential_id, col(PassageRow.position), PassageRow.id
        )
    )
    return CatalogueRecords(
        version=state.version,
        embedder=state.embedder,
        credentials=tuple(CredentialRecord(**row.model_dump()) for row in credentials),
        stacks=tuple(StackRecord(**row.model_dump()) for row in stacks),
        passages=tuple(PassageRecord(**row.model_dump()) for row in passages),
    )


def write_catalogue(
    session: Session,
    *,
    credentials: Sequence[CredentialRecord] = (),
    passages: Sequence[PassageRecord] = (),
    stacks: Sequence[StackRecord] = (),
    remove_credentials: Iterable[str] = (),
    remove_stacks: Iterable[str] = (),
    embedder: str | None = None,
) -> int:
    """Adds or replaces and removes, all of it or nothing, and gives the new version.

    A credential that is replaced loses its old passages: `passages` brings all its new ones.
    `embedder` None leaves the kept one.
    """
    state = session.exec(
        select(CatalogueStateRow).where(CatalogueStateRow.id == 1).with_for_update()
    ).first()
    state = state or CatalogueStateRow(id=1)
    gone = {*remove_credentials, *(record.id for record in credentials)}
    for ids in _lots(sorted(gone)):
        session.exec(delete(PassageRow).where(col(PassageRow.credential_id).in_(ids)))
        session.exec(delete(CredentialRow).where(col(CredentialRow.id).in_(ids)))
    for ids in _lots(sorted({*remove_stacks, *(record.id for record in stacks)})):
        session.exec(delete(StackRow).where(col(StackRow.id).in_(ids)))
    _insert(session, CredentialRow, credentials)
    _insert(session, PassageRow, passages)
    _insert(session, StackRow, stacks)
    state.version += 1
    state.embedder = embedder if embedder is not None else state.embedder
    session.add(state)
    session.flush()
    return state.version


def _insert(
    session: Session,
    table: type[Row],
    records: Sequence[CredentialRecord] | Sequence[StackRecord] | Sequence[PassageRecord],
) -> None:
    if records:
        session.connection().execute(insert(table), [asdict(record) for record in records])


def _lots(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), IDS_AT_ONCE):
        yield ids[start : start + IDS_AT_ONCE]
