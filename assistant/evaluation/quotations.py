"""Whether a self-check's quotes are true, and whether they are the passages a person rested on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from assistant.evaluation.labels import LabelledDraft, spans_of
from assistant.self_check.report import Quote, Report

DEPTH = 3  # quotes of a row that count: as many as a credited row may have
ENOUGH_OVERLAP = 0.5  # of the shorter of quote and passage


@dataclass(slots=True)
class Quotations:
    """Hits and misses, one entry a row; `..._credited` only rows that were told credited."""

    strict: list[bool] = field(default_factory=list)
    offsets: list[bool] = field(default_factory=list)
    strict_credited: list[bool] = field(default_factory=list)
    offsets_credited: list[bool] = field(default_factory=list)
    exact: list[bool] = field(default_factory=list)  # one entry a quote

    def add(self, labelled: LabelledDraft, report: Report) -> None:
        """Count the quotes of one report; rows count here where a person named their evidence.

        A row that is not credited shows no quotes, so it misses; that is why credited rows are
        counted apart as well.
        """
        for finding in report.findings:
            quotes = finding.quotes[:DEPTH]
            self.exact += [is_exact(quote, labelled) for quote in finding.quotes]
            wanted = labelled.evidence.get(finding.criterion_id) or ()
            if not wanted:
                continue
            strict = any(_contained(passage, quote.text) for passage in wanted for quote in quotes)
            credited = finding.status != "not_met"
            self.strict.append(strict)
            if credited:
                self.strict_credited.append(strict)
            places = [span for passage in wanted for span in spans_of(passage, labelled.text)]
            if not places:
                continue  # the label's words do not stand in the draft, so no place can be missed
            overlap = any(overlaps(quote, span) for quote in quotes for span in places)
            self.offsets.append(overlap)
            if credited:
                self.offsets_credited.append(overlap)


def is_exact(quote: Quote, labelled: LabelledDraft) -> bool:
    """Whether a quote is, to the character, the slice of the draft that it names."""
    return (
        quote.file == PurePath(labelled.draft).name
        and 0 <= quote.start < quote.end <= len(labelled.text)
        and labelled.text[quote.start : quote.end] == quote.text
    )


def overlaps(quote: Quote, span: tuple[int, int]) -> bool:
    """Whether at least half of the shorter of quote and passage is common to both."""
    start, end = span
    common = min(quote.end, end) - max(quote.start, start)
    return common > 0 and common >= ENOUGH_OVERLAP * min(quote.end - quote.start, end - start)


def _contained(passage: str, quoted: str) -> bool:
    one, other = " ".join(passage.split()), " ".join(quoted.split())
    return bool(one and other) and (one in other or other in one)
