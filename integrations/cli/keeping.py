"""Commands on what is kept: backup, restore, privacy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.failures import say
from integrations.cli.options import AsJson, DataDir, services_for, settings_for, write_json

if TYPE_CHECKING:
    from assistant.retention import Kind

Days = Annotated[int | None, typer.Option(min=0, help="Days; 0: for as long as the account is.")]


def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write.")],
    data_dir: DataDir = None,
) -> int:
    """Pack the records into one archive, also while the server runs."""
    from integrations.backup import back_up

    manifest = back_up(settings_for(data_dir), file.absolute())
    say(
        f"{file} holds {_people(manifest.counts)} and all that is kept about them; guard it like "
        "the data folder. The secret key, the settings and the vectors are not in it."
    )
    return 0


def restore(
    file: Annotated[Path, typer.Argument(help="An archive that `credcoach backup` made.")],
    replace: Annotated[bool, typer.Option(help="Lose what the data folder holds.")] = False,
    data_dir: DataDir = None,
) -> int:
    """Bring a backup back; everything in it is checked before anything changes."""
    from integrations import backup as backups

    settings = settings_for(data_dir)
    manifest = backups.restore(settings, file.absolute(), replace=replace)
    say(
        f"All that was kept about {_people(manifest.counts)} at {manifest.made_at} is back. The "
        "vectors are made anew when the server starts."
    )
    if settings.chroma_url:
        say("The Chroma server holds what it held; run `credcoach index PATH --rebuild`.")
    return 0


def privacy(
    markdown: Annotated[bool, typer.Option(help="The whole page, as docs/privacy.md.")] = False,
    as_json: AsJson = False,
) -> int:
    """What is kept about whom, why, how long, and who may see it."""
    from assistant.data_inventory import document, inventory

    if as_json:
        write_json(inventory.as_json())
    elif markdown:
        sys.stdout.write(document.markdown())
    else:
        sys.stdout.write(document.summary())
    return 0


def retention(
    conversations: Days = None,
    drafts: Days = None,
    self_checks: Days = None,
    looks: Days = None,
    apply: Annotated[bool, typer.Option("--apply", help="Let go of the older ones now.")] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """How long things are kept; a server lets go of the older ones once a day."""
    from assistant.retention import KINDS
    from integrations.upkeep import retention_of

    asked = (conversations, drafts, self_checks, looks)
    changes: dict[Kind, int | None] = {
        kind: days or None for kind, days in zip(KINDS, asked, strict=True) if days is not None
    }
    with services_for(data_dir) as services:
        kept = retention_of(services)
        days = kept.keep_for(changes) if changes else kept.days()
        gone = kept.apply() if apply else {}
    if as_json:
        write_json({"days": {kind: days.get(kind) for kind in KINDS}, "let_go": gone})
        return 0
    for kind in KINDS:
        how_long = f"{days[kind]} days" if kind in days else "for as long as the account is there"
        let_go = f"; {gone[kind]} let go" if kind in gone else ""
        sys.stdout.write(f"{kind}: {how_long}{let_go}\n")
    return 0


def _people(counts: dict[str, int]) -> str:
    people = counts["person"]
    return "1 person" if people == 1 else f"{people} people"
