"""Words of a goal: stemmed and weighed (BM25), mended where mistyped, and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Language = Literal["english", "spanish"]

_STOPWORDS: dict[Language, str] = {"english": "en", "spanish": "es"}
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# Words that Spanish cannot do without and that English does not have.
_SPANISH = frozenset(
    "que los las del para con un una unos y por mis mi como cuando pero muy ya se el la de en "
    "sobre más al es son hay cómo qué quiero necesito tengo tiene tienen hace hago está están sus "
    "nos les porque también nada alumno alumna alumnos alumnas ingles".split()
)
_SPANISH_LETTERS = re.compile("[áéíóúñ]")  # few words of English have one
_LEAST_SPANISH, _SPANISH_SHARE = 2, 0.2
SHORTEST_MENDED, LONG_WORD = 4, 8  # letters; a long word may be wrong in two places, else in one


def spanish(text: str) -> bool:
    """Whether a text is in Spanish, by its small words and its accents."""
    words = [word.casefold() for word in _LETTERS.findall(text)]
    small = sum(word in _SPANISH for word in words)
    if not small:
        return False
    accented = sum(word not in _SPANISH and bool(_SPANISH_LETTERS.search(word)) for word in words)
    found = small + accented
    return found >= _LEAST_SPANISH and found >= _SPANISH_SHARE * len(words)


def words_of(texts: Iterable[str]) -> set[str]:
    """Every word of the texts, lower case."""
    found: set[str] = set()
    for text in texts:
        found.update(_LETTERS.findall(text))
    return {word.casefold() for word in found}


class WordIndex:
    """BM25 over texts, stemmed, without the language's smallest words."""

    def __init__(self, texts: Sequence[str], language: Language = "english") -> None:
        self._count = len(texts)
        self._language: Language = language
        self._stemmer: Any = None
        self._model: Any = None
        tokens = self._tokens(texts) if texts else []
        if any(tokens):
            import bm25s

            self._model = bm25s.BM25()
            self._model.index(tokens, show_progress=False)

    def _tokens(self, texts: Sequence[str]) -> list[list[str]]:
        import bm25s
        import Stemmer

        if self._stemmer is None:
            self._stemmer = Stemmer.Stemmer(self._language)
        tokens: list[list[str]] = bm25s.tokenize(
            list(texts),
            stopwords=_STOPWORDS[self._language],
            stemmer=self._stemmer,
            return_ids=False,
            show_progress=False,
        )
        return tokens

    def scores(self, query: str) -> Floats:
        """One score per text; zeros when no word of the query is known."""
        if self._model is None or not (tokens := self._tokens([query])[0]):
            return np.zeros(self._count)
        scores: Floats = np.asarray(self._model.get_scores(tokens), dtype=np.float64)
        return scores


class Spelling:
    """Mends words that nobody writes so into the nearest word that is known."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._nearby = sorted(word for word in self._known if len(word) >= SHORTEST_MENDED)

    def mended(self, text: str) -> str:
        """The text with each unknown word replaced by a known one a slip or two away, if any.

        What is written with a capital inside a sentence is a name, and stays.
        """
        return _LETTERS.sub(
            lambda found: found[0] if _named(text, found) else self._word(found[0]), text
        )

    def _word(self, word: str) -> str:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        small = word.casefold()
        if len(small) < SHORTEST_MENDED or small in self._known:
            return word
        slips = 1 if len(small) < LONG_WORD else 2
        best = process.extractOne(small, self._nearby, scorer=OSA.distance, score_cutoff=slips)
        return str(best[0]) if best else word


def _named(text: str, word: re.Match[str]) -> bool:
    """Whether a word is written as a name: "Ms. Brooks" is about no books."""
    before = text[: word.start()].rstrip()
    return word[0].istitle() and bool(before) and before[-1] not in ".!?:"


def standardised(scores: Floats) -> Floats:
    """Scores in standard deviations from their mean; zeros where they do not vary."""
    spread = float(scores.std())
    centred: Floats = scores - scores.mean()
    return centred / spread if spread > 1e-9 else np.zeros_like(centred)
