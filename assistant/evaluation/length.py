"""What the length of a draft alone would tell: the figure that any judge must beat.

Two lengths part the three statuses; for each credential they are set on the other credentials, so
that nothing of a draft's own credential is known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.evaluation.agreement import STATUSES, WIDTH, Floats, counts_of, figures
from assistant.evaluation.labels import LabelledDraft
from assistant.self_check.report import STATUS_ORDER

_CUTS = range(5, 100, 5)  # percentiles of length that are tried as lines


def told_by_length(drafts: Sequence[LabelledDraft]) -> Floats | None:
    """Each draft's line (see `agreement`), shape (drafts, 11), as length alone tells its rows.

    None where there are fewer than two credentials, so that none can be left out.
    """
    owners = np.array([labelled.credential_id for labelled in drafts])
    if len(set(owners.tolist())) < 2:
        return None
    words = np.array([labelled.words for labelled in drafts])
    labels = np.zeros((len(drafts), STATUSES))  # how many rows of each label
    for i, labelled in enumerate(drafts):
        for status in labelled.criteria.values():
            labels[i, STATUS_ORDER[status]] += 1
    lines = np.zeros((len(drafts), WIDTH))
    for owner in sorted(set(owners.tolist())):
        here = owners == owner
        low, high = _best_lengths(words[~here], labels[~here])
        for i in np.flatnonzero(here).tolist():
            told = int(words[i] > low) + int(words[i] > high)
            rows = [STATUS_ORDER[status] for status in drafts[i].criteria.values()]
            lines[i] = counts_of(rows, [told] * len(rows), [float(words[i])] * len(rows))
    return lines


def _best_lengths(words: npt.NDArray[np.int64], labels: Floats) -> tuple[float, float]:
    """The two lengths whose statuses agree best with the labels."""
    cuts = np.unique(np.percentile(words, _CUTS))
    pairs = [(low, high) for low in cuts for high in cuts if high >= low]
    counts = np.zeros((len(pairs), WIDTH))
    for n, (low, high) in enumerate(pairs):
        told = (words > low).astype(int) + (words > high)
        cells = np.stack([labels[told == status].sum(axis=0) for status in range(STATUSES)], axis=1)
        counts[n, : STATUSES**2] = cells.ravel()
    kappas = figures(counts)["qwk"]
    kappas = np.where(np.isnan(kappas), -np.inf, kappas)
    # Many lines part the drafts equally well: the middle of them lies farthest from either side.
    low, high = np.array(pairs)[kappas == kappas.max()].mean(axis=0).tolist()
    return low, high
