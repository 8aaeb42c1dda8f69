"""Where the statuses begin on the reader's scale, set on credentials that it never trained on.

`python -m assistant.evaluation.training.lines` prints the lines for `feedback-dev/` as a whole, and
the figures when each credential is judged by lines set on the other nine.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.evaluation.feedback import quadratic_kappa, read_labels
from assistant.evaluation.published import SETS
from assistant.self_check.evidence import EvidenceFinder
from assistant.self_check.extract import row_text
from assistant.self_check.reader import Reader
from assistant.self_check.report import STATUS_ORDER
from assistant.self_check.submission import Submission
from assistant.self_check.trained import honest_extract
from retrieval.documents import read_document
from retrieval.embeddings import LocalEmbedder, RememberingEmbedder
from retrieval.loading import load_catalogue

Values = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

MOST_FALSE, MOST_BELOW = 0.015, 0.09  # of not_met, and of all below the pass level, told met
STEP = 0.02


@dataclass(frozen=True, slots=True)
class Readings:
    """The reader's 0..2 for every labelled row, its label and its credential."""

    shown: Values
    labels: Labels
    credentials: npt.NDArray[np.str_]


def readings(reader: Reader) -> Readings:
    """Every row of `feedback-dev/`, read as the judge reads it."""
    folder = SETS / "feedback-dev"
    credentials = load_catalogue(folder / "catalog").credentials
    finder = EvidenceFinder(RememberingEmbedder(LocalEmbedder()))
    shown: list[float] = []
    labels: list[int] = []
    owners: list[str] = []
    for labelled in read_labels(folder):
        document = read_document("draft.md", (folder / "drafts" / labelled.draft).read_bytes())
        submission = Submission(credentials[labelled.credential_id], [document])
        found = finder.find(submission)
        pairs = [
            (row_text(e.criterion), " ".join(c.sentence.text for c in honest_extract(e)))
            for e in found
        ]
        shown += reader.read(pairs).sum(axis=1).tolist()
        labels += [STATUS_ORDER[labelled.criteria[e.criterion.id]] for e in found]
        owners += [labelled.credential_id] * len(found)
    return Readings(np.array(shown), np.array(labels), np.array(owners))


def best_lines(shown: Values, labels: Labels) -> tuple[float, float]:
    """(partly, met): the best agreement among lines that keep false assurance low."""
    best, lines = -1.0, (0.6, 1.95)
    for met in np.arange(0.6, 1.98, STEP):
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
    """Print the lines, and what they give on credentials left out."""
    read = readings(Reader())
    told = np.zeros(len(read.labels), dtype=int)
    for credential in sorted(set(read.credentials.tolist())):
        here = read.credentials == credential
        partly, met = best_lines(read.shown[~here], read.labels[~here])
        told[here] = (read.shown[here] > partly).astype(int) + (read.shown[here] > met)
    y = read.labels
    figures = {
        "lines": best_lines(read.shown, y),
        "left_out": {
            "qwk": round(quadratic_kappa(y, told) or 0.0, 3),
            "not_met_told_met": round(float((told[y == 0] == 2).mean()), 3),
            "below_told_met": round(float((told[y < 2] == 2).mean()), 3),
            "met_found": round(float((told[y == 2] == 2).mean()), 3),
        },
    }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
