"""Why a match: what in the catalogue speaks to the goal, and why this one and not its neighbour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.audience import is_for
from assistant.people import Profile
from retrieval.catalogue import Credential, Stack
from retrieval.embeddings import Embedder
from retrieval.search import Hit
from retrieval.sentences import sentences

# A quote should tell what the credential is about; a rubric row or a page of a guide rarely does.
_SAYS_WHAT_IT_IS = frozenset({"competency", "key_method", "method_component"})
_DETAIL = 0.75
_LEAST_QUOTE = 20  # characters
_NEIGHBOURS = 0.58  # cosine of two credentials' competencies from which they are easily confused
_MUCH_LONGER = 1.5  # times the hours: then that is worth saying

_NEEDS = (
    ("needs_students", "needs students of your own now"),
    ("needs_student_work", "needs student work"),
    ("needs_video", "needs video of a lesson"),
    ("needs_audio", "needs an audio recording"),
    ("needs_annotation", "needs annotated work"),
    ("needs_colleagues", "needs a colleague to work with"),
    ("needs_families", "needs families to take part"),
    ("start_of_year", "is made for the start of the school year"),
    ("administrators_only", "is for administrators only"),
    ("prior_approval", "needs approval before you begin"),
    ("supervisor_sign_off", "needs a supervisor's signature"),
)


@dataclass(frozen=True, slots=True)
class CatalogueQuote:
    """A verbatim piece of the catalogue, and where it stands."""

    field: str
    text: str


class Quoter:
    """Finds the sentence of a credential's own text that lies nearest to a goal."""

    def __init__(self, embedder: Embedder) -> None:
        """`embedder` must be the local one: a goal's words go nowhere else for this."""
        self._embedder = embedder

    def quotes(self, goal: str, hit: Hit) -> tuple[CatalogueQuote, ...]:
        """One verbatim sentence; what says what the credential is comes before details."""
        pool = [
            CatalogueQuote("competency", span.text)
            for span in sentences(hit.credential.competency)
            if len(span.text) >= _LEAST_QUOTE
        ] or [CatalogueQuote("competency", hit.credential.competency)]
        pool += [
            CatalogueQuote(passage.field, span.text)
            for passage in hit.passages
            if passage.field not in ("topics", "competency")
            for span in sentences(passage.text)
            if len(span.text) >= _LEAST_QUOTE
        ]
        wanted = f"{goal} {hit.concept}" if hit.concept else goal
        vectors = self._embedder.embed([wanted, *(quote.text for quote in pool)])
        says_what_it_is = [1.0 if quote.field in _SAYS_WHAT_IT_IS else _DETAIL for quote in pool]
        return (pool[int((vectors[1:] @ vectors[0] * says_what_it_is).argmax())],)

    def neighbours(self, credentials: Sequence[Credential]) -> list[Credential | None]:
        """For each credential the other one that it is most easily confused with, if any."""
        if not credentials:
            return []
        vectors = self._embedder.embed([f"{c.title}. {c.competency}" for c in credentials])
        near = vectors @ vectors.T
        found: list[Credential | None] = []
        for i in range(len(credentials)):
            others = sorted(
                (j for j in range(len(credentials)) if j != i), key=lambda j: -near[i, j]
            )
            close = [j for j in others if near[i, j] >= _NEIGHBOURS]
            found.append(credentials[close[0]] if close else None)
        return found


def reasons_for(
    goal: str,
    hit: Hit,
    profile: Profile,
    stacks: Sequence[Stack],
    neighbour: Credential | None,
) -> list[str]:
    """In sentences; each rests on the quote beside it, or on what the catalogue says."""
    credential = hit.credential
    said = []
    if hit.concept and not _says(goal, hit.concept):
        said.append(f"What you describe may be called {hit.concept}, and this one is near it.")
    elif hit.passages:
        said.append(f"Near to your words in {hit.passages[0].place}.")
    if neighbour is not None:
        difference = differs(credential, neighbour, profile) or _says_of_itself(neighbour)
        said.append(f"Rather than {neighbour.title}: {difference}.")
    said += worth_for(credential, profile)
    said += [f"Counts toward {stack.title}." for stack in stacks[:2]]
    return said


def _says_of_itself(other: Credential) -> str:
    """Where nothing known tells two apart: what the other one is, word for word."""
    first = next(iter(sentences(other.competency)), None)
    return f"that one says “{(first.text if first else other.competency).rstrip('.')}”"


def _says(goal: str, term: str) -> bool:
    """Whether a goal already holds a word of the term: then there is nothing to translate."""
    words = set(re.findall(r"[a-z]{4,}", goal.casefold()))
    return any(word in words for word in re.findall(r"[a-z]{4,}", term))


def differs(one: Credential, other: Credential, profile: Profile) -> str | None:
    """What speaks for the one of two like credentials, in a clause; None where nothing is known."""
    if profile.role and is_for(one, profile.role) and is_for(other, profile.role) is False:
        return f"that one is written for {_listed(other.roles)}"
    if profile.grade and profile.grade in one.grades and other.grades:
        if profile.grade not in other.grades:
            return f"that one is written for grades {_listed(other.grades)}"
    for flag, words in _NEEDS:
        if getattr(other.constraints, flag) and getattr(one.constraints, flag) is False:
            return f"that one {words}, this one does not"
    if one.effort_hours and other.effort_hours:
        if other.effort_hours >= _MUCH_LONGER * one.effort_hours:
            return (
                f"this one takes about {one.effort_hours:g} hours, that one {other.effort_hours:g}"
            )
    if one.roles and other.roles and not set(one.roles) & set(other.roles):
        return f"this one is written for {_listed(one.roles)}, that one for {_listed(other.roles)}"
    return None


def _listed(items: Sequence[str]) -> str:
    return ", ".join(items)


def worth_for(credential: Credential, profile: Profile) -> list[str]:
    """What a credential counts for, each with the place it holds for; the person's state first."""
    found = sorted(credential.counts_for, key=lambda w: w.state != profile.state)
    if profile.state:
        found = [worth for worth in found if worth.state in (None, profile.state)]
    said = []
    for worth in found[:2]:
        place = ", ".join(p for p in (worth.district, worth.state) if p) or "any place"
        credit = f" ({worth.credit})" if worth.credit else ""
        said.append(f"Counts for {worth.use.replace('-', ' ')}{credit} in {place}.")
    return said


def cautions(credential: Credential, profile: Profile) -> list[str]:
    """What could stand in the way, in words; a student-facing need is said only where it is so."""
    found = []
    if credential.constraints.window_days:
        found.append(f"runs over {credential.constraints.window_days} days")
    found += [words for flag, words in _NEEDS if getattr(credential.constraints, flag)]
    if credential.cost_usd:
        found.append(f"costs {credential.cost_usd:g} dollars")
    if profile.role and is_for(credential, profile.role) is False:
        found.append(f"is written for: {_listed(credential.roles)}")
    if profile.grade and credential.grades and profile.grade not in credential.grades:
        found.append(f"is written for grades {_listed(credential.grades)}")
    if credential.ai_policy.use == "forbidden":
        found.append("is from an issuer that forbids AI help with the submission")
    return found
