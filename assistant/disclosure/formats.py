"""A disclosure in each format that it may be attached in."""

from __future__ import annotations

from assistant.attachments import MEDIA_TYPES, Attachment, FormatName, format_named, json_bytes
from assistant.disclosure.disclosure import Disclosure


def format_of(path: str) -> FormatName:
    """The format that a file's ending asks for; raises BadInput for any other ending."""
    return format_named(path, "disclosure")


def disclosure_file(made: Disclosure, name: FormatName) -> Attachment:
    """The disclosure in one format."""
    return Attachment(
        f"help-with-{made.credential_id}.{name}", MEDIA_TYPES[name], _data(made, name)
    )


def _data(made: Disclosure, name: FormatName) -> bytes:
    if name == "docx":
        from assistant.disclosure.word import as_word

        return as_word(made)
    if name == "pdf":
        from assistant.disclosure.pdf import as_pdf

        return as_pdf(made)
    if name == "md":
        from assistant.disclosure.markdown import as_markdown

        return as_markdown(made)
    return json_bytes(made.as_json())
