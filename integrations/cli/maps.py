"""`check --map FILE`: the evidence map, written beside the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.failures import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.attachments import FormatName
    from assistant.self_check.report import Report
    from retrieval.catalogue import Credential

MapTo = Annotated[
    Path | None,
    typer.Option(
        "--map",
        metavar="FILE",
        help="Also write which passage speaks to which row: .json, .md, .docx or .pdf.",
        show_default=False,
    ),
]


def format_for(path: Path, files: Sequence[str]) -> FormatName:
    """The format that the path asks for; raises BadInput where no map should be written there."""
    from assistant.errors import BadInput
    from assistant.evidence_map.formats import format_of

    asked = format_of(str(path))
    if not path.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent} to write the evidence map into.")
    if path.exists() and any(Path(one).exists() and path.samefile(one) for one in files):
        raise BadInput(f"{path} is the draft itself; give the evidence map a name of its own.")
    return asked


def write_map(path: Path, asked: FormatName, report: Report, credential: Credential) -> None:
    """Write the map, and say where it is and what is still private in it."""
    from assistant.errors import BadInput
    from assistant.evidence_map.formats import map_file
    from assistant.evidence_map.map import evidence_map

    made = evidence_map(report.as_json(), credential)
    try:
        path.write_bytes(map_file(made, asked).data)
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error.strerror}).") from error
    say(f"The evidence map is in {path}.")
    if made.private:
        say(made.private_line)
