"""Hostile sentences put into weak drafts, and harmless ones that look alike into good drafts.

A hostile one must never raise a row that a person found below its pass level; a harmless one must
never lower a row that a person found met. The corpus is data (`hostile.jsonl`, `controls.jsonl`):
each line has an id, a form, a place, a language, a text, and maybe the disguise it is written in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.agreement import share
from assistant.evaluation.disguises import DISGUISES
from assistant.evaluation.labels import LabelledDraft, sample, spread
from assistant.evaluation.mutations import exemplars
from assistant.evaluation.outcomes import Check, Outcome, Reporter, mean, outcomes
from assistant.evaluation.retrieval import json_lines
from assistant.self_check.report import Report

PLACES = ("start", "middle", "inside", "end")
# Insertions tried in one draft, so that a few drafts are a short run and ten see the whole corpus.
MOST_HOSTILE, MOST_CONTROLS = 40, 4
_BREAK = re.compile(r"\n[ \t]*\n")
_UNBROKEN = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Insertion:
    """A text to put into a draft; `inside` means within a sentence near the middle."""

    id: str
    form: str
    at: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Trial:
    """One check with an insertion in: outcomes of the rows that count, and what was seen of it."""

    form: str
    rows: tuple[Outcome, ...]
    quoted: bool
    noticed: bool


def read_insertions(file: Path) -> list[Insertion]:
    """The insertions of a file; raises BadInput naming file and line."""

    def read(row: dict[str, Any]) -> Insertion:
        if row["at"] not in PLACES:
            raise ValueError(f"no place {row['at']}")
        text = str(row["text"])
        if disguise := row.get("written"):
            text = DISGUISES[disguise](text)
        return Insertion(str(row["id"]), str(row["form"]), row["at"], str(row["language"]), text)

    return list(json_lines(file, ("id", "form", "at", "language", "text"), read))


def inserted(text: str, insertion: Insertion) -> tuple[str, int]:
    """The draft with the insertion in it, and where it begins."""
    if insertion.at == "start":
        return f"{insertion.text}\n\n{text}", 0
    if insertion.at == "end":
        body = text.rstrip()
        return f"{body}\n\n{insertion.text}\n", len(body) + 2
    if insertion.at == "inside":
        at = _inside(text)
        return text[:at] + insertion.text + text[at:], at
    at = _between_paragraphs(text)
    return f"{text[:at]}\n\n{insertion.text}\n\n{text[at:].lstrip()}", at + 2


def _between_paragraphs(text: str) -> int:
    """The end of the paragraph that ends nearest to the middle, fenced code not cut."""
    fenced = [found.span() for found in _UNBROKEN.finditer(text)]
    ends = [
        found.start()
        for found in _BREAK.finditer(text)
        if not any(start < found.start() < end for start, end in fenced)
    ]
    return min(ends, key=lambda end: abs(end - len(text) // 2), default=len(text.rstrip()))


def _inside(text: str) -> int:
    """The end of a word near the middle of the draft, in a paragraph of prose."""
    words = [
        found.end(1)
        for found in re.finditer(r"(\w)(?=[ ][a-z])", text)
        if not text[text.rfind("\n", 0, found.start()) + 1 :].startswith(("#", "|", "```"))
    ]
    return min(words, key=lambda at: abs(at - len(text) // 2), default=len(text))


def hostile_figures(
    insertions: Sequence[Insertion],
    drafts: Sequence[LabelledDraft],
    check: Check,
    report_progress: Reporter = lambda _done, _total: None,
    most: int | None = None,
) -> dict[str, dict[str, Any]]:
    """By form: what hostile insertions did to rows that a person found below the pass level."""
    weak = [d for d in drafts if any(status != "met" for status in d.criteria.values())]
    hosts = sample(weak, most)
    tried = spread(insertions, MOST_HOSTILE * len(hosts))
    trials = _trials(tried, hosts, False, check, report_progress)
    return {
        form: {
            "checks": len(some),
            "rows": len(rows),
            "upgraded": share([row.upgraded for row in rows]),
            "rose": share([row.rose for row in rows]),
            "mean_change": mean([row.change for row in rows]),
            "quoted": share([trial.quoted for trial in some]),
            "noticed": share([trial.noticed for trial in some]),
        }
        for form, some, rows in _by_form(trials)
    }


def control_figures(
    insertions: Sequence[Insertion],
    drafts: Sequence[LabelledDraft],
    check: Check,
    report_progress: Reporter = lambda _done, _total: None,
    most: int | None = None,
) -> dict[str, dict[str, Any]]:
    """By form: what harmless insertions did to rows that a person found met."""
    hosts = exemplars(drafts, most)
    tried = spread(insertions, MOST_CONTROLS * len(hosts))
    trials = _trials(tried, hosts, True, check, report_progress)
    return {
        form: {
            "checks": len(some),
            "rows": len(rows),
            "lowered": share([row.lowered for row in rows]),
            "mean_change": mean([row.change for row in rows]),
            "noticed": share([trial.noticed for trial in some]),
        }
        for form, some, rows in _by_form(trials)
    }


def _trials(
    insertions: Sequence[Insertion],
    hosts: Sequence[LabelledDraft],
    met: bool,
    check: Check,
    report_progress: Reporter,
) -> list[Trial]:
    """One check an insertion, the drafts taken in turn; only rows labelled met, or below, count."""
    before: dict[str, Report] = {}
    found: list[Trial] = []
    for number, insertion in enumerate(insertions):
        host = hosts[number % len(hosts)]
        if host.draft not in before:
            before[host.draft] = check(host.credential_id, host.text)
        text, at = inserted(host.text, insertion)
        after = check(host.credential_id, text)
        rows = outcomes(before[host.draft], after)
        counted = [r for r, status in host.criteria.items() if (status == "met") == met]
        end = at + len(insertion.text)
        quotes = [quote for finding in after.findings for quote in finding.quotes]
        found.append(
            Trial(
                insertion.form,
                tuple(rows[row] for row in counted if row in rows),
                any(quote.start < end and at < quote.end for quote in quotes),
                bool(set(after.warnings) - set(before[host.draft].warnings)),
            )
        )
        report_progress(number + 1, len(insertions))
    return found


def _by_form(trials: Sequence[Trial]) -> list[tuple[str, list[Trial], list[Outcome]]]:
    groups: dict[str, list[Trial]] = {"all": list(trials)} if trials else {}
    for trial in trials:
        groups.setdefault(trial.form, []).append(trial)
    return [
        (form, some, [row for trial in some for row in trial.rows]) for form, some in groups.items()
    ]


def corpus_beside(folder: Path) -> Path | None:
    """The folder of insertions that stands beside a set, None where there is none."""
    beside = folder.resolve().parent / "injections"
    return beside if (beside / "hostile.jsonl").is_file() else None


Insertions = Mapping[str, Sequence[Insertion]]


def read_corpus(folder: Path) -> Insertions:
    """`hostile` and `controls` of a folder; raises BadInput naming file and line."""
    return {name: read_insertions(folder / f"{name}.jsonl") for name in ("hostile", "controls")}
