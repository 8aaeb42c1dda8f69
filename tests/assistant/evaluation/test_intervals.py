"""Bootstrap intervals: whole drafts drawn, the same every time."""

from __future__ import annotations

import numpy as np

from assistant.evaluation.agreement import counts_of_report, figures
from assistant.evaluation.intervals import intervals
from tests.assistant.evaluation.reports import labelled, report

RIGHT = counts_of_report(labelled(a="met", b="not_met"), report(a="met", b="not_met"))
WRONG = counts_of_report(labelled(a="met", b="not_met"), report(a="not_met", b="met"))


def test_drafts_that_all_agree_give_a_point() -> None:
    found = intervals(np.stack([RIGHT] * 4))
    assert found["qwk"] == found["concordance"] == found["met_found"] == (1.0, 1.0)
    assert found["not_met_told_met"] == (0.0, 0.0)


def test_an_interval_holds_its_figure_and_narrows_with_more_drafts() -> None:
    few, many = np.stack([RIGHT, WRONG] * 4), np.stack([RIGHT, WRONG] * 64)
    low, high = intervals(few)["met_found"]
    lower, higher = intervals(many)["met_found"]

    assert low < lower < float(figures(few.sum(axis=0))["met_found"]) < higher < high
    assert intervals(few) == intervals(few)


def test_rows_of_one_draft_are_drawn_together() -> None:
    # Twenty rows in two drafts tell as little as two rows do: either all are right or none.
    low, high = intervals(np.stack([10 * RIGHT, 10 * WRONG]))["met_found"]
    assert (low, high) == (0.0, 1.0)


def test_there_is_none_of_one_draft_or_of_what_cannot_be_counted() -> None:
    assert intervals(RIGHT[None]) == {}
    only_met = counts_of_report(labelled(a="met"), report(a="met"))
    assert "not_met_told_met" not in intervals(np.stack([only_met] * 3))
