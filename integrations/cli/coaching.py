"""Commands for a teacher at the shell: recommend, check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from integrations.cli.failures import BELOW_THE_BAR, say
from integrations.cli.maps import MapTo, format_for, write_map
from integrations.cli.options import AsJson, DataDir, services_for, write_json
from integrations.cli.since import SinceReport, document_of, print_changes, read_earlier

if TYPE_CHECKING:
    from retrieval.documents import Document

STDIN_NAME = "draft.md"


def recommend(
    goal: Annotated[str, typer.Argument(help="What you want to get better at.")],
    grade: Annotated[str | None, typer.Option(help="PK, K or 1 to 12.")] = None,
    subject: Annotated[str | None, typer.Option()] = None,
    role: Annotated[str | None, typer.Option()] = None,
    state: Annotated[str | None, typer.Option(help="Two letters.")] = None,
    limit: Annotated[int, typer.Option(help="At most this many.")] = 5,
    exclude: Annotated[list[str] | None, typer.Option(help="A credential id to leave out.")] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """Credentials for a goal, each with the reason why; or none, when nothing fits."""
    from assistant.people import Profile

    with services_for(data_dir) as services:
        profile = Profile(grade, subject, role, state)
        found = services.recommender.recommend(goal, profile, limit, exclude or ())
    for warning in found.warnings:
        say(warning)
    if as_json:
        write_json(found.as_json())
    else:
        from integrations.cli.rendering import print_recommendation

        print_recommendation(found)
    return 0


def check(
    files: Annotated[list[str], typer.Argument(help="Files of the draft; - reads standard input.")],
    credential: Annotated[str, typer.Option(help="The credential's id.")],
    engine: Annotated[
        Literal["offline", "llm"] | None, typer.Option(help="Default: the model where one is set.")
    ] = None,
    fail_under: Annotated[
        Literal["nearly_ready", "ready"] | None, typer.Option(help="Exit 1 below this.")
    ] = None,
    map_to: MapTo = None,
    since: SinceReport = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """Pre-submission feedback on a draft, row by row, with your own words quoted."""
    from assistant.self_check.changes import weighed

    map_format = format_for(map_to, files) if map_to else None
    with services_for(data_dir) as services:
        wanted = services.library.credential(credential)
        earlier = read_earlier(since, wanted) if since else None
        documents = read_all(files)
        help_for = services.library.help_for(wanted)
        report = services.checker.run(wanted, documents, engine=engine, help_for=help_for)
    found = weighed(report, earlier, wanted, documents)
    report = found.report
    for warning in report.warnings:
        say(warning)
    if as_json:
        write_json(document_of(found))
    else:
        from integrations.cli.rendering import print_report

        print_report(report, wanted)
        if found.changes:
            print_changes(found.changes, wanted)
    if map_to and map_format:
        write_map(map_to, map_format, report, wanted)
    order = ("not_ready", "nearly_ready", "ready")
    if fail_under and order.index(report.readiness) < order.index(fail_under):
        return BELOW_THE_BAR
    return 0


def read_all(files: list[str]) -> list[Document]:
    """Every file read; raises BadInput with a line for each that cannot be."""
    from assistant.errors import BadInput
    from retrieval.documents import read_document
    from retrieval.errors import UnreadableDocument

    found: list[Document] = []
    faults: list[str] = []
    for name in files:
        try:
            short = STDIN_NAME if name == "-" else Path(name).name
            found.append(read_document(short, read_bytes(name)))
        except (BadInput, UnreadableDocument) as error:
            faults.append(str(error))
    if faults:
        raise BadInput("\n".join(faults))
    return found


def read_bytes(name: str) -> bytes:
    """A draft's file, or standard input under "-"; raises BadInput or TooLarge, saying why not."""
    from assistant.errors import BadInput, TooLarge
    from retrieval.documents import KINDS, MAX_BYTES

    limit = MAX_BYTES // 1_000_000
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            path = Path(name)
            if path.is_dir():
                raise BadInput(f"{name} is a folder; name the files of the draft.")
            readable = path.suffix.lower().lstrip(".") in KINDS
            if path.stat().st_size > MAX_BYTES and readable:
                size = path.stat().st_size / 1_000_000
                raise TooLarge(
                    f"{name} has {size:.0f} MB and at most {limit} MB can be read; hand in only "
                    "what belongs to this credential."
                )
            data = path.read_bytes() if readable else b""
    except FileNotFoundError:
        raise BadInput(f"{name} does not exist; check the name.") from None
    except OSError as error:
        raise BadInput(f"{name} cannot be read ({error.strerror}).") from error
    if len(data) > MAX_BYTES:
        raise TooLarge(f"Standard input has more than {limit} MB; hand in less.")
    return data
