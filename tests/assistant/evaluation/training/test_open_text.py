"""Open labelled text as batches; without torch, on a few lines in the sets' own forms."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from assistant.errors import BadInput
from assistant.evaluation.training.marks import UNKNOWN
from assistant.evaluation.training.open_text import OpenText, Topic, topic_batch

POINTS = {"p1": "Uniforms cost less", "p2": "Uniforms stop teasing", "p3": "Uniforms look dull"}
ARGUMENTS = {f"a{i}": f"argument number {i}" for i in range(6)}
MAKES = {(f"a{i}", f"p{j}"): i % 3 == j - 1 and i < 5 for i in range(6) for j in (1, 2, 3)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kpa = tmp_path / "kpa"
    kpa.mkdir()
    for part in ("train", "dev"):
        lines = [f"{a}_{part},{text},Uniforms,1" for a, text in ARGUMENTS.items()]
        (kpa / f"arguments_{part}.csv").write_text(
            "\n".join(["arg_id,argument,topic,stance", *lines])
        )
        lines = [f"{p}_{part},{text},Uniforms,1" for p, text in POINTS.items()]
        (kpa / f"key_points_{part}.csv").write_text(
            "\n".join(["key_point_id,key_point,topic,stance", *lines])
        )
        lines = [f"{a}_{part},{p}_{part},{int(made)}" for (a, p), made in MAKES.items()]
        (kpa / f"labels_{part}.csv").write_text("\n".join(["arg_id,key_point_id,label", *lines]))
    (tmp_path / "saf").mkdir()
    answers = [
        {"qid": "1", "question": "Why?", "reference": "Because.", "answer": f"a{i}", "label": label}
        for i, label in enumerate(("Correct", "Partially correct", "Incorrect"))
    ]
    (tmp_path / "saf" / "saf.jsonl").write_text("\n".join(json.dumps(a) for a in answers))
    (tmp_path / "cered").mkdir()
    diary = [
        f"{i}\t-\tsentence {i}\t{name}\t[5, 5]\t0"
        for i, name in enumerate(["Experience", "Feeling", "Intention", "Belief"] * 3)
    ]
    diary.append("99\t-\tnobody was sure\tFeeling\t[1, 5]\t0")
    for part in ("train", "val"):
        text = "idx\tcontext\tsentence\ty\tconfidence\ty_requires_context\n" + "\n".join(diary)
        (tmp_path / "cered" / f"{part}.tsv").write_text(text)
    return tmp_path


def test_a_row_of_points_is_met_only_where_every_point_is_made() -> None:
    topic = Topic("Uniforms", dict(POINTS), dict(ARGUMENTS), dict(MAKES))
    seen = set()
    for seed in range(30):
        for example in topic_batch(topic, Random(seed)):
            seen.add(example.label)
            assert len(example.elements) == len(example.pair.elements)
            assert (example.label == 2) == (set(example.elements) == {2})
            assert (example.label == 0) == (set(example.elements) == {0})
            points = [example.pair.row[a:b] for a, b in example.pair.elements]
            assert set(points) <= set(POINTS.values())
            made = {ARGUMENTS[a] for (a, p), made in MAKES.items() if made and POINTS[p] in points}
            assert list(example.sentences) == [int(s in made) for s in example.pair.sentences]
    assert seen == {0, 1, 2}


def test_what_nobody_labelled_is_left_out() -> None:
    makes = {key: made for key, made in MAKES.items() if made}
    topic = Topic("Uniforms", dict(POINTS), dict(ARGUMENTS), makes)
    assert not any(
        UNKNOWN in example.elements or 0 in example.elements
        for seed in range(10)
        for example in topic_batch(topic, Random(seed))
    )


def test_a_pass_holds_all_three_sets_and_is_the_same_for_the_same_seed(folder: Path) -> None:
    text = OpenText(folder)
    batches = text.batches(Random(3))
    rows = [example.pair.row for batch in batches for example in batch]

    assert batches == text.batches(Random(3))
    assert any(row.startswith("Why?: Because.") for row in rows)
    assert any(row.startswith("Reflection: ") for row in rows)
    assert any("Uniforms" in row for row in rows)
    assert not any("nobody was sure" in e.pair.text for batch in batches for e in batch)


def test_a_folder_without_the_sets_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not hold the open text"):
        OpenText(tmp_path)
