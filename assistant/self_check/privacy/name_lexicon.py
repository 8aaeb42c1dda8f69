"""The word lists behind the name detector: given names, names that are words, known people."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

# `rare`: a name only beside a clear cue; `word` and `place`: also inside a sentence, capitalised.
WordKind = Literal["word", "place", "rare"]

# Endings of words that no list holds; few names have them.
_ENGLISH_MADE = re.compile(
    r"(?:ing|ings|tion|tions|sion|sions|ment|ments|ness|ity|ities|able|ible|ful|ous|ive|ism|ists?|"
    r"ology|ographs?|ographic|ical|ally|less|ships?|wards?|fully|ation|izer|izers|ers|ors|eed|"
    r"ked|ted|"
    r"ded|sed|ned|red|led|'t|'ll|'ve|sheet|book|board|work|time|room|maker|ball)\Z"
)
# `D'Andre`, `La'Shawn`; not `O'`, which begins surnames.
_PREFIXES = frozenset(("d", "de", "da", "la", "le", "ja", "ke", "ta", "sha", "ky", "ma", "ra"))


# English words have accents up to here at most (`café`); Vietnamese or Polish letters lie beyond.
_LAST_WESTERN = "ÿ"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists in memory; every look-up takes a word as written and ignores accents and case."""

    given: frozenset[str]
    word_names: dict[str, WordKind]
    ordinary: frozenset[str]
    word_surnames: frozenset[str]
    figures: frozenset[str]
    long_figures: tuple[str, ...]
    terms: frozenset[str]
    works: dict[str, frozenset[str]]

    def is_given(self, word: str) -> bool:
        """Whether the word is a given name and nothing else."""
        key = plain(word)
        if key in self.given:
            return True
        if "-" in key:
            first, _, rest = key.partition("-")
            return key.replace("-", "") in self.given or (first in self.given and len(rest) > 1)
        prefix, apostrophe, rest = key.partition("'")
        return bool(apostrophe) and prefix in _PREFIXES and rest in self.given

    def word_kind(self, word: str) -> WordKind | None:
        """What else a name may be, or None where it is nothing else or no name."""
        return None if _beyond_english(word) else self.word_names.get(plain(word))

    def is_ordinary(self, word: str) -> bool:
        """Whether the word is everyday English, so no unknown name."""
        key = plain(word)
        if _beyond_english(word):
            return False
        if key in self.ordinary or key in self.word_names or _singular(key) in self.ordinary:
            return True
        return "-" in key and all(part in self.ordinary for part in key.split("-"))

    def is_term(self, word: str) -> bool:
        """Whether a word of no other list is a place, a people, a product, a famous surname, or is
        made as English words are."""
        key = plain(word)
        return key in self.terms or _singular(key) in self.terms or bool(_ENGLISH_MADE.search(key))

    def may_be_surname(self, word: str) -> bool:
        """Whether the word can follow a given name as its surname."""
        key = plain(word)
        if key in self.word_surnames or key in self.given:
            return True
        return key not in self.ordinary and self.word_names.get(key) != "rare"


@cache
def lexicon() -> Lexicon:
    """The lists, read from package data at the first call."""
    words: dict[str, WordKind] = {}
    kinds: dict[str, WordKind] = {"word": "word", "place": "place", "rare": "rare"}
    for line in _lines("common_word_names.txt"):
        word, _, kind = line.partition(" ")
        words[plain(word)] = kinds[kind]
    works: dict[str, frozenset[str]] = {}
    for line in _lines("known_works.txt"):
        title, _, people = line.rpartition(":")
        works[title] = frozenset(plain(name) for name in people.split())
    figures = frozenset(plain(line) for line in _lines("known_figures.txt"))
    return Lexicon(
        given=frozenset(plain(line) for line in _lines("given_names.txt")) - frozenset(words),
        word_names=words,
        ordinary=frozenset(_lines("ordinary_words.txt")),
        word_surnames=frozenset(plain(line) for line in _lines("word_surnames.txt")),
        figures=figures,
        long_figures=tuple(sorted(name for name in figures if name.count(" ") > 1)),
        terms=frozenset(_lines("known_terms.txt")) | {name.split()[-1] for name in figures},
        works=works,
    )


def plain(word: str) -> str:
    """The word without case, accents and curly apostrophes."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _beyond_english(word: str) -> bool:
    return not word.isascii() and any(c > _LAST_WESTERN for c in word if c.isalpha())


def _singular(key: str) -> str:
    return key[:-1] if key.endswith("s") else key


def _lines(name: str) -> list[str]:
    text = files("assistant.self_check.privacy").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]
