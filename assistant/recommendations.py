"""Goal -> the few credentials that fit, each with reasons that quote the catalogue; or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from assistant.constraints import Limits, limits_in
from assistant.errors import BadInput, ModelUnavailable
from assistant.library import Library
from assistant.people import Profile
from assistant.self_check.privacy import hiding
from retrieval.catalogue import Credential
from retrieval.embeddings import Embedder
from retrieval.search import Hit, Shelf
from retrieval.sentences import sentences

LIMIT = 5
MOST = 50
MAX_GOAL = 4_000  # characters; a goal is a few sentences
_POOL = 30  # hits weighed before the profile moves them
# A goal that is nearer than FLOOR to nothing in the catalogue gets no match; one that speaks of
# school has a lower floor, for teachers' own words often lie far from a catalogue's.
FLOOR, SCHOOL_FLOOR = 0.17, 0.10
_ELSEWHERE = re.compile(
    r"\b(?:weather|jokes?|pizza|recipe|restaurant|world series|super bowl|football score|movie|"
    r"flight|hotel|stocks?|bitcoin|car|sick days|fmla|payroll|grievance|transcript sent|"
    r"who won|last night'?s game|the game last night)\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:teach\w*|student\w*|kids?|child\w*|class\w*|school\w*|lesson\w*|grade\w*|grading|learn\w*|"
    r"read\w*|writ\w*|math\w*|science|parent\w*|famil\w+|coach\w*|mentor\w*|principal|colleague\w*|"
    r"curricul\w+|assess\w*|feedback|rubric\w*|credential\w*|iep\w*|unit|homework|discuss\w*|talk\w*|"
    r"behavio\w+|pupil\w*|alumn\w*|estudiante\w*|niñ\w+|clase\w*|maestr\w+|padres|leer|escrib\w*)\b",
    re.IGNORECASE,
)
# What the profile moves, in standard deviations of the search score.
_GRADE_FITS, _GRADE_OFF = 0.2, -0.6
_SUBJECT_FITS, _SUBJECT_OFF = 0.25, -0.4
_ROLE_FITS, _ROLE_OFF = 0.25, -0.7
_COUNTS_HERE = 0.25
_NEAR_BEST = 2.5  # matches may lie this far below the best one

# A quote should tell what the credential is about; a rubric row or a page of a guide rarely does.
_SAYS_WHAT_IT_IS = frozenset({"competency", "key_method", "method_component"})
_DETAIL = 0.75

NOTHING = (
    "Nothing in this catalogue fits that. Tell me in a sentence what you would like to get better "
    "at in your teaching, or ask your coach what else your district offers."
)


@dataclass(frozen=True, slots=True)
class CatalogueQuote:
    """A verbatim piece of the catalogue, and where it stands."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """One credential that fits; keys as the API names them."""

    credential_id: str
    title: str
    issuer: str
    score: float  # 0..1, comparable within one answer
    reasons: tuple[str, ...]
    quotes: tuple[CatalogueQuote, ...]
    stacks: tuple[str, ...]
    effort_hours: float | None
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The answer to a goal; `warnings` say when a model should have answered and did not."""

    goal: str
    profile: Profile
    matches: tuple[Match, ...]
    message: str
    warnings: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """JSON types, keys as the API names them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Choice:
    """A re-ranked candidate and, where there is one, the reason in the model's words."""

    credential_id: str
    reason: str | None = None


class Reranker(Protocol):
    """Puts candidates in order; may only choose among them; raises ModelUnavailable."""

    def rerank(
        self, goal: str, profile: Profile, candidates: Sequence[Credential]
    ) -> tuple[list[Choice], str]:
        """The chosen candidates, best first, and a sentence to the teacher."""
        ...


class Recommender:
    """Recommends from the library; with a reranker, the model orders what was found."""

    def __init__(
        self, library: Library, local_embedder: Embedder, reranker: Reranker | None = None
    ) -> None:
        self._library = library
        self._embedder = local_embedder
        self._reranker = reranker

    def recommend(
        self,
        goal: str,
        profile: Profile | None = None,
        limit: int = LIMIT,
        exclude: Collection[str] = (),
        limits: Limits | None = None,
    ) -> Recommendation:
        """At most `limit` matches, best first; none when nothing fits.

        `limits` None means: those said in the goal.

        Raises BadInput for an empty or overlong goal; EmbedderUnavailable, IndexUnavailable.
        """
        profile = profile or Profile()
        goal = goal.strip()
        if not goal:
            raise BadInput("The goal is empty; say in a sentence what you want to get better at.")
        if len(goal) > MAX_GOAL:
            raise BadInput(f"The goal is longer than {MAX_GOAL:,} characters; a few sentences do.")
        if not 1 <= limit <= MOST:
            raise BadInput(f"The limit is {limit}; expected 1 to {MOST}.")
        shelf = self._library.shelf()
        if not shelf.credentials:
            message = "The catalogue is empty; load one with `credcoach index PATH`."
            return Recommendation(goal, profile, (), message)
        limits = limits or limits_in(goal)
        among = [c.id for c in shelf.credentials.values() if c.id not in set(exclude)]
        hits = self._library.searcher().search(goal, max(_POOL, 2 * limit), among)
        if off_topic(goal, hits):
            return Recommendation(goal, profile, (), NOTHING)
        fitting = [hit for hit in hits if limits.broken_by(hit.credential) is None]
        ranked = sorted(
            ((hit.rank_score + leaning(hit.credential, profile), hit) for hit in fitting),
            key=lambda pair: (-pair[0], pair[1].credential.id),
        )
        if not ranked:
            return Recommendation(goal, profile, (), _all_ruled_out(hits, limits))
        # Whether a match is near enough is the goal's to say; the profile only moves the order.
        line = max(hit.rank_score for _, hit in ranked) - _NEAR_BEST
        near = [pair for pair in ranked if pair[1].rank_score >= line][:limit]
        if self._reranker is not None:
            try:
                return self._through_model(goal, profile, limit, ranked, limits, shelf)
            except ModelUnavailable as error:
                return self._answer(goal, profile, near, limits, shelf, (str(error),))
        return self._answer(goal, profile, near, limits, shelf, ())

    def _answer(
        self,
        goal: str,
        profile: Profile,
        ranked: Sequence[tuple[float, Hit]],
        limits: Limits,
        shelf: Shelf,
        warnings: tuple[str, ...],
    ) -> Recommendation:
        matches = tuple(
            self._match(goal, profile, score, hit, limits, shelf, None) for score, hit in ranked
        )
        return Recommendation(goal, profile, matches, _message(matches), warnings)

    def _through_model(
        self,
        goal: str,
        profile: Profile,
        limit: int,
        ranked: Sequence[tuple[float, Hit]],
        limits: Limits,
        shelf: Shelf,
    ) -> Recommendation:
        assert self._reranker is not None
        by_id = {hit.credential.id: (score, hit) for score, hit in ranked}
        candidates = [hit.credential for _, hit in ranked[:_POOL]]
        hidden = hiding(goal)
        choices, message = self._reranker.rerank(hidden.replace(goal), profile, candidates)
        # Ids are checked here, whatever the model says: only what was retrieved, each once.
        known = {c.credential_id: c for c in choices if c.credential_id in by_id}
        best = max((by_id[i][0] for i in known), default=0.0)
        matches = []
        for place, choice in enumerate(list(known.values())[:limit]):
            _, hit = by_id[choice.credential_id]
            score = best - 0.1 * place  # the model gives an order; scores follow it
            reason = hidden.restore(choice.reason) if choice.reason else None
            matches.append(self._match(goal, profile, score, hit, limits, shelf, reason))
        message = hidden.restore(message)
        if not matches and (choices or not message):
            raise ModelUnavailable(
                "The language model named no credential that was found, and did not say that "
                "nothing fits, so this was answered offline; check CREDCOACH_MODEL."
            )
        if not matches:
            return Recommendation(goal, profile, (), message)
        return Recommendation(goal, profile, tuple(matches), message or _message(tuple(matches)))

    def _match(
        self,
        goal: str,
        profile: Profile,
        score: float,
        hit: Hit,
        limits: Limits,
        shelf: Shelf,
        reason: str | None,
    ) -> Match:
        credential = hit.credential
        quotes = self._quotes(goal, hit)
        stacks = shelf.stacks_of(credential.id)
        reasons = [reason] if reason else []
        if not reason and hit.passages:
            reasons.append(f"Speaks to your goal in {hit.passages[0].place}.")
        reasons += worth_for(credential, profile)
        reasons += [f"Counts toward {stack.title}." for stack in stacks[:2]]
        return Match(
            credential_id=credential.id,
            title=credential.title,
            issuer=credential.issuer,
            score=round(1 / (1 + 2.718281828 ** -(score - 1.0)), 3),
            reasons=tuple(reasons),
            quotes=quotes,
            stacks=tuple(stack.id for stack in stacks),
            effort_hours=credential.effort_hours,
            cautions=tuple(cautions(credential, profile) + limits.unknown_for(credential)),
        )

    def _quotes(self, goal: str, hit: Hit) -> tuple[CatalogueQuote, ...]:
        """The sentence of the credential's own text that lies nearest to the goal."""
        pool = [CatalogueQuote("competency", hit.credential.competency)]
        pool += [
            CatalogueQuote(passage.field, span.text)
            for passage in hit.passages
            if passage.field != "topics"
            for span in sentences(passage.text)
            if len(span.text) >= 20
        ]
        vectors = self._embedder.embed([goal, *(quote.text for quote in pool)])
        says_what_it_is = [1.0 if quote.field in _SAYS_WHAT_IT_IS else _DETAIL for quote in pool]
        nearest = int((vectors[1:] @ vectors[0] * says_what_it_is).argmax())
        return (pool[nearest],)


def off_topic(goal: str, hits: Sequence[Hit]) -> bool:
    """Whether a goal is near nothing in the catalogue."""
    nearest = max((hit.cosine for hit in hits), default=0.0)
    if _SCHOOL.search(goal):
        return nearest < SCHOOL_FLOOR
    return nearest < FLOOR or _ELSEWHERE.search(goal) is not None


def leaning(credential: Credential, profile: Profile) -> float:
    """How far the profile moves a credential: a preference, never an exclusion."""
    moved = 0.0
    if profile.grade and credential.grades:
        moved += _GRADE_FITS if profile.grade in credential.grades else _GRADE_OFF
    if profile.subject and credential.subjects:
        wanted = profile.subject.casefold()
        fits = any(wanted in s.casefold() or s.casefold() in wanted for s in credential.subjects)
        moved += _SUBJECT_FITS if fits else _SUBJECT_OFF
    if profile.role and credential.roles:
        roles = {role.casefold() for role in credential.roles}
        moved += _ROLE_FITS if profile.role.casefold() in roles else _ROLE_OFF
    if profile.state and any(worth.state == profile.state for worth in credential.counts_for):
        moved += _COUNTS_HERE
    return moved


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


def cautions(credential: Credential, profile: Profile) -> list[str]:
    """What could stand in the way, in words; a student-facing need is said only where it is so."""
    found = []
    if credential.constraints.window_days:
        found.append(f"runs over {credential.constraints.window_days} days")
    found += [words for flag, words in _NEEDS if getattr(credential.constraints, flag)]
    if credential.cost_usd:
        found.append(f"costs {credential.cost_usd:g} dollars")
    if profile.role and credential.roles:
        if profile.role.casefold() not in {role.casefold() for role in credential.roles}:
            found.append(f"is written for: {', '.join(credential.roles)}")
    if profile.grade and credential.grades and profile.grade not in credential.grades:
        found.append(f"is written for grades {', '.join(credential.grades)}")
    if credential.ai_policy.use == "forbidden":
        found.append("its issuer forbids AI help with the submission")
    return found


def _message(matches: tuple[Match, ...]) -> str:
    first = matches[0]
    hours = f", about {first.effort_hours:g} hours" if first.effort_hours else ""
    if len(matches) == 1:
        return f"One credential fits: {first.title}{hours}."
    return (
        f"{len(matches)} credentials come near your goal. The nearest is {first.title}{hours}. "
        "Open one to see what it asks for."
    )


def _all_ruled_out(hits: Sequence[Hit], limits: Limits) -> str:
    nearest = hits[0].credential
    return (
        f"Nothing here fits within what you said. The nearest, {nearest.title}, "
        f"{limits.broken_by(nearest)}; would that be possible at another time?"
    )
