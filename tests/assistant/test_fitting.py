"""Whether anything is an answer at all, and who could help where nothing is."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.fitting import LEARNED_WITH, LINE, Nothing, fit_of, nothing_fits
from retrieval.catalogue import Credential
from retrieval.embeddings import VectorCache
from retrieval.lexicon.concepts import ConceptFinder, Meant, Reading
from retrieval.lexicon.entries import Concept
from retrieval.search import Found, Hit
from tests.fakes import WordEmbedder

CREDENTIAL = Credential(id="c", title="C", issuer="I", competency="Waits.")
HIT = Hit(CREDENTIAL, 2.0, 0.6, ())
ZERO = np.zeros(384, dtype=np.float32)


def reading(nearness: float) -> Reading:
    return Reading((Meant(Concept("wait time", (), ("x",)), 1.0, nearness),), ZERO)


def found(nearest: float, read: float, inside: float, for_stack: bool = False) -> Found:
    return Found((HIT,), reading(inside), nearest, read, for_stack)


class Local(WordEmbedder):
    """Named as the encoder with which the floor was learned."""

    name = LEARNED_WITH


@pytest.fixture
def elsewhere() -> ConceptFinder:
    concept = Concept(
        "sick days", (), ("who do I see about sick days",), (), "Ask your office.", "Pregunta."
    )
    return ConceptFinder(lambda: [concept], Local(), VectorCache(None))


def test_what_lies_near_the_catalogue_gets_matches(elsewhere: ConceptFinder) -> None:
    assert nothing_fits("pausing after questions", found(0.6, 0.7, 0.7), elsewhere) is None


def test_what_lies_nearer_to_what_is_elsewhere_is_told_who_can_help(
    elsewhere: ConceptFinder,
) -> None:
    goal = "who do I see about sick days"
    assert nothing_fits(goal, found(0.1, 0.3, 0.2), elsewhere) == Nothing(
        "Ask your office.", "Pregunta."
    )


def test_what_is_near_nothing_gets_nothing_and_no_invented_answer(
    elsewhere: ConceptFinder,
) -> None:
    assert nothing_fits("quantum knitting", found(0.0, 0.1, 0.1), elsewhere) == Nothing()


def test_a_stack_that_is_asked_for_is_an_answer_whatever_it_is_about(
    elsewhere: ConceptFinder,
) -> None:
    assert nothing_fits("the rank change", found(0.0, 0.1, 0.1, for_stack=True), elsewhere) is None


@pytest.mark.parametrize("goal", ["\U0001f355", "?!"])
def test_a_goal_without_a_word_gets_nothing(goal: str, elsewhere: ConceptFinder) -> None:
    assert nothing_fits(goal, found(0.6, 0.7, 0.7), elsewhere) == Nothing()


def test_another_encoders_cosines_are_not_held_against_this_floor() -> None:
    finder = ConceptFinder(lambda: [Concept("x", (), ("y",))], WordEmbedder(), VectorCache(None))
    assert nothing_fits("quantum knitting", found(0.2, 0.1, 0.1), finder) is None


def test_without_a_lexicon_only_what_is_far_from_everything_gets_nothing() -> None:
    assert nothing_fits("words", Found((HIT,), None, 0.05), None) == Nothing()
    assert nothing_fits("words", Found((HIT,), None, 0.4), None) is None


def test_the_nearer_the_catalogue_the_surer() -> None:
    outside = reading(0.3)
    odds = [fit_of(found(near, near, near), outside) for near in (0.1, 0.3, 0.5, 0.7)]
    assert odds == sorted(odds)
    assert odds[0] < LINE < odds[-1]
