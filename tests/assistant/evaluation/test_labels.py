"""Labelled sets as they are read, and where a passage stands in a draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.evaluation.labels import read_labels, sample, spans_of, spread
from assistant.evaluation.published import SETS

ROW = {"draft": "one.md", "credential_id": "c", "criteria": {"a": "met"}}


def write(folder: Path, *rows: object) -> None:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    (folder / "labels.jsonl").write_text(text)


def test_labels_are_read_with_the_text_of_their_draft(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "one.md").write_bytes(b"Four words\r\nstand here.")
    write(tmp_path, ROW, {**ROW, "draft": "gone.md", "kind": "k"})

    one, gone = read_labels(tmp_path)
    assert (one.kind, one.words, one.criteria) == ("all", 4, {"a": "met"})
    assert one.text == "Four words\nstand here."  # as offsets count in it
    assert (gone.kind, gone.words, gone.text) == ("k", 0, "")


def test_readiness_that_is_not_labelled_follows_from_the_rows(tmp_path: Path) -> None:
    write(tmp_path, ROW, {**ROW, "criteria": {"a": "met", "b": "not_met"}})
    assert [labelled.readiness for labelled in read_labels(tmp_path)] == ["ready", "not_ready"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"draft": "d.md", "credential_id": "c"}, "criteria is missing"),
        ({"draft": "d.md", "credential_id": "c", "criteria": {"a": "great"}}, "not what it should"),
        ({"draft": "d.md", "credential_id": "c", "criteria": ["a"]}, "not what it should"),
        ({"draft": 3, "credential_id": "c", "criteria": {}}, "not what it should"),
        ({**ROW, "evidence": ["a"]}, "not what it should"),
        ("{", "is no JSON"),
    ],
)
def test_a_bad_label_is_named_with_file_and_line(tmp_path: Path, row: object, words: str) -> None:
    write(tmp_path, ROW, row)

    with pytest.raises(BadInput) as caught:
        read_labels(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}/labels.jsonl:2: ")
    assert words in str(caught.value)


def test_a_set_without_a_labelled_draft_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "")
    with pytest.raises(BadInput, match=r"labels\.jsonl holds no labelled draft"):
        read_labels(tmp_path)


def test_a_passage_is_found_everywhere_it_stands_white_space_aside() -> None:
    text = "Seven  spoke.\nThen seven\nspoke; seven spoke."
    assert spans_of("seven spoke", text) == [(19, 30), (32, 43)]
    assert spans_of("(seven", text) == []
    assert spans_of(" ", text) == []


def test_a_spread_takes_evenly_and_no_more_than_there_is() -> None:
    assert spread(range(10), 4) == [0, 2, 5, 7]
    assert spread([1, 2], 5) == [1, 2]
    assert spread([1, 2], None) == [1, 2]


def test_a_sample_is_the_same_every_time_in_order_and_of_more_than_one_kind() -> None:
    drafts = read_labels(SETS / "feedback-dev")  # its kinds come in a rhythm of eight
    ten = sample(drafts, 10)

    assert ten == sample(list(reversed(drafts)), 10)[::-1]
    assert [one.draft for one in ten] == [d.draft for d in drafts if d in ten]
    assert len({one.kind for one in ten}) >= 4
    assert sample(drafts, None) == sample(drafts, 999) == drafts
