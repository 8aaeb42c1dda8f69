"""Pairs: where elements and sentences stand, and which tokens are theirs."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.self_check.elements import elements_of
from assistant.self_check.pairing import pair_from, pair_of, token_shares
from retrieval.catalogue import Credential

TITLE, WANTED = "Use", "Names one habit of the class, and says which students it leaves out."


def test_each_element_stands_verbatim_in_the_row(thinking_time: Credential) -> None:
    for row in thinking_time.rubric:
        pair = pair_of(row, ("A sentence.",))
        found = tuple(pair.row[start:end] for start, end in pair.elements)

        assert found == (elements_of(row.target.descriptor) or (pair.row,))


def test_a_row_without_clauses_is_one_element() -> None:
    pair = pair_from("Met", "", ("x",))

    assert pair.elements == ((0, len(pair.row)),)


@given(st.lists(st.text("ab .", min_size=1), max_size=6))
def test_sentence_spans_cut_the_text_into_its_sentences(sentences: list[str]) -> None:
    pair = pair_from(TITLE, WANTED, sentences)

    assert [pair.text[a:b] for a, b in pair.sentence_spans] == sentences


def test_shares_lie_on_a_span_and_its_side_alone() -> None:
    pair = pair_from("T", "one two three", ("four five", "six"))
    words = [(0, 2), (3, 6), (7, 10), (11, 16)]
    offsets = [(0, 0), *words, (0, 0), (0, 4), (5, 9), (10, 13), (0, 0)]
    types = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]
    elements, sentences = token_shares(pair, offsets, types)

    assert np.flatnonzero(elements[0]).tolist() == [2, 3, 4]
    assert [np.flatnonzero(s).tolist() for s in sentences] == [[6, 7], [8]]
    assert all(abs(float(share.sum()) - 1) < 1e-6 for share in [*elements, *sentences])


def test_a_sentence_that_was_cut_off_has_no_share() -> None:
    pair = pair_from("T", "one two three", ("four", "five"))
    _, sentences = token_shares(pair, [(0, 0), (0, 4)], [0, 1])

    assert not sentences[1].any()
