"""What she may already do rests on her own words and the catalogue's, both as they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.already import AlreadySeen
from assistant.own_words import EarlierWork, earlier_work, habits_in
from assistant.store.records import EarnedBadge, SelfCheck
from retrieval.catalogue import Credential, Criterion, Level
from retrieval.search import Found, Hit, Searcher
from tests.fakes import WordEmbedder

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def row(row_id: str, descriptor: str) -> Criterion:
    return Criterion(
        id=row_id, part="p", title=row_id, levels=(Level("Met", descriptor),), pass_level="Met"
    )


CIRCLES = Credential(
    id="circles",
    title="Morning Circles",
    issuer="I",
    competency="The educator holds morning circles with an advisory. Every student speaks.",
    roles=("classroom teacher",),
    rubric=(row("turns", "Notes of six circles show that every student had a turn."),),
)
RINGS = replace(
    CIRCLES,
    id="rings",
    title="Morning Circles Again",
    rubric=(row("turns", "Notes of six circles show that every student had a long turn."),),
)
FRACTIONS = replace(
    CIRCLES,
    id="fractions",
    title="Fraction Strips",
    competency="The educator compares halves on number lines.",
    rubric=(row("strips", "Photographs of strips that were cut and labelled."),),
)


class Finds(Searcher):
    """A searcher that finds what it was told, for whatever is asked."""

    def __init__(self, *hits: Hit) -> None:
        self.hits = hits
        self.asked: list[str] = []

    def find(self, goal, limit, among=None, state=None):
        self.asked.append(goal)
        return Found(self.hits)


def hit(credential: Credential, score: float, cosine: float = 0.6) -> Hit:
    return Hit(credential, score, cosine, ())


GOAL = "I already hold morning circles with my advisory, and I want credit for that."
SAID = "I already hold morning circles with my advisory"


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (GOAL, SAID),
        (
            "We look at student work together every Tuesday, but nothing changes",
            "We look at student work together every Tuesday",
        ),
        (
            "I have been mentoring a first year teacher and want to get better",
            "I have been mentoring a first year teacher",
        ),
        (
            "Every Friday I sort exit tickets into three piles.",
            "Every Friday I sort exit tickets into three piles",
        ),
        (
            "Ya hago charlas numéricas todas las mañanas y quiero mejorar",
            "Ya hago charlas numéricas todas las mañanas",
        ),
        (
            "Llevo tres años usando portafolios con mis alumnos.",
            "Llevo tres años usando portafolios con mis alumnos",
        ),
    ],
)
def test_a_habit_is_taken_out_of_a_goal_word_for_word(goal: str, said: str) -> None:
    assert habits_in(goal) == (said,)
    assert said in goal


@pytest.mark.parametrize(
    "goal",
    [
        "I want to hold morning circles every week.",
        "I don't do number talks every day.",
        "We have been struggling with reading groups all year.",
        "Do we already have something for circles every week?",
        "I already tried circles with them twice a week.",
        "I've been told to do circles every morning.",
        "I already have the first level in Arkansas.",
        "I have been reading a lot about classroom discussion.",
        "I've been teaching fourth grade for twelve years.",
        "Three kids do all the talking every single day.",
        "I already know about restorative circles in schools.",
        "Nunca hago charlas numéricas todas las mañanas.",
    ],
)
def test_wishes_troubles_and_questions_are_no_habits(goal: str) -> None:
    assert habits_in(goal) == ()


def test_a_habit_that_stands_out_is_said_with_both_sides_word_for_word() -> None:
    searcher = Finds(hit(CIRCLES, 7.0), hit(FRACTIONS, 1.0))
    first, second = AlreadySeen(WordEmbedder()).of(GOAL, [CIRCLES, FRACTIONS], searcher)

    assert searcher.asked == [SAID]
    assert first is not None
    assert (first.said, first.source, first.from_credential) == (SAID, "goal", None)
    assert first.asks == "The educator holds morning circles with an advisory."
    assert first.text == (
        f"You may already do this: you said “{SAID}”; its competency is “{first.asks}”."
    )
    assert second is None


def test_a_row_that_is_clearly_nearer_than_the_competency_is_named() -> None:
    vague = replace(CIRCLES, competency="The educator knows people.")
    rubric = (row("hold", "I hold morning circles with my advisory."),)
    (found,) = AlreadySeen(WordEmbedder()).of(
        GOAL, [replace(vague, rubric=rubric)], Finds(hit(CIRCLES, 9.0))
    )

    assert found is not None
    assert found.field == "criterion:hold"
    assert found.asks in rubric[0].target.descriptor
    assert f"its rubric asks “{found.asks}”" in found.text


def test_a_habit_that_fits_many_is_claimed_for_none() -> None:
    searcher = Finds(hit(CIRCLES, 3.0, 0.3))
    assert AlreadySeen(WordEmbedder()).of(GOAL, [CIRCLES], searcher) == [None]


def test_a_goal_without_a_habit_costs_no_search() -> None:
    searcher = Finds(hit(CIRCLES, 9.0))
    assert AlreadySeen(WordEmbedder()).of("morning circles", [CIRCLES], searcher) == [None]
    assert searcher.asked == []


# Earlier work


def check(status: str, credential_id: str = "circles") -> SelfCheck:
    quotes = [{"file": "d", "start": 0, "end": 31, "text": "All 24 spoke in six circles."}]
    finding = {"criterion_id": "turns", "status": status, "quotes": quotes}
    return SelfCheck("1", "alice", credential_id, None, None, {"findings": [finding]}, NOW)


BADGE = EarnedBadge("1", "alice", "p", "circles", "verified", "how", "a", "I", None, None, "f", NOW)
KNOWN = {c.id: c for c in (CIRCLES, RINGS, FRACTIONS)}


def seen(match: Credential, earlier: tuple[EarlierWork, ...]):
    (found,) = AlreadySeen(WordEmbedder()).of("circles", [match], Finds(), earlier)
    return found


def test_a_row_that_was_shown_for_a_like_credential_is_said_with_her_words() -> None:
    found = seen(RINGS, earlier_work([check("met")], [], KNOWN))

    assert found is not None
    assert (found.said, found.source) == ("All 24 spoke in six circles.", "self_check")
    assert found.from_credential == "circles"
    assert found.asks in RINGS.rubric[0].target.descriptor
    assert "in your draft for Morning Circles you wrote “All 24 spoke" in found.text
    assert "met" not in found.text.split()


@pytest.mark.parametrize("status", ["partially_met", "not_met"])
def test_a_row_that_was_not_shown_counts_for_nothing(status: str) -> None:
    assert seen(RINGS, earlier_work([check(status)], [], KNOWN)) is None


def test_only_the_latest_check_of_a_credential_counts() -> None:
    assert earlier_work([check("not_met"), check("met")], [], KNOWN) == ()


def test_an_earned_badge_is_said_with_what_it_asked() -> None:
    found = seen(RINGS, earlier_work([], [BADGE], KNOWN))

    assert found is not None
    assert found.source == "badge"
    assert found.said in CIRCLES.rubric[0].target.descriptor
    assert "you earned Morning Circles, which asks “" in found.text


def test_work_for_something_else_or_for_other_people_says_nothing() -> None:
    earlier = earlier_work([check("met")], [BADGE], KNOWN)

    assert seen(FRACTIONS, earlier) is None
    assert seen(replace(RINGS, roles=("principal",)), earlier) is None
    assert seen(CIRCLES, earlier) is None


def test_what_is_no_longer_on_the_shelf_is_left_out() -> None:
    assert earlier_work([check("met", "gone")], [replace(BADGE, credential_id="gone")], KNOWN) == ()
