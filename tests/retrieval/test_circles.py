"""Circles are found whole, and what only leads into one is left alone."""

from __future__ import annotations

from random import Random

import pytest

from retrieval.circles import in_circles


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ({}, ""),
        ({"a": ""}, ""),
        ({"a": "a"}, "a"),
        ({"a": "b", "b": "a"}, "ab"),
        ({"a": "b", "b": "c", "c": "a", "d": "a", "e": ""}, "abc"),
        ({"a": "b", "b": "a", "c": "bd", "d": "e", "e": "d"}, "abde"),
        ({"a": "bc", "b": "d", "c": "d", "d": ""}, ""),
        ({"a": "x", "b": "ax"}, ""),
    ],
)
def test_who_needs_himself_is_found_and_nobody_else(needs: dict[str, str], expected: str) -> None:
    assert in_circles(needs) == set(expected)


def test_a_chain_of_ten_thousand_is_walked_without_recursion_and_its_circle_found() -> None:
    chain = {str(i): [str(i + 1)] for i in range(10_000)}
    assert in_circles(chain) == set()
    assert in_circles({**chain, "9999": ["5000"]}) == {str(i) for i in range(5000, 10_000)}


def test_it_agrees_with_walking_from_everyone() -> None:
    random = Random(5)
    for _ in range(200):
        names = "abcdefgh"[: random.randint(1, 8)]
        needs = {n: random.sample(names, random.randint(0, min(2, len(names)))) for n in names}
        assert in_circles(needs) == {n for n in names if n in _reached(needs, n)}, needs


def _reached(needs: dict[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = [*needs[start]]
    while ahead:
        if (here := ahead.pop()) not in seen:
            seen.add(here)
            ahead += needs[here]
    return seen
