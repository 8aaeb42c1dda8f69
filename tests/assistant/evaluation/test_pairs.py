"""Minimal pairs: which row falls when one row's evidence was changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.evaluation.pairs import Pair, pair_figures, read_pairs
from tests.assistant.evaluation.reports import report


def pair(pair_id: str, row: str = "a", base: str = "d.md", how: str = "removed") -> Pair:
    return Pair(pair_id, base, f"{pair_id}.md", "c", row, how)


def test_a_pair_is_won_when_the_changed_row_falls_most() -> None:
    base = report(a=("met", 0.9), b=("met", 0.9))
    changed = {
        "won": report(a=("not_met", 0.2), b=("met", 0.8)),
        "other fell more": report(a=("met", 0.8), b=("not_met", 0.2)),
        "tie": report(a=("not_met", 0.2), b=("not_met", 0.2)),
        "rose": report(a=("met", 0.95), b=("met", 0.99)),
    }
    pairs = [pair("won"), pair("other fell more"), pair("tie", how="thinned"), pair("rose")]

    assert pair_figures(pairs, {"d.md": base}, changed) == {
        "all": {"pairs": 4, "right_row_falls_most": 0.25, "right_row_falls": 0.75},
        "removed": {
            "pairs": 3,
            "right_row_falls_most": round(1 / 3, 4),
            "right_row_falls": round(2 / 3, 4),
        },
        "thinned": {"pairs": 1, "right_row_falls_most": 0.0, "right_row_falls": 1.0},
    }


def test_the_only_row_of_a_credential_wins_by_falling() -> None:
    figures = pair_figures(
        [pair("p")], {"d.md": report(a=("met", 0.9))}, {"p": report(a=("met", 0.8))}
    )
    assert figures["all"]["right_row_falls_most"] == 1


def test_a_pair_over_no_labelled_draft_or_no_row_is_named() -> None:
    one = report(a="met")
    with pytest.raises(BadInput, match='p1.*"gone.md" is no labelled draft'):
        pair_figures([pair("p1", base="gone.md")], {"d.md": one}, {"p1": one})
    with pytest.raises(BadInput, match='p2.*no rubric row "z"'):
        pair_figures([pair("p2", row="z")], {"d.md": one}, {"p2": one})


def test_pairs_are_read_whole(tmp_path: Path) -> None:
    row = {
        "pair_id": 1,
        "base": "d.md",
        "draft": "p.md",
        "credential_id": "c",
        "criterion_id": "a",
        "how": "removed",
    }
    (tmp_path / "pairs.jsonl").write_text(json.dumps(row))
    assert read_pairs(tmp_path) == [Pair("1", "d.md", "p.md", "c", "a", "removed")]
    del row["how"]
    (tmp_path / "pairs.jsonl").write_text(json.dumps(row))
    with pytest.raises(BadInput, match=r"pairs\.jsonl:1: how is missing"):
        read_pairs(tmp_path)
