"""The whole of `eval feedback` over reports made by hand."""

from __future__ import annotations

import json

import pytest

from assistant.evaluation.feedback import agreement, agreement_intervals, length_alone, results
from assistant.evaluation.labels import LabelledDraft
from assistant.evaluation.pairs import Pair
from tests.assistant.evaluation.reports import labelled, report

JUDGED = [
    (labelled("ready", a="met", b="met"), report("ready", a="met", b="met")),
    (
        labelled("not_ready", "hard", a="not_met", b="partially_met"),
        report("ready", a="met", b="met"),
    ),
    (
        labelled("not_ready", "hard", a="met", b="not_met"),
        report("not_ready", a="partially_met", b="not_met"),
    ),
]


def test_agreement_by_hand() -> None:
    told = agreement(JUDGED)

    assert list(told) == ["all", "plain", "hard"]
    everything = told["all"]
    assert (everything.drafts, everything.rows) == (3, 6)
    assert everything.not_met_told_met == 0.5
    assert everything.below_told_met == round(2 / 3, 4)
    assert everything.met_found == round(2 / 3, 4)
    assert everything.false_readiness == 0.5
    assert everything.unsure == round(1 / 6, 4)
    assert everything.concordance == 0.75  # one tie, one win
    assert told["plain"].false_readiness is None
    assert told["plain"].concordance is None


@pytest.mark.parametrize(("told", "share"), [("nearly_ready", 1), ("not_ready", 0)])
def test_nearly_ready_is_false_readiness_as_well(told: str, share: float) -> None:
    judged = [(labelled("not_ready", a="not_met"), report(told, a="partially_met"))]
    assert agreement(judged)["all"].false_readiness == share


def test_a_draft_labelled_nearly_ready_cannot_be_told_falsely() -> None:
    judged = [(labelled("nearly_ready", a="met"), report("ready", a="met"))]
    assert agreement(judged)["all"].false_readiness is None


def test_quotes_are_counted_against_the_draft_s_text() -> None:
    text = "Then seven of them spoke at once."
    draft = LabelledDraft("d.md", "c", "k", "ready", {"a": "met"}, {"a": ["seven of them"]}, text)
    told = agreement([(draft, report(text=text, a=("met", 0.9, text)))])["all"]
    invented = agreement([(draft, report(text=text, a=("met", 0.9, "It went very well.")))])["all"]

    assert (told.hit3_strict, told.hit3_offsets, told.quotes_exact) == (1, 1, 1)
    assert (invented.hit3_strict, invented.quotes_exact) == (0, 0)


def test_intervals_come_for_each_kind_that_has_more_than_one_draft() -> None:
    found = agreement_intervals(JUDGED)
    assert found["plain"] == {}
    low, high = found["hard"]["met_found"]
    assert low <= 0 <= high


def test_length_alone_comes_by_kind_or_not_at_all() -> None:
    one = LabelledDraft("d", "x", "k", "", {"a": "met"}, {}, "word " * 50)
    two = LabelledDraft("e", "y", "l", "", {"a": "not_met"}, {}, "word " * 5)

    assert set(length_alone([one, two]) or {}) == {"all", "k", "l"}
    assert length_alone([one]) is None


def test_results_are_json_and_hold_pairs_only_where_there_are_some() -> None:
    pair = Pair("p", "d.md", "p.md", "c", "a", "removed")
    with_pairs = results(JUDGED[:1], [pair], {"p": report(a="not_met", b="met")})

    assert json.loads(json.dumps(with_pairs))["pairs"]["removed"]["right_row_falls_most"] == 1
    assert results(JUDGED)["pairs"] is None


def test_results_say_who_answered() -> None:
    assert results(JUDGED)["answered_by"] == {"offline": 3}
