"""Figures as plain text: columns that line up, and one line of meaning under each figure.

What they take is what `eval feedback --json` and `eval robustness --json` give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.evaluation.figures import FIGURES
from assistant.evaluation.intervals import Interval

_GAP = "  "
NOTHING = "-"  # where nothing can be counted


def written(value: Any) -> str:
    """A figure as a person reads it."""
    if value is None:
        return NOTHING
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def interval_written(interval: Interval | Sequence[float] | None) -> str:
    """An interval as a person reads it."""
    return f"{interval[0]:.2f} to {interval[1]:.2f}" if interval else NOTHING


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """One line a row: the first column left, the others right; short rows are filled up."""
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    widths = [max(len(row[i]) for row in full) for i in range(width)]
    return [
        _GAP.join(
            cell.ljust(widths[i]) if i == 0 else cell.rjust(widths[i]) for i, cell in enumerate(row)
        ).rstrip()
        for row in full
    ]


def explained(heading: Sequence[str], columns: Sequence[Mapping[str, Any]]) -> list[str]:
    """A heading, then each figure of the first column with all columns' values and its meaning.

    A column maps figures to numbers, or to intervals.
    """
    names = [name for name in FIGURES if any(name in column for column in columns)]
    rows = [list(heading)]
    for name in names:
        cells = [_cell(column.get(name)) for column in columns]
        rows.append([FIGURES[name].label, *cells])
    lines = aligned(rows)
    found = [lines[0]]
    for name, line in zip(names, lines[1:], strict=True):
        found += [line, f"    {FIGURES[name].meaning}"]
    return found


def by_kind(first: str, kinds: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """One line a kind, one column a figure or an interval."""
    names = list(dict.fromkeys(name for values in kinds.values() for name in values))
    head = [first, *(FIGURES[n].short if n in FIGURES else n.replace("_", " ") for n in names)]
    rows = [[kind, *(_cell(values.get(n)) for n in names)] for kind, values in kinds.items()]
    return aligned([head, *rows])


def _cell(value: Any) -> str:
    return interval_written(value) if isinstance(value, list | tuple) else written(value)


def feedback_lines(body: Mapping[str, Any]) -> list[str]:
    """The whole of `eval feedback`: all drafts with their meaning, then by kind, then pairs."""
    everything = body["kinds"]["all"]
    title = f"{everything['drafts']} drafts, {everything['rows']} rows"
    length = (body.get("length_alone") or {}).get("all", {})
    columns = [everything, body["intervals"].get("all", {}), length]
    lines = explained((title, "judge", "95 % interval", "length alone"), columns)
    lines += ["    Length alone: statuses by the words of the draft, set on other credentials.", ""]
    lines += by_kind("by kind of draft", body["kinds"])
    lines += ["", *by_kind("95 % intervals", body["intervals"])]
    if body.get("pairs"):
        lines += ["", *by_kind("minimal pairs", body["pairs"])]
        lines += [f"    {FIGURES[name].meaning}" for name in _PAIR_FIGURES]
    return lines


_PAIR_FIGURES = ("right_row_falls_most", "right_row_falls")


def robustness_lines(body: Mapping[str, Any], questions: Mapping[str, str]) -> list[str]:
    """The whole of `eval robustness`: each part's question, its table and what the columns mean."""
    lines: list[str] = []
    for part, kinds in body.items():
        if not kinds:
            continue
        lines += [*([""] if lines else []), questions.get(part, part), ""]
        lines += by_kind(part, kinds)
        names = dict.fromkeys(name for values in kinds.values() for name in values)
        lines += [f"    {FIGURES[n].short}: {FIGURES[n].meaning}" for n in names if n in FIGURES]
    return lines
