"""Fakes on the real interfaces: what a test may put where something slow or distant belongs."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"\w+")


class WordEmbedder:
    """An `Embedder` without a model: texts are as near as the words they share.

    Each word has a bucket of its own among 384 (a checksum, so the same on every machine and in
    every run); a row counts them and has length 1. Texts without a shared word are near 0, equal
    words in any order are 1. `computed` lists what was really asked for, in order.
    """

    name = "words"
    dimensions = 384

    def __init__(self) -> None:
        self.computed: list[str] = []

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit row per text, shape (len(texts), 384)."""
        self.computed += texts
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORD.findall(text.lower()) or [""]:
                row[zlib.crc32(word.encode("utf-8", "surrogatepass")) % self.dimensions] += 1
            row /= np.linalg.norm(row)
        return rows
