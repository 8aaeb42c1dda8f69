"""All records moved from one database into another that has none, ids kept, and counted after."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, Table, func, insert, select, text

from assistant.errors import Conflict, StoreUnavailable
from assistant.store.models import Row
from assistant.store.session import Store

ROWS_AT_ONCE = 500


def move_records(source: Store, target: Store) -> dict[str, int]:
    """Copies every row and gives how many there are in each table; the source stays as it was.

    All of it in one transaction on each side. Raises Conflict where the target holds anything, and
    StoreUnavailable where the counts differ afterwards.
    """
    tables = Row.metadata.sorted_tables  # each after those it refers to
    with source.reading() as reading, target.session() as writing:
        kept, made = reading.connection(), writing.connection()
        held = [table.name for table in tables if _count(made, table)]
        if held:
            raise Conflict(
                f"The target holds records already ({', '.join(held)}); name a database that has "
                "none."
            )
        for table in tables:
            _copy(kept, made, table)
            _go_on_after_the_last(made, table)
        wanted = {table.name: _count(kept, table) for table in tables}
        found = {table.name: _count(made, table) for table in tables}
        if wanted != found:
            differing = ", ".join(name for name in wanted if wanted[name] != found[name])
            raise StoreUnavailable(
                f"Not every record arrived ({differing}), so none was kept; try again."
            )
        return found


def _copy(kept: Connection, made: Connection, table: Table) -> None:
    order = list(table.primary_key.columns)
    result = kept.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table).order_by(*order))
    for some in result.mappings().partitions(ROWS_AT_ONCE):
        made.execute(insert(table), [dict(row) for row in some])


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _go_on_after_the_last(made: Connection, table: Table) -> None:
    """Numbers that PostgreSQL gives itself begin after those that were brought along."""
    if made.dialect.name != "postgresql":
        return
    for column in table.primary_key.columns:
        if isinstance(column.type, Integer) and column is table.autoincrement_column:
            last = made.execute(select(func.max(column))).scalar()
            sequence = made.execute(
                text("SELECT pg_get_serial_sequence(:table, :column)"),
                {"table": table.name, "column": column.name},
            ).scalar()
            if last and sequence:
                made.execute(select(func.setval(sequence, last)))
