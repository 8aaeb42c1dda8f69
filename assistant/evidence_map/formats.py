"""The four formats of an evidence map: their names, their media types, and the bytes of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, get_args

from assistant.errors import BadInput
from assistant.evidence_map.map import EvidenceMap

FormatName = Literal["json", "md", "docx", "pdf"]
FORMATS: tuple[FormatName, ...] = get_args(FormatName)
MEDIA_TYPES: dict[FormatName, str] = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class MapFile:
    """A map ready to be sent or written: the name it is offered under, its type, its bytes."""

    name: str
    media_type: str
    data: bytes


def format_of(path: str) -> FormatName:
    """The format that a file's ending asks for; raises BadInput for any other ending."""
    ending = PurePath(path).suffix.lower().lstrip(".")
    for name in FORMATS:
        if ending == name:
            return name
    raise BadInput(
        f"{path} is no kind of evidence map; name a file that ends in .json, .md, .docx or .pdf."
    )


def map_file(made: EvidenceMap, name: FormatName) -> MapFile:
    """The map in one format; the same map always gives the same bytes."""
    return MapFile(
        f"evidence-map-{made.credential_id}.{name}", MEDIA_TYPES[name], _data(made, name)
    )


def _data(made: EvidenceMap, name: FormatName) -> bytes:
    """Call the one writer of a format; its library is loaded here, when it is first needed."""
    if name == "docx":
        from assistant.evidence_map.word import as_word

        return as_word(made)
    if name == "pdf":
        from assistant.evidence_map.pdf import as_pdf

        return as_pdf(made)
    if name == "md":
        from assistant.evidence_map.markdown import as_markdown

        return as_markdown(made)
    body = json.dumps(made.as_json(), ensure_ascii=False, indent=2) + "\n"
    # A file name from the shell may hold halves of characters, which no encoding takes.
    return body.encode("utf-8", "replace")
