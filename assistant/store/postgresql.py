"""What is PostgreSQL's own: how a connection is set up, and what its error codes mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

# https://www.postgresql.org/docs/current/errcodes-appendix.html
SERIALIZATION_FAILURE = "40001"
DEADLOCK = "40P01"
LOCK_NOT_AVAILABLE = "55P03"
UNDEFINED_TABLE = "42P01"
UNDEFINED_COLUMN = "42703"


def set_up_postgresql(patience_s: float) -> Callable[[Any, object], None]:
    """Lets no statement wait longer for a lock than that; the default is for ever."""

    def set_up(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(patience_s * 1000)}")
        connection.commit()

    return set_up


def lock_alone(connection: Connection, key: int) -> None:
    """Waits, however long, until nobody else holds that lock; ours until the connection closes."""
    connection.execute(text("SET lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": key})


def came_between(error: DBAPIError) -> bool:
    """Whether another transaction won, so that this one may be tried again."""
    return _code(error) in (SERIALIZATION_FAILURE, DEADLOCK)


def waited_too_long(error: DBAPIError) -> bool:
    """Whether somebody else held what was wanted for longer than we wait."""
    return _code(error) == LOCK_NOT_AVAILABLE


def has_no_tables(error: DBAPIError) -> bool:
    """Whether the database was never migrated, or not to what this program needs."""
    return _code(error) in (UNDEFINED_TABLE, UNDEFINED_COLUMN)


def _code(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)
