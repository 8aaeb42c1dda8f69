"""The published figures: every set under tests/benchmarks, measured and held against the last run.

`python -m assistant.evaluation.published` prints each set's figures and what moved, and writes them
to `tests/benchmarks/results/`; commit them when they are meant. Beside the figures of the shipped
judge it prints `feedback-loco.json`, which training writes: each credential judged by a judge that
was trained without it. With EVAL=FOLDER in the environment the sets of a folder laid out alike are
measured as well, and only printed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import BadInput
from assistant.evaluation.ablation import ablation_lines
from assistant.evaluation.figures import FIGURES
from assistant.evaluation.results import Move, moves, read_results, write_results
from assistant.evaluation.robustness import QUESTIONS
from assistant.evaluation.tables import (
    by_kind,
    explained,
    feedback_lines,
    robustness_lines,
    written,
)

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "tests" / "benchmarks" / "sets"
RESULTS = ROOT / "tests" / "benchmarks" / "results"
LEFT_OUT = "feedback-loco.json"
ROBUSTNESS_DRAFTS = 10  # for each part: enough for every insertion, and minutes, not half an hour


def runs(sets: Path) -> dict[str, list[str]]:
    """By name of its results, the arguments of `credcoach eval` for each set that is there."""
    feedback, pairs = sets / "feedback-dev", sets / "feedback-pairs"
    wanted = {
        "retrieval": ["retrieval", str(sets / "retrieval-dev")],
        "ablation": ["retrieval", str(sets / "retrieval-dev"), "--ablation"],
        "questions": ["questions", str(sets / "questions")],
        "feedback": [
            "feedback",
            str(feedback),
            *(["--pairs", str(pairs)] if pairs.exists() else []),
        ],
        "privacy": ["privacy", str(sets / "privacy")],
        "robustness": ["robustness", str(feedback), "--limit", str(ROBUSTNESS_DRAFTS)],
    }
    return {name: call for name, call in wanted.items() if Path(call[1]).is_dir()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, compare, print, write; exit status 1 when asked to fail and a figure got worse."""
    parser = argparse.ArgumentParser(prog="make eval", description="Measure the published figures.")
    parser.add_argument("--fail-on-worse", action="store_true", help="exit 1 if a figure got worse")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these results, by name")
    asked = parser.parse_args(arguments)
    worse: list[Move] = []
    try:
        for name, call in _chosen(runs(SETS), asked.only).items():
            file = RESULTS / f"{name}.json"
            old, new = read_results(file), measured(call)
            _say(heading(name, call[1]), *lines_of(name, new))
            if name == "feedback":
                _say("", *left_out_lines(new, read_results(RESULTS / LEFT_OUT)))
            moved = moves(old, new)
            _say("", *moved_lines(moved), "")
            worse += [move for move in moved if move.way == "worse"]
            write_results(file, new)
        if folder := os.environ.get("EVAL"):
            for name, call in _chosen(runs(Path(folder)), asked.only).items():
                _say(heading(name, call[1]), *lines_of(name, measured(call)), "")
    except BadInput as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 1 if worse and asked.fail_on_worse else 0


def _chosen(found: dict[str, list[str]], only: Sequence[str] | None) -> dict[str, list[str]]:
    return {name: call for name, call in found.items() if only is None or name in only}


def measured(call: Sequence[str]) -> dict[str, Any]:
    """What `credcoach eval ... --json` answers; raises BadInput where it could not measure."""
    command = [str(Path(sys.executable).with_name("credcoach")), "eval", *call, "--json"]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise BadInput(
            f"`credcoach eval {' '.join(call)}` ended with {done.returncode}; see above."
        )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def heading(name: str, folder: str) -> str:
    """What a set's figures stand under."""
    title = f"{name}: {folder}"
    return f"{title}\n{'=' * len(title)}"


def lines_of(name: str, figures: Mapping[str, Any]) -> list[str]:
    """A set's figures as a person reads them."""
    if name == "feedback":
        return feedback_lines(figures)
    if name == "ablation":
        return ablation_lines(figures)
    if name == "robustness":
        return robustness_lines(figures, QUESTIONS)
    return by_kind(_KINDS.get(name, name), figures)


_KINDS = {
    "retrieval": "by kind of goal",
    "questions": "by set",
    "privacy": "by half of the set",
}


def left_out_lines(figures: Mapping[str, Any], kept: Mapping[str, Any]) -> list[str]:
    """The shipped judge beside judges trained without the credential that they judge.

    `kept` has `figures` (by name, or by kind and name; one that is itself by name is of pairs, by
    how they were made), `made_by`, and in `folds` the credentials left out together; {} where
    there is no such file.
    """
    if not kept:
        return [f"No {LEFT_OUT}: how the judge does on credentials it never saw is not known."]
    alone = kept.get("figures")
    if not isinstance(alone, Mapping):
        raise BadInput(f'{RESULTS / LEFT_OUT} holds no object "figures"; train again or mend it.')
    alone = alone.get("all", alone)
    pairs = figures.get("pairs") or {}
    by_how = {name: value for name, value in alone.items() if isinstance(value, Mapping)}
    single = {name: value for name, value in alone.items() if name not in by_how}
    lines = explained(
        ("", "shipped judge", "left out"), [figures["kinds"]["all"] | pairs.get("all", {}), single]
    )
    for name, values in by_how.items():
        for how, value in values.items():
            shipped = pairs.get(how, {}).get(name)
            label = FIGURES[name].label if name in FIGURES else name
            lines.append(f"{label}, {how}: {written(shipped)} shipped, {written(value)} left out")
    return [
        "Shipped judge, on text it may have learned from, beside judges that left it out:",
        *lines,
        f"    Left out: {_folds_written(kept.get('folds'))}",
        f"    Only these tell of new credentials. Made by {kept.get('made_by', 'nobody named')}.",
    ]


def _folds_written(folds: Any) -> str:
    """What `folds` says of how many credentials were left out, and how many at a time."""
    if not isinstance(folds, list):
        return f"each credential judged by a judge trained without it, {folds} folds."
    names = [name for fold in folds for name in (fold if isinstance(fold, list) else [fold])]
    return (
        f"{len(names)} credentials, each judged by a judge trained without it "
        f"({len(folds)} {'fold' if len(folds) == 1 else 'folds'})."
    )


def moved_lines(moved: Sequence[Move]) -> list[str]:
    """What moved against the committed figures, the worse first."""
    if not moved:
        return ["Nothing moved against the committed figures."]
    order = ("worse", "changed", "better", "gone", "new")
    ordered = sorted(moved, key=lambda move: order.index(move.way))
    return ["Against the committed figures:", *(f"  {move}" for move in ordered)]


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
