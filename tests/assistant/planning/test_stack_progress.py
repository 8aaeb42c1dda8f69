"""How far somebody is in a stack: nothing counts twice, and what is next is said."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.planning.stack_progress import progress_in
from assistant.store.records import Stage
from retrieval.catalogue import Credential, Slot, Stack

KNOWN = {i: Credential(i, i.upper(), "Somebody", "Does it.") for i in "abcdefgh"}
LEAD = Stack(
    "lead",
    "Lead",
    designation="Lead Educator",
    state="LK",
    role="mentor",
    credentials=("a", "b", "c"),
    slots=(Slot("Choice", ("c", "d", "e"), 1),),
)


def earned(*ids: str) -> dict[str, Stage]:
    return dict.fromkeys(ids, "earned")


def test_it_says_what_it_leads_to_how_far_and_what_is_next() -> None:
    progress = progress_in(LEAD, {"a": "earned", "b": "drafting"}, KNOWN)
    assert progress.leads_to == "Lead Educator, for the role of mentor, in LK"
    assert (progress.earned, progress.left, progress.required) == (1, 3, 4)
    assert progress.next_ids == ("b",)
    assert progress.said == "1 of 4 earned, 1 under way. Go on with “B”."


def test_one_credential_fills_one_place_where_two_lists_name_it() -> None:
    progress = progress_in(LEAD, earned("c"), KNOWN)
    assert progress.earned == 1
    own, choice = progress.groups
    assert (own.counts, choice.counts) == (("c",), ())
    assert choice.to_choose == 1


def test_it_fills_the_place_that_leaves_most_others_filled() -> None:
    stack = Stack("s", "S", credentials=("a", "b"), required=1, slots=(Slot("X", ("a",), 1),))
    progress = progress_in(stack, earned("a", "b"), KNOWN)
    assert progress.earned == 2
    assert [group.counts for group in progress.groups] == [("b",), ("a",)]
    assert progress.said == "All 2 are earned."


def test_more_than_are_asked_for_do_not_count() -> None:
    stack = Stack("s", "S", credentials=("a", "b", "c"), required=2)
    progress = progress_in(stack, earned("a", "b", "c"), KNOWN)
    assert (progress.earned, progress.left) == (2, 0)


def test_a_choice_names_all_that_may_still_be_chosen() -> None:
    progress = progress_in(LEAD, earned("a", "b", "c"), KNOWN)
    assert progress.next_ids == ("d", "e")
    assert progress.next_said == "Next: choose 1 of 2 for “Choice”."
    assert progress_in(LEAD, earned("a"), KNOWN).next_said == "Next: “B”."


def test_what_is_handed_in_is_under_way_and_something_else_is_next() -> None:
    progress = progress_in(LEAD, {"a": "submitted"}, KNOWN)
    assert progress.said == "0 of 4 earned, 1 under way. Next: “B”."
    rest: dict[str, Stage] = {"a": "submitted", **earned("b", "c", "d")}
    assert progress_in(LEAD, rest, KNOWN).next_said == "What is left is with the assessor."


def test_only_exploring_counts_for_nothing() -> None:
    assert progress_in(LEAD, {"a": "exploring"}, KNOWN).next_ids == ("a",)


def test_an_id_that_left_the_catalogue_stands_for_itself() -> None:
    assert progress_in(LEAD, {}, {}).next_said == "Next: “a”."


STACKS = st.builds(
    lambda own, required, slots: Stack(
        "s",
        "S",
        credentials=tuple(own),
        required=min(required, len(own)) or "all",
        slots=tuple(Slot(f"slot {n}", tuple(ids), k) for n, (ids, k) in enumerate(slots)),
    ),
    st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5),
    st.integers(0, 5),
    st.lists(
        st.tuples(
            st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1, max_size=4),
            st.integers(1, 3),
        ),
        max_size=2,
    ),
)


@settings(max_examples=150, deadline=None)
@given(STACKS, st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["earned", "chosen"])))
def test_as_many_count_as_can_and_none_twice(stack: Stack, stages: dict[str, Stage]) -> None:
    progress = progress_in(stack, stages, KNOWN)
    counted = [i for g in progress.groups for i in (*g.counts, *g.under_way)]
    assert len(counted) == len(set(counted))
    assert all(len(g.counts) + len(g.under_way) <= g.required for g in progress.groups)
    mine = [i for i in stack.members if stages.get(i) == "earned"]
    lists = [(g.required, set(g.credentials)) for g in progress.groups]
    assert progress.earned == most_that_count(mine, lists)


def most_that_count(ids: list[str], lists: list[tuple[int, set[str]]]) -> int:
    """By Hall's theorem: the fewest places over all subsets decide."""
    most = len(ids)
    for size in range(len(ids) + 1):
        for some in combinations(ids, size):
            places = sum(
                min(required, len(listed)) for required, listed in lists if listed & set(some)
            )
            most = min(most, len(ids) - size + places)
    return most


@pytest.mark.parametrize("required", ["all", 2])
def test_a_stack_without_its_own_list_has_only_its_choices(required: object) -> None:
    stack = Stack("s", "S", required=required, slots=(Slot("X", ("a", "b"), 1),))  # type: ignore[arg-type]
    progress = progress_in(stack, {}, KNOWN)
    assert [group.title for group in progress.groups] == ["X"]
    assert progress.next_said == "Next: choose 1 of 2 for “X”."
