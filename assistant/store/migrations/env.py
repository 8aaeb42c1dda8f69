"""Runs the migrations on the connection that `Store.migrate` hands over."""

from __future__ import annotations

from alembic import context

from assistant.store.models import Row

if context.is_offline_mode():  # prints the SQL for a database administrator
    context.configure(
        dialect_name=context.config.attributes.get("dialect", "postgresql"),
        target_metadata=Row.metadata,
        literal_binds=True,
    )
else:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Row.metadata,
        transactional_ddl=True,  # SQLite can, once the driver leaves transactions alone
        render_as_batch=True,  # SQLite alters a table by copying it
    )

with context.begin_transaction():
    context.run_migrations()
