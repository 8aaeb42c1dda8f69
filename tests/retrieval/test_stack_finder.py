"""Goals that ask for what a stack leads to."""

from __future__ import annotations

import pytest

from retrieval.catalogue import Stack
from retrieval.stack_finder import StackFinder
from tests.fakes import WordEmbedder

STACKS = [
    Stack(
        "ar-coach",
        "Lead Educator: Instructional Coach",
        "Example",
        credentials=("a", "b"),
        designation="Lead Educator",
        state="AR",
        role="instructional coach",
    ),
    Stack("ky-rank", "Inclusive Practice Rank", "Example", credentials=("b", "c"), state="KY"),
    Stack("any", "Reading Endorsement", "Example", credentials=("d",)),
]


def weights(goal: str, state: str | None = None) -> dict[str, float]:
    embedder = WordEmbedder()
    return dict(StackFinder(STACKS, embedder).weights(goal, embedder.embed([goal])[0], state))


def test_the_members_of_the_stack_that_is_asked_for_weigh_most() -> None:
    found = weights("which credentials for the instructional coach designation")
    assert found["a"] == found["b"] == 1
    assert found.get("d", 0) < 1


def test_a_goal_that_asks_for_no_stack_moves_nothing() -> None:
    assert weights("my reading groups are too loud") == {}


@pytest.mark.parametrize("state", ["AR", "KY"])
def test_stacks_of_another_state_are_left_out(state: str) -> None:
    found = weights("what counts for the rank or designation", state)
    assert ("a" in found) <= (state == "AR")
    assert ("c" in found) <= (state == "KY")


def test_without_stacks_nothing_is_weighed() -> None:
    embedder = WordEmbedder()
    goal = "an endorsement"
    assert StackFinder([], embedder).weights(goal, embedder.embed([goal])[0], None) == {}
