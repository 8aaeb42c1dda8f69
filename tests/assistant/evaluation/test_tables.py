"""Figures as a person reads them."""

from __future__ import annotations

from assistant.evaluation.feedback import results
from assistant.evaluation.figures import FIGURES
from assistant.evaluation.tables import aligned, by_kind, explained, feedback_lines, written
from tests.assistant.evaluation.reports import labelled, report


def test_columns_line_up_and_short_rows_are_filled() -> None:
    assert aligned([["a", "long one"], ["much longer", "1"], ["b"]]) == [
        "a            long one",
        "much longer         1",
        "b",
    ]


def test_numbers_have_three_digits_counts_none_and_nothing_a_dash() -> None:
    assert [written(v) for v in (0.5, 12, None)] == ["0.500", "12", "-"]


def test_each_figure_has_its_meaning_on_the_line_below() -> None:
    lines = explained(("t", "judge", "interval"), [{"qwk": 0.5}, {"qwk": (0.4, 0.6)}])

    assert len(lines) == 3
    assert "0.500  0.40 to 0.60" in lines[1]
    assert lines[2].strip() == FIGURES["qwk"].meaning


def test_a_kind_s_missing_figures_are_dashes() -> None:
    head, one, two = by_kind("kind", {"all": {"qwk": 1.0, "rows": 3}, "k": {"rows": 2}})
    assert head.split() == ["kind", "QWK", "rows"]
    assert one.split() == ["all", "1.000", "3"]
    assert two.split() == ["k", "-", "2"]


def test_the_whole_of_a_run_is_told_with_every_figure_explained() -> None:
    judged = [(labelled(a="met", b="not_met"), report(a="met", b="not_met"))] * 2
    text = "\n".join(feedback_lines(results(judged)))

    assert text.startswith("2 drafts, 4 rows")
    for name in ("qwk", "concordance", "not_met_told_met", "met_found", "false_readiness"):
        assert FIGURES[name].meaning in text
    assert "minimal pairs" not in text


def test_meanings_are_one_line_of_plain_words() -> None:
    for figure in FIGURES.values():
        assert figure.meaning.endswith(".")
        assert "\n" not in figure.meaning
        assert len(figure.meaning) <= 90
