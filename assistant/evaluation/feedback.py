"""How well self-checks agree with labels: statuses, order within a draft, evidence, pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import BadInput
from assistant.evaluation.retrieval import json_lines
from assistant.self_check.report import STATUS_ORDER, Report, Status

HIT_DEPTH = 3
_RESAMPLES = 1000
_SEED = 20261101


@dataclass(frozen=True, slots=True)
class LabelledDraft:
    """A draft and what a person said of it."""

    draft: str
    credential_id: str
    kind: str
    readiness: str
    criteria: Mapping[str, Status]
    evidence: Mapping[str, Sequence[str]]
    words: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A draft of which one row's evidence was changed; that row should fall most."""

    pair_id: str
    base: str
    draft: str
    credential_id: str
    criterion_id: str
    how: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures over the drafts of one kind; None where nothing can be counted."""

    drafts: int
    rows: int
    qwk: float | None
    concordance: float | None  # within drafts, by score; ties count half
    not_met_told_met: float | None
    below_told_met: float | None
    met_found: float | None
    evidence_hit: float | None  # of rows labelled with evidence and credited: a quote overlaps it
    false_readiness: float | None  # of drafts not ready: told ready
    unsure: float | None


def read_labels(folder: Path) -> list[LabelledDraft]:
    """The labelled drafts of a set; raises BadInput naming file and line."""

    def read(row: dict[str, Any]) -> LabelledDraft:
        text = folder / "drafts" / row["draft"]
        words = len(text.read_text(encoding="utf-8").split()) if text.exists() else 0
        criteria = dict(row["criteria"])
        if unknown := set(criteria.values()) - set(STATUS_ORDER):
            raise ValueError(f"unknown statuses {unknown}")
        return LabelledDraft(
            row["draft"],
            row["credential_id"],
            row.get("kind", "all"),
            row.get("readiness", ""),
            criteria,
            dict(row.get("evidence") or {}),
            words,
        )

    return list(json_lines(folder / "labels.jsonl", ("draft", "credential_id", "criteria"), read))


def read_pairs(folder: Path) -> list[Pair]:
    """The minimal pairs of a set; raises BadInput naming file and line."""
    needed = ("pair_id", "base", "draft", "credential_id", "criterion_id", "how")

    def read(row: dict[str, Any]) -> Pair:
        return Pair(*(str(row[name]) for name in needed))

    return list(json_lines(folder / "pairs.jsonl", needed, read))


Judged = Sequence[tuple[LabelledDraft, Report]]


def agreement(judged: Judged) -> dict[str, Agreement]:
    """Agreement by kind of draft, `all` first."""
    by_kind: dict[str, list[tuple[LabelledDraft, Report]]] = {"all": list(judged)}
    for labelled, report in judged:
        by_kind.setdefault(labelled.kind, []).append((labelled, report))
    return {kind: _agreement(some) for kind, some in by_kind.items()}


def _agreement(judged: Judged) -> Agreement:
    told: list[int] = []
    true: list[int] = []
    unsure: list[bool] = []
    hits: list[bool] = []
    for labelled, report in judged:
        for finding in report.findings:
            label = labelled.criteria.get(finding.criterion_id)
            if label is None:
                continue
            told.append(STATUS_ORDER[finding.status])
            true.append(STATUS_ORDER[label])
            unsure.append(finding.unsure)
            wanted = labelled.evidence.get(finding.criterion_id) or ()
            if wanted and finding.quotes:
                quoted = [" ".join(q.text.split()) for q in finding.quotes[:HIT_DEPTH]]
                hits.append(any(_touch(w, q) for w in wanted for q in quoted))
    t, y = np.array(told), np.array(true)
    not_ready = [report for labelled, report in judged if labelled.readiness != "ready"]
    return Agreement(
        drafts=len(judged),
        rows=len(t),
        qwk=_rounded(quadratic_kappa(y, t)),
        concordance=_rounded(_concordance(judged)),
        not_met_told_met=_share(t[y == 0] == 2),
        below_told_met=_share(t[y < 2] == 2),
        met_found=_share(t[y == 2] == 2),
        evidence_hit=_share(np.array(hits)),
        false_readiness=_share(np.array([r.readiness == "ready" for r in not_ready])),
        unsure=_share(np.array(unsure)),
    )


def _touch(wanted: str, quoted: str) -> bool:
    one = " ".join(wanted.split())
    return one in quoted or quoted in one


def quadratic_kappa(true: Any, told: Any) -> float | None:
    """Cohen's kappa with quadratic weights over three statuses; None without rows or spread."""
    if len(true) == 0:
        return None
    observed = np.zeros((3, 3))
    for a, b in zip(true, told, strict=True):
        observed[a, b] += 1
    weights = np.array([[(i - j) ** 2 for j in range(3)] for i in range(3)])
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
    chance = float((weights * expected).sum())
    return None if chance == 0 else 1 - float((weights * observed).sum()) / chance


def concordant(labelled: LabelledDraft, report: Report) -> tuple[float, int]:
    """(wins, pairs): rows of one draft with different labels, the better one scored higher."""
    scored = [
        (STATUS_ORDER[labelled.criteria[f.criterion_id]], f.score)
        for f in report.findings
        if f.criterion_id in labelled.criteria
    ]
    wins, pairs = 0.0, 0
    for better, high in scored:
        for worse, low in scored:
            if better > worse:
                pairs += 1
                wins += 1.0 if high > low else 0.5 if high == low else 0.0
    return wins, pairs


def _concordance(judged: Judged) -> float | None:
    counted = [concordant(labelled, report) for labelled, report in judged]
    pairs = sum(n for _, n in counted)
    return sum(wins for wins, _ in counted) / pairs if pairs else None


def concordance_interval(judged: Judged) -> tuple[float, float] | None:
    """A 95 % bootstrap interval of the concordance, whole drafts drawn."""
    counted = np.array([concordant(labelled, report) for labelled, report in judged])
    if not len(counted) or counted[:, 1].sum() == 0:
        return None
    random = np.random.default_rng(_SEED)
    drawn = random.integers(0, len(counted), size=(_RESAMPLES, len(counted)))
    totals = counted[drawn].sum(axis=1)
    shares = totals[:, 0] / np.maximum(totals[:, 1], 1)
    low, high = np.percentile(shares, [2.5, 97.5])
    return round(float(low), 3), round(float(high), 3)


def length_baseline(judged: Judged) -> float | None:
    """QWK of draft length alone: statuses given by two best-fitting lengths, in-sample."""
    true = [
        (labelled.words, STATUS_ORDER[status])
        for labelled, _ in judged
        for status in labelled.criteria.values()
    ]
    if not true:
        return None
    words, y = (np.array(column) for column in zip(*true, strict=True))
    cuts = np.percentile(words, range(5, 100, 5))
    kappas = [
        quadratic_kappa(y, (words > low).astype(int) + (words > high))
        for low in cuts
        for high in cuts
        if high > low
    ]
    return _rounded(max((k for k in kappas if k is not None), default=None))


def pair_figures(
    pairs: Sequence[Pair], bases: Mapping[str, Report], changed: Mapping[str, Report]
) -> dict[str, dict[str, float | int | None]]:
    """By way of change: how often the changed row is the one whose score falls most."""
    right: dict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        if pair.base not in bases:
            raise BadInput(f'Pair {pair.pair_id}: its base "{pair.base}" is no labelled draft.')
        before = {f.criterion_id: f.score for f in bases[pair.base].findings}
        after = {f.criterion_id: f.score for f in changed[pair.pair_id].findings}
        falls = {row: before[row] - after[row] for row in before if row in after}
        if pair.criterion_id not in falls:
            raise BadInput(f'Pair {pair.pair_id}: there is no rubric row "{pair.criterion_id}".')
        fall = falls[pair.criterion_id]
        others = [f for row, f in falls.items() if row != pair.criterion_id]
        won = fall > 0 and fall > max(others, default=0.0)
        right["all"].append(won)
        right[pair.how].append(won)
    return {
        how: {"pairs": len(won), "right_row_falls_most": _share(np.array(won))}
        for how, won in right.items()
    }


def _share(values: Any) -> float | None:
    return round(float(np.mean(values)), 4) if len(values) else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
