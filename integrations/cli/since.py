"""`check --since`: an earlier report, as `check --json` wrote it, and what changed since then."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from assistant.self_check.changes import Changes, Weighed
    from assistant.self_check.earlier import Earlier
    from retrieval.catalogue import Credential

MOST_BYTES = 20_000_000  # a report quotes little of a draft; what is larger is something else

SinceReport = Annotated[
    Path | None,
    typer.Option(
        "--since",
        metavar="REPORT.json",
        help="An earlier `check --json`, to see what changed since then.",
        show_default=False,
    ),
]


def read_earlier(path: Path, credential: Credential) -> Earlier:
    """The report in that file; raises BadInput where it is none, or about something else."""
    from assistant.errors import BadInput
    from assistant.self_check.earlier import earlier_from

    try:
        with path.open("rb") as file:
            earlier = earlier_from(json.loads(file.read(MOST_BYTES)))
    except FileNotFoundError:
        raise BadInput(f"{path} does not exist; check the name.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path} is no JSON; expected what `check --json` wrote.") from error
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from error
    if earlier.credential_id != credential.id:
        raise BadInput(
            f"{path} is about the credential {earlier.credential_id!r}, and this draft is for "
            f"{credential.id!r}; name a report of the same one."
        )
    return earlier


def document_of(found: Weighed) -> dict[str, Any]:
    """What `check --json` writes: the report, what the next `--since` needs, and what changed."""
    from assistant.self_check.earlier import MARKS_KEY

    body = {**found.report.as_json(), MARKS_KEY: found.marks}
    return {**body, "changes": found.changes.as_json()} if found.changes else body


def print_changes(changes: Changes, credential: Credential) -> None:
    """What changed since the earlier check, a line for each row."""
    from rich.markup import escape

    from integrations.cli.rendering import console

    out = console()
    out.print("\n[bold]Since the earlier check[/bold]")
    if changes.sentences_added is not None:
        added, out_of_it = changes.sentences_added, changes.sentences_removed
        out.print(f"Sentences added: {added}; taken out: {out_of_it}.")
    if changes.note:
        out.print(escape(changes.note))
    titles = {row.id: row.title for row in credential.rubric}
    for row in changes.rows:
        out.print(f"  [bold]{escape(titles[row.criterion_id])}[/bold]: {escape(row.why)}")
