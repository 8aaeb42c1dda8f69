"""Quotes held against the passages that a person rested on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.evaluation.labels import LabelledDraft
from assistant.evaluation.quotations import Quotations, is_exact, overlaps
from tests.assistant.evaluation.reports import quote, report

TEXT = (
    "In week one I counted. Seven of 24 spoke on Monday. Then nineteen\nspoke on Friday. The end."
)


def draft(**evidence: list[str]) -> LabelledDraft:
    statuses = dict.fromkeys("abc", "met")
    return LabelledDraft("d.md", "c", "k", "ready", statuses, evidence, TEXT)  # type: ignore[arg-type]


def counted(labelled: LabelledDraft, **rows: object) -> Quotations:
    quotations = Quotations()
    quotations.add(labelled, report(text=TEXT, **rows))
    return quotations


def test_a_quote_hits_that_holds_a_labelled_passage_or_lies_in_it() -> None:
    labelled = draft(
        a=["Seven of 24"], b=["Then nineteen spoke on Friday. The end."], c=["counted"]
    )
    told = counted(
        labelled,
        a=("met", 0.9, "Seven of 24 spoke on Monday."),
        b=("met", 0.9, "nineteen\nspoke"),
        c=("met", 0.9, "The end."),
    )
    assert told.strict == [True, True, False]
    assert told.offsets == [True, True, False]


def test_by_place_half_of_the_shorter_is_enough() -> None:
    labelled = draft(a=["counted. Seven of 24 spoke"])
    told = counted(labelled, a=("met", 0.9, "Seven of 24 spoke on Monday. Then"))

    assert told.strict == [False]
    assert told.offsets == [True]
    assert overlaps(quote("0123456789", "0123456789"), (5, 15))
    assert not overlaps(quote("0123456789", "0123456789"), (6, 16))
    assert not overlaps(quote("0123456789", "0123456789"), (10, 12))


def test_the_same_words_elsewhere_are_not_the_same_place() -> None:
    text = "We count. " + TEXT + " We count."
    labelled = replace(draft(a=["The end. We count."]), text=text)
    quotations = Quotations()
    quotations.add(labelled, report(text=text, a=("met", 0.9, "We count.")))

    assert (quotations.strict, quotations.offsets) == ([True], [False])


def test_a_row_that_is_not_credited_misses_and_is_left_out_among_credited_ones() -> None:
    labelled = draft(a=["Seven of 24"], b=["Seven of 24"])
    told = counted(labelled, a="not_met", b=("partially_met", 0.5, "Seven of 24 spoke"))

    assert told.strict == [False, True]
    assert told.strict_credited == [True]
    assert told.offsets_credited == [True]


def test_rows_without_labelled_evidence_are_not_counted() -> None:
    assert counted(draft(a=[]), a=("met", 0.9, "Seven of 24 spoke")).strict == []


def test_a_passage_that_does_not_stand_in_the_draft_has_no_place_to_miss() -> None:
    told = counted(draft(a=["Eight of 24"]), a=("met", 0.9, "Seven of 24 spoke"))
    assert (told.strict, told.offsets) == ([False], [])


def test_only_the_first_three_quotes_of_a_row_can_hit() -> None:
    many = ("met", 0.9, "In week one", "The end.", "on Friday.", "Seven of 24 spoke")
    assert counted(draft(a=["Seven of 24"]), a=many).strict == [False]


@pytest.mark.parametrize(
    ("change", "exact"),
    [
        ({}, True),
        ({"start": 24}, False),
        ({"text": "seven of 24"}, False),
        ({"file": "other.md"}, False),
        ({"start": -5, "end": 6}, False),
        ({"end": 9_999}, False),
    ],
)
def test_a_quote_is_exact_only_as_the_slice_it_names(change: dict, exact: bool) -> None:
    told = replace(quote("Seven of 24", TEXT), **change)
    assert is_exact(told, draft()) is exact


def test_a_draft_in_a_folder_is_quoted_by_its_name() -> None:
    assert is_exact(quote("Seven of 24", TEXT), replace(draft(), draft="autumn/d.md"))
