"""A SQLite database copied whole while it is in use, and what such a copy holds."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from assistant.errors import BadInput, StoreUnavailable

IN_POSTGRESQL = (
    "The records lie in PostgreSQL: back them up with `pg_dump --format=custom`, and bring them "
    "back with `pg_restore`."
)
PAGES_A_STEP = -1  # all in one step: one moment of the database, and writers go on in its log


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a copy holds: the migration it stands at, and how many rows each table has."""

    migration: str
    counts: dict[str, int]


def sqlite_file(url: str) -> Path:
    """The file of a SQLite URL; raises BadInput that says what to do for any other database."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadInput("CREDCOACH_DATABASE_URL is not a database URL.") from error
    if parsed.get_backend_name() == "postgresql":
        raise BadInput(IN_POSTGRESQL)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise BadInput("Only a SQLite database can be copied; use the database's own tool.")
    return Path(parsed.database)


def copy_database(source: Path, target: Path) -> Snapshot:
    """Copies the database as it is at one moment, also while others write to it.

    `target` becomes a single file that is safe on the disk. Raises StoreUnavailable.
    """
    if not source.is_file():
        raise StoreUnavailable(f"There is no database {source}, so there is nothing to back up.")
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as kept:
            with closing(sqlite3.connect(target)) as copy:
                kept.backup(copy, pages=PAGES_A_STEP)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
        with target.open("rb") as file:
            os.fsync(file.fileno())
    except sqlite3.Error as error:
        raise StoreUnavailable(f"The database {source} cannot be copied: {error}.") from error
    return examine(target)


def examine(file: Path) -> Snapshot:
    """What a database file holds; raises BadInput where it is damaged or of a newer Credcoach."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            sound = opened.execute("PRAGMA quick_check").fetchone()[0]
            (migration,) = opened.execute("SELECT version_num FROM alembic_version").fetchone()
            tables = opened.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                "AND name != 'alembic_version' ORDER BY name"
            ).fetchall()
            counts = {
                name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                for (name,) in tables
            }
    except (sqlite3.Error, TypeError) as error:
        raise BadInput("The database in it is no Credcoach database, or it is damaged.") from error
    if sound != "ok":
        raise BadInput("The database in it is damaged; use another backup.")
    if migration not in _known_migrations():
        raise BadInput("It was made by a newer Credcoach; install that one to restore it.")
    return Snapshot(migration, counts)


def settle(file: Path) -> None:
    """Moves what stands in a database's log into its file, so that the file can be replaced.

    Raises StoreUnavailable while another process has it open for writing.
    """
    try:
        with closing(sqlite3.connect(file)) as opened:
            busy = opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            return  # a damaged one may be replaced: that is what a backup is for
        raise StoreUnavailable(f"The database {file} cannot be replaced: {error}.") from error
    if busy:
        raise StoreUnavailable(f"The database {file} is in use; stop what uses it.")


def _known_migrations() -> set[str]:
    from alembic.script import ScriptDirectory

    from assistant.store.session import MIGRATIONS

    return {one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
