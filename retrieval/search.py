"""Goal -> credentials: meaning (vectors), words (BM25) and the lexicon's concepts, best first.

Teachers do not speak like catalogues. The goal itself is searched for by meaning and by words; what
the lexicon reads it as (concepts, in the profession's terms) is searched for likewise; where it
asks for what a stack leads to, the members of that stack come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from retrieval.catalogue import Credential, Stack
from retrieval.embeddings import Embedder
from retrieval.index import VectorIndex
from retrieval.lexicon.concepts import ConceptFinder, Reading
from retrieval.lexicon.glossary import Glossary
from retrieval.passages import Passage
from retrieval.stack_finder import StackFinder
from retrieval.words import Spelling, WordIndex, spanish, standardised, words_of

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]

# Share of meaning against words: for a goal in classroom words, which are not the catalogue's, and
# for one that the lexicon does not speak of (best on held-out goals, and on another field).
DENSE_WEIGHT, PLAIN_DENSE_WEIGHT = 0.7, 0.5
CONCEPT_WEIGHT = 0.9  # of the concepts that a goal is read as, beside the goal itself
# Cosines of a goal and its nearest sayings: up to the first concepts count for nothing, from the
# second on in full.
UNREAD, WELL_READ = 0.2, 0.35
CONCEPT_DENSE_WEIGHT = 0.5  # share of meaning against words where concepts are searched for
STACK_WEIGHT = 2.5  # standard deviations for a member of the stack that is asked for
# What says what a credential is weighs more than its details: a guide's sentence may hold any word.
_SAYS_WHAT_IT_IS = frozenset({"competency", "key_method", "method_component", "topics"})
_DETAIL = 0.85
_BEST_PASSAGES = 2  # a credential is as near as the mean of its nearest two passages
_LEADING = 3  # of a goal's concepts that may be named as what leads to a credential
_SURELY_MEANT = 0.15  # of a goal's weight; a concept that is less of it is not named
_LEADS_FROM = 0.6  # share of the best BM25 score from which a concept leads to a credential
_NEAREST = 800  # passages asked of the vector store; the rest count as the farthest of these
_FEW = 150  # a store's filter by m of n credentials takes longer than to sift where m² > 150 n
_MORE = 4  # times as many are asked for where some of them are not on the shelf


@dataclass(frozen=True, slots=True)
class Shelf:
    """The catalogue as it stands in the records at one moment."""

    credentials: Mapping[str, Credential] = field(default_factory=dict)
    stacks: Mapping[str, Stack] = field(default_factory=dict)
    passages: Mapping[str, Passage] = field(default_factory=dict)  # by passage id
    version: int = 0
    # By passage id: what teachers might say, written by a model; found by, and shown to nobody.
    paraphrases: Mapping[str, Passage] = field(default_factory=dict)

    def stacks_of(self, credential_id: str) -> list[Stack]:
        """The stacks in which a credential counts."""
        return [stack for stack in self.stacks.values() if credential_id in stack.members]


@dataclass(frozen=True, slots=True)
class Hit:
    """A credential found: how it ranks, how near it is in meaning, and by which passages."""

    credential: Credential
    rank_score: float  # fused, in standard deviations above the mean of the catalogue
    cosine: float  # -1..1, of its nearest passages; details count for less
    passages: tuple[Passage, ...]
    concept: str | None = None  # the lexicon's term that leads from the goal to it


@dataclass(frozen=True, slots=True)
class Found:
    """What a goal found: hits, best first; how it was read; and how near anything came at all.

    `nearest` is the cosine of the goal and its nearest credential, `nearest_read` that of what it
    was read as.
    """

    hits: tuple[Hit, ...] = ()
    reading: Reading | None = None
    nearest: float = 0.0
    nearest_read: float = 0.0
    for_stack: bool = False  # it asks for what a stack leads to


class Searcher:
    """Searches one shelf; make a new one when the shelf's version changes."""

    def __init__(
        self,
        shelf: Shelf,
        index: VectorIndex,
        embedder: Embedder,
        concepts: ConceptFinder | None = None,
        glossary: Glossary | None = None,
    ) -> None:
        """Without `concepts` a goal is searched for in its own words alone.

        `glossary` finds the English words of a Spanish goal.
        """
        self._shelf = shelf
        self._index = index
        self._embedder = embedder
        self._concepts = concepts
        self._ids = list(shelf.credentials)
        self._position = {credential_id: i for i, credential_id in enumerate(self._ids)}
        # Equals come in the order of their ids: the place of each position among the sorted ids.
        self._place: Positions = np.argsort(np.argsort(self._ids))
        self._texts = _wordy(shelf)
        self._words = WordIndex(self._texts)
        self._stacks = StackFinder(list(shelf.stacks.values()), embedder)
        self._spelling: Spelling | None = None
        self._glossary = glossary

    def search(
        self,
        goal: str,
        limit: int,
        among: Collection[str] | None = None,
        state: str | None = None,
    ) -> list[Hit]:
        """The hits of `find`."""
        return list(self.find(goal, limit, among, state).hits)

    def find(
        self,
        goal: str,
        limit: int,
        among: Collection[str] | None = None,
        state: str | None = None,
    ) -> Found:
        """Up to `limit` hits, best first; only credentials of `among` where given.

        `state` is the person's own: stacks of another one are not what she asks for. Raises
        EmbedderUnavailable or IndexUnavailable.
        """
        if not self._ids or not goal.strip():
            return Found()
        goal = self._mended(goal)
        vector = self._embedder.embed([goal])[0]
        english = self._glossary.in_english(goal) if self._glossary and spanish(goal) else ""
        wanted = self._embedder.embed([english])[0] if english else vector
        cosines, nearest, led = self._meaning(wanted, among)
        reading = self._concepts.read(goal, vector) if self._concepts else None
        sure = _sure(reading) if reading else 1.0  # without a lexicon every goal is taken so
        dense_weight = PLAIN_DENSE_WEIGHT + (DENSE_WEIGHT - PLAIN_DENSE_WEIGHT) * sure
        fused = dense_weight * standardised(led)
        fused += (1 - dense_weight) * standardised(self._words.scores(english or goal))
        read = _Read()
        if reading is not None:
            read = self._by_concepts(reading, among)
            fused += CONCEPT_WEIGHT * sure * read.scores
        of_stack = self._stacks.weights(goal, vector, state)
        for credential_id, weight in of_stack.items():
            if credential_id in self._position:
                fused[self._position[credential_id]] += STACK_WEIGHT * weight
        allowed = self._positions(among)
        order = self._best(fused, allowed, limit)
        hits = tuple(
            Hit(
                credential=self._shelf.credentials[self._ids[i]],
                rank_score=float(fused[i]),
                cosine=float(cosines[i]),
                passages=tuple(passage for _, passage in nearest[i][:3]),
                concept=read.terms.get(i),
            )
            for i in order
        )
        nearest_cosine = float(cosines[allowed].max()) if len(allowed) else 0.0
        return Found(hits, reading, nearest_cosine, read.nearest, bool(of_stack))

    def _mended(self, goal: str) -> str:
        """The goal with its slips mended into words of the catalogue or the lexicon."""
        if spanish(goal):
            return goal
        if self._spelling is None:
            known = words_of(passage.embedded for passage in self._shelf.passages.values())
            known |= words_of(self._texts)
            self._spelling = Spelling(known | (self._concepts.words if self._concepts else set()))
        return self._spelling.mended(goal)

    def _by_concepts(self, reading: Reading, among: Collection[str] | None) -> _Read:
        """What the concepts of a goal find, and for each credential the one that leads to it."""
        cosines, _, _ = self._meaning(reading.vector, among)
        words = np.zeros(len(self._ids))
        terms: dict[int, str] = {}
        for place, meant in enumerate(reading.meant):
            own = self._words.scores(meant.concept.named)
            words += meant.weight * own
            if place < _LEADING and meant.weight >= _SURELY_MEANT:
                for i in np.flatnonzero(own >= _LEADS_FROM * max(own.max(), 1e-9)):
                    terms.setdefault(int(i), meant.concept.term)
        scores = CONCEPT_DENSE_WEIGHT * standardised(cosines)
        scores += (1 - CONCEPT_DENSE_WEIGHT) * standardised(words)
        return _Read(scores, terms, float(cosines.max()))

    def by_words(self, text: str, limit: int) -> list[Hit]:
        """Up to `limit` hits by shared words alone, best first: nothing is embedded."""
        scores = self._words.scores(text)
        order = self._best(scores, self._positions(None), limit)
        return [
            Hit(self._shelf.credentials[self._ids[i]], float(scores[i]), 0.0, ())
            for i in order
            if scores[i] > 0
        ]

    def _positions(self, among: Collection[str] | None) -> Positions:
        if among is None:
            return np.arange(len(self._ids))
        own = [self._position[i] for i in dict.fromkeys(among) if i in self._position]
        return np.asarray(own, dtype=np.intp)

    def _best(self, scores: Floats, allowed: Positions, limit: int) -> list[int]:
        """The `limit` best of the allowed positions; equals by id."""
        order = np.lexsort((self._place[allowed], -scores[allowed]))
        best: list[int] = allowed[order[:limit]].tolist()
        return best

    def _meaning(
        self, vector: npt.NDArray[np.float32], among: Collection[str] | None
    ) -> tuple[Floats, dict[int, list[tuple[float, Passage]]], Floats]:
        """How near each credential's own text comes, by which passages; how near with paraphrases.

        These move the order alone: whether anything fits, and what is quoted, is the catalogue's
        own text to say.
        """
        allowed = self._position.keys() if among is None else self._position.keys() & set(among)
        nearest: dict[int, list[tuple[float, Passage]]] = defaultdict(list)
        led: dict[int, list[float]] = defaultdict(list)
        for passage, cosine in self._nearest(vector, allowed):
            i = self._position[passage.credential_id]
            if passage.id in self._shelf.paraphrases:
                led[i].append(cosine)
                continue
            worth = cosine * (1 if passage.field in _SAYS_WHAT_IT_IS else _DETAIL)
            nearest[i].append((worth, passage))
        for found in nearest.values():
            found.sort(key=lambda pair: -pair[0])
        own = {i: [worth for worth, _ in found] for i, found in nearest.items()}
        cosines = self._nearness(own)
        if not led:
            return cosines, nearest, cosines
        both = {i: own.get(i, []) + led.get(i, []) for i in own.keys() | led.keys()}
        return cosines, nearest, self._nearness(both)

    def _nearness(self, worths: Mapping[int, Sequence[float]]) -> Floats:
        """The mean of each credential's best; the rest are as far as the farthest of these."""
        best = {
            i: sum(sorted(found, reverse=True)[:_BEST_PASSAGES]) / min(len(found), _BEST_PASSAGES)
            for i, found in worths.items()
        }
        cosines = np.full(len(self._ids), min(best.values(), default=0.0))
        if best:
            cosines[list(best)] = list(best.values())
        return cosines

    def _nearest(
        self, vector: npt.NDArray[np.float32], allowed: Set[str]
    ) -> list[tuple[Passage, float]]:
        """The nearest passages of the shelf that belong to allowed credentials, best first.

        While a catalogue is indexed, or after that was cut off, the store holds vectors of passages
        that are not on the shelf; it is asked for more until they crowd out none that are.
        Paraphrases come beside as many of the catalogue's own as there would be without them.
        """
        led = self._shelf.paraphrases
        owners, limit = None, _NEAREST
        if len(allowed) < len(self._ids):
            if len(allowed) ** 2 <= _FEW * len(self._ids):
                owners = sorted(allowed)
            else:
                limit = _NEAREST * len(self._ids) // len(allowed)
        while True:
            found = self._index.nearest(vector, limit, owners)
            known = [
                (passage, cosine)
                for passage_id, cosine in found
                if (passage := self._shelf.passages.get(passage_id) or led.get(passage_id))
                and passage.credential_id in allowed
            ]
            own = [place for place, (one, _) in enumerate(known) if one.id not in led]
            if len(own) >= _NEAREST:
                return known[: own[_NEAREST - 1] + 1]
            if len(found) < limit:
                return known
            limit *= _MORE


def _sure(reading: Reading) -> float:
    """0..1: how far a goal is one that the lexicon speaks of at all."""
    nearness = reading.meant[0].nearness
    return float(np.clip((nearness - UNREAD) / (WELL_READ - UNREAD), 0, 1))


@dataclass(frozen=True, slots=True)
class _Read:
    """What a goal's concepts found; `terms` by position name the concept that led there."""

    scores: Floats | float = 0.0
    terms: Mapping[int, str] = field(default_factory=dict)
    nearest: float = 0.0


def _wordy(shelf: Shelf) -> list[str]:
    """What the word index reads of each credential; the title counts twice."""
    stacks: dict[str, list[str]] = defaultdict(list)
    for stack in shelf.stacks.values():
        for credential_id in stack.members:
            stacks[credential_id].append(f"{stack.title} {stack.designation or ''}")
    return [
        " ".join(
            (
                credential.title,
                credential.title,
                credential.competency,
                credential.key_method,
                credential.issuer,
                " ".join(credential.topics),
                " ".join(credential.subjects),
                " ".join(credential.roles),
                " ".join(stacks[credential_id]),
                " ".join(row.title for row in credential.rubric),
            )
        )
        for credential_id, credential in shelf.credentials.items()
    ]
