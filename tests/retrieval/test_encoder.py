"""Texts of alike length go through the encoder together, within what a pass may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.encoder import batches_by_length


@given(st.lists(st.integers(1, 400)), st.integers(1, 512))
def test_batches_hold_every_text_once_within_the_budget(lengths: list[int], budget: int) -> None:
    batches = batches_by_length(lengths, budget)
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    for batch in batches:
        assert max(lengths[i] for i in batch) * len(batch) <= budget or len(batch) == 1


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [([], []), ([3, 1, 2], [[1, 2, 0]]), ([9, 2, 9], [[1], [0], [2]])],
)
def test_shorter_texts_come_first(lengths: list[int], expected: list[list[int]]) -> None:
    assert batches_by_length(lengths, 9) == expected
