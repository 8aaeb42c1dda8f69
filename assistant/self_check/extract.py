"""What of a draft a judge reads for one row: the likeliest sentences, in the draft's order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

EXTRACT_WORDS = 200  # with the row's own words this is about what the reader takes (336 tokens)
_ENOUGH = 0.95


def extract(texts: Sequence[str], chances: npt.NDArray[np.float64]) -> list[int]:
    """Indices of the likeliest sentences that fit into EXTRACT_WORDS, in the order of the draft."""
    chosen: list[int] = []
    words = 0
    for i in sorted(range(len(texts)), key=lambda i: (-chances[i], i)):
        count = len(texts[i].split())
        if chosen and words + count > EXTRACT_WORDS:
            continue
        chosen.append(i)
        words += count
        if words >= EXTRACT_WORDS * _ENOUGH:
            break
    return sorted(chosen)
