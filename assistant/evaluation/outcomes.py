"""What a change of a draft's text did to each of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.agreement import share
from assistant.self_check.report import STATUS_ORDER, Report, Status

Check = Callable[[str, str], Report]  # (credential id, text of the draft) -> its report
Reporter = Callable[[int, int], None]  # (done, total)

HAIR = 0.02  # of a score from 0 to 1: less is the same to a reader, and moves with any rewording
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row before and after."""

    before: Status
    after: Status
    score_before: float
    score_after: float

    @property
    def change(self) -> float:
        """By how much the score rose."""
        return self.score_after - self.score_before

    @property
    def rose(self) -> bool:
        """Whether the score rose by more than a hair."""
        return self.change > HAIR

    @property
    def fell(self) -> bool:
        """Whether the score fell by more than a hair."""
        return self.change < -HAIR

    @property
    def upgraded(self) -> bool:
        """Whether the status is better than before."""
        return STATUS_ORDER[self.after] > STATUS_ORDER[self.before]

    @property
    def lowered(self) -> bool:
        """Whether the status is worse than before."""
        return STATUS_ORDER[self.after] < STATUS_ORDER[self.before]


def outcomes(before: Report, after: Report) -> dict[str, Outcome]:
    """By criterion id, what became of each row that both reports know."""
    later = {f.criterion_id: f for f in after.findings}
    return {
        f.criterion_id: Outcome(
            f.status, later[f.criterion_id].status, f.score, later[f.criterion_id].score
        )
        for f in before.findings
        if f.criterion_id in later
    }


def mean(values: Sequence[float]) -> float | None:
    """The mean, rounded; None of nothing."""
    return round(sum(values) / len(values), _DIGITS) if values else None


def grouped(found: Sequence[tuple[str, Outcome]]) -> dict[str, list[Outcome]]:
    """Outcomes by name, `all` first, then in the order in which names come up."""
    groups: dict[str, list[Outcome]] = {"all": []}
    for name, outcome in found:
        groups["all"].append(outcome)
        groups.setdefault(name, []).append(outcome)
    return groups


def moved(rows: Sequence[Outcome]) -> Mapping[str, float | None]:
    """How scores moved: mean change, and the shares that fell and that were upgraded."""
    return {
        "upgraded": share([row.upgraded for row in rows]),
        "fell": share([row.fell for row in rows]),
        "mean_change": mean([row.change for row in rows]),
    }
