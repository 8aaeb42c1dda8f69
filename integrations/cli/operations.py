"""Commands that run things: demo, serve, slack, doctor, and the move onto servers."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from integrations.cli.failures import BELOW_THE_BAR, say
from integrations.cli.options import (
    AsJson,
    DataDir,
    progress,
    services_for,
    settings_for,
    write_json,
)

Port = Annotated[int, typer.Option(min=0, max=65535)]


def demo(port: Port = 8000, data_dir: DataDir = None) -> int:
    """The web app with a sample catalogue, a sample cohort and a draft in progress."""
    from integrations.demo import fill_demo
    from integrations.server import DEFAULT_HOST, serve

    with tempfile.TemporaryDirectory(prefix="credcoach-demo-") as folder:
        with services_for(data_dir or Path(folder)) as services:
            with progress("Loading the sample catalogue") as bar:
                personas = fill_demo(services, bar)

            def announce(url: str) -> None:
                say(f"Credcoach is ready: open {url} in a browser. Ctrl-C stops it.")
                if services.model is None:
                    say("No language model is set up, so the offline assistant answers.")

            serve(services, DEFAULT_HOST, port, announce=announce, personas=personas, demo=True)
    return 0


def serve(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Port = 8000,
    data_dir: DataDir = None,
) -> int:
    """The web app, the API and, where it is set up, Slack."""
    from integrations.server import serve as run

    with services_for(data_dir) as services:

        def announce(url: str) -> None:
            say(f"Credcoach answers at {url}. Ctrl-C stops it.")
            if token := services.accounts.first_admin_link():
                base = (services.settings.public_url or url).rstrip("/")
                say(f"Nobody is an admin yet; this link makes one, once: {base}/link/{token}")
            if not services.library.shelf().credentials:
                say("The catalogue is empty; load one with `credcoach index PATH`.")
            if services.model is not None and services.settings.model_budget_usd is not None:
                say(f"Language model: {services.budget.standing().line}.")

        run(services, host, port, announce=announce)
    return 0


def slack(data_dir: DataDir = None) -> int:
    """The Slack app in Socket Mode: no public address is needed."""
    from integrations.server import run_slack

    with services_for(data_dir) as services:
        run_slack(services)
    return 0


def doctor(as_json: AsJson = False, data_dir: DataDir = None) -> int:
    """Check settings, database, vectors, model, Slack and mail, and say what to mend."""
    from integrations.doctor import examine

    with services_for(data_dir) as services:
        results = examine(services)
    if as_json:
        write_json({"items": [r.as_json() for r in results]})
    else:
        for result in results:
            sys.stdout.write(f"{result.mark:>4}  {result.name}: {result.detail}\n")
    return BELOW_THE_BAR if any(r.mark == "no" for r in results) else 0


def migrate_data(
    to: Annotated[str, typer.Option(help="The database to move to, an SQLAlchemy URL.")],
    chroma: Annotated[str | None, typer.Option(help="The Chroma server to move to.")] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """Copy the records of a data folder into an empty database; vectors are made anew."""
    from integrations.moving import move_installation

    settings = settings_for(data_dir)
    with progress("Making vectors") as bar:
        moved = move_installation(settings, to, chroma, bar)
    if as_json:
        write_json(moved.as_json())
    else:
        for table, count in moved.records.items():
            sys.stdout.write(f"{count:>8}  {table}\n")
    say(f"Moved {sum(moved.records.values())} records; {settings.data_dir} is as it was.")
    if moved.vectors is None:
        say("Vectors are made when a server starts there.")
    say(f"Take along the key in {settings.data_dir / 'secret.key'} as CREDCOACH_SECRET_KEY.")
    return 0
