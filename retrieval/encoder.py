"""A BERT encoder as a plain numpy forward pass: token ids -> a vector per token.

Architecture: Devlin et al., 2019, with the sizes of MiniLM-L6 (Wang et al., 2020).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Weights = Mapping[str, Floats]

DIMENSIONS = 384
LAYERS = 6
_HEADS = 12
_HEAD_WIDTH = DIMENSIONS // _HEADS
_EPSILON = 1e-12
BATCH_TOKENS = 2048  # padded tokens in one pass: fits the caches of a small machine


class Encoder:
    """Runs token ids through the layers; the weights bear the names of the published file."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._layers = [_Layer(weights, i) for i in range(LAYERS)]

    def hidden(
        self, ids: Sequence[Sequence[int]], types: Sequence[Sequence[int]] | None = None
    ) -> tuple[Floats, Floats]:
        """(vectors, mask) of shapes (count, longest, 384) and (count, longest), padding masked 0.

        `types` are BERT's token types, 0 where not given.
        """
        length = max(len(row) for row in ids)
        tokens = np.zeros((len(ids), length), dtype=np.int64)
        kinds = np.zeros((len(ids), length), dtype=np.int64)
        mask = np.zeros((len(ids), length), dtype=np.float32)
        for i, row in enumerate(ids):
            tokens[i, : len(row)] = row
            mask[i, : len(row)] = 1
            if types is not None:
                kinds[i, : len(row)] = types[i]
        w = self._weights
        hidden = w["embeddings.word_embeddings.weight"][tokens]
        hidden = hidden + w["embeddings.position_embeddings.weight"][:length]
        hidden += w["embeddings.token_type_embeddings.weight"][kinds]
        hidden = _layer_norm(hidden, w, "embeddings.LayerNorm")
        bias = ((1 - mask) * np.float32(-1e9))[:, None, None, :]
        for layer in self._layers:
            hidden = layer(hidden, bias)
        return hidden, mask


def batches_by_length(lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Indices in batches of alike lengths, each batch within `budget` padded tokens."""
    batches: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if batches and lengths[i] * (len(batches[-1]) + 1) <= budget:
            batches[-1].append(i)
        else:
            batches.append([i])
    return batches


class _Layer:
    """One transformer block, its query, key and value weights joined into one product."""

    def __init__(self, weights: Weights, index: int) -> None:
        self._w = weights
        self._at = at = f"encoder.layer.{index}"
        parts = [f"{at}.attention.self.{name}" for name in ("query", "key", "value")]
        self._qkv = np.ascontiguousarray(
            np.concatenate([weights[f"{part}.weight"] for part in parts]).T
        )
        self._qkv_bias = np.concatenate([weights[f"{part}.bias"] for part in parts])

    def __call__(self, hidden: Floats, bias: Floats) -> Floats:
        w, at = self._w, self._at
        count, length, _ = hidden.shape
        qkv = hidden.reshape(-1, DIMENSIONS) @ self._qkv + self._qkv_bias
        split = qkv.reshape(count, length, 3, _HEADS, _HEAD_WIDTH).transpose(2, 0, 3, 1, 4)
        query, key, value = split[0], split[1], split[2]
        scores = query @ key.transpose(0, 1, 3, 2) * np.float32(_HEAD_WIDTH**-0.5) + bias
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(count * length, DIMENSIONS)
        attended = _linear(mixed, w, f"{at}.attention.output.dense").reshape(hidden.shape)
        hidden = _layer_norm(hidden + attended, w, f"{at}.attention.output.LayerNorm")
        inner = _gelu(_linear(hidden.reshape(-1, DIMENSIONS), w, f"{at}.intermediate.dense"))
        outer = _linear(inner, w, f"{at}.output.dense").reshape(hidden.shape)
        return _layer_norm(hidden + outer, w, f"{at}.output.LayerNorm")


def _linear(x: Floats, weights: Weights, name: str) -> Floats:
    y: Floats = x @ weights[f"{name}.weight"].T
    y += weights[f"{name}.bias"]
    return y


def _layer_norm(x: Floats, weights: Weights, name: str) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    variance: Any = np.einsum("...i,...i->...", centred, centred)[..., None] / DIMENSIONS
    centred /= np.sqrt(variance + _EPSILON)
    centred *= weights[f"{name}.weight"]
    centred += weights[f"{name}.bias"]
    normed: Floats = centred
    return normed


# 0.5 * erfc(z) is a polynomial in t = 1 / (1 + 0.3275911 z) times exp(-z * z), to 1.5e-7.
_ERFC_T = np.float32(0.3275911 * 2**-0.5)
_ERFC = tuple(
    np.float32(0.5 * c) for c in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
)
_GELU_BLOCK = 16_384  # numbers in one go: the three scratch rows stay in the processor's cache


def _gelu(x: Floats) -> Floats:
    """x times the normal distribution function of x, in place (Abramowitz and Stegun 7.1.26)."""
    flat = x.reshape(-1)
    scratch = np.empty((3, min(_GELU_BLOCK, flat.size)), dtype=np.float32)
    for at in range(0, flat.size, _GELU_BLOCK):
        value = flat[at : at + _GELU_BLOCK]
        size, t, tail = scratch[:, : value.size]
        np.abs(value, out=size)
        np.multiply(size, _ERFC_T, out=t)
        t += 1
        np.reciprocal(t, out=t)
        np.multiply(t, _ERFC[0], out=tail)
        for coefficient in _ERFC[1:]:
            tail += coefficient
            tail *= t
        np.multiply(size, size, out=t)
        t *= np.float32(-0.5)
        np.exp(t, out=t)
        tail *= t
        tail *= size
        np.maximum(value, 0, out=value)
        value -= tail
    return x
