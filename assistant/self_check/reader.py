"""Reads a rubric row and a piece of a draft together, and says how well the one shows the other.

The local encoder with small learned changes (low-rank differences of its weights, kept in
`judge.npz`), run as a cross-encoder: row and text go in as one pair. Trained by
`assistant/evaluation/training/`; its datasheet stands there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any
from zipfile import BadZipFile

import numpy as np

from retrieval.encoder import BATCH_TOKENS, Encoder, Floats, batches_by_length
from retrieval.errors import EmbedderUnavailable
from retrieval.minilm import load_tokenizer, load_weights, model_folder

JUDGE_FILE = Path(__file__).with_name("judge.npz")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Where, on the reader's 0..2, the statuses begin, and how far from a line is unsure."""

    partly_from: float
    met_from: float
    margin: float


class Reader:
    """The learned reader; loaded when first used, safe between threads."""

    def __init__(self, file: Path = JUDGE_FILE) -> None:
        self._file = file
        self._lock = Lock()
        self._encoder: Encoder | None = None
        self._tokenizer: Any = None
        self._head: tuple[Floats, Floats] | None = None
        self._about: dict[str, Any] | None = None

    @property
    def about(self) -> dict[str, Any]:
        """What the file says of itself: version, calibration, hashes of what it was trained on."""
        if self._about is None:
            with self._file.open("rb") as file, np.load(file) as kept:
                self._about = json.loads(str(kept["about"]))
        return self._about

    @property
    def calibration(self) -> Calibration:
        """The lines between statuses, set on credentials that were left out of training."""
        return Calibration(**self.about["calibration"])

    def read(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """For each (row, text) two probabilities: at least partly shown, and met; shape (n, 2).

        Raises EmbedderUnavailable when the encoder's weights cannot be read.
        """
        self._load()
        assert self._encoder is not None
        assert self._head is not None
        answers = np.zeros((len(pairs), 2), dtype=np.float32)
        if not pairs:
            return answers
        encodings = self._tokenizer.encode_batch(list(pairs))
        weight, bias = self._head
        for batch in batches_by_length([len(e.ids) for e in encodings], BATCH_TOKENS):
            ids = [encodings[i].ids for i in batch]
            types = [encodings[i].type_ids for i in batch]
            hidden, _ = self._encoder.hidden(ids, types)
            second = np.zeros(hidden.shape[:2], dtype=np.float32)
            for row, kinds in enumerate(types):
                second[row, : len(kinds)] = kinds
            total = np.maximum(second.sum(axis=1, keepdims=True), 1)
            mean = (hidden * second[:, :, None]).sum(axis=1) / total
            logits = np.concatenate([hidden[:, 0], mean], axis=1) @ weight.T + bias
            answers[batch] = 1 / (1 + np.exp(-logits))
        return answers

    def _load(self) -> None:
        with self._lock:
            if self._encoder is not None:
                return
            folder = model_folder()
            weights = load_weights(folder)
            try:
                with self._file.open("rb") as file, np.load(file) as kept:
                    self._head = (kept["head.weight"], kept["head.bias"])
                    for name in {key.rpartition("@")[0] for key in kept if "@" in key}:
                        weights[name] = weights[name] + _change(kept, name)
            except (OSError, ValueError, KeyError, BadZipFile) as error:
                raise EmbedderUnavailable(
                    f"The judge's file {self._file} cannot be read; run `make setup` again."
                ) from error
            tokenizer = load_tokenizer(folder)
            from retrieval.minilm import MAX_TOKENS

            tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
            self._tokenizer = tokenizer
            self._encoder = Encoder(weights)


def _change(kept: Any, name: str) -> Floats:
    """The learned difference of one weight: whole, or as the product of two thin matrices."""
    if f"{name}@whole" in kept:
        whole: Floats = kept[f"{name}@whole"].astype(np.float32)
        return whole
    product: Floats = kept[f"{name}@left"].astype(np.float32) @ kept[f"{name}@right"].astype(
        np.float32
    )
    return product
