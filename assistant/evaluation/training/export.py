"""What was learned, as a small file: low-rank differences from the published weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.self_check.locator import Weights

Floats = npt.NDArray[np.float32]

RANK = 128  # of each matrix difference; at 48 the order of rows within a draft suffers


def write_judge(
    file: Path,
    learned: Mapping[str, Floats],
    published: Mapping[str, Floats],
    heads: Mapping[str, tuple[Floats, Floats]],
    places: Weights,
    about: Mapping[str, Any],
) -> None:
    """Write the judge's file: thin factors a matrix, whole differences a vector, half precision."""
    kept: dict[str, Any] = {
        "about": np.array(json.dumps(about, sort_keys=True)),
        "locator.mean": places.mean.astype(np.float32),
        "locator.spread": places.spread.astype(np.float32),
        "locator.weight": places.weight.astype(np.float32),
        "locator.bias": np.float32(places.bias),
    }
    for name, (weight, bias) in heads.items():
        kept[f"{name}.weight"] = weight.astype(np.float32)
        kept[f"{name}.bias"] = bias.astype(np.float32)
    for name, base in published.items():
        if name not in learned or base.dtype != np.float32:
            continue
        change = learned[name].astype(np.float64) - base
        if not np.any(change):
            continue
        if change.ndim == 2 and min(change.shape) > RANK:
            left, sizes, right = np.linalg.svd(change, full_matrices=False)
            root = np.sqrt(sizes[:RANK])
            kept[f"{name}@left"] = (left[:, :RANK] * root).astype(np.float16)
            kept[f"{name}@right"] = (root[:, None] * right[:RANK]).astype(np.float16)
        else:
            kept[f"{name}@whole"] = change.astype(np.float16)
    np.savez_compressed(file, **kept)
