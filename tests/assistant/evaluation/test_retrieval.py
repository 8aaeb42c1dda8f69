"""Figures of retrieval against values worked out by hand, and sets that do not fit."""

from __future__ import annotations

import json
from math import log2
from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.evaluation.retrieval import (
    ASKED_FOR,
    Goal,
    json_lines,
    ndcg,
    read_goals,
    recall,
    score,
)


def goal(qid: str, relevant: dict[str, int], kind: str = "plain") -> Goal:
    return Goal(qid, qid, kind, {}, relevant)


def test_ndcg_is_gain_over_the_best_gain_discounted_by_place() -> None:
    relevant = {"a": 3, "b": 2, "c": 1}  # gains 7, 3, 1
    best = 7 + 3 / log2(3) + 1 / 2
    found = 1 + 0 / log2(3) + 7 / 2 + 3 / log2(5)

    assert ndcg(relevant, ["c", "x", "a", "b"], 10) == pytest.approx(found / best)
    assert ndcg(relevant, ["c", "x", "a", "b"], 10) == pytest.approx(0.61665, abs=1e-4)


def test_ndcg_of_the_best_order_is_one_and_of_nothing_zero() -> None:
    relevant = {"a": 3, "b": 2, "c": 1}
    assert ndcg(relevant, ["a", "b", "c"], 10) == 1
    assert ndcg(relevant, ["x", "y"], 10) == 0
    assert ndcg(relevant, [], 10) == 0


def test_ndcg_looks_no_deeper_than_its_depth() -> None:
    relevant = dict.fromkeys("abcdefg", 1)
    assert ndcg(relevant, list("abcde"), 5) == 1
    assert ndcg({"a": 1}, ["v", "w", "x", "y", "z", "a"], 5) == 0


def test_recall_is_the_share_found_among_the_first() -> None:
    assert recall({"a": 1, "b": 3}, ["a", "x"], 10) == 0.5
    assert recall({"a": 1}, ["x", "a"], 1) == 0


def test_scores_are_means_by_kind_and_all_first() -> None:
    goals = [
        goal("one", {"a": 1}),
        goal("two", {"a": 1}, "vague"),
        goal("none", {}, "off-topic"),
        goal("none too", {}, "off-topic"),
    ]
    answers = {"one": ["a"], "two": ["x", "a"], "none": [], "none too": ["x"]}
    results = score(goals, lambda g: answers[g.qid])

    assert list(results) == ["all", "plain", "vague", "off-topic"]
    both = results["all"]
    assert both.goals == 4
    assert both.ndcg10 == round((1 + 1 / log2(3)) / 2, 4)
    assert both.recall10 == 1
    assert both.answered_with_nothing == 0.5
    assert both.answerable_left_empty == 0


def test_where_nothing_can_be_counted_there_is_no_figure() -> None:
    results = score([goal("none", {}, "off-topic")], lambda _: [])

    assert results["off-topic"].ndcg10 is None
    assert results["off-topic"].answerable_left_empty is None
    assert results["off-topic"].answered_with_nothing == 1


def test_an_answerable_goal_left_empty_is_counted_against() -> None:
    results = score([goal("one", {"a": 1})], lambda _: [])

    assert results["all"].answerable_left_empty == 1
    assert results["all"].ndcg5 == 0


def test_only_the_matches_that_were_asked_for_count() -> None:
    late = [f"x{i}" for i in range(ASKED_FOR)] + ["a"]
    assert score([goal("one", {"a": 1})], lambda _: late)["all"].recall10 == 0


# Reading a set


def lines(folder: Path, *rows: object) -> Path:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    (folder / "queries.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_goals_are_read_with_their_defaults(tmp_path: Path) -> None:
    full = {
        "qid": 7,
        "query": "más voces",
        "kind": "spanish",
        "profile": {"grade": "4"},
        "relevant": {"a": 3, "b": 0},
    }
    lines(tmp_path, full, "", {"qid": "2", "query": "bare", "profile": None})

    assert read_goals(tmp_path) == [
        Goal("7", "más voces", "spanish", {"grade": "4"}, {"a": 3}),
        Goal("2", "bare", "all", {}, {}),
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{broken", "is no JSON"),
        ("[1]", "qid is missing"),
        ("3", "qid is missing"),
        ({"qid": "1"}, "query is missing"),
        ({"qid": "1", "query": "q", "relevant": {"a": "high"}}, "not what it should be"),
        ({"qid": "1", "query": "q", "relevant": ["a"]}, "not what it should be"),
        ({"qid": "1", "query": "q", "profile": "teacher"}, "not what it should be"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(tmp_path: Path, row: object, words: str) -> None:
    lines(tmp_path, {"qid": "0", "query": "good"}, row)

    with pytest.raises(BadInput) as caught:
        read_goals(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}/queries.jsonl:2: ")
    assert words in str(caught.value)


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "queries.jsonl").write_bytes(data)
    with pytest.raises(BadInput, match="queries.jsonl cannot be read"):
        read_goals(tmp_path)


def test_rows_are_read_one_by_one(tmp_path: Path) -> None:
    lines(tmp_path, {"a": 1}, {"a": 2})
    assert list(json_lines(tmp_path / "queries.jsonl", ("a",), lambda row: row["a"])) == [1, 2]
