"""Measured figures held against those committed: what moved, by how much, for better or worse."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.errors import BadInput
from assistant.evaluation.figures import FIGURES, SMALLEST_CHANGE

Way = Literal["better", "worse", "changed", "new", "gone"]
_BESIDE = {"intervals", "warnings"}  # they follow from the figures, or are said as they are


@dataclass(frozen=True, slots=True)
class Move:
    """A figure that is not what it was; `path` names it from the outside in, dots between."""

    path: str
    old: Any
    new: Any
    way: Way

    def __str__(self) -> str:
        if self.way == "new":
            return f"new      {self.path}: {_said(self.new)}"
        if self.way == "gone":
            return f"gone     {self.path}: was {_said(self.old)}"
        return f"{self.way:<8} {self.path}: {_said(self.old)} -> {_said(self.new)}"


def moves(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Move]:
    """What moved by more than its figure's tolerance, in the order of the new figures."""
    before, after = dict(_leaves(old)), dict(_leaves(new))
    found = [
        Move(path, before.get(path), value, _way(path, before, value))
        for path, value in after.items()
        if _moved(path, before, value)
    ]
    return found + [Move(p, v, None, "gone") for p, v in before.items() if p not in after]


def read_results(file: Path) -> dict[str, Any]:
    """The figures that a file keeps, {} where there is none; raises BadInput for no such JSON."""
    if not file.exists():
        return {}
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{file} cannot be read as JSON; take it away or mend it.") from error
    if not isinstance(kept, dict):
        raise BadInput(f"{file} holds no object of figures; take it away or mend it.")
    return kept


def write_results(file: Path, figures: Mapping[str, Any]) -> None:
    """Keep figures in a file, made with its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _leaves(body: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in body.items():
        here = f"{path}.{key}" if path else key
        if key in _BESIDE:
            continue
        if isinstance(value, Mapping):
            yield from _leaves(value, here)
        else:
            yield here, value


def _moved(path: str, before: Mapping[str, Any], value: Any) -> bool:
    if path not in before:
        return True
    old = before[path]
    if _number(old) and _number(value):
        figure = FIGURES.get(path.rpartition(".")[2])
        tolerance = figure.tolerance if figure else SMALLEST_CHANGE
        return bool(abs(old - value) > tolerance + _ROUNDING)
    return bool(old != value)


_ROUNDING = 1e-9  # so that a move of just the tolerance is none, whatever binary makes of it


def _way(path: str, before: Mapping[str, Any], value: Any) -> Way:
    if path not in before:
        return "new"
    old = before[path]
    figure = FIGURES.get(path.rpartition(".")[2])
    if not (_number(old) and _number(value)) or figure is None or figure.better == "neither":
        return "changed"
    return "better" if (value > old) == (figure.better == "up") else "worse"


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _said(value: Any) -> str:
    return "nothing" if value is None else f"{value:g}" if _number(value) else str(value)
