"""What the judge is worth on credentials that were left out of its training."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.evaluation.agreement import quadratic_kappa
from assistant.evaluation.training.drafts import LabelledText, read_draft
from assistant.evaluation.training.lines import LEFT_OUT, best_lines
from assistant.evaluation.training.network import Trainer
from assistant.self_check.locator import Signs, Weights

Fold = tuple[frozenset[str], Trainer, Weights]


def folds_of(drafts: Sequence[LabelledText], folds: int) -> list[frozenset[str]]:
    """The credentials in so many sets, each left out once."""
    names = sorted({draft.credential.id for draft in drafts})
    return [frozenset(names[i::folds]) for i in range(folds)]


def write_figures(
    labelled: Sequence[LabelledText],
    changed: Sequence[LabelledText],
    folds: Sequence[Fold],
    signs: Signs,
    file: Path = LEFT_OUT,
) -> Path:
    """Read every draft by the judge that never saw its credential; write readings and figures."""
    shown: dict[str, dict[str, float]] = {}
    for left, trainer, places in folds:
        for draft in [*labelled, *changed]:
            if draft.credential.id in left:
                read = read_draft(replace(draft, rows=None), signs, places)
                values = trainer.shown([row.pair for row in read.rows])
                found = {row.id: 0.0 for row in draft.credential.rubric}
                found |= {row.row: v for row, v in zip(read.rows, values, strict=True)}
                shown[draft.name] = found
    readings = [
        {
            "draft": draft.name,
            "kind": draft.kind,
            "credential": draft.credential.id,
            "row": row,
            "shown": round(value, 4),
            "label": draft.labels[row],
        }
        for draft in labelled
        for row, value in shown[draft.name].items()
    ]
    figures = {**figures_of(readings), "right_row_falls_most": _pairs(changed, shown)}
    written = {
        "made_by": "make train-folds",
        "folds": [sorted(left) for left, _, _ in folds],
        "figures": figures,
        "readings": readings,
    }
    file.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return file


def figures_of(readings: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Agreement, each credential told by lines that were set on the others."""
    shown = np.array([r["shown"] for r in readings])
    labels = np.array([r["label"] for r in readings])
    owners = np.array([r["credential"] for r in readings])
    told = np.zeros(len(readings), dtype=int)
    for owner in sorted(set(owners.tolist())):
        here = owners == owner
        partly, met = best_lines(shown[~here], labels[~here])
        told[here] = (shown[here] > partly).astype(int) + (shown[here] > met)
    return {
        "qwk": round(quadratic_kappa(labels, told) or 0.0, 3),
        "concordance": round(_concordance(readings), 3),
        "not_met_told_met": round(float((told[labels == 0] == 2).mean()), 3),
        "below_told_met": round(float((told[labels < 2] == 2).mean()), 3),
        "met_found": round(float((told[labels == 2] == 2).mean()), 3),
    }


def _concordance(readings: Sequence[dict[str, Any]]) -> float:
    by_draft: dict[str, list[tuple[float, int]]] = {}
    for r in readings:
        by_draft.setdefault(r["draft"], []).append((r["shown"], r["label"]))
    won = [
        1.0 if a > b else 0.5 if a == b else 0.0
        for rows in by_draft.values()
        for a, better in rows
        for b, worse in rows
        if better > worse
    ]
    return float(np.mean(won))


def _pairs(changed: Sequence[LabelledText], shown: dict[str, dict[str, float]]) -> dict[str, float]:
    """Of the minimal pairs, by way of change, those whose changed row falls most."""
    found: dict[str, list[bool]] = {}
    for draft in changed:
        assert draft.base is not None
        assert draft.rows is not None
        fell = {row: v - shown[draft.base][row] for row, v in shown[draft.name].items()}
        target = next(iter(draft.rows))
        others = [v for row, v in fell.items() if row != target]
        found.setdefault(draft.kind, []).append(all(fell[target] < v for v in others))
    return {how: round(float(np.mean(won)), 3) for how, won in found.items()}
