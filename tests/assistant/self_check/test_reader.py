"""The learned reader: its file, its numbers, its faults."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.evaluation.published import SETS
from assistant.evaluation.training.export import write_judge
from assistant.evaluation.training.variants import digests
from assistant.self_check.reader import JUDGE_FILE, Reader
from retrieval.errors import EmbedderUnavailable

ROW = (
    "Where the talk began: Describes the class and one habit of its discussions, backed by at "
    "least one figure collected before any change."
)
EVIDENCE = (
    "I teach 26 fourth graders. On September 12 I recorded our talk and counted: I asked 31 "
    "questions in 18 minutes, waited under two seconds each time, and four kids gave 40 of 47."
)
PROMISE = "Next month I am going to record a discussion and I will count how long I wait."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_evidence_reads_higher_than_a_promise(reader: Reader) -> None:
    evidence, promise = reader.read([(ROW, EVIDENCE), (ROW, PROMISE)]).sum(axis=1)

    assert evidence > promise


def test_a_pair_reads_the_same_alone_and_among_others(reader: Reader) -> None:
    alone = reader.read([(ROW, EVIDENCE)])
    among = reader.read([(ROW, "x"), (ROW, EVIDENCE), (ROW, PROMISE * 9)])

    assert np.allclose(alone[0], among[1], atol=1e-4)


def test_nothing_to_read_gives_nothing(reader: Reader) -> None:
    assert reader.read([]).shape == (0, 2)


def test_the_lines_are_in_order_and_within_the_readers_range(reader: Reader) -> None:
    lines = reader.calibration

    assert 0 < lines.partly_from < lines.met_from < 2
    assert lines.margin > 0


def test_the_file_names_just_the_text_it_was_trained_on(reader: Reader) -> None:
    trained_on = set(reader.about["trained_on"])

    assert set(digests(SETS / "row-variants")) <= trained_on
    assert not set(digests(SETS / "feedback-dev")) & trained_on
    assert not set(digests(SETS / "feedback-pairs")) & trained_on


def test_the_file_stays_small() -> None:
    assert JUDGE_FILE.stat().st_size < 5_000_000


def test_a_damaged_file_is_said_in_one_sentence(tmp_path) -> None:
    broken = tmp_path / "judge.npz"
    broken.write_bytes(JUDGE_FILE.read_bytes()[:1000])

    with pytest.raises(EmbedderUnavailable, match="cannot be read"):
        Reader(broken).read([(ROW, EVIDENCE)])


def test_what_was_learned_survives_the_export(tmp_path) -> None:
    random = np.random.default_rng(1)
    base = {"encoder.a.weight": random.normal(size=(96, 64)).astype(np.float32)}
    thin = random.normal(size=(96, 3)) @ random.normal(size=(3, 64)) * 0.01
    learned = {"encoder.a.weight": (base["encoder.a.weight"] + thin).astype(np.float32)}
    head = (np.ones((2, 4), np.float32), np.zeros(2, np.float32))
    write_judge(tmp_path / "out.npz", learned, base, head, {"version": 1})

    with np.load(tmp_path / "out.npz") as kept:
        left, right = kept["encoder.a.weight@left"], kept["encoder.a.weight@right"]
        change = left.astype(np.float32) @ right.astype(np.float32)
        assert np.allclose(change, thin, atol=2e-4)
