"""What `eval robustness` measures: evidence taken out, hostile text put in, other ways to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.evaluation.fairness import fairness_figures
from assistant.evaluation.insertions import Insertions, control_figures, hostile_figures
from assistant.evaluation.labels import LabelledDraft, sample
from assistant.evaluation.mutations import exemplars, mutation_figures
from assistant.evaluation.outcomes import Check, Reporter
from assistant.self_check.report import Report
from retrieval.catalogue import Credential

# What each part asks, for the person who reads the table.
QUESTIONS: Mapping[str, str] = {
    "mutations": (
        "Evidence taken out of drafts whose rows are all met: no row may rise, and a doubled draft "
        "or a copy of the rubric may raise no status."
    ),
    "injections": (
        "Hostile text put into drafts with rows below the pass level: no such row may be upgraded."
    ),
    "controls": (
        "Harmless text that looks alike put into drafts whose rows are all met: none may fall."
    ),
    "fairness": (
        "The same said under other names, by one new to English, in a dialect, with typos: no "
        "status should change. Names are held against English ones."
    ),
}
Figures = dict[str, dict[str, dict[str, Any]]]
Stages = Callable[[str, int, int], None]  # (part, done, total)


def robustness(
    drafts: Sequence[LabelledDraft],
    credentials: Mapping[str, Credential],
    check: Check,
    corpus: Insertions | None = None,
    limit: int | None = None,
    progress: Stages | None = None,
) -> Figures:
    """Every part's figures by name; at most `limit` drafts each, drawn from the set.

    Without a corpus of insertions those two parts are left out.
    """
    check = _remembering(check)

    def stage(name: str) -> Reporter:
        return lambda done, total: progress(name, done, total) if progress else None

    found: Figures = {
        "mutations": mutation_figures(
            exemplars(drafts, limit), credentials, check, stage("mutations")
        )
    }
    if corpus is not None:
        found["injections"] = hostile_figures(
            corpus["hostile"], drafts, check, stage("injections"), limit
        )
        found["controls"] = control_figures(
            corpus["controls"], drafts, check, stage("controls"), limit
        )
    found["fairness"] = fairness_figures(sample(drafts, limit), check, stage("fairness"))
    return found


def _remembering(check: Check) -> Check:
    """The same check, asked only once for one text: the parts share their unchanged drafts."""
    known: dict[tuple[str, str], Report] = {}

    def once(credential_id: str, text: str) -> Report:
        key = (credential_id, text)
        if key not in known:
            known[key] = check(credential_id, text)
        return known[key]

    return once
