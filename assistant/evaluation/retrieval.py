"""How well goals find their credentials: nDCG, recall, and saying no, by kind of goal."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import BadInput

Read = TypeVar("Read")

ASKED_FOR = 10  # matches asked for with each goal


@dataclass(frozen=True, slots=True)
class Goal:
    """One labelled goal; `relevant` grades credentials 1 to 3, empty when nothing fits."""

    qid: str
    query: str
    kind: str
    profile: Mapping[str, Any]
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over the goals of one kind; None where there is nothing to take a mean of."""

    goals: int
    ndcg5: float | None
    ndcg10: float | None
    recall10: float | None
    answered_with_nothing: float | None  # over goals with no match
    answerable_left_empty: float | None  # over goals with a match


Search = Callable[[Goal], Sequence[str]]  # the ids found for a goal, best first


def read_goals(folder: Path) -> list[Goal]:
    """The goals of a development set; raises BadInput with file and line for what does not fit."""
    return list(json_lines(folder / "queries.jsonl", ("qid", "query"), _goal))


def _goal(row: dict[str, Any]) -> Goal:
    relevant = {str(k): int(v) for k, v in row.get("relevant", {}).items()}
    return Goal(
        str(row["qid"]),
        str(row["query"]),
        str(row.get("kind", "all")),
        dict(row.get("profile") or {}),
        {k: grade for k, grade in relevant.items() if grade > 0},
    )


def json_lines(
    file: Path, needed: Sequence[str], read: Callable[[dict[str, Any]], Read]
) -> Iterator[Read]:
    """What `read` makes of each object of a JSON-lines file.

    Raises BadInput naming file and line, also for what `read` cannot take.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read; check that the set is complete.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise BadInput(f"{file}:{number}: is no JSON; expected one object a line.") from None
        missing = [k for k in needed if not isinstance(row, dict) or k not in row]
        if missing:
            raise BadInput(f"{file}:{number}: {missing[0]} is missing.")
        try:
            yield read(row)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise BadInput(f"{file}:{number}: a value is not what it should be.") from error


def score(goals: Sequence[Goal], search: Search) -> dict[str, Scores]:
    """Scores by kind, `all` first."""
    found: dict[str, list[tuple[Goal, Sequence[str]]]] = defaultdict(list)
    for goal in goals:
        ids = search(goal)[:ASKED_FOR]
        found["all"].append((goal, ids))
        found[goal.kind].append((goal, ids))
    return {kind: _scores(pairs) for kind, pairs in found.items()}


def _scores(pairs: Sequence[tuple[Goal, Sequence[str]]]) -> Scores:
    answerable = [(goal, ids) for goal, ids in pairs if goal.relevant]
    impossible = [ids for goal, ids in pairs if not goal.relevant]
    return Scores(
        goals=len(pairs),
        ndcg5=_mean([ndcg(goal.relevant, ids, 5) for goal, ids in answerable]),
        ndcg10=_mean([ndcg(goal.relevant, ids, 10) for goal, ids in answerable]),
        recall10=_mean([recall(goal.relevant, ids, 10) for goal, ids in answerable]),
        answered_with_nothing=_mean([float(not ids) for ids in impossible]),
        answerable_left_empty=_mean([float(not ids) for _, ids in answerable]),
    )


def ndcg(relevant: Mapping[str, int], ids: Sequence[str], depth: int) -> float:
    """Discounted gain of a ranking over the best one's; gain 2^grade - 1."""
    gains = [2 ** relevant.get(i, 0) - 1 for i in ids[:depth]]
    best = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:depth]
    return _discounted(gains) / _discounted(best)


def recall(relevant: Mapping[str, int], ids: Sequence[str], depth: int) -> float:
    """The share of relevant credentials among the first `depth`."""
    return len(set(ids[:depth]) & set(relevant)) / len(relevant)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
