"""Everything that a store keeps, as bytes: to show that something is not, or no longer, in it."""

from __future__ import annotations

from sqlalchemy import String, cast, select
from sqlalchemy.engine import make_url

from assistant.store.models import Row
from assistant.store.session import Store


def kept_bytes(store: Store) -> bytes:
    """SQLite: its very files. PostgreSQL: every column of every row, as text."""
    url = make_url(store._url)
    if url.get_backend_name() == "sqlite":
        from pathlib import Path

        file = Path(str(url.database))
        return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    found: list[str] = []
    with store.reading() as session:
        for table in Row.metadata.sorted_tables:
            columns = [cast(column, String) for column in table.columns]
            for row in session.connection().execute(select(*columns)):
                found += [value for value in row if value is not None]
    return "\n".join(found).encode()
