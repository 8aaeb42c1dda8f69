"""Where the statuses begin on the reader's scale, set on credentials that it never trained on.

`python -m assistant.evaluation.training.lines` prints the lines from all committed readings that
were made without their credential, to be written into `train.LINES`.
"""

from __future__ import annotations

import json
import sys

import numpy as np
import numpy.typing as npt

from assistant.evaluation.agreement import quadratic_kappa
from assistant.evaluation.published import RESULTS

Values = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

LEFT_OUT = RESULTS / "feedback-loco.json"
UNLIKE = RESULTS / "unlike-left-out.json"
MOST_FALSE, MOST_BELOW = 0.02, 0.08  # of not_met, and of all below the pass level, told met
STEP = 0.02
_TOP = 2.0


def best_lines(shown: Values, labels: Labels) -> tuple[float, float]:
    """(partly, met) on 0..2: the best agreement among lines that keep false assurance low."""
    best, lines = -1.0, (0.6, 1.95)
    for met in np.arange(0.6, _TOP, STEP):
        told_met = shown > met
        if told_met[labels == 0].mean() > MOST_FALSE or told_met[labels < 2].mean() > MOST_BELOW:
            continue
        for partly in np.arange(0.04, met, STEP):
            told = (shown > partly).astype(int) + told_met
            kappa = quadratic_kappa(labels, told) or 0.0
            if kappa > best:
                best, lines = kappa, (round(float(partly), 3), round(float(met), 3))
    return lines


def main() -> int:
    """Print the lines over all readings that were made without their credential."""
    readings = [
        reading
        for file in (LEFT_OUT, UNLIKE)
        for reading in json.loads(file.read_text(encoding="utf-8"))["readings"]
    ]
    shown = np.array([r["shown"] for r in readings])
    labels = np.array([r["label"] for r in readings])
    partly, met = best_lines(shown, labels)
    sys.stdout.write(f"partly_from {partly}, met_from {met}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
