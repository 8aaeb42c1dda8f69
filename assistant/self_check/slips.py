"""Slips of a tired hand mended before the reader reads, so that typing decides nothing.

Only what is sure: two letters that changed places in a word that nobody writes so, and contractions
without their apostrophe. Quotes stay as they were written; this is for the reader alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.words import spanish

# Contractions that are no other word without the apostrophe ("were", "its" and "well" are).
_CONTRACTED = {
    whole.replace("'", ""): whole
    for whole in (
        "aren't can't couldn't didn't doesn't don't hadn't hasn't haven't i'm i've isn't shouldn't "
        "that's they'd they're they've wasn't we've weren't what's won't wouldn't you're you've"
    ).split()
}
_WORD = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w'’-])")  # small letters only: names stay
_SHORTEST = 6  # letters; a shorter word is too often a swap away from another
_ENDINGS = ("s", "es", "ed", "d", "er", "ers", "ing", "ly")
_BEGINNINGS = ("un", "re", "dis", "mis", "over", "out")


class Slips:
    """Mends slips of words against those that a reader knows."""

    def __init__(self, known: Iterable[str]) -> None:
        """`known`: words in small letters."""
        self._known = frozenset(word for word in known if word.isalpha())

    def mended(self, text: str) -> str:
        """The text with each sure slip put right, and nothing else changed; Spanish as it is."""
        return text if spanish(text) else _WORD.sub(lambda found: self._word(found[0]), text)

    def _word(self, word: str) -> str:
        if word in _CONTRACTED:
            return _CONTRACTED[word]
        if len(word) < _SHORTEST or self._knows(word):
            return word
        swapped = {
            word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)
        }
        meant = [other for other in swapped if other in self._known]
        return meant[0] if len(meant) == 1 else word

    def _knows(self, word: str) -> bool:
        """Whether a word or what it is made from is known: "tiers" is no slip of "tires"."""
        stems = {word.removesuffix(ending) for ending in _ENDINGS}
        stems |= {word.removeprefix(beginning) for beginning in _BEGINNINGS}
        if word.endswith("ies"):
            stems.add(f"{word[:-3]}y")
        return not stems.isdisjoint(self._known)
