"""Agreement with labels against values worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import BadInput
from assistant.evaluation.feedback import (
    LabelledDraft,
    Pair,
    agreement,
    concordance_interval,
    concordant,
    length_baseline,
    pair_figures,
    quadratic_kappa,
    read_labels,
    read_pairs,
)
from assistant.self_check.report import Engine, Finding, Quote, Report

SCORE = {"met": 0.9, "partially_met": 0.5, "not_met": 0.1}


def report(readiness: str = "not_ready", **rows: Any) -> Report:
    """A report; each row is a status, or (status, score), or (status, score, quoted words)."""
    findings = []
    for row, told in rows.items():
        status, score, *quoted = told if isinstance(told, tuple) else (told, SCORE[told])
        quotes = tuple(Quote("d.md", 0, len(words), words) for words in quoted)
        findings.append(
            Finding(row, status, "L", score, 0.5, status == "partially_met", "offline", quotes)
        )
    return Report("c", "v", Engine("offline"), readiness, (), tuple(findings), (), ())  # type: ignore[arg-type]


def labelled(readiness: str = "not_ready", kind: str = "plain", **rows: Any) -> LabelledDraft:
    return LabelledDraft("d.md", "c", kind, readiness, rows, {})


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


def test_agreement_by_hand() -> None:
    judged = [
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
    results = agreement(judged)

    assert list(results) == ["all", "plain", "hard"]
    everything = results["all"]
    assert (everything.drafts, everything.rows) == (3, 6)
    assert everything.not_met_told_met == 0.5
    assert everything.below_told_met == round(2 / 3, 4)
    assert everything.met_found == round(2 / 3, 4)
    assert everything.false_readiness == 0.5
    assert everything.unsure == round(1 / 6, 4)
    assert everything.concordance == 0.75  # one tie, one win
    assert results["plain"].false_readiness is None
    assert results["plain"].concordance is None


def test_rows_without_a_label_are_not_counted() -> None:
    results = agreement([(labelled(a="met"), report(a="met", b="met"))])
    assert results["all"].rows == 1


def test_evidence_hits_when_a_quote_and_the_label_overlap() -> None:
    draft = LabelledDraft(
        "d.md", "c", "k", "not_ready", {"a": "met", "b": "met"}, {"a": ["seven  spoke"], "b": ["z"]}
    )
    told = report(a=("met", 0.9, "Then seven\nspoke at once."), b=("met", 0.9, "Nothing of it."))

    assert agreement([(draft, told)])["all"].evidence_hit == 0.5


def test_evidence_of_rows_that_quote_nothing_is_not_counted() -> None:
    draft = LabelledDraft("d.md", "c", "k", "not_ready", {"a": "met"}, {"a": ["seven spoke"]})
    assert agreement([(draft, report(a="not_met"))])["all"].evidence_hit is None


def test_an_interval_of_drafts_that_all_agree_is_a_point() -> None:
    judged = [(labelled(a="met", b="not_met"), report(a="met", b="not_met"))] * 3
    assert concordance_interval(judged) == (1.0, 1.0)
    assert concordance_interval(judged) == concordance_interval(judged)


def test_there_is_no_interval_without_pairs() -> None:
    assert concordance_interval([]) is None
    assert concordance_interval([(labelled(a="met"), report(a="met"))]) is None


def test_length_alone_can_explain_labels_that_follow_it() -> None:
    judged = [
        (LabelledDraft("d", "c", "k", "", {"a": status}, {}, words), report(a="met"))
        for words, status in ((10, "not_met"), (200, "partially_met"), (900, "met"))
    ]
    assert length_baseline(judged) == 1
    assert length_baseline([]) is None


# Pairs


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
        "all": {"pairs": 4, "right_row_falls_most": 0.25},
        "removed": {"pairs": 3, "right_row_falls_most": round(1 / 3, 4)},
        "thinned": {"pairs": 1, "right_row_falls_most": 0.0},
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


# Reading a set


def write(folder: Path, name: str, *rows: object) -> None:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    (folder / name).write_text(text)


def test_labels_are_read_with_the_length_of_their_draft(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "one.md").write_text("Four words stand here.")
    row = {"draft": "one.md", "credential_id": "c", "criteria": {"a": "met"}}
    write(tmp_path, "labels.jsonl", row, {**row, "draft": "gone.md", "kind": "k"})

    one, gone = read_labels(tmp_path)
    assert (one.kind, one.words, one.criteria) == ("all", 4, {"a": "met"})
    assert (gone.kind, gone.words) == ("k", 0)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"draft": "d.md", "credential_id": "c"}, "criteria is missing"),
        ({"draft": "d.md", "credential_id": "c", "criteria": {"a": "great"}}, "not what it should"),
        ({"draft": "d.md", "credential_id": "c", "criteria": ["a"]}, "not what it should"),
        ({"draft": 3, "credential_id": "c", "criteria": {}}, "not what it should"),
        ("{", "is no JSON"),
    ],
)
def test_a_bad_label_is_named_with_file_and_line(tmp_path: Path, row: object, words: str) -> None:
    good = {"draft": "one.md", "credential_id": "c", "criteria": {"a": "met"}}
    write(tmp_path, "labels.jsonl", good, row)

    with pytest.raises(BadInput) as caught:
        read_labels(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}/labels.jsonl:2: ")
    assert words in str(caught.value)


def test_pairs_are_read_whole(tmp_path: Path) -> None:
    row = {
        "pair_id": 1,
        "base": "d.md",
        "draft": "p.md",
        "credential_id": "c",
        "criterion_id": "a",
        "how": "removed",
    }
    write(tmp_path, "pairs.jsonl", row)
    assert read_pairs(tmp_path) == [Pair("1", "d.md", "p.md", "c", "a", "removed")]
    del row["how"]
    write(tmp_path, "pairs.jsonl", row)
    with pytest.raises(BadInput, match=r"pairs\.jsonl:1: how is missing"):
        read_pairs(tmp_path)
