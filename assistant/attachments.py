"""Files made to be attached to a submission: their four formats, names and media types."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal, get_args

from assistant.errors import BadInput

FormatName = Literal["json", "md", "docx", "pdf"]
FORMATS: tuple[FormatName, ...] = get_args(FormatName)
MEDIA_TYPES: dict[FormatName, str] = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file ready to be sent or written: the name it is offered under, its type, its bytes."""

    name: str
    media_type: str
    data: bytes


def format_named(path: str, kind: str) -> FormatName:
    """The format that a file's ending asks for; raises BadInput for any other ending."""
    ending = PurePath(path).suffix.lower().lstrip(".")
    for name in FORMATS:
        if ending == name:
            return name
    raise BadInput(
        f"{path} is no kind of {kind}; name a file that ends in .json, .md, .docx or .pdf."
    )


def json_bytes(body: Any) -> bytes:
    """A body as JSON; a file name from the shell may hold halves of characters, which go."""
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
