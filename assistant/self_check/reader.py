"""Reads a rubric row and a piece of a draft together, and says how well the one shows the other.

The local encoder with small learned changes (low-rank differences of its weights, kept in
`judge.npz`), run as a cross-encoder: row and text go in as one pair. It answers for the row and for
each element of the row (a clause of the pass level). Trained by `assistant/evaluation/training/`;
its datasheet stands there.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any
from zipfile import BadZipFile

import numpy as np

from assistant.self_check.locator import Weights
from assistant.self_check.pairing import Pair, token_shares
from assistant.self_check.slips import Slips
from retrieval.encoder import BATCH_TOKENS, Encoder, Floats, batches_by_length
from retrieval.errors import EmbedderUnavailable
from retrieval.minilm import load_tokenizer, load_weights, model_folder

JUDGE_FILE = Path(__file__).with_name("judge.npz")
READ_TOKENS = 336  # a row and an extract; the encoder itself could read 512
HEADS = ("row", "element")
REMEMBERED = 2_000  # readings, by hash: after an edit only the rows that read other words are read


@dataclass(frozen=True, slots=True)
class Calibration:
    """Where, on the 0..2 of `Reading.shown`, statuses begin, and how far from a line is unsure."""

    partly_from: float
    met_from: float
    margin: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one row: all are probabilities.

    `row` (2): at least partly shown, met. `elements` (n, 2): the same for each element.
    """

    row: Floats
    elements: Floats

    @property
    def shown(self) -> float:
        """How well the row is shown, 0..2: by the whole and by its elements, half and half."""
        return float(self.row.sum() + self.elements.sum(axis=1).mean()) / 2


class Reader:
    """The learned reader; loaded when first used, safe between threads."""

    def __init__(self, file: Path = JUDGE_FILE) -> None:
        self._file = file
        self._lock = Lock()
        self._encoder: Encoder | None = None
        self._tokenizer: Any = None
        self._slips: Slips | None = None
        self._heads: dict[str, tuple[Floats, Floats]] = {}
        self._about: dict[str, Any] | None = None
        self._remembered: OrderedDict[bytes, Reading] = OrderedDict()

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

    def read(self, pairs: Sequence[Pair]) -> tuple[Reading, ...]:
        """One reading per pair, in the order given.

        Raises EmbedderUnavailable when the encoder's weights cannot be read.
        """
        self._load()
        assert self._slips is not None
        mended = self._slips.mended
        pairs = [replace(p, sentences=tuple(mended(s) for s in p.sentences)) for p in pairs]
        keys = [sha256(f"{pair.row}\0{pair.text}".encode()).digest() for pair in pairs]
        with self._lock:
            found = {key: self._remembered[key] for key in keys if key in self._remembered}
        new = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in found}
        found |= zip(new, self._read(list(new.values())), strict=True)
        with self._lock:
            self._remembered |= found
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return tuple(found[key] for key in keys)

    def _read(self, pairs: Sequence[Pair]) -> list[Reading]:
        assert self._encoder is not None
        if not pairs:
            return []
        encodings = self._tokenizer.encode_batch([(pair.row, pair.text) for pair in pairs])
        readings: dict[int, Reading] = {}
        for batch in batches_by_length([len(e.ids) for e in encodings], BATCH_TOKENS):
            types = [encodings[i].type_ids for i in batch]
            hidden, _ = self._encoder.hidden([encodings[i].ids for i in batch], types)
            for states, i in zip(hidden, batch, strict=True):
                readings[i] = self._reading(pairs[i], encodings[i], states)
        return [readings[i] for i in range(len(pairs))]

    def _reading(self, pair: Pair, encoding: Any, states: Floats) -> Reading:
        states = states[: len(encoding.ids)]
        first = states[0]
        second = np.array(encoding.type_ids, dtype=np.float32)
        mean = (states * second[:, None]).sum(axis=0) / max(second.sum(), 1)
        shares, _ = token_shares(pair, encoding.offsets, encoding.type_ids)
        elements = np.stack([np.concatenate([share @ states, first]) for share in shares])
        return Reading(
            row=self._answer("row", np.concatenate([first, mean])),
            elements=self._answer("element", elements),
        )

    def _answer(self, head: str, states: Floats) -> Floats:
        weight, bias = self._heads[head]
        answers: Floats = 1 / (1 + np.exp(-(states @ weight.T + bias)))
        return answers

    def _load(self) -> None:
        with self._lock:
            if self._encoder is not None:
                return
            folder = model_folder()
            weights = load_weights(folder)
            try:
                with self._file.open("rb") as file, np.load(file) as kept:
                    for head in HEADS:
                        self._heads[head] = (kept[f"{head}.weight"], kept[f"{head}.bias"])
                    for name in {key.rpartition("@")[0] for key in kept if "@" in key}:
                        weights[name] = weights[name] + change(kept, name)
            except (OSError, ValueError, KeyError, BadZipFile) as error:
                raise _unreadable(self._file) from error
            tokenizer = load_tokenizer(folder)
            tokenizer.enable_truncation(READ_TOKENS, strategy="only_second")
            self._tokenizer = tokenizer
            self._slips = Slips(tokenizer.get_vocab())
            self._encoder = Encoder(weights)


@cache
def locator_weights(file: Path = JUDGE_FILE) -> Weights:
    """The learned weights of the signs; raises EmbedderUnavailable when they cannot be read."""
    try:
        with file.open("rb") as opened, np.load(opened) as kept:
            return Weights(
                mean=kept["locator.mean"],
                spread=kept["locator.spread"],
                weight=kept["locator.weight"],
                bias=float(kept["locator.bias"]),
            )
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise _unreadable(file) from error


def _unreadable(file: Path) -> EmbedderUnavailable:
    return EmbedderUnavailable(f"The judge's file {file} cannot be read; run `make setup` again.")


def change(kept: Any, name: str) -> Floats:
    """The learned difference of one weight: whole, or as the product of two thin matrices."""
    if f"{name}@whole" in kept:
        whole: Floats = kept[f"{name}@whole"].astype(np.float32)
        return whole
    product: Floats = kept[f"{name}@left"].astype(np.float32) @ kept[f"{name}@right"].astype(
        np.float32
    )
    return product
