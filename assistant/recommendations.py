"""Goal -> the few credentials that fit, each with reasons that quote the catalogue; or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field, replace
from time import monotonic
from typing import Any, Protocol

from assistant.already import Already, AlreadySeen
from assistant.audience import heard_in
from assistant.errors import BadInput, ModelUnavailable
from assistant.fitting import nothing_fits
from assistant.fusing import fused
from assistant.leaning import leaning
from assistant.library import Library
from assistant.limits.limits import Limits
from assistant.limits.reading import limits_in
from assistant.own_words import EarlierWork
from assistant.people import Profile
from assistant.reasons import CatalogueQuote, Quoter, cautions, reasons_for
from assistant.self_check.privacy.sweep import hiding
from assistant.topics import only_limits, topic_of
from retrieval.catalogue import Credential
from retrieval.embeddings import Embedder
from retrieval.search import Found, Hit, Shelf
from retrieval.stack_finder import asks_for_stack

LIMIT = 5
MOST = 50
MAX_GOAL = 4_000  # characters; a goal is a few sentences
RANKING_S = 9.0  # for all that a model is asked; of 15 s, the rest is for wording the answer
_POOL = 30  # hits weighed before the profile moves them
# How far matches may lie below the best one, and below the best there is, limits or not, in
# standard deviations: whoever asks for a list gets one; in talk only the few that are near are
# offered.
_LIST, _FEW = (5.0, 6.0), (2.5, 4.5)
FURTHER = "It lies clearly further from your words than the first one here."
_CLEARLY_NEARER = 1.0

NOTHING = (
    "Nothing in this catalogue fits that. Tell me in a sentence what you would like to get better "
    "at in your teaching, or ask your coach what else your district offers."
)


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
    already: Already | None = None  # where the person's own words show that she may do it already


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The answer to a goal; `warnings` say when a model should have answered and did not.

    `open` where the goal only says what must not be asked: all that is possible is then as near.
    `message_es` is the message in Spanish where somebody else can help.
    """

    goal: str
    profile: Profile
    matches: tuple[Match, ...]
    message: str
    warnings: tuple[str, ...] = field(default=())
    open: bool = False
    message_es: str = ""

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
        self, goal: str, profile: Profile, candidates: Sequence[Credential], by: float
    ) -> tuple[list[Choice], str]:
        """The chosen candidates, best first, and a sentence to the teacher, by a monotonic time."""
        ...


class Rewriter(Protocol):
    """Says a goal in the profession's words; raises ModelUnavailable."""

    def rewrite(self, goal: str, profile: Profile, by: float) -> tuple[str, ...]:
        """A few phrases to search for beside the goal, by a monotonic time; maybe none."""
        ...


class Recommender:
    """Recommends from the library; with a reranker, the model orders what was found."""

    def __init__(
        self,
        library: Library,
        local_embedder: Embedder,
        reranker: Reranker | None = None,
        rewriter: Rewriter | None = None,
    ) -> None:
        """`rewriter` is asked only where there is a reranker, which has the last word."""
        self._library = library
        self._quoter = Quoter(local_embedder)
        self._already = AlreadySeen(local_embedder)
        self._reranker = reranker
        self._rewriter = rewriter

    def recommend(
        self,
        goal: str,
        profile: Profile | None = None,
        limit: int = LIMIT,
        exclude: Collection[str] = (),
        limits: Limits | None = None,
        earlier: Sequence[EarlierWork] = (),
        *,
        few: bool = False,
    ) -> Recommendation:
        """At most `limit` matches, best first; none when nothing fits.

        `limits` None means: those said in the goal. `earlier` is the person's own work, and hers
        alone to see. `few`: only what is about as near as the best.

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
        told = heard_in(goal, replace(profile, state=profile.state or limits.state_said))
        among = [c.id for c in shelf.credentials.values() if c.id not in set(exclude)]
        about = goal if asks_for_stack(goal) else topic_of(goal)
        is_open = only_limits(goal)
        most = len(among) if is_open else max(_POOL, 2 * limit)
        found = self._library.searcher().find(about, most, among, told.state)
        elsewhere = None if is_open else nothing_fits(about, found, self._library.elsewhere)
        if elsewhere:
            message = elsewhere.answer or _nothing_near(found)
            return Recommendation(goal, profile, (), message, message_es=elsewhere.answer_es)
        fitting = [hit for hit in found.hits if limits.broken_by(hit.credential) is None]
        ranked = sorted(
            ((hit.rank_score + leaning(hit.credential, told), hit) for hit in fitting),
            key=lambda pair: (-pair[0], pair[1].credential.id),
        )
        if not ranked:
            return Recommendation(goal, profile, (), _all_ruled_out(found.hits, limits))
        # Whether a match is near enough is the goal's to say; the profile only moves the order.
        below_best, below_any = _FEW if few else _LIST
        line = max(hit.rank_score for _, hit in ranked) - below_best
        line = max(line, max(hit.rank_score for hit in found.hits) - below_any)
        near = [pair for pair in ranked if is_open or pair[1].rank_score >= line][:limit]
        if not near:
            return Recommendation(goal, profile, (), _all_ruled_out(found.hits, limits))
        if is_open:
            message = _possible(len(near), len(near) == len(ranked))
            asked = _Asked(goal, profile, told, limits, shelf, tuple(earlier))
            matches = self._matches(asked, [(score, hit, None) for score, hit in near])
            return Recommendation(goal, profile, matches, message, open=True)
        outside = _nearer_outside(found.hits, near, limits)
        asked = _Asked(goal, profile, told, limits, shelf, tuple(earlier), outside)
        if self._reranker is not None:
            try:
                return self._through_model(asked, limit, ranked, among)
            except ModelUnavailable as error:
                return self._answer(asked, near, (str(error),))
        return self._answer(asked, near, ())

    def _answer(
        self, asked: _Asked, ranked: Sequence[tuple[float, Hit]], warnings: tuple[str, ...]
    ) -> Recommendation:
        chosen = [(score, hit, None) for score, hit in ranked]
        matches = self._matches(asked, chosen)
        message = _message(matches) + asked.outside
        return Recommendation(asked.goal, asked.profile, matches, message, warnings)

    def _through_model(
        self,
        asked: _Asked,
        limit: int,
        ranked: Sequence[tuple[float, Hit]],
        among: Collection[str],
    ) -> Recommendation:
        """The model's order of what was found for the goal and for what it was rewritten as."""
        assert self._reranker is not None
        by = monotonic() + RANKING_S
        hidden = hiding(asked.goal)
        goal = hidden.replace(asked.goal)
        if self._rewriter is not None:
            phrases = self._rewriter.rewrite(goal, asked.told, by)
            ranked = fused(ranked, [self._found_for(one, asked, among) for one in phrases])
        by_id = {hit.credential.id: (score, hit) for score, hit in ranked}
        candidates = [hit.credential for _, hit in ranked[:_POOL]]
        choices, message = self._reranker.rerank(goal, asked.told, candidates, by)
        # Ids are checked here, whatever the model says: only what was retrieved, each once.
        known = {c.credential_id: c for c in choices if c.credential_id in by_id}
        best = max((by_id[i][0] for i in known), default=0.0)
        chosen = []
        for place, choice in enumerate(list(known.values())[:limit]):
            _, hit = by_id[choice.credential_id]
            score = best - 0.1 * place  # the model gives an order; scores follow it
            chosen.append((score, hit, hidden.restore(choice.reason) if choice.reason else None))
        message = hidden.restore(message)
        if not chosen and (choices or not message):
            raise ModelUnavailable(
                "The language model named no credential that was found, and did not say that "
                "nothing fits, so this was answered offline; check CREDCOACH_MODEL."
            )
        if not chosen:
            return Recommendation(asked.goal, asked.profile, (), message)
        matches = self._matches(asked, chosen)
        return Recommendation(asked.goal, asked.profile, matches, message or _message(matches))

    def _found_for(
        self, phrase: str, asked: _Asked, among: Collection[str]
    ) -> list[tuple[float, Hit]]:
        """What a phrase of the model finds, within the goal's limits, best first."""
        hits = self._library.searcher().find(phrase, _POOL, among, asked.told.state).hits
        return [
            (hit.rank_score + leaning(hit.credential, asked.told), hit)
            for hit in hits
            if asked.limits.broken_by(hit.credential) is None
        ]

    def _matches(
        self, asked: _Asked, chosen: Sequence[tuple[float, Hit, str | None]]
    ) -> tuple[Match, ...]:
        """The matches with their reasons; a model's reason, where there is one, comes first."""
        credentials = [hit.credential for _, hit, _ in chosen]
        neighbours = self._quoter.neighbours(credentials)
        already = self._already.of(asked.goal, credentials, self._library.searcher(), asked.earlier)
        nearest = max(hit.rank_score for _, hit, _ in chosen)
        matches = []
        for (score, hit, reason), neighbour, own_words in zip(
            chosen, neighbours, already, strict=True
        ):
            credential = hit.credential
            quotes = self._quoter.quotes(asked.goal, hit)
            stacks = asked.shelf.stacks_of(credential.id)
            own = reasons_for(asked.goal, hit, asked.told, stacks, neighbour)
            if reason is None and nearest - hit.rank_score > _FEW[0]:
                own = [FURTHER, *own]
            unknown = asked.limits.unknown_for(credential)
            matches.append(
                Match(
                    credential_id=credential.id,
                    title=credential.title,
                    issuer=credential.issuer,
                    score=round(1 / (1 + 2.718281828 ** -(score - 1.0)), 3),
                    reasons=(reason, *own) if reason else tuple(own),
                    quotes=quotes,
                    stacks=tuple(stack.id for stack in stacks),
                    effort_hours=credential.effort_hours,
                    cautions=tuple(cautions(credential, asked.told) + unknown),
                    already=own_words,
                )
            )
        return tuple(matches)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A goal as it is answered: `told` is the profile with what the goal says in passing."""

    goal: str
    profile: Profile
    told: Profile
    limits: Limits
    shelf: Shelf
    earlier: tuple[EarlierWork, ...] = ()
    outside: str = ""  # what came nearer and is ruled out, in a sentence


def _nothing_near(found: Found) -> str:
    """That nothing fits, what came closest, and whom to ask."""
    if not found.hits:
        return NOTHING
    return (
        f"Nothing in this catalogue fits that. The closest is {found.hits[0].credential.title}, "
        "and it is about something else. Say it in other words, or ask your coach what else your "
        "district offers."
    )


def _message(matches: tuple[Match, ...]) -> str:
    first = matches[0]
    hours = f", about {first.effort_hours:g} hours" if first.effort_hours else ""
    if len(matches) == 1:
        return f"One credential fits: {first.title}{hours}."
    return (
        f"{len(matches)} credentials come near your goal. The nearest is {first.title}{hours}. "
        "Open one to see what it asks for."
    )


def _possible(count: int, all_there_is: bool) -> str:
    """How many are possible where nothing was said of what it is about."""
    some = "One credential keeps" if count == 1 else f"{count} credentials keep"
    some = f"{some} to what you said" if all_there_is else f"{some} to what you said, among others"
    return f"{some}. What you would like to get better at decides between them."


def _nearer_outside(hits: Sequence[Hit], near: Sequence[tuple[float, Hit]], limits: Limits) -> str:
    """A sentence on what came clearly nearer than every match and breaks a limit, if any did."""
    if hits and near and hits[0].rank_score - near[0][1].rank_score >= _CLEARLY_NEARER:
        if broken := limits.broken_by(hits[0].credential):
            title = hits[0].credential.title
            return f" Nearer to your words, but outside what you said: {title}, which {broken}."
    return ""


def _all_ruled_out(hits: Sequence[Hit], limits: Limits) -> str:
    nearest = hits[0].credential
    return (
        f"Nothing here fits within what you said. The nearest, {nearest.title}, "
        f"{limits.broken_by(nearest)}; would that be possible at another time?"
    )
