"""Rows held until a transaction ends, where a database lets several write at once."""

from __future__ import annotations

from typing import Protocol, Self, TypeVar


class Selected(Protocol):
    """What a query offers, of whatever columns."""

    def with_for_update(self) -> Self: ...

    def execution_options(self, *, populate_existing: bool) -> Self: ...


Query = TypeVar("Query", bound=Selected)


def held(query: Query) -> Query:
    """The same query, which keeps other writers off what it finds, and finds it as it is now.

    A row that the session has read already would otherwise come as it was then.
    """
    return query.with_for_update().execution_options(populate_existing=True)
