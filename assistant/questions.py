"""Questions about one credential, answered from its own text and files: quotes and places only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from assistant.errors import BadInput
from assistant.fitting import LEARNED_WITH
from assistant.library import Library
from retrieval.answering import Answering, Quote
from retrieval.catalogue import Credential
from retrieval.embeddings import Embedder, VectorCache

SHOWN = 3  # quotes in an answer
MOST_CHARACTERS = 1_000  # of a question; what is longer is no question
# Cosine from which a quote is given without a doubt: an eighth of the questions of
# tests/benchmarks/sets/questions stay below it, and three quarters of those that nothing answers.
SURE_FROM = 0.3
_KEPT = 32  # credentials whose sentences stay in memory (about 200 kB each)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and the passages that answer it, nearest first; `message` says what they are."""

    question: str
    quotes: tuple[Quote, ...]
    message: str

    def as_json(self) -> dict[str, Any]:
        """The API's shape."""
        answers = [
            {
                "text": quote.text,
                "passage": quote.passage.text,
                "place": quote.passage.place,
                "field": quote.passage.field,
                "title": quote.passage.title,
            }
            for quote in self.quotes
        ]
        return {"question": self.question, "answers": answers, "message": self.message}


class Questions:
    """Finds what a credential's text says to a question.

    A question is a person's own words, so `embedder` has to be the one on this machine; `cache`
    keeps the vectors of the catalogue's sentences, never those of questions.
    """

    def __init__(self, library: Library, embedder: Embedder, cache: VectorCache) -> None:
        self._library = library
        self._embedder = embedder
        self._cache = cache
        self._kept: OrderedDict[str, tuple[int, Answering]] = OrderedDict()
        self._lock = Lock()

    def ask(self, credential_id: str, question: str) -> Answered:
        """At most three quotes, or none and whom to ask.

        Raises NotFound, BadInput for an empty or overlong question, or EmbedderUnavailable.
        """
        asked = " ".join(question.split())
        if not asked:
            raise BadInput(
                "Write a question about this credential, such as: May I use a recording?"
            )
        if len(asked) > MOST_CHARACTERS:
            raise BadInput(f"Ask in at most {MOST_CHARACTERS} characters: one question at a time.")
        credential = self._library.credential(credential_id)
        quotes = tuple(self._answering(credential_id).find(asked, SHOWN, self._outside(asked)))
        return Answered(asked, quotes, _message(credential, quotes))

    def _outside(self, question: str) -> float | None:
        """How near a question comes to what no credential answers; None where nobody can tell.

        The catalogue's embedder may be a remote one, and a question never goes there.
        """
        elsewhere = self._library.elsewhere
        if elsewhere is None or not elsewhere.embedder_name == self._embedder.name == LEARNED_WITH:
            return None
        reading = elsewhere.read_alone(question)
        return max(meant.nearness for meant in reading.meant) if reading else None

    def _answering(self, credential_id: str) -> Answering:
        shelf = self._library.shelf()
        with self._lock:
            kept = self._kept.get(credential_id)
            if kept is None or kept[0] != shelf.version:
                own = [p for p in shelf.passages.values() if p.credential_id == credential_id]
                kept = (shelf.version, Answering(own, self._embedder, self._cache))
                self._kept[credential_id] = kept
            self._kept.move_to_end(credential_id)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return kept[1]


def _message(credential: Credential, quotes: Sequence[Quote]) -> str:
    ask = f"ask the issuer, {credential.issuer}, or your coach"
    if not quotes:
        return f"I find nothing in the text of {credential.title} that answers this; {ask}."
    places = "the place" if len(quotes) == 1 else f"the {len(quotes)} places"
    nearest = f"{places} in {credential.title} nearest to your question, word for word"
    if max(quote.nearness for quote in quotes) < SURE_FROM:
        return f"I am not sure that the text answers this. Below: {nearest}; if in doubt, {ask}."
    return f"{nearest[0].upper()}{nearest[1:]}. If it is not answered there, {ask}."


def told(answered: Answered) -> str:
    """An answer as Markdown: each quote with its place, then what it is."""
    if not answered.quotes:
        return answered.message
    pieces = [
        "\n".join(f"> {line}" for line in quote.text.splitlines()) + f"\n\n— {quote.passage.place}"
        for quote in answered.quotes
    ]
    return "\n\n".join([answered.message, *pieces])
