"""What of a draft a judge reads for one row: the sentences nearest to it, in the draft's order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.catalogue import Criterion

EXTRACT_WORDS = 130  # with the row's own words this is about what the encoder reads (256 tokens)
_OWN, _BESIDE = (
    0.6,
    0.2,
)  # a sentence counts by itself and by its neighbours: evidence comes in runs


def row_text(row: Criterion) -> str:
    """A rubric row as a judge reads it: its title and what its pass level asks for."""
    return f"{row.title}: {row.target.descriptor}"


def smoothed(strengths: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Each strength mixed with those of the sentences before and after it."""
    padded = np.pad(strengths, 1, mode="edge")
    mixed: npt.NDArray[np.float64] = _OWN * strengths + _BESIDE * (padded[:-2] + padded[2:])
    return mixed


def extract(texts: Sequence[str], strengths: npt.NDArray[np.float64]) -> list[int]:
    """Indices of the strongest sentences that fit into EXTRACT_WORDS, in the order of the draft."""
    if not len(texts):
        return []
    mixed = smoothed(strengths)
    chosen: list[int] = []
    words = 0
    for i in sorted(range(len(texts)), key=lambda i: (-mixed[i], i)):
        count = len(texts[i].split())
        if chosen and words + count > EXTRACT_WORDS:
            continue
        chosen.append(i)
        words += count
        if words >= EXTRACT_WORDS * 0.95:
            break
    return sorted(chosen)
