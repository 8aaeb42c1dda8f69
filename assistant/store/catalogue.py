"""Queries for the catalogue: read whole, changed whole, each in the caller's one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlalchemy import select as columns
from sqlmodel import Session, col, delete, select

from assistant.store.holding import held
from assistant.store.models import CatalogueStateRow, CredentialRow, PassageRow, Row, StackRow
from assistant.store.records import (
    CatalogueOutline,
    CatalogueRecords,
    CredentialOutline,
    CredentialRecord,
    PassageRecord,
    StackRecord,
)

Item = TypeVar("Item")
Record = TypeVar("Record", CredentialRecord, PassageRecord, StackRecord)

IDS_AT_ONCE = 500  # below the number of variables that any SQLite takes in one statement

_OUTLINED = ("id", "folder", "path", "content_hash", "position")
_CREDENTIAL_ORDER = (col(CredentialRow.position), col(CredentialRow.id))
_PASSAGE_ORDER = (
    col(PassageRow.credential_id),
    col(PassageRow.position),
    col(PassageRow.id),
)


def catalogue_version(session: Session) -> int:
    """How often the catalogue changed: cheap to ask, to see whether a copy in memory is old."""
    state = session.get(CatalogueStateRow, 1)
    return state.version if state else 0


def read_catalogue(session: Session) -> CatalogueRecords:
    """Everything, of one moment, in its stored order."""
    state = session.get(CatalogueStateRow, 1) or CatalogueStateRow()
    return CatalogueRecords(
        version=state.version,
        embedder=state.embedder,
        credentials=tuple(_read(session, CredentialRecord, CredentialRow, *_CREDENTIAL_ORDER)),
        stacks=_stacks(session),
        passages=tuple(_read(session, PassageRecord, PassageRow, *_PASSAGE_ORDER)),
    )


def read_outline(session: Session) -> CatalogueOutline:
    """What indexing compares with, of one moment, in its stored order; no text is read."""
    state = session.get(CatalogueStateRow, 1) or CatalogueStateRow()
    body = col(CredentialRow.body)
    rows = session.connection().execute(
        columns(
            *(col(getattr(CredentialRow, name)) for name in _OUTLINED),
            body["prerequisites"].label("prerequisites"),
            body["resources"].label("resources"),
        ).order_by(*_CREDENTIAL_ORDER)
    )
    owners = session.connection().execute(
        columns(col(PassageRow.id), col(PassageRow.credential_id)).order_by(*_PASSAGE_ORDER)
    )
    return CatalogueOutline(
        version=state.version,
        embedder=state.embedder,
        credentials=tuple(
            CredentialOutline(
                row.id,
                row.folder,
                row.path,
                row.content_hash,
                row.position,
                prerequisites=tuple(row.prerequisites or ()),
                files=tuple(r["file"] for r in row.resources or () if r.get("file")),
            )
            for row in rows
        ),
        stacks=_stacks(session),
        passages={row.id: row.credential_id for row in owners},
    )


def read_passages(session: Session, ids: Sequence[str]) -> list[PassageRecord]:
    """The passages of these ids, in the order of the catalogue; unknown ids are left out."""
    return [
        record
        for some in _lots(ids)
        for record in _read(
            session, PassageRecord, PassageRow, *_PASSAGE_ORDER, where=col(PassageRow.id).in_(some)
        )
    ]


def read_fields(session: Session, prefix: str) -> list[PassageRecord]:
    """The passages whose field begins with `prefix`, in the order of the catalogue."""
    wanted = col(PassageRow.field).startswith(prefix, autoescape=True)
    return list(_read(session, PassageRecord, PassageRow, *_PASSAGE_ORDER, where=wanted))


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
    state = session.exec(held(select(CatalogueStateRow).where(CatalogueStateRow.id == 1))).first()
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


def _stacks(session: Session) -> tuple[StackRecord, ...]:
    return tuple(_read(session, StackRecord, StackRow, col(StackRow.position), col(StackRow.id)))


def _read(
    session: Session, kind: type[Record], table: type[Row], *order: Any, where: Any = None
) -> Iterator[Record]:
    """A table's rows as records, in order; its columns alone, for rows as objects take long."""
    wanted = columns(*(col(getattr(table, field.name)) for field in fields(kind)))
    if where is not None:
        wanted = wanted.where(where)
    for row in session.connection().execute(wanted.order_by(*order)):
        yield kind(*row)


def _insert(
    session: Session,
    table: type[Row],
    records: Sequence[Record],
) -> None:
    for some in _lots(records):
        rows = [{f.name: getattr(record, f.name) for f in fields(record)} for record in some]
        session.connection().execute(insert(table), rows)


def _lots(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), IDS_AT_ONCE):
        yield items[start : start + IDS_AT_ONCE]
