"""Commands on foreign formats: import and export."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.failures import BAD_INPUT, say
from integrations.cli.options import AsJson, DataDir, services_for, write_json

if TYPE_CHECKING:
    from retrieval.catalogue import Credential, Fault

TEMPLATE = "template"
_FORMATS = "case, canvas, xlsx, csv or open-badges"

MAX_BYTES = 50_000_000  # more than any format takes: what is longer is refused by its reader

Force = Annotated[bool, typer.Option("--force", help="Write over files that are there.")]


def import_(
    format_name: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help=f"{_FORMATS}; or `template`, for a spreadsheet to fill in.",
            show_default=False,
        ),
    ],
    file: Annotated[Path | None, typer.Argument(help="What to read.", show_default=False)] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The folder for the YAML; the file of the template."),
    ] = None,
    issuer: Annotated[
        str | None, typer.Option(help="Who awards it, where the file does not say.")
    ] = None,
    competency: Annotated[
        str | None, typer.Option(help="The competency, where the file does not say.")
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,  # noqa: ARG001  # every command takes it; this one keeps nothing
) -> int:
    """Read another format and write the catalogue's YAML; says what is not carried over."""
    from assistant.errors import BadInput
    from retrieval.errors import UnreadableFormat
    from retrieval.formats import FORMATS, read_format

    if format_name == TEMPLATE:
        if file is not None:
            raise BadInput(f"The template is read from no file; to write it there, say -o {file}.")
        return _write_template(out or Path("credcoach-template.xlsx"), force, as_json)
    if format_name not in FORMATS:
        raise BadInput(f'There is no format "{format_name}"; there are {_FORMATS}.')
    if file is None:
        raise BadInput(f"Name the file to read: credcoach import {format_name} FILE -o FOLDER.")
    try:
        imported = read_format(format_name, _read(file))
    except UnreadableFormat as error:
        for line in str(error).splitlines():
            say(_plain(f"{file}: {line}"))
        return BAD_INPUT
    credentials = _completed(imported.credentials, issuer, competency)
    folder = out or Path()
    written = _write_all(credentials, folder, force)
    faults = _faults(folder, written)
    for line in imported.not_carried:
        say(_plain(line))
    for fault in faults:
        say(_plain(str(fault)))
    if as_json:
        body = {"written": [str(path) for path in written], "not_carried": imported.not_carried}
        write_json({**body, "faults": [str(fault) for fault in faults]})
    else:
        count = f"{len(written)} credential{'s' if len(written) != 1 else ''}"
        say(f"{count} written to {folder}: {', '.join(path.name for path in written)}.")
        if faults:
            say("Mend the lines named above, then: credcoach index FOLDER.")
    return BAD_INPUT if faults else 0


def export(
    format_name: Annotated[
        str, typer.Argument(metavar="FORMAT", help=f"{_FORMATS}.", show_default=False)
    ],
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Credentials.", show_default=False)
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The file to write.", show_default=False)
    ],
    force: Force = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """Write credentials of the catalogue in another format; says what is not carried over."""
    from assistant.errors import BadInput
    from retrieval.formats import FORMATS, write_format

    if format_name not in FORMATS:
        raise BadInput(f'There is no format "{format_name}"; there are {_FORMATS}.')
    with services_for(data_dir) as services:
        credentials = [services.library.credential(one) for one in dict.fromkeys(ids)]
    exported = write_format(format_name, credentials)
    _write(out, exported.data, force)
    for line in exported.not_carried:
        say(_plain(line))
    if as_json:
        write_json({"written": str(out), "not_carried": exported.not_carried})
    else:
        count = f"{len(credentials)} credential{'s' if len(credentials) != 1 else ''}"
        say(f"{count} written to {out}.")
    return 0


def _plain(line: str) -> str:
    """A line as it may stand in a terminal: what a file smuggles in moves no cursor."""
    return "".join(c if c.isprintable() else " " for c in line)


def _read(file: Path) -> bytes:
    from assistant.errors import BadInput

    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES)
    except OSError as error:
        raise BadInput(f"{file} cannot be read ({error.strerror}); name a file.") from error


def _write_template(out: Path, force: bool, as_json: bool) -> int:
    from retrieval.formats.spreadsheet import template

    _write(out, template(out.suffix.lower().removeprefix(".")), force)
    if as_json:
        write_json({"written": str(out)})
    else:
        say(f"The template is in {out}; the sheet help of the .xlsx says what each column holds.")
    return 0


def _write(out: Path, data: bytes, force: bool = False) -> None:
    """The whole file or, where writing fails or something is there, what was there before."""
    from assistant.errors import BadInput

    part = out.parent / f".{out.name}.part"
    try:
        there, is_file = out.exists(), out.is_file()
        if there and not (force and is_file):
            what = "is there already; give another name, or --force" if is_file else "is no file"
            raise BadInput(f"{out} {what}.")
        part.write_bytes(data)
        part.replace(out)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise BadInput(f"{out} cannot be written ({error.strerror}).") from error


def _completed(
    credentials: tuple[Credential, ...], issuer: str | None, competency: str | None
) -> list[Credential]:
    """What the options say, where the file said nothing; a file's own words are never replaced."""
    from assistant.errors import BadInput

    without = [one.id for one in credentials if not one.competency]
    if competency and len(without) > 1:
        raise BadInput(
            f"{len(without)} credentials lack a competency ({', '.join(without[:5])}), and one text"
            " cannot be that of all; leave --competency out and write it in their files."
        )
    return [
        replace(
            one,
            issuer=one.issuer or (issuer or "").strip(),
            competency=one.competency or (competency or "").strip(),
        )
        for one in credentials
    ]


def _write_all(credentials: list[Credential], folder: Path, force: bool) -> list[Path]:
    """All of the files or, where one is there already, none of them."""
    from assistant.errors import BadInput
    from retrieval.formats.ids import Ids
    from retrieval.yaml_writing import write_credential

    names = Ids("credential")  # no id can lead out of the folder, or take a stacks file's name
    targets = [(folder / f"{names.of(one.id)}.yaml", write_credential(one)) for one in credentials]
    there = [path for path, _ in targets if path.exists()]
    if there and not force:
        listed = ", ".join(str(path) for path in there[:5])
        more = f" and {len(there) - 5} more" if len(there) > 5 else ""
        raise BadInput(f"{listed}{more} would be written over; nothing was. Give --force if so.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be made a folder ({error.strerror}).") from error
    for path, text in targets:
        _write(path, text.encode(), force)
    return [path for path, _ in targets]


def _faults(folder: Path, written: list[Path]) -> list[Fault]:
    """What `index` would say of the files just written: what a person must complete or mend."""
    from retrieval.loading import load_catalogue

    ours = {str(path) for path in written}
    return [fault for fault in load_catalogue(folder).faults if fault.path in ours]
