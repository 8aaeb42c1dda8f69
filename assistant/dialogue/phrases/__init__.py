"""The assistant's own sentences, one table a language; quotations stay as the issuer wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.dialogue.language import Language
from assistant.dialogue.phrases.english import ENGLISH
from assistant.dialogue.phrases.spanish import SPANISH

TABLES: Mapping[Language, Mapping[str, str]] = {"en": ENGLISH, "es": SPANISH}


@dataclass(frozen=True, slots=True)
class Phrases:
    """Says a sentence by its name in one language."""

    language: Language = "en"

    def __call__(self, name: str, /, **values: object) -> str:
        """The sentence with its values; raises KeyError for a name or a value that is missing."""
        return TABLES[self.language][name].format(**values)
