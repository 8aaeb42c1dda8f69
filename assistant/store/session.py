"""The store: one database, short transactions, and every way of failing said in one sentence."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    InternalError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from assistant.errors import BadInput, Conflict, StoreUnavailable
from assistant.store.postgresql import (
    came_between,
    has_no_tables,
    lock_alone,
    set_up_postgresql,
    waited_too_long,
)

__all__ = ["Session", "Store"]  # services name a session's type without knowing SQLModel

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 10  # how long one transaction waits for another before it gives up
KEPT_CONNECTIONS = 20  # as many stay open; a web server's pool of threads is about twice that
EXTRA_CONNECTIONS = 60  # more threads than that at once wait, BUSY_SECONDS at most
RECYCLE_SECONDS = 1800  # firewalls and PostgreSQL itself drop connections that idle for hours
MIGRATION_LOCK = 0x0C4EDC0A  # the advisory lock under which PostgreSQL is migrated
ALONE_LOCK = 0x0C4EDC0B  # the one for work that one process does at a time

# Faults in our own SQL, not of the database: they must not read "try again later".
BUGS = (ProgrammingError, InternalError, NotSupportedError)


class Store:
    """The records of one installation; safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Opens `url` (any SQLAlchemy URL); StoreUnavailable where that cannot be."""
        try:
            self._url = make_url(url)
        except ArgumentError as error:
            raise StoreUnavailable(
                "CREDCOACH_DATABASE_URL is not a database URL; "
                "expected something like postgresql+psycopg://user:password@host/name."
            ) from error
        self._sqlite = self._url.get_backend_name() == "sqlite"
        self._postgresql = self._url.get_backend_name() == "postgresql"
        # SQLite has one writer at a time. Our own threads queue here, in order and without
        # polling; its busy_timeout is then left for other processes on the same file.
        self._writer: threading.Lock | None = threading.Lock() if self._sqlite else None
        self._engine = self._sqlite_engine() if self._sqlite else self._server_engine()
        self._writing = self._engine.execution_options(writes=True)
        self._reading = self._engine
        if self._postgresql:  # SQLite's readers see one moment by themselves
            self._reading = self._engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One short transaction that may write: kept at its end, undone if anything is raised.

        Never hold it across a call to a model or to the network, and never open one in another.
        """
        with self._my_turn(), self._explained(), self._open(self._writing) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One short transaction that only reads: a steady view that never waits for a writer."""
        with self._explained(), self._open(self._reading) as session:
            yield session

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Work on what lies beside the records, such as vectors: one process at a time.

        PostgreSQL holds a lock for it, with no transaction open, and lets go when the process
        ends; whoever comes second waits. Where SQLite is, the data folder has one server anyway.
        """
        if not self._postgresql:
            yield
            return
        with self._explained():
            connection = self._engine.connect()
        with connection.execution_options(isolation_level="AUTOCOMMIT"):
            with self._explained():
                lock_alone(connection, ALONE_LOCK)
            try:
                yield
            finally:
                connection.invalidate()  # closing it lets go, whatever became of it meanwhile

    def migrate(self) -> None:
        """Brings the tables up to date; two processes may call it at the same moment."""
        from alembic import command
        from alembic.config import Config
        from alembic.util import CommandError

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        try:
            with self._my_turn(), self._explained(), self._writing.begin() as connection:
                # The lock is taken before the version is read, so who comes second finds the
                # work done: on SQLite it is the BEGIN IMMEDIATE of this very transaction.
                if self._postgresql:
                    connection.execute(text("SET LOCAL lock_timeout = 0"))
                    connection.execute(
                        text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK}
                    )
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except CommandError as error:
            if "locate revision" not in str(error):
                raise
            raise StoreUnavailable(
                f"{self._place} was made by a newer Credcoach; start that one, or restore a backup."
            ) from error

    def ping(self) -> None:
        """Returns when the database answers; raises StoreUnavailable when it does not."""
        with self.reading() as session:
            session.connection().execute(text("SELECT 1"))

    def wipe_traces(self) -> None:
        """After an erasure: moves what SQLite still holds in its write-ahead log into the file.

        Deleted rows are overwritten there (secure_delete); PostgreSQL's vacuum sees to its own.
        """
        if self._sqlite:
            with self._my_turn(), self._explained(), self._engine.connect() as connection:
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes every idle connection; the store opens new ones if it is used again."""
        self._engine.dispose()

    @property
    def _place(self) -> str:
        if self._sqlite:
            return f"The database {self._url.database}"
        return f"The database {self._url.render_as_string(hide_password=True)}"

    @contextmanager
    def _open(self, engine: Engine) -> Iterator[Session]:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if self._writer is None:
            yield
            return
        if not self._writer.acquire(timeout=BUSY_SECONDS):
            raise StoreUnavailable(f"{self._place} is busy; try again in a moment.")
        try:
            yield
        finally:
            self._writer.release()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            log.warning("a constraint refused a change: %s", _first_line(error.orig))
            raise Conflict(
                "Another change came between, so this one was not kept; try again."
            ) from error
        except (UnicodeEncodeError, DataError) as error:  # a NUL or half a character in an id
            raise BadInput("That holds a character that cannot be kept or looked up.") from error
        except BUGS as error:
            if not has_no_tables(error):
                raise
            raise StoreUnavailable(
                f"{self._place} holds no tables of this Credcoach; start the server once, "
                "which makes them."
            ) from error
        except PoolTimeout as error:
            raise StoreUnavailable(f"{self._place} is busy; try again in a moment.") from error
        except DatabaseError as error:
            if came_between(error):
                raise Conflict(
                    "Another change came between, so this one was not kept; try again."
                ) from error
            if waited_too_long(error):
                raise StoreUnavailable(f"{self._place} is busy; try again in a moment.") from error
            log.warning("the database failed: %s", _first_line(error.orig))
            raise StoreUnavailable(
                f"{self._place} cannot be used: {_first_line(error.orig)}."
            ) from error

    def _sqlite_engine(self) -> Engine:
        if self._url.database in (None, "", ":memory:"):
            raise StoreUnavailable(
                "A database in memory cannot be shared between threads; "
                "give CREDCOACH_DATABASE_URL a file, such as sqlite:////path/credcoach.sqlite3."
            )
        _make_private_file(Path(str(self._url.database)))
        engine = create_engine(
            self._url,
            hide_parameters=True,  # what somebody wrote belongs in no log
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
            pool_size=KEPT_CONNECTIONS,
            max_overflow=EXTRA_CONNECTIONS,
            pool_timeout=BUSY_SECONDS,
        )
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _server_engine(self) -> Engine:
        url: URL = self._url
        try:
            engine = create_engine(
                url,
                hide_parameters=True,
                pool_size=KEPT_CONNECTIONS // 2,  # PostgreSQL allows about 100 in all
                max_overflow=KEPT_CONNECTIONS,
                pool_timeout=BUSY_SECONDS,
                pool_recycle=RECYCLE_SECONDS,
                pool_pre_ping=True,  # a restarted database costs nobody an error
                connect_args={"connect_timeout": BUSY_SECONDS} if self._postgresql else {},
            )
        except ModuleNotFoundError as error:
            raise StoreUnavailable(
                f"The driver {error.name} for this database is not installed; "
                "for PostgreSQL: pip install 'psycopg[binary]' and a postgresql+psycopg:// URL."
            ) from error
        except ArgumentError as error:
            raise StoreUnavailable(
                f"CREDCOACH_DATABASE_URL names {url.drivername!r}, which is no known database."
            ) from error
        if self._postgresql:
            event.listen(engine, "connect", set_up_postgresql(BUSY_SECONDS))
        return engine


def _make_private_file(path: Path) -> None:
    """The database's file and folder, readable by their owner alone where they are new."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("ab"):
            pass  # a read-only file would only be noticed at the first change
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise StoreUnavailable(
            f"The database {path} cannot be opened: {reason}; "
            "see that its folder exists and may be written to (CREDCOACH_DATA_DIR)."
        ) from error


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin_sqlite` does
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    _switch_to_wal(connection)
    # FULL, not NORMAL: in WAL mode NORMAL may lose the last commits when the power goes, and
    # the promise is that an answered save of a draft is kept. It costs one fsync a commit.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # erased means overwritten, not unlinked


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Readers and the writer do not wait for each other; the file remembers it for good.

    Two processes that open a new file at once may be told "locked" without any waiting, for
    SQLite does not apply busy_timeout to this switch.
    """
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > give_up:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail at once, without waiting, when
    # another wrote in between; so who may write takes the write lock at the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _first_line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else "it does not answer"
