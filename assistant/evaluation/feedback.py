"""How well self-checks agree with labels, by kind of draft: what `eval feedback` reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import numpy as np

from assistant.evaluation.agreement import (
    Floats,
    concordant,
    counts_of_report,
    figures,
    quadratic_kappa,
    share,
    shown,
)
from assistant.evaluation.intervals import Interval, intervals
from assistant.evaluation.labels import LabelledDraft, read_labels
from assistant.evaluation.length import told_by_length
from assistant.evaluation.pairs import Pair, pair_figures, read_pairs
from assistant.evaluation.quotations import Quotations
from assistant.self_check.report import Report

__all__ = [
    "Agreement",
    "Judged",
    "LabelledDraft",
    "Pair",
    "agreement",
    "agreement_intervals",
    "concordant",
    "length_alone",
    "pair_figures",
    "quadratic_kappa",
    "read_labels",
    "read_pairs",
    "results",
]

EVERY_KIND = "all"
Judged = Sequence[tuple[LabelledDraft, Report]]
_DIGITS = 4
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures over the drafts of one kind, explained in `figures`; None where none can be."""

    drafts: int
    rows: int
    qwk: float | None
    concordance: float | None
    not_met_told_met: float | None
    below_told_met: float | None
    met_found: float | None
    hit3_strict: float | None
    hit3_offsets: float | None
    hit3_strict_credited: float | None
    hit3_offsets_credited: float | None
    quotes_exact: float | None
    false_readiness: float | None
    unsure: float | None


def agreement(judged: Judged) -> dict[str, Agreement]:
    """Agreement by kind of draft, `all` first."""
    return _by_kind([labelled for labelled, _ in judged], judged, _agreement)


def agreement_intervals(judged: Judged) -> dict[str, dict[str, Interval]]:
    """By kind, the 95 % intervals of the figures that rest on statuses and scores."""
    return _by_kind(
        [labelled for labelled, _ in judged],
        judged,
        lambda some: intervals(np.array([counts_of_report(*one) for one in some])),
    )


def length_alone(drafts: Sequence[LabelledDraft]) -> dict[str, dict[str, float | None]] | None:
    """By kind, what the drafts' length alone would give, set on other credentials; or None."""
    lines = told_by_length(drafts)
    if lines is None:
        return None
    return _by_kind(drafts, list(lines), lambda some: _figures(np.array(some)))


def results(
    judged: Judged, pairs: Sequence[Pair] = (), changed: Mapping[str, Report] | None = None
) -> dict[str, Any]:
    """Everything measured, as JSON types; `changed` is the report of each pair's draft, by id."""
    bases = {labelled.draft: report for labelled, report in judged}
    engines = Counter(report.engine.name for _, report in judged)
    return {
        "kinds": {kind: asdict(found) for kind, found in agreement(judged).items()},
        "intervals": agreement_intervals(judged),
        "length_alone": length_alone([labelled for labelled, _ in judged]),
        "pairs": pair_figures(pairs, bases, changed or {}) if pairs else None,
        "answered_by": dict(sorted(engines.items())),
    }


def _by_kind(
    drafts: Sequence[LabelledDraft], items: Sequence[Any], make: Callable[[Any], Made]
) -> dict[str, Made]:
    kinds: dict[str, list[Any]] = {EVERY_KIND: list(items)}
    for labelled, item in zip(drafts, items, strict=True):
        if labelled.kind != EVERY_KIND:
            kinds.setdefault(labelled.kind, []).append(item)
    return {kind: make(some) for kind, some in kinds.items()}


def _figures(lines: Floats) -> dict[str, float | None]:
    return {name: shown(value, _DIGITS) for name, value in figures(lines.sum(axis=0)).items()}


def _agreement(judged: Judged) -> Agreement:
    lines = np.array([counts_of_report(*one) for one in judged])
    quoted = Quotations()
    for labelled, report in judged:
        quoted.add(labelled, report)
    findings = [
        finding
        for labelled, report in judged
        for finding in report.findings
        if finding.criterion_id in labelled.criteria
    ]
    not_ready = [report for labelled, report in judged if labelled.readiness == "not_ready"]
    return Agreement(
        drafts=len(judged),
        rows=len(findings),
        **_figures(lines),
        hit3_strict=share(quoted.strict),
        hit3_offsets=share(quoted.offsets),
        hit3_strict_credited=share(quoted.strict_credited),
        hit3_offsets_credited=share(quoted.offsets_credited),
        quotes_exact=share(quoted.exact),
        false_readiness=share([report.readiness != "not_ready" for report in not_ready]),
        unsure=share([finding.unsure for finding in findings]),
    )
