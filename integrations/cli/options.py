"""What commands share: the data folder, JSON output, services, a progress bar."""

from __future__ import annotations

import json
import logging
import logging.handlers
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings
    from integrations.services import Services

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where everything is kept.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]

LOG_BYTES = 2_000_000


def settings_for(data_dir: Path | None) -> Settings:
    """Settings from the environment; raises BadInput with a line for each one that does not fit."""
    from pydantic import ValidationError

    from assistant.errors import BadInput
    from assistant.settings import Settings

    try:
        settings = Settings()
    except ValidationError as error:
        faults = "; ".join(f"{e['loc'][0]}: {e['msg']}" for e in error.errors())
        raise BadInput(f"A setting does not fit: {faults}.") from error
    except UnicodeDecodeError as error:
        raise BadInput("The file .env here is no UTF-8 text; mend it or take it away.") from error
    return settings.model_copy(update={"data_dir": data_dir.absolute()}) if data_dir else settings


@contextmanager
def services_for(data_dir: Path | None) -> Iterator[Services]:
    """Services on the data folder, closed again at the end."""
    from integrations.services import Services, make_data_dir

    settings = settings_for(data_dir)
    make_data_dir(settings.data_dir)
    keep_log(settings.data_dir)
    services = Services(settings)
    try:
        yield services
    finally:
        services.close()


def keep_log(folder: Path) -> None:
    """Write the log to `credcoach.log` in the data folder; what cannot be written is let go."""
    try:
        handler = logging.handlers.RotatingFileHandler(
            folder / "credcoach.log", maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


def write_json(body: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr for what takes longer than a moment; silent where nobody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
