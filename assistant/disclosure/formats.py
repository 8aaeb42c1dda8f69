"""The formats of a disclosure: their names, their media types, and the bytes of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, get_args

from assistant.disclosure.disclosure import Disclosure
from assistant.errors import BadInput

DisclosureFormat = Literal["pdf", "docx", "md", "json"]
FORMATS: tuple[DisclosureFormat, ...] = get_args(DisclosureFormat)
MEDIA_TYPES: dict[DisclosureFormat, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class DisclosureFile:
    """A disclosure ready to be sent or written."""

    name: str
    media_type: str
    data: bytes


def format_of(path: str) -> DisclosureFormat:
    """The format that a file's ending asks for; raises BadInput for any other ending."""
    ending = PurePath(path).suffix.lower().lstrip(".")
    for name in FORMATS:
        if ending == name:
            return name
    raise BadInput(
        f"{path} is no kind of disclosure; name a file that ends in .pdf, .docx, .md or .json."
    )


def disclosure_file(made: Disclosure, name: DisclosureFormat) -> DisclosureFile:
    """The disclosure in one format."""
    return DisclosureFile(
        f"help-with-{made.credential_id}.{name}", MEDIA_TYPES[name], _data(made, name)
    )


def _data(made: Disclosure, name: DisclosureFormat) -> bytes:
    if name == "docx":
        from assistant.disclosure.word import as_word

        return as_word(made)
    if name == "pdf":
        from assistant.disclosure.pdf import as_pdf

        return as_pdf(made)
    if name == "md":
        from assistant.disclosure.markdown import as_markdown

        return as_markdown(made)
    return (json.dumps(made.as_json(), ensure_ascii=False, indent=2) + "\n").encode()
