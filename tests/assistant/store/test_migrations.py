"""The migrations make exactly the tables that the models describe, also for PostgreSQL."""

from __future__ import annotations

import io
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from assistant.store.models import Row
from assistant.store.session import MIGRATIONS


def test_models_and_migrations_agree(migrated: Path) -> None:
    engine = create_engine(f"sqlite:///{migrated}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []
    engine.dispose()


def test_deletions_cascade_in_the_database_as_in_the_models(migrated: Path) -> None:
    engine = create_engine(f"sqlite:///{migrated}")
    found = {
        (table, key["constrained_columns"][0], key["options"].get("ondelete"))
        for table in inspect(engine).get_table_names()
        for key in inspect(engine).get_foreign_keys(table)
    }
    engine.dispose()
    assert found == {
        (table.name, key.parent.name, key.ondelete)
        for table in Row.metadata.sorted_tables
        for key in table.foreign_keys
    }


def test_postgresql_gets_the_same_columns_from_both() -> None:
    printed = io.StringIO()
    config = Config(output_buffer=printed)
    config.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(config, "head", sql=True)
    migrations = _words(printed.getvalue())
    for table in Row.metadata.sorted_tables:
        columns = [_words(line) for line in _body(table).splitlines() if line.strip()]
        for column in columns:
            assert column.rstrip(",") in migrations, table.name


def _body(table: object) -> str:
    made = str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[arg-type]
    return made.strip().split("(", 1)[1].rsplit(")", 1)[0]


def _words(text: str) -> str:
    return " ".join(text.split())


def test_every_migration_can_be_taken_back(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/back.sqlite3")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()
