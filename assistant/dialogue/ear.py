"""The learned ear: how likely a message means each thing, given what came just before it.

Softmax regression over the message's meaning (the local encoder), its letters (hashed n-grams, so
that Spanish and slips are heard too) and the moment of the talk; learned by
`assistant/evaluation/training/hearing.py` from written utterances.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from assistant.dialogue.hearing import folded
from retrieval.embeddings import Embedder, Floats

EAR_FILE = Path(__file__).with_name("ear.npz")
MOMENTS = ("start", "shown", "current", "checked", "coaching", "planned", "asked", "danger")
LETTERS = 2_048  # places that n-grams of letters are hashed into
_AFTER = {
    "shown": ("goal", "refine"),
    "current": ("tell_more", "ask", "explain_row", "why", "why_not", "compare", "next_step"),
    "checked": ("check", "which_for_draft"),
    "coaching": ("write_for_me", "writing_help", "telling"),
    "planned": ("plan", "plan_talk", "choose"),
    "danger": ("crisis",),
}
_GRAMS = (2, 3, 4, 5)
_MOST_CHARACTERS = 300  # of a message: what it wants is said by then
_LETTERS_WEIGH, _MOMENT_WEIGHS = 2.0, 0.5


class Ear:
    """Gives each act its probability; needs the encoder that it was learned with."""

    def __init__(self, embedder: Embedder, file: Path = EAR_FILE) -> None:
        self._embedder = embedder
        self._file = file

    @cached_property
    def _learned(self) -> tuple[tuple[str, ...], Floats, Floats, str]:
        with np.load(self._file) as kept:
            about = json.loads(str(kept["about"]))
            weights = kept["weights"].astype(np.float32) * kept["scale"]
            return tuple(about["acts"]), weights, kept["bias"], about["encoder"]

    @property
    def hears(self) -> bool:
        """Whether it was learned with this encoder: of another one's vectors it knows nothing."""
        return self._learned[3] == self._embedder.name

    def probabilities(self, said: str, moment: str) -> Mapping[str, float]:
        """By act, the chance (0..1, together 1) that it is what the message means."""
        acts, weights, bias, _ = self._learned
        meaning = self._embedder.embed([said[:_MOST_CHARACTERS]])
        logits = signs([said], meaning, [moment])[0] @ weights + bias
        chances = np.exp(logits - logits.max())
        return dict(zip(acts, (chances / chances.sum()).tolist(), strict=True))


def moment_of(memory: Mapping[str, Any]) -> str:
    """What came just before a message, as the ear was taught to tell it."""
    if (memory.get("pending") or {}).get("do") in ("share", "profile", "help"):
        return "asked"
    last = memory.get("last")
    if last == "next_step" and memory.get("checked"):
        return "checked"
    return next((moment for moment, kinds in _AFTER.items() if last in kinds), "start")


def signs(said: Sequence[str], meaning: Floats, moments: Sequence[str]) -> Floats:
    """One row a message: 384 of meaning, LETTERS of letters, one for each moment."""
    letters = np.zeros((len(said), LETTERS), dtype=np.float32)
    for row, text in zip(letters, said, strict=True):
        for gram in _grams(text):
            row[zlib.crc32(gram.encode()) % LETTERS] += 1.0
        np.log1p(row, out=row)
        row /= max(float(np.linalg.norm(row)), 1e-9)
    at = np.zeros((len(said), len(MOMENTS)), dtype=np.float32)
    for i, moment in enumerate(moments):
        at[i, MOMENTS.index(moment)] = _MOMENT_WEIGHS
    return np.hstack([meaning, _LETTERS_WEIGH * letters, at]).astype(np.float32)


def _grams(text: str) -> Sequence[str]:
    """Whole words, and runs of letters inside them."""
    words = folded(text[:_MOST_CHARACTERS]).split()
    found = [f"={word}" for word in words]
    found += [f"={a} {b}" for a, b in zip(words, words[1:], strict=False)]
    for word in words:
        whole = f" {word} "
        found += [whole[i : i + n] for n in _GRAMS for i in range(len(whole) - n + 1)]
    return found
