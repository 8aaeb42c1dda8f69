"""Figures held against those committed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.evaluation.results import moves, read_results, write_results


def test_a_figure_moves_when_it_leaves_its_tolerance_and_says_which_way() -> None:
    old = {"all": {"qwk": 0.50, "below_told_met": 0.10, "unsure": 0.30, "met_found": 0.40}}
    new = {"all": {"qwk": 0.52, "below_told_met": 0.12, "unsure": 0.40, "met_found": 0.405}}

    assert [(move.path, move.way) for move in moves(old, new)] == [
        ("all.qwk", "better"),
        ("all.below_told_met", "worse"),
        ("all.unsure", "changed"),
    ]


def test_a_move_of_just_the_tolerance_is_none() -> None:
    assert moves({"qwk": 0.50}, {"qwk": 0.51}) == []
    assert len(moves({"qwk": 0.50}, {"qwk": 0.511})) == 1


def test_quotes_must_be_exact_without_tolerance() -> None:
    (move,) = moves({"quotes_exact": 1.0}, {"quotes_exact": 0.9999})
    assert move.way == "worse"


def test_what_is_new_or_gone_is_said() -> None:
    found = moves({"all": {"qwk": 0.5}}, {"all": {"concordance": 0.6}})
    assert [str(move).split() for move in found] == [
        ["new", "all.concordance:", "0.6"],
        ["gone", "all.qwk:", "was", "0.5"],
    ]


def test_a_figure_that_can_no_longer_be_counted_is_a_change() -> None:
    (move,) = moves({"qwk": 0.5}, {"qwk": None})
    assert (move.way, str(move)) == ("changed", "changed  qwk: 0.5 -> nothing")


def test_intervals_and_warnings_are_not_compared() -> None:
    old = {"intervals": {"all": {"qwk": [0.1, 0.2]}}, "warnings": []}
    assert moves(old, {"intervals": {"all": {"qwk": [0.3, 0.4]}}, "warnings": ["x"]}) == []


def test_figures_are_kept_and_read_back(tmp_path: Path) -> None:
    file = tmp_path / "new" / "figures.json"
    assert read_results(file) == {}
    write_results(file, {"all": {"qwk": 0.5}})
    assert read_results(file) == {"all": {"qwk": 0.5}}


@pytest.mark.parametrize("text", ["{", "[1]"])
def test_a_file_that_holds_no_figures_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "f.json").write_text(text)
    with pytest.raises(BadInput, match=r"f\.json"):
        read_results(tmp_path / "f.json")
