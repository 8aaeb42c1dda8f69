"""An evidence map in each format that it may be attached in."""

from __future__ import annotations

from assistant.attachments import MEDIA_TYPES, Attachment, FormatName, format_named, json_bytes
from assistant.evidence_map.map import EvidenceMap


def format_of(path: str) -> FormatName:
    """The format that a file's ending asks for; raises BadInput for any other ending."""
    return format_named(path, "evidence map")


def map_file(made: EvidenceMap, name: FormatName) -> Attachment:
    """The map in one format; the same map always gives the same bytes."""
    return Attachment(
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
    return json_bytes(made.as_json())
