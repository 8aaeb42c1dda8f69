"""What became of each row."""

from __future__ import annotations

from assistant.evaluation.outcomes import grouped, mean, moved, outcomes
from tests.assistant.evaluation.reports import report


def test_rows_of_both_reports_are_held_against_each_other() -> None:
    before = report(a=("not_met", 0.30), b=("met", 0.70), c="met")
    found = outcomes(before, report(a=("partially_met", 0.34), b=("met", 0.69)))

    assert set(found) == {"a", "b"}
    assert (found["a"].rose, found["a"].upgraded) == (True, True)
    assert (found["b"].rose, found["b"].fell, found["b"].lowered) == (False, False, False)


def test_groups_begin_with_all_and_means_are_taken_of_what_is_there() -> None:
    before, after = report(a="met", b="not_met"), report(a=("not_met", 0.1), b=("not_met", 0.1))
    rows = list(outcomes(before, after).items())
    groups = grouped(rows)

    assert list(groups) == ["all", "a", "b"]
    assert moved(groups["all"]) == {"upgraded": 0.0, "fell": 0.5, "mean_change": -0.4}
    assert mean([]) is None
