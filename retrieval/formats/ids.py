"""Titles -> ids: slugs as the catalogue wants them, each given once."""

from __future__ import annotations

import re
import unicodedata

MAX_SLUG = 80  # well under the catalogue's 128, so that a number still fits behind it

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,127}")
_OTHER = re.compile(r"[^a-z0-9]+")


def slug_of(text: str) -> str:
    """Lower-case letters, digits and hyphens; empty where the text holds no Latin letter."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = _OTHER.sub("-", plain).strip("-")
    if len(slug) > MAX_SLUG:
        cut = slug[: MAX_SLUG + 1]
        slug = cut.rpartition("-")[0] or cut[:MAX_SLUG]
    return slug


def is_id(text: str) -> bool:
    """Whether the catalogue takes it for an id."""
    return _ID.fullmatch(text) is not None


class Ids:
    """Hands out ids of one kind, none of them twice."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._taken: set[str] = set()

    def of(self, text: str) -> str:
        """A slug of the text; `KIND-1` where it gives none, and a number behind a taken one."""
        slug = slug_of(text)
        stem, number = (slug, 1) if slug else (self._kind, 0)
        while number == 0 or slug in self._taken:
            number += 1
            slug = f"{stem}-{number}"
        self._taken.add(slug)
        return slug

    def keep(self, written: str) -> bool:
        """Take an id as it was written; False where it is taken already."""
        if written in self._taken:
            return False
        self._taken.add(written)
        return True
