"""Evidence taken out of good drafts, by machine: a row must never gain by losing its evidence.

For each row that a person found met, its labelled passages are deleted, made a plan, denied, or
replaced with a mere claim, the rubric's own words, or what shows another row; and the whole draft
is doubled, or the rubric's words are added below it. What is expected is known without a label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.agreement import share
from assistant.evaluation.labels import LabelledDraft, sample, spans_of
from assistant.evaluation.outcomes import (
    Check,
    Outcome,
    Reporter,
    grouped,
    moved,
    outcomes,
)
from assistant.evaluation.verbs import as_denial, as_plan
from retrieval.catalogue import Credential, Criterion

Span = tuple[int, int]
_NUMBER = re.compile(r"\d[\d.,:/%]*")
_CELL_LINE = re.compile(r"\s*\|")
# These add no evidence and are broken by an upgrade; all others take evidence away, and are broken
# by a row that rises at all.
ADDS_NOTHING = ("doubled", "rubric_added")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed text and the rows on which something is expected: `row` None means every row."""

    kind: str
    row: str | None
    text: str


def exemplars(drafts: Sequence[LabelledDraft], most: int | None = None) -> list[LabelledDraft]:
    """Drafts all of whose rows are met, or where there are none those with the largest share."""
    shares = [share([s == "met" for s in d.criteria.values()]) or 0.0 for d in drafts]
    best = max(shares, default=0.0)
    good = [d for d, met in zip(drafts, shares, strict=True) if met and met == best]
    return sample(good, most)


def mutants(labelled: LabelledDraft, credential: Credential) -> Iterator[Mutant]:
    """Every changed text of a draft, in the order of the rubric."""
    met = [row for row in credential.rubric if labelled.criteria.get(row.id) == "met"]
    spans = {row.id: evidence_spans(labelled, row.id) for row in met}
    for row in met:
        if not spans[row.id]:
            continue
        for kind, make in _REWRITINGS.items():
            yield Mutant(kind, row.id, replaced(labelled.text, spans[row.id], make))
        claim = f"I did all of this very well, and it shows: {row.title.lower()}."
        insteads = {"claimed": claim, "rubric_instead": row.target.descriptor}
        if (other := _other(row, met, spans)) is not None:
            shown = [labelled.text[start:end] for start, end in spans[other.id]]
            insteads["other_row_instead"] = " ".join(shown)
        for kind, words in insteads.items():
            yield Mutant(kind, row.id, instead(labelled.text, spans[row.id], words))
    yield Mutant("doubled", None, f"{labelled.text.rstrip()}\n\n{labelled.text}")
    rubric = "\n\n".join(row.target.descriptor for row in credential.rubric)
    yield Mutant("rubric_added", None, f"{labelled.text.rstrip()}\n\n{rubric}\n")


def _other(
    row: Criterion, met: Sequence[Criterion], spans: Mapping[str, Sequence[Span]]
) -> Criterion | None:
    """The next met row whose evidence stands elsewhere, to be read in place of this one's."""
    at = met.index(row)
    for other in (*met[at + 1 :], *met[:at]):
        apart = all(
            end <= s or e <= start for start, end in spans[row.id] for s, e in spans[other.id]
        )
        if spans[other.id] and apart:
            return other
    return None


def evidence_spans(labelled: LabelledDraft, row_id: str) -> list[Span]:
    """Where a row's labelled passages stand, in order, overlapping ones as one."""
    passages = labelled.evidence.get(row_id) or ()
    found = sorted(span for passage in passages for span in spans_of(passage, labelled.text))
    merged: list[Span] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def replaced(text: str, spans: Sequence[Span], make: Callable[[str], str]) -> str:
    """The text with each span as `make` gives it."""
    for start, end in reversed(spans):
        text = text[:start] + make(text[start:end]) + text[end:]
    return text


def instead(text: str, spans: Sequence[Span], words: str) -> str:
    """The text with `words` in place of the first span, and the others gone."""
    (start, end), *others = spans
    without = replaced(text, others, lambda _: "")
    return without[:start] + words + without[end:]


def planned(passage: str) -> str:
    """The passage as something still to come."""
    if _CELL_LINE.match(passage):
        return _NUMBER.sub("to be counted", passage)
    rewritten = as_plan(passage)
    return rewritten if rewritten != passage else f"Next term I plan to have this: {passage}"


def denied(passage: str) -> str:
    """The passage as something that did not happen."""
    if _CELL_LINE.match(passage):
        return _NUMBER.sub("not counted", passage)
    rewritten = as_denial(passage)
    return rewritten if rewritten != passage else f"None of this happened: {passage}"


_REWRITINGS: Mapping[str, Callable[[str], str]] = {
    "deleted": lambda _: "",
    "planned": planned,
    "denied": denied,
}


def mutation_figures(
    drafts: Sequence[LabelledDraft],
    credentials: Mapping[str, Credential],
    check: Check,
    report_progress: Reporter = lambda _done, _total: None,
) -> dict[str, dict[str, Any]]:
    """By kind of mutation: rows, the share that broke its expectation, and how scores moved."""
    work = [(d, list(mutants(d, credentials[d.credential_id]))) for d in drafts]
    total = sum(1 + len(changed) for _, changed in work)
    done = 0
    found: list[tuple[str, Outcome]] = []
    for labelled, changed in work:
        before = check(labelled.credential_id, labelled.text)
        report_progress(done := done + 1, total)
        for mutant in changed:
            rows = outcomes(before, check(labelled.credential_id, mutant.text))
            wanted = rows if mutant.row is None else [mutant.row]
            found += [(mutant.kind, rows[row]) for row in wanted]
            report_progress(done := done + 1, total)
    groups = grouped(found)
    broken = [is_broken(kind, outcome) for kind, outcome in found]
    return {
        kind: {
            "rows": len(rows),
            "violations": share(
                broken if kind == "all" else [is_broken(kind, row) for row in rows]
            ),
            **moved(rows),
        }
        for kind, rows in groups.items()
    }


def is_broken(kind: str, outcome: Outcome) -> bool:
    """Whether a row did what its kind of mutation must never do."""
    if kind in ADDS_NOTHING:
        return outcome.upgraded
    return outcome.rose or outcome.upgraded
