"""`credcoach match`: which credentials' rubrics a text that exists already speaks to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.coaching import read_all
from integrations.cli.failures import say
from integrations.cli.options import AsJson, DataDir, services_for, write_json

if TYPE_CHECKING:
    from assistant.evidence_matches import EvidenceMatches


def match(
    files: Annotated[
        list[str], typer.Argument(help="A lesson plan, reflection or the like; - reads input.")
    ],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """Credentials that a text you have could count for, with the passages; nothing is kept."""
    documents = read_all(files)
    with services_for(data_dir) as services:
        found = services.evidence_matcher.match(documents)
    for warning in found.warnings:
        say(warning)
    if as_json:
        write_json(found.as_json())
    else:
        print_matches(found)
    return 0


def print_matches(found: EvidenceMatches) -> None:
    """Each credential with the rows that are spoken to, and the passages with their places."""
    from rich.markup import escape
    from rich.padding import Padding

    from integrations.cli.rendering import console

    out = console()
    out.print(escape(found.message))
    for one in found.matches:
        out.print(f"\n[bold]{escape(one.title)}[/bold] ({escape(one.credential_id)})")
        out.print(Padding(escape(one.note), (0, 0, 0, 2)))
        for row in one.rows:
            clear = "" if row.clearly else ", touched on"
            out.print(Padding(f"[bold]{escape(row.title)}[/bold]{clear}", (0, 0, 0, 2)))
            for quote in row.quotes:
                place = f" ({escape(quote.place)})" if quote.place else ""
                words = f"[italic]“{escape(quote.text)}”[/italic]{place}"
                out.print(Padding(words, (0, 0, 0, 4)))
    for private in found.privacy:
        kind = private.kind.replace("_", " ")
        out.print(f"[red]Privacy[/red] {kind} in {escape(private.file)}: {escape(private.text)}")
