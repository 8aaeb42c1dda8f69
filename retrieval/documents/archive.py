"""The zip container of .docx and .pptx, looked at before anything unpacks it."""

from __future__ import annotations

import io
import zipfile

from retrieval.documents.document import shown
from retrieval.errors import UnreadableDocument

MAX_UNPACKED_BYTES = 200_000_000
MAX_XML_BYTES = 60_000_000  # a parsed tree takes many times its bytes
MAX_ENTRIES = 10_000
# XML shrinks to a tenth, at most a fortieth; below the floor no ratio does harm.
MAX_RATIO = 200
RATIO_FLOOR_BYTES = 10_000_000
OLE_MAGIC = b"\xd0\xcf\x11\xe0"


def refuse_bad_archive(name: str, data: bytes, ending: str) -> None:
    """Raise UnreadableDocument unless `data` is a zip that unpacks to a sane size."""
    if data.startswith(OLE_MAGIC):
        raise UnreadableDocument(
            f"{shown(name)} is protected by a password or saved in an old format:"
            f" save it without a password as {ending}, or as PDF."
        )
    broken = UnreadableDocument(
        f"{shown(name)} is not a {ending} file, or it is damaged:"
        f" open it, save it again as {ending}, and try once more."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception as error:
        raise broken from error
    if not entries:
        raise broken
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    xml = sum(e.file_size for e in entries if e.filename.lower().endswith((".xml", ".rels")))
    if (
        len(entries) > MAX_ENTRIES
        or size > MAX_UNPACKED_BYTES
        or xml > MAX_XML_BYTES
        or (size > RATIO_FLOOR_BYTES and size > MAX_RATIO * packed)
    ):
        raise UnreadableDocument(
            f"{shown(name)} unpacks to far more than a document holds:"
            " take out what does not belong to it, or hand it in as PDF."
        )
