"""Learns where evidence stands: one weight a sign, by logistic regression."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.evaluation.training.drafts import LabelledText, gold, laid_out
from assistant.self_check.locator import Signs, Weights

Array = npt.NDArray[np.float64]

RIDGE = 100.0  # of the squared weights: signs repeat each other
NEWTON_STEPS = 25
_FLAT = 1e-6  # a sign that never varies says nothing


def learn_places(drafts: Sequence[LabelledText], signs: Signs) -> Weights:
    """Weights learned from drafts whose evidence is known; the same drafts, the same weights."""
    seen: list[Array] = []
    told: list[Array] = []
    for draft in drafts:
        submission, sentences = laid_out(draft)
        if not sentences:
            continue
        evident = [
            gold(draft.text, sentences, draft.evidence.get(row.id) or [])
            for row in draft.credential.rubric
        ]
        if not np.any(evident):
            continue
        found = signs.of(submission, sentences)
        seen.append(found.reshape(-1, found.shape[-1]))
        told.append(np.stack(evident, axis=1).reshape(-1).astype(np.float64))
    return fitted(np.concatenate(seen), np.concatenate(told))


def fitted(values: Array, told: Array) -> Weights:
    """Logistic regression with a ridge, by Newton's method; `values` (n, kinds), `told` (n)."""
    mean = values.mean(axis=0)
    spread = values.std(axis=0)
    spread[spread < _FLAT] = 1.0
    inputs = np.column_stack([(values - mean) / spread, np.ones(len(values))])
    weights = np.zeros(inputs.shape[1])
    ridge = np.full(inputs.shape[1], RIDGE)
    ridge[-1] = _FLAT  # the bias is free
    for _ in range(NEWTON_STEPS):
        chances = 1 / (1 + np.exp(-(inputs @ weights)))
        slope = inputs.T @ (chances - told) + ridge * weights
        bend = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return Weights(mean, spread, weights[:-1], float(weights[-1]))
