"""Files that a teacher hands in, turned into text whose offsets can be trusted."""

from __future__ import annotations

from retrieval.documents.document import MAX_CHARACTERS, Document, Kind, Section, shown
from retrieval.documents.places import place_of
from retrieval.errors import UnreadableDocument

__all__ = [
    "KINDS",
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Document",
    "Kind",
    "Section",
    "place_of",
    "read_document",
]

# A draft with photos is a few megabytes; what is larger is a video under a wrong name.
MAX_BYTES = 20_000_000

KINDS: dict[str, Kind] = {
    "md": "markdown",
    "markdown": "markdown",
    "txt": "text",
    "html": "html",
    "htm": "html",
    "docx": "docx",
    "pptx": "pptx",
    "pdf": "pdf",
}
# Writing that nothing here opens, but that its own program can save as a readable kind.
CONVERTIBLE = frozenset({"doc", "docm", "odt", "rtf", "pages", "ppt", "pptm", "odp", "key", "epub"})


def read_document(name: str, data: bytes) -> Document:
    """The text of a file with its headings and pages, always the same; offsets are code points.

    The name's ending decides the kind; one that is no kind of document gives an "unread" Document
    of any size. Raises UnreadableDocument, with one sentence that says what to do, for a file that
    is empty, too large, damaged, protected or without text.
    """
    stem, _, ending = name.rpartition(".")
    kind = KINDS.get(ending.lower()) if stem else None
    if kind is None:
        return Document(name, "", "unread", note=_why_unread(ending.lower() if stem else ""))
    if not data:
        raise UnreadableDocument(f"{shown(name)} is empty: write your text into it and try again.")
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(
            f"{shown(name)} has {len(data) / 1e6:.1f} MB and the limit is {MAX_BYTES / 1e6:.0f} MB:"
            " hand it in with smaller pictures or in several files."
        )
    try:
        return _read(name, data, kind)
    except UnreadableDocument:
        raise
    except Exception as error:  # whatever a parser trips over is the file's fault
        raise UnreadableDocument(
            f"{shown(name)} cannot be read, it may be damaged:"
            " open it, save it again, and try once more, or paste the text."
        ) from error


def _read(name: str, data: bytes, kind: Kind) -> Document:
    """Call the one reader of a kind; its library is loaded here, when a file first needs it."""
    if kind == "docx":
        from retrieval.documents.word import read_word

        return read_word(name, data)
    if kind == "pptx":
        from retrieval.documents.slides import read_slides

        return read_slides(name, data)
    if kind == "pdf":
        from retrieval.documents.pdf import read_pdf

        return read_pdf(name, data)
    if kind == "html":
        from retrieval.documents.hypertext import read_hypertext

        return read_hypertext(name, data)
    from retrieval.documents.plain import read_plain

    return read_plain(name, data, kind)


def _why_unread(ending: str) -> str:
    if ending in CONVERTIBLE:
        return f"not read: save the .{ending} file as .docx, .pptx or PDF to have its words checked"
    return "not read: it counts as an artifact by its name"
