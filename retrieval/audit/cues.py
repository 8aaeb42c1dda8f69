"""How the audit looks for words: English and Spanish, accents or not, and whether they apply."""

from __future__ import annotations

import re

from retrieval.catalogue import Credential

# One letter for one letter, so that a position in the plain text is one in the text as written.
_ACCENTS = str.maketrans("áéíóúüñÁÉÍÓÚÜÑ’", "aeiouunAEIOUUN'")
_NEGATION = re.compile(
    r"\b(?:not|no|nor|never|without|instead\s+of|rather\s+than|sin|ni|nunca|en\s+(?:lugar|vez)\s+de)"
    r"(?:\s+\S+){0,3}\s*$",
    re.IGNORECASE,
)
_NEGATION_REACH = 60  # characters before a word: "do not hand in a certificate"
_COMMON_WORDS = {
    "English": frozenset("the a an and of to in for with what you your is are that their".split()),
    "Spanish": frozenset("el la los las de y en que un una con para su sus se del por".split()),
}
_LEAST_SHARE = 0.12  # running prose has two to three times as many; lists of terms have fewer
_LEAST_WORDS = 25  # fewer tell nothing of a language


def any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern for whole words, in any case; written without accents."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without Spanish accents, position for position."""
    return text.translate(_ACCENTS)


def place_of(pattern: re.Pattern[str], text: str) -> int | None:
    """Where a pattern first stands in a text without being denied just before; None if nowhere."""
    read = plain(text)
    for match in pattern.finditer(read):
        before = read[max(0, match.start() - _NEGATION_REACH) : match.start()]
        if not _NEGATION.search(re.split(r"[.;:!?]", before)[-1]):
            return match.start()
    return None


def says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the pattern stands anywhere in a text, denied or not."""
    return pattern.search(plain(text)) is not None


def is_readable(credential: Credential) -> bool:
    """Whether the credential's prose is English or Spanish, as far as its common words tell."""
    texts = [credential.competency, credential.key_method]
    texts += [prompt.text for part in credential.submission for prompt in part.prompts]
    texts += [level.descriptor for row in credential.rubric for level in row.levels]
    words = re.findall(r"[^\W\d_]+", plain(" ".join(texts)).lower())
    if len(words) < _LEAST_WORDS:
        return any(texts) and all(text.isascii() or _latin(text) for text in texts)
    return any(
        sum(word in common for word in words) / len(words) >= _LEAST_SHARE
        for common in _COMMON_WORDS.values()
    )


def _latin(text: str) -> bool:
    return all(ord(letter) < 0x250 for letter in text if letter.isalpha())
