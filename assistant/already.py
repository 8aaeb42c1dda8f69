"""Where a person's own words show that she may already do what is asked; never called met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.own_words import EarlierWork, habits_in
from assistant.self_check.elements import elements_of
from retrieval.catalogue import Credential, Criterion
from retrieval.embeddings import Embedder
from retrieval.search import Searcher
from retrieval.sentences import sentences

# How surely a habit is one of a credential: how far above all others it comes for the habit alone
# (tenths of a standard deviation) and the cosine of the two. Set on 34 clauses and two catalogues:
# particular habits reach it, those that say little ("I already teach reading every day") do not.
STANDS_OUT = 1.1
AS_NEAR = 0.8  # standard deviations that a credential may stand behind the habit's first
MOST_HABITS = 2
# Cosine of two credentials' competencies from which work for the one may count for the other, and
# of two of their rows: below, rows are alike in form alone ("the conversation afterwards").
RELATED, ROWS_ALIKE = 0.59, 0.6
ROW_NEARER = 0.1  # cosine by which a line of the rubric must be nearer than the competency

Source = Literal["goal", "self_check", "badge"]


@dataclass(frozen=True, slots=True)
class Already:
    """Her words and the catalogue's, both verbatim, and the sentence that holds them together."""

    said: str
    source: Source
    from_credential: str | None
    field: str  # "competency" or "criterion:ID", of the match
    asks: str
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A verbatim piece of what a credential asks."""

    field: str
    text: str


class AlreadySeen:
    """Finds, for each match, the one place where she may already do what it asks."""

    def __init__(self, embedder: Embedder) -> None:
        """`embedder` must be the local one: her words go nowhere else for this."""
        self._embedder = embedder

    def of(
        self,
        goal: str,
        matches: Sequence[Credential],
        searcher: Searcher,
        earlier: Sequence[EarlierWork] = (),
    ) -> list[Already | None]:
        """One for each match, None where nothing of hers stands out."""
        habits = habits_in(goal)[:MOST_HABITS]
        theirs = {habit: self._standing(habit, len(matches), searcher) for habit in habits}
        found = []
        for match in matches:
            said = next((habit for habit in habits if match.id in theirs[habit]), None)
            found.append(self._habit(said, match) if said else self._earlier(match, earlier))
        return found

    def _standing(self, habit: str, limit: int, searcher: Searcher) -> set[str]:
        """The credentials that a habit, searched for alone, stands out for."""
        hits = searcher.find(habit, limit).hits
        hits = tuple(hit for hit in hits if hits[0].rank_score - hit.rank_score <= AS_NEAR)
        if not hits:
            return set()
        about = [f"{hit.credential.title}. {hit.credential.competency}" for hit in hits]
        vectors = self._embedder.embed([habit, *about])
        return {
            hit.credential.id
            for hit, cosine in zip(hits, (vectors[1:] @ vectors[0]).tolist(), strict=True)
            if hit.rank_score / 10 + max(hit.cosine, cosine) >= STANDS_OUT
        }

    def _habit(self, said: str, match: Credential) -> Already:
        """The habit beside the competency, or the line of the rubric that is clearly nearer."""
        lines = _lines(match)
        vectors = self._embedder.embed([said, *(line.text for line in lines)])
        nearness = [
            cosine - (0 if line.field == "competency" else ROW_NEARER)
            for line, cosine in zip(lines, (vectors[1:] @ vectors[0]).tolist(), strict=True)
        ]
        line = lines[max(range(len(lines)), key=lambda i: nearness[i])]
        return _already(f"you said “{said}”", said, "goal", None, line)

    def _earlier(self, match: Credential, earlier: Sequence[EarlierWork]) -> Already | None:
        """Earlier work for a related credential, beside the row most like one that it was for."""
        works = [w for w in earlier if w.credential.id != match.id and _same_people(w, match)]
        if not works or not match.rubric:
            return None
        about = [f"{c.title}. {c.competency}" for c in (match, *(w.credential for w in works))]
        vectors = self._embedder.embed(about)
        for work, nearness in zip(works, vectors[1:] @ vectors[0], strict=True):
            if nearness >= RELATED and (found := self._alike(match, work)):
                return found
        return None

    def _alike(self, match: Credential, work: EarlierWork) -> Already | None:
        own = [row for row in work.credential.rubric if work.earned or row.id in work.shown]
        if not own:
            return None
        theirs = self._embedder.embed([_row_text(row) for row in match.rubric])
        near = self._embedder.embed([_row_text(row) for row in own]) @ theirs.T
        i, j = np.unravel_index(int(near.argmax()), near.shape)
        if near[i, j] < ROWS_ALIKE:
            return None
        line = _lines_of(match.rubric[j])[0]
        title = work.credential.title
        if work.earned:
            said = _lines_of(own[i])[0].text
            return _already(
                f"you earned {title}, which asks “{said}”", said, "badge", work.credential.id, line
            )
        said = work.shown[own[i].id]
        told = f"in your draft for {title} you wrote “{said}”"
        return _already(told, said, "self_check", work.credential.id, line)


def _already(
    told: str, said: str, source: Source, from_credential: str | None, line: _Line
) -> Already:
    asks = "its rubric asks" if line.field != "competency" else "its competency is"
    text = f"You may already do this: {told}; {asks} “{line.text}”."
    return Already(said, source, from_credential, line.field, line.text, text)


def _lines(credential: Credential) -> list[_Line]:
    """What a credential asks, piece by piece, the competency first."""
    competency = [_Line("competency", text) for text in _pieces(credential.competency)]
    return [*competency, *(line for row in credential.rubric for line in _lines_of(row))]


def _lines_of(row: Criterion) -> list[_Line]:
    """The clauses of a row's pass level that stand there word for word; at least one."""
    descriptor = row.target.descriptor
    clauses = [clause for clause in elements_of(descriptor) if clause in descriptor]
    return [_Line(f"criterion:{row.id}", text) for text in clauses or _pieces(descriptor)]


def _pieces(text: str) -> Iterable[str]:
    return [span.text for span in sentences(text)] or [text]


def _row_text(row: Criterion) -> str:
    return f"{row.title}. {row.target.descriptor}"


def _same_people(work: EarlierWork, match: Credential) -> bool:
    """Whether both are for the same work; what is unknown tells nothing against it."""
    roles = set(work.credential.roles)
    return not roles or not match.roles or bool(roles & set(match.roles))
