"""How far told statuses and scores agree with labels, counted draft by draft.

Each draft is one line of eleven numbers: the nine cells of label against told status, then wins and
pairs of the order within the draft. Every figure is a function of such lines summed up, so that a
bootstrap over drafts is one matrix product.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.evaluation.labels import LabelledDraft
from assistant.self_check.report import STATUS_ORDER, Report

Floats = npt.NDArray[np.float64]

STATUSES = len(STATUS_ORDER)
_WINS, _PAIRS = STATUSES**2, STATUSES**2 + 1
WIDTH = STATUSES**2 + 2
_WEIGHTS = np.array([[(i - j) ** 2 for j in range(STATUSES)] for i in range(STATUSES)], dtype=float)


def counts_of(labels: Any, told: Any, scores: Any) -> Floats:
    """One draft's line, shape (11,), from its rows' labels and told statuses (0..2) and scores."""
    line = np.zeros(WIDTH)
    for label, status in zip(labels, told, strict=True):
        line[STATUSES * label + status] += 1
    line[_WINS], line[_PAIRS] = _order(labels, scores)
    return line


def counts_of_report(labelled: LabelledDraft, report: Report) -> Floats:
    """A report's line against its labels; rows without a label are not counted."""
    found = [f for f in report.findings if f.criterion_id in labelled.criteria]
    labels = [STATUS_ORDER[labelled.criteria[f.criterion_id]] for f in found]
    return counts_of(labels, [STATUS_ORDER[f.status] for f in found], [f.score for f in found])


def concordant(labelled: LabelledDraft, report: Report) -> tuple[float, int]:
    """(wins, pairs): rows of one draft with different labels, the better one scored higher."""
    line = counts_of_report(labelled, report)
    return float(line[_WINS]), int(line[_PAIRS])


def _order(labels: Any, scores: Any) -> tuple[float, int]:
    rows = list(zip(labels, scores, strict=True))
    wins, pairs = 0.0, 0
    for better, high in rows:
        for worse, low in rows:
            if better > worse:
                pairs += 1
                wins += 1.0 if high > low else 0.5 if high == low else 0.0
    return wins, pairs


def figures(counts: Floats) -> dict[str, Floats]:
    """Figures of summed lines, shape (..., 11) to (...); NaN where there is nothing to count."""
    cells = counts[..., : STATUSES**2].reshape(*counts.shape[:-1], STATUSES, STATUSES)
    below, met = cells[..., :2, :], cells[..., 2, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "qwk": _kappa(cells),
            "concordance": counts[..., _WINS] / counts[..., _PAIRS],
            "not_met_told_met": cells[..., 0, 2] / cells[..., 0, :].sum(axis=-1),
            "below_told_met": below[..., 2].sum(axis=-1) / below.sum(axis=(-1, -2)),
            "met_found": met[..., 2] / met.sum(axis=-1),
        }


def _kappa(cells: Floats) -> Floats:
    rows, columns = cells.sum(axis=-1), cells.sum(axis=-2)
    chance = (_WEIGHTS * rows[..., :, None] * columns[..., None, :]).sum(axis=(-1, -2))
    seen = (_WEIGHTS * cells).sum(axis=(-1, -2)) * cells.sum(axis=(-1, -2))
    kappa: Floats = 1 - seen / chance
    return kappa


def quadratic_kappa(true: Any, told: Any) -> float | None:
    """Cohen's kappa with quadratic weights over three statuses; None without rows or spread."""
    return shown(figures(counts_of(true, told, np.zeros(len(true))))["qwk"])


def shown(value: Any, digits: int | None = None) -> float | None:
    """A figure as it is written down: None where it is no number."""
    number = float(value)
    if np.isnan(number):
        return None
    return number if digits is None else round(number, digits)


def share(outcomes: Sequence[bool]) -> float | None:
    """The share of true ones; None of nothing."""
    return round(sum(outcomes) / len(outcomes), 4) if outcomes else None
