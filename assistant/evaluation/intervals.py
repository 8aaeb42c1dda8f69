"""How far a figure would move with other drafts: 95 % bootstrap intervals, whole drafts drawn.

Rows of one draft stand or fall together, so drafts are drawn and not rows.
"""

from __future__ import annotations

import numpy as np

from assistant.evaluation.agreement import Floats, figures

RESAMPLES = 500
SEED = 20261101
FEWEST_DRAFTS = 2  # with one draft every resample is the same
_TAILS = [2.5, 97.5]

Interval = tuple[float, float]


def intervals(counts: Floats) -> dict[str, Interval]:
    """By figure, the interval over drafts' lines, shape (drafts, 11); none where none can be."""
    drafts = len(counts)
    if drafts < FEWEST_DRAFTS:
        return {}
    random = np.random.default_rng(SEED)
    times_drawn = random.multinomial(drafts, np.full(drafts, 1 / drafts), size=RESAMPLES)
    found: dict[str, Interval] = {}
    for name, values in figures(times_drawn @ counts).items():
        counted = values[~np.isnan(values)]
        if len(counted):
            low, high = np.percentile(counted, _TAILS)
            found[name] = (round(float(low), 4), round(float(high), 4))
    return found
