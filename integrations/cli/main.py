"""The console command `credcoach`: one small function a command; heavy things load when used."""

from __future__ import annotations

import sys

import typer

from integrations.cli import (
    catalogue,
    coaching,
    disclosure,
    evaluation,
    formats,
    keeping,
    matching,
    operations,
    people,
    talk,
)
from integrations.cli.failures import guarded

app = typer.Typer(
    name="credcoach",
    help="An assistant for K-12 teachers pursuing micro-credentials.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(operations.demo)
app.command()(operations.serve)
app.command("index")(catalogue.index)
app.command()(catalogue.audit)
app.command("import")(formats.import_)
app.command()(formats.export)
app.command()(coaching.recommend)
app.command()(coaching.check)
app.command()(matching.match)
app.command()(talk.chat)
app.command()(disclosure.disclosure)
app.command()(operations.slack)
app.command()(operations.doctor)
app.command("migrate-data")(operations.migrate_data)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.privacy)
app.command()(keeping.retention)
app.add_typer(evaluation.app, name="eval")
app.add_typer(people.app, name="user")


def main() -> None:
    """Run a command; every failure is one clear line and an exit status, never a traceback."""
    sys.exit(guarded(app))
