"""Files as they come over HTTP, turned into documents."""

from __future__ import annotations

from dataclasses import replace

from assistant.conversation import Upload
from integrations.web.schemas import FileBody
from retrieval.documents import Document, read_document

_TEXT_ENDINGS = (".md", ".markdown", ".txt", ".html", ".htm")
LONGEST_NAME = 200


def document_of(file: FileBody) -> Document:
    """A document whose text was given as it is, whatever kind its name promises."""
    if file.name.lower().endswith(_TEXT_ENDINGS) or not file.text.strip():
        return read_document(file.name, file.text.encode())
    return replace(read_document("given.txt", file.text.encode()), name=file.name)


def read_upload(upload: Upload) -> Document:
    """The document in an upload; raises UnreadableDocument."""
    return read_document(upload.name or "draft.txt", upload.data)


def name_of(filename: str | None) -> str:
    """A file's own name, without folders, control characters or halves of characters."""
    name = (filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    plain = name.encode("utf-8", "ignore").decode()
    return "".join(c for c in plain if c.isprintable())[-LONGEST_NAME:]
