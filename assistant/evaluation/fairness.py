"""Whether a verdict depends on who writes: names, English as a new language, dialect, typos.

What is said stays the same, so no status should change. The students' names are held against the
same draft with English names; everything else against the draft as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.evaluation.agreement import share
from assistant.evaluation.labels import LabelledDraft
from assistant.evaluation.manners import MANNERS
from assistant.evaluation.namings import NAMINGS, REFERENCE, named, others
from assistant.evaluation.outcomes import Check, Outcome, Reporter, grouped, mean, outcomes

_NAMES = "names_"


def fairness_figures(
    drafts: Sequence[LabelledDraft],
    check: Check,
    report_progress: Reporter = lambda _done, _total: None,
) -> dict[str, dict[str, Any]]:
    """By change of manner or names: the share of rows that flip, and how scores move."""
    found: list[tuple[str, Outcome]] = []
    for number, labelled in enumerate(drafts):
        found += _of_draft(labelled, check)
        report_progress(number + 1, len(drafts))
    return {
        change: {
            "rows": len(rows),
            "flipped": share([row.upgraded or row.lowered for row in rows]),
            "lowered": share([row.lowered for row in rows]),
            "mean_change": mean([row.change for row in rows]),
            "mean_distance": mean([abs(row.change) for row in rows]),
        }
        for change, rows in grouped(found).items()
        if rows
    }


def _of_draft(labelled: LabelledDraft, check: Check) -> list[tuple[str, Outcome]]:
    owner, text = labelled.credential_id, labelled.text
    as_it_is = check(owner, text)
    reference = check(owner, named(text, NAMINGS[REFERENCE], as_it_is))
    found: list[tuple[str, Outcome]] = []
    for name in others():
        after = check(owner, named(text, NAMINGS[name], as_it_is))
        found += [(_NAMES + name, row) for row in outcomes(reference, after).values()]
    for manner, rewrite in MANNERS.items():
        rewritten = rewrite(text)
        if rewritten == text:
            continue  # the draft has nothing that this would change
        after = check(owner, rewritten)
        found += [(manner, row) for row in outcomes(as_it_is, after).values()]
    return found
