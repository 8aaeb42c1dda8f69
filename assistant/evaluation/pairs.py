"""Minimal pairs: one row's evidence was changed in a draft, and that row should fall most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadInput
from assistant.evaluation.agreement import share
from assistant.evaluation.retrieval import json_lines
from assistant.self_check.report import Report


@dataclass(frozen=True, slots=True)
class Pair:
    """A draft of which one row's evidence was changed; that row should fall most."""

    pair_id: str
    base: str
    draft: str
    credential_id: str
    criterion_id: str
    how: str


def read_pairs(folder: Path) -> list[Pair]:
    """The minimal pairs of a set; raises BadInput naming file and line."""
    needed = ("pair_id", "base", "draft", "credential_id", "criterion_id", "how")

    def read(row: dict[str, Any]) -> Pair:
        return Pair(*(str(row[name]) for name in needed))

    return list(json_lines(folder / "pairs.jsonl", needed, read))


def pair_figures(
    pairs: Sequence[Pair], bases: Mapping[str, Report], changed: Mapping[str, Report]
) -> dict[str, dict[str, float | int | None]]:
    """By way of change: how often the changed row's score falls, and falls most of all."""
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for pair in pairs:
        if pair.base not in bases:
            raise BadInput(f'Pair {pair.pair_id}: its base "{pair.base}" is no labelled draft.')
        outcome = _outcome(pair, bases[pair.base], changed[pair.pair_id])
        found["all"].append(outcome)
        found[pair.how].append(outcome)
    return {
        how: {
            "pairs": len(outcomes),
            "right_row_falls_most": share([most for _, most in outcomes]),
            "right_row_falls": share([fell for fell, _ in outcomes]),
        }
        for how, outcomes in found.items()
    }


def _outcome(pair: Pair, base: Report, changed: Report) -> tuple[bool, bool]:
    """Whether the changed row fell, and whether none fell as far."""
    before = {f.criterion_id: f.score for f in base.findings}
    after = {f.criterion_id: f.score for f in changed.findings}
    falls = {row: before[row] - after[row] for row in before if row in after}
    if pair.criterion_id not in falls:
        raise BadInput(f'Pair {pair.pair_id}: there is no rubric row "{pair.criterion_id}".')
    fall = falls[pair.criterion_id]
    others = [f for row, f in falls.items() if row != pair.criterion_id]
    return fall > 0, fall > 0 and fall > max(others, default=0.0)
