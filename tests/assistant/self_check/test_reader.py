"""The learned reader: its file, its numbers, its faults."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.evaluation.published import SETS
from assistant.evaluation.training.export import write_judge
from assistant.evaluation.training.variants import digests
from assistant.self_check.locator import Weights
from assistant.self_check.pairing import Pair, pair_from
from assistant.self_check.reader import JUDGE_FILE, Reader, locator_weights
from retrieval.errors import EmbedderUnavailable

TITLE = "Where the talk began"
WANTED = (
    "Describes the class and one habit of its discussions, backed by at least one figure "
    "collected before any change."
)
EVIDENCE = (
    "I teach 26 fourth graders.",
    "On September 12 I recorded our talk and counted: I asked 31 questions in 18 minutes, waited "
    "under two seconds each time, and four kids gave 40 of 47.",
)
PROMISE = ("Next month I am going to record a discussion and I will count how long I wait.",)


def beside(*sentences: str) -> Pair:
    return pair_from(TITLE, WANTED, sentences)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_evidence_reads_higher_than_a_promise(reader: Reader) -> None:
    evidence, promise = reader.read([beside(*EVIDENCE), beside(*PROMISE)])

    assert evidence.shown > promise.shown


def test_a_reading_answers_for_the_row_and_its_elements(reader: Reader) -> None:
    pair = beside(*EVIDENCE)
    (reading,) = reader.read([pair])

    assert reading.row.shape == (2,)
    assert reading.elements.shape == (len(pair.elements), 2)
    for found in (reading.row, reading.elements):
        assert ((found >= 0) & (found <= 1)).all()
    assert 0 <= reading.shown <= 2


def test_slips_of_the_pen_change_nothing_that_is_read(reader: Reader) -> None:
    slipped = [
        text.replace("recorded", "recroded").replace("seconds", "secodns") for text in EVIDENCE
    ]
    clean, typed = reader.read([beside(*EVIDENCE), beside(*slipped)])

    assert slipped != list(EVIDENCE)
    assert typed.shown == clean.shown


def test_a_pair_reads_the_same_alone_and_among_others(reader: Reader) -> None:
    (alone,) = reader.read([beside(*EVIDENCE)])
    among = reader.read([beside("x"), beside(*EVIDENCE), beside(*PROMISE * 9)])[1]

    assert np.allclose(alone.row, among.row, atol=1e-4)
    assert np.allclose(alone.elements, among.elements, atol=1e-4)


def test_what_was_read_before_is_not_read_again(monkeypatch) -> None:
    reader = Reader()
    first = reader.read([beside(*EVIDENCE), beside(*PROMISE)])
    asked: list[Pair] = []
    monkeypatch.setattr(reader, "_read", lambda pairs: asked.extend(pairs) or [])

    assert reader.read([beside(*PROMISE), beside(*EVIDENCE)]) == (first[1], first[0])
    assert asked == []


def test_nothing_to_read_gives_nothing(reader: Reader) -> None:
    assert reader.read([]) == ()


def test_the_lines_are_in_order_and_within_the_readers_range(reader: Reader) -> None:
    lines = reader.calibration

    assert 0 < lines.partly_from < lines.met_from < 2
    assert lines.margin > 0


def test_the_file_names_the_text_it_was_trained_on(reader: Reader) -> None:
    trained_on = set(reader.about["trained_on"])

    for name in ("row-variants", "row-passages", "whole-drafts", "feedback-dev"):
        assert set(digests(SETS / name)) <= trained_on
    assert not set(digests(SETS / "retrieval-dev")) & trained_on


def test_the_file_stays_small() -> None:
    assert JUDGE_FILE.stat().st_size < 12_000_000


def test_a_damaged_file_is_said_in_one_sentence(tmp_path) -> None:
    broken = tmp_path / "judge.npz"
    broken.write_bytes(JUDGE_FILE.read_bytes()[:1000])

    with pytest.raises(EmbedderUnavailable, match="cannot be read"):
        Reader(broken).read([beside(*EVIDENCE)])
    with pytest.raises(EmbedderUnavailable, match="cannot be read"):
        locator_weights(broken)


def test_what_was_learned_survives_the_export(tmp_path) -> None:
    random = np.random.default_rng(1)
    base = {"encoder.a.weight": random.normal(size=(256, 192)).astype(np.float32)}
    thin = random.normal(size=(256, 3)) @ random.normal(size=(3, 192)) * 0.01
    learned = {"encoder.a.weight": (base["encoder.a.weight"] + thin).astype(np.float32)}
    heads = {"row": (np.ones((2, 4), np.float32), np.zeros(2, np.float32))}
    places = Weights(np.zeros(3), np.ones(3), np.array([0.1, 0.2, 0.3]), -1.5)
    write_judge(tmp_path / "out.npz", learned, base, heads, places, {"version": 1})

    with np.load(tmp_path / "out.npz") as kept:
        left, right = kept["encoder.a.weight@left"], kept["encoder.a.weight@right"]
        change = left.astype(np.float32) @ right.astype(np.float32)
        assert np.allclose(change, thin, atol=2e-4)
        assert kept["row.weight"].shape == (2, 4)
    read = locator_weights(tmp_path / "out.npz")
    assert np.allclose(read.weight, places.weight)
    assert read.bias == places.bias
