"""The published figures: every set under tests/benchmarks, measured and held against the last run.

`python -m assistant.evaluation.published` prints what changed and writes the new figures beside the
old ones' place; commit them when they are meant.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "tests" / "benchmarks" / "sets"
RESULTS = ROOT / "tests" / "benchmarks" / "results"
SMALLEST_CHANGE = 0.005  # differences below this are not worth a line


def main() -> int:
    """Measure, compare, write; exit status 1 when a figure moved."""
    runs = {
        "retrieval": ["retrieval", str(SETS / "retrieval-dev")],
        "feedback": [
            "feedback",
            str(SETS / "feedback-dev"),
            "--pairs",
            str(SETS / "feedback-pairs"),
        ],
    }
    moved = False
    RESULTS.mkdir(parents=True, exist_ok=True)
    for name, arguments in runs.items():
        command = [str(Path(sys.executable).with_name("credcoach")), "eval", *arguments, "--json"]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        new = json.loads(done.stdout)
        file = RESULTS / f"{name}.json"
        old = json.loads(file.read_text()) if file.exists() else {}
        for line in changes(old, new):
            moved = True
            sys.stdout.write(f"{name}: {line}\n")
        file.write_text(json.dumps(new, indent=1) + "\n")
    return 1 if moved else 0


def changes(old: Any, new: Any, path: str = "") -> list[str]:
    """One line per figure that differs."""
    if isinstance(new, dict):
        known = old if isinstance(old, dict) else {}
        return [
            line
            for key, value in new.items()
            for line in changes(known.get(key), value, f"{path}.{key}" if path else key)
        ]
    numbers = isinstance(old, int | float) and isinstance(new, int | float)
    if numbers and abs(old - new) < SMALLEST_CHANGE or old == new:
        return []
    return [f"{path}: {old} -> {new}"]


if __name__ == "__main__":
    sys.exit(main())
