"""Spanish words of school life -> English, for goals that are searched for in English catalogues.

Word by word, longest phrases first: it finds what a goal is about, it does not translate it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from retrieval.errors import LexiconUnreadable
from retrieval.lexicon.entries import LEXICON, loaded

SPANISH = LEXICON / "words" / "spanish.yaml"
_LONGEST = 4  # words of a phrase
_WORD = re.compile(r"[^\W\d_]+")


class Glossary:
    """Looks words and short phrases up; accents and case do not matter."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._entries = {_plain(spanish): english for spanish, english in entries.items()}

    def in_english(self, text: str) -> str:
        """The English of every word that is known, in the text's order; empty where none is."""
        words = [_plain(word) for word in _WORD.findall(text)]
        found: list[str] = []
        at = 0
        while at < len(words):
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                english = self._entries.get(" ".join(words[at : at + length]))
                if english is not None:
                    found.append(english)
                    at += length
                    break
            else:
                at += 1
        return " ".join(found)


def read_glossary(file: Path = SPANISH) -> Glossary:
    """The glossary of a YAML mapping; raises LexiconUnreadable naming the file."""
    entries = loaded(file)
    if not isinstance(entries, dict) or not all(
        isinstance(key, str) and isinstance(value, str) for key, value in entries.items()
    ):
        raise LexiconUnreadable(f"{file}: expected `spanish word: english word` on every line.")
    return Glossary(entries)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
