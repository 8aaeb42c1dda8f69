"""Agreement against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.evaluation.agreement import (
    concordant,
    counts_of_report,
    figures,
    quadratic_kappa,
    share,
    shown,
)
from tests.assistant.evaluation.reports import labelled, report


def test_kappa_is_one_for_agreement_and_zero_for_chance() -> None:
    assert quadratic_kappa(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 2])) == 1
    assert quadratic_kappa(np.array([0, 0, 2, 2]), np.array([0, 2, 0, 2])) == pytest.approx(0)


def test_kappa_weighs_a_miss_by_its_square() -> None:
    true, told = np.array([0, 0, 1, 2]), np.array([0, 2, 2, 1])
    observed = 2**2 + 1 + 1  # 0 told 2, 1 told 2, 2 told 1
    rows, columns = [2, 1, 1], [1, 1, 2]
    chance = sum(rows[i] * columns[j] * (i - j) ** 2 for i in range(3) for j in range(3)) / 4
    assert quadratic_kappa(true, told) == pytest.approx(1 - observed / chance)


def test_kappa_is_nothing_without_rows_or_spread() -> None:
    assert quadratic_kappa(np.array([]), np.array([])) is None
    assert quadratic_kappa(np.array([2, 2]), np.array([2, 2])) is None


def test_concordance_counts_pairs_of_unlike_labels_and_ties_half() -> None:
    draft = labelled(a="met", b="not_met", c="partially_met")
    told = report(a=("met", 0.9), b=("met", 0.9), c=("not_met", 0.2))
    # a over b: a tie; a over c: won; c over b: lost.
    assert concordant(draft, told) == (1.5, 3)


def test_rows_of_one_label_make_no_pair() -> None:
    assert concordant(labelled(a="met", b="met"), report(a="met", b="not_met")) == (0.0, 0)


def test_figures_of_summed_lines_are_those_of_all_rows() -> None:
    one = counts_of_report(labelled(a="not_met", b="met"), report(a="met", b="met"))
    two = counts_of_report(
        labelled(a="not_met", b="partially_met", c="met"),
        report(a="not_met", b="met", c="partially_met"),
    )
    told = figures(one + two)

    assert told["not_met_told_met"] == 0.5
    assert told["below_told_met"] == pytest.approx(2 / 3)
    assert told["met_found"] == 0.5
    assert told["concordance"] == pytest.approx((0.5 + 2) / 4)  # b over c is lost
    assert told["qwk"] == quadratic_kappa([0, 2, 0, 1, 2], [2, 2, 0, 2, 1])


def test_figures_are_taken_of_many_sums_at_once() -> None:
    line = counts_of_report(labelled(a="met", b="not_met"), report(a="met", b="not_met"))
    many = figures(np.stack([line, 0 * line, 3 * line]))

    assert many["qwk"].shape == (3,)
    assert [shown(value) for value in many["qwk"]] == [1, None, 1]


def test_rows_without_a_label_are_not_counted() -> None:
    assert counts_of_report(labelled(a="met"), report(a="met", b="met")).sum() == 1


def test_a_share_of_nothing_is_nothing() -> None:
    assert share([True, False, False]) == 0.3333
    assert share([]) is None
