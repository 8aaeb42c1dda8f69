"""Invented people and their work, so that a demo has something to show (CC BY 4.0)."""

from __future__ import annotations

from importlib import resources

from assistant.self_check.submission import plain


def sample_draft(credential_id: str) -> dict[str, str]:
    """The sample draft for a credential as {heading in plain letters: text under it}."""
    text = resources.files(__name__).joinpath(f"{credential_id}.md").read_text(encoding="utf-8")
    parts: dict[str, str] = {}
    for block in text.split("\n## ")[1:]:
        heading, _, body = block.partition("\n")
        parts[plain(heading)] = body.strip()
    return parts
