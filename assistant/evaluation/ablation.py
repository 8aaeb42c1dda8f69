"""What each step of search is worth: nDCG@5 by kind of goal, first without all of them, then with.

Every rung is the one before it with a step more; words alone stands beside meaning alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.evaluation.retrieval import ASKED_FOR, Goal, Scores, Search, score
from assistant.evaluation.tables import aligned, written
from assistant.people import Profile
from retrieval.search import Searcher, Shelf
from retrieval.words import Spelling, WordIndex

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.recommendations import Recommender

POOL = 30  # hits that limits and profile choose from, as in a recommendation
MEANING, WORDS, BOTH = "meaning alone", "words alone", "meaning and words"
LEXICON, SPELLING, STACKS = "+ lexicon", "+ spelling", "+ stacks"
PROFILE, FLOOR = "+ profile and limits", "+ floor"
RUNGS = (MEANING, WORDS, BOTH, LEXICON, SPELLING, STACKS, PROFILE, FLOOR)
_NDCG, _NOTHING, _EMPTY = "ndcg5", "answered_with_nothing", "answerable_left_empty"
_LAST = {_NOTHING: "no match, told so", _EMPTY: "left empty"}


@dataclass(frozen=True, slots=True)
class Steps:
    """Which steps of search are taken beside meaning; the Spanish glossary is the lexicon's."""

    words: bool = True
    lexicon: bool = True
    spelling: bool = True
    stacks: bool = True


class PartialSearcher(Searcher):
    """A searcher over the shelf and vectors of a whole one that takes only some of its steps."""

    def __init__(self, whole: Searcher, steps: Steps) -> None:
        shelf: Shelf = whole._shelf if steps.stacks else replace(whole._shelf, stacks={})
        concepts = whole._concepts if steps.lexicon else None
        glossary = whole._glossary if steps.lexicon else None
        super().__init__(shelf, whole._index, whole._embedder, concepts, glossary)
        if not steps.words:
            self._words = WordIndex([""] * len(shelf.credentials))  # equal scores weigh nothing
        if not steps.spelling:
            self._spelling = Spelling(())  # where no word is known, none is mended


def profile_of(goal: Goal) -> Profile:
    """The profile that a goal is asked with."""
    said = (goal.profile.get(key) for key in ("grade", "subject", "role", "state"))
    return Profile(*(None if value is None else str(value) for value in said))


def searches(library: Library, recommender: Recommender) -> dict[str, Search]:
    """By rung, what finds the ids for a goal.

    The last one is the product as it stands: beside the floor it leaves out matches that lie far
    behind the best one.
    """
    whole = library.searcher()

    def through(steps: Steps) -> Search:
        searcher = PartialSearcher(whole, steps)
        return lambda goal: [hit.credential.id for hit in searcher.search(goal.query, ASKED_FOR)]

    def by_words(goal: Goal) -> list[str]:
        return [hit.credential.id for hit in whole.by_words(goal.query, ASKED_FOR)]

    def recommended(goal: Goal) -> list[str]:
        found = recommender.recommend(goal.query, profile_of(goal), ASKED_FOR)
        return [match.credential_id for match in found.matches]

    bare = Steps(lexicon=False, spelling=False, stacks=False)
    return {
        MEANING: through(replace(bare, words=False)),
        WORDS: by_words,
        BOTH: through(bare),
        LEXICON: through(replace(bare, lexicon=True)),
        SPELLING: through(Steps(stacks=False)),
        STACKS: through(Steps()),
        PROFILE: lambda goal: _within_limits(whole, goal),
        FLOOR: recommended,
    }


def _within_limits(searcher: Searcher, goal: Goal) -> list[str]:
    """A recommendation that never says no: limits exclude, the profile moves the order."""
    from assistant.audience import heard_in
    from assistant.leaning import leaning
    from assistant.limits.reading import limits_in
    from assistant.topics import topic_of
    from retrieval.stack_finder import asks_for_stack

    profile, limits = profile_of(goal), limits_in(goal.query)
    told = heard_in(goal.query, replace(profile, state=profile.state or limits.state_said))
    about = goal.query if asks_for_stack(goal.query) else topic_of(goal.query)
    fitting = [
        (hit.rank_score + leaning(hit.credential, told), hit.credential.id)
        for hit in searcher.find(about, POOL, None, told.state).hits
        if limits.broken_by(hit.credential) is None
    ]
    return [i for _, i in sorted(fitting, key=lambda pair: (-pair[0], pair[1]))[:ASKED_FOR]]


def ablation(
    goals: Sequence[Goal],
    by_rung: Mapping[str, Search],
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> dict[str, dict[str, dict[str, float | None]]]:
    """By rung and kind of goal: nDCG@5, and how often it said that nothing fits."""
    found = {}
    for number, (rung, search) in enumerate(by_rung.items(), start=1):
        found[rung] = {kind: _kept(scores) for kind, scores in score(goals, search).items()}
        progress(number, len(by_rung))
    return found


def _kept(scores: Scores) -> dict[str, float | None]:
    return {name: getattr(scores, name) for name in (_NDCG, _NOTHING, _EMPTY)}


def ablation_lines(figures: Mapping[str, Any]) -> list[str]:
    """A line a rung, a column a kind of goal that has an answer, then how often it said no."""
    kinds = {kind: row for rung in figures.values() for kind, row in rung.items()}
    ranked = [kind for kind, row in kinds.items() if row[_NDCG] is not None]
    rows = [["nDCG@5", *ranked, *_LAST.values()]]
    for rung, row in figures.items():
        said = [written(row["all"][name]) for name in _LAST]
        rows.append([rung, *(written(row[kind][_NDCG]) for kind in ranked), *said])
    return aligned(rows)
