"""The local encoder gives the reference's numbers, whatever else is in the batch."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from retrieval import minilm
from retrieval.errors import EmbedderUnavailable
from retrieval.minilm import DIMENSIONS, MiniLM

SENTENCE = "The teacher waits three seconds after asking."
# Computed once with sentence-transformers, the reference implementation.
REFERENCE = [
    0.02234097,
    0.01120544,
    -0.05739669,
    -0.02900940,
    -0.01602286,
    -0.02648085,
    -0.01718810,
    0.01367427,
]
TEXTS = [
    SENTENCE,
    "",
    "Why?",
    "Qu'est-ce que c'est? 🙂 ça",
    "Students compare fractions on number lines and explain the difference to a partner.",
    "three kids do all the talking",
]


@pytest.fixture(scope="module")
def model() -> MiniLM:
    """The real weights."""
    return MiniLM()


def test_rows_are_the_reference_implementation_s(model: MiniLM) -> None:
    assert np.allclose(model.embed([SENTENCE])[0][:8], REFERENCE, atol=1e-5)


def test_rows_have_length_one_and_follow_the_texts(model: MiniLM) -> None:
    rows = model.embed(TEXTS)
    assert rows.shape == (len(TEXTS), DIMENSIONS)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for row, text in zip(rows, TEXTS, strict=True):
        assert np.allclose(row, model.embed([text])[0], atol=1e-5)


def test_the_order_of_a_batch_does_not_change_its_rows(model: MiniLM) -> None:
    forward = model.embed(TEXTS)
    backward = model.embed(TEXTS[::-1])[::-1]
    assert np.allclose(forward, backward, atol=1e-5)


def test_equal_texts_give_equal_rows_in_one_batch(model: MiniLM) -> None:
    rows = model.embed([SENTENCE, "Why?", SENTENCE])
    assert np.allclose(rows[0], rows[2], atol=1e-6)
    assert not np.allclose(rows[0], rows[1], atol=1e-2)


def test_no_texts_give_no_rows(model: MiniLM) -> None:
    assert model.embed([]).shape == (0, DIMENSIONS)


def test_only_the_first_256_tokens_are_read(model: MiniLM) -> None:
    start = "word " * 254  # and the two marks at the ends
    assert np.allclose(*model.embed([start, start + "and something else entirely"]), atol=1e-5)


def test_what_means_the_same_is_nearer_than_what_shares_a_word(model: MiniLM) -> None:
    goal, near, far = model.embed(
        [
            "The puppy chased its tail.",
            "A young dog ran in circles.",
            "The tail of the aircraft was mended.",
        ]
    )
    assert goal @ near > goal @ far


def one_sentence(error: pytest.ExceptionInfo[EmbedderUnavailable]) -> str:
    said = str(error.value)
    assert "\n" not in said
    assert said.endswith(".")
    assert "make setup" in said
    return said


def test_a_missing_package_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EmbedderUnavailable) as error:
        MiniLM()
    assert "not installed" in one_sentence(error)


def test_missing_weights_are_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable) as error:
        MiniLM(tmp_path)
    assert str(tmp_path / "model.safetensors") in one_sentence(error)


def test_damaged_weights_are_said_in_one_sentence(tmp_path: Path) -> None:
    data = bytearray((minilm.model_folder() / "model.safetensors").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "model.safetensors").write_bytes(data)
    with pytest.raises(EmbedderUnavailable) as error:
        MiniLM(tmp_path)
    assert "damaged" in one_sentence(error)


def test_a_missing_vocabulary_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").symlink_to(minilm.model_folder() / "model.safetensors")
    with pytest.raises(EmbedderUnavailable) as error:
        MiniLM(tmp_path)
    assert "vocabulary" in one_sentence(error)
