"""Formats of the field: one file a format, read into credentials and written from them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from retrieval.catalogue import AiPolicy, Constraints, Credential, credential_json
from retrieval.errors import UnreadableFormat
from retrieval.formats.ids import slug_of
from retrieval.formats.imported import Exported, Imported

# name -> what a person calls it
FORMATS = {
    "case": "1EdTech CASE package (JSON)",
    "canvas": "Canvas rubric CSV",
    "xlsx": "spreadsheet of our own template",
    "csv": "the same as one CSV",
    "open-badges": "Open Badges 3.0 achievement (JSON)",
}

_NOT_IN_A_BADGE = (
    *("grades", "subjects", "roles", "effort_hours", "cost_usd", "counts_for", "prerequisites"),
    *("ai_policy", "constraints", "resources"),
)
_NOTHING = ((), None, AiPolicy(stated=False), Constraints())


def read_format(name: str, data: bytes) -> Imported:
    """The credentials in a file of a named format, all of their text fit to be kept.

    Raises UnreadableFormat where the file is not of that format, or holds half characters.
    """
    imported = _read(name, data)
    for credential in imported.credentials:
        try:
            json.dumps(credential_json(credential), ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise UnreadableFormat(
                f"{credential.id} holds half a character (a lone surrogate); export it again."
            ) from error
    unnamed = tuple(
        f'"{one.title}" has no Latin letter to make an id of; "{one.id}" is only a number, so give'
        " it a better one."
        for one in imported.credentials
        if one.title and not slug_of(one.title) and one.id.startswith("credential-")
    )
    return Imported(imported.credentials, imported.not_carried + unnamed)


def _read(name: str, data: bytes) -> Imported:
    match name:
        case "case":
            from retrieval.formats.case import read_case

            return read_case(data)
        case "canvas":
            from retrieval.formats.canvas_csv import read_canvas

            return read_canvas(data)
        case "xlsx":
            from retrieval.formats.spreadsheet import read_xlsx

            return read_xlsx(data)
        case "csv":
            from retrieval.formats.spreadsheet import read_csv

            return read_csv(data)
        case "open-badges":
            from retrieval.formats.open_badges import read_achievements

            return read_achievements(data)
    raise _unknown(name)


def write_format(name: str, credentials: Sequence[Credential]) -> Exported:
    """One file of a named format; raises UnreadableFormat where it cannot hold the credentials."""
    match name:
        case "case":
            from retrieval.formats.case_writing import write_case

            return write_case(credentials)
        case "canvas":
            from retrieval.formats.canvas_csv import write_canvas

            return write_canvas(credentials)
        case "xlsx":
            from retrieval.formats.spreadsheet import write_xlsx

            return write_xlsx(credentials)
        case "csv":
            from retrieval.formats.spreadsheet import write_csv

            return write_csv(credentials)
        case "open-badges":
            return _write_achievements(credentials)
    raise _unknown(name)


def _write_achievements(credentials: Sequence[Credential]) -> Exported:
    from retrieval.formats.open_badges import write_achievement

    bodies = [write_achievement(credential) for credential in credentials]
    written = json.dumps(bodies[0] if len(bodies) == 1 else bodies, ensure_ascii=False, indent=2)
    told = [
        f"{one.id}: not carried, for an achievement has no field for it: {', '.join(left)}."
        for one in credentials
        if (left := [name for name in _NOT_IN_A_BADGE if getattr(one, name) not in _NOTHING])
    ]
    return Exported(written.encode() + b"\n", tuple(told))


def _unknown(name: str) -> UnreadableFormat:
    return UnreadableFormat(f'There is no format "{name}"; there are {", ".join(FORMATS)}.')
