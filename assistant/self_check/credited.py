"""From a model's decisions to a verdict, by code: an element counts only with a verified quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.self_check.asked_rows import AskedRow
from assistant.self_check.evidence import quote_of
from assistant.self_check.grounding import MOST_QUOTES, is_verbatim, located
from assistant.self_check.instructions import ByFile, touches
from assistant.self_check.report import Quote
from assistant.self_check.row_answers import Decision, ElementDecision, RowAnswer
from assistant.self_check.submission import Submission
from assistant.self_check.verdict import MET_FROM, PARTLY_FROM, Verdict

WORTH: dict[Decision, float] = {"shown": 1.0, "partly": 0.5, "absent": 0.0}
MOST_MISSING = 3
_MET_SCORE = MET_FROM + (1 - MET_FROM) / 2  # a model says that all is shown, not how well
_UNDER_THE_LINE = 0.98  # of the partly range: all but shown stays below `met` when rounded


@dataclass(frozen=True, slots=True)
class Credit:
    """What one element is worth (0, 0.5 or 1) with its quote, and what the model claimed for it."""

    worth: float = 0.0
    claimed: float = 0.0
    quote: Quote | None = None


def rested(
    answer: RowAnswer, asked: AskedRow, submission: Submission, steering: ByFile
) -> RowAnswer:
    """The answer with each decision resting on the one sentence that its quote stands in.

    A quote that is nowhere verbatim is given up for the cited sentence; a decision without either
    rests on nothing.
    """
    decisions = []
    for decision in answer.elements:
        found = _rest(decision, asked, submission, steering)
        decisions.append(decision.model_copy(update={"sentences": [found[0]] if found else []}))
    return answer.model_copy(update={"elements": decisions})


def credits_of(
    answer: RowAnswer, asked: AskedRow, submission: Submission, steering: ByFile
) -> tuple[Credit, ...]:
    """One credit per element of the row, in order; of two decisions on one the lower counts."""
    found: dict[int, Credit] = {}
    for decision in answer.elements:
        claimed = WORTH[decision.decision]
        rest = _rest(decision, asked, submission, steering) if claimed else None
        credit = Credit(claimed if rest else 0.0, claimed, rest[1] if rest else None)
        known = found.get(decision.element)
        found[decision.element] = _lower(known, credit) if known else credit
    return tuple(found.get(i, Credit()) for i in range(1, len(asked.row.elements) + 1))


def decides(answer: RowAnswer, asked: AskedRow) -> bool:
    """Whether the answer says anything of any element of the row."""
    return any(1 <= d.element <= len(asked.row.elements) for d in answer.elements)


def lower_of(one: Sequence[Credit], other: Sequence[Credit]) -> tuple[Credit, ...]:
    """Element by element the lower of two readings."""
    return tuple(_lower(a, b) for a, b in zip(one, other, strict=True))


def verdict_of(
    credited: Sequence[Credit],
    elements: Sequence[str],
    *,
    confidence: float,
    unsure: bool = False,
    doubted: bool = False,
) -> Verdict:
    """The verdict that the credits add up to; `doubted` keeps a row that shows all below `met`."""
    worths = [credit.worth for credit in credited]
    mean = sum(worths) / len(worths)
    if min(worths) == 1.0 and not doubted:
        score = _MET_SCORE
    elif mean == 0:
        score = 0.0
    else:  # some, not all: spread over the partly range by how much is there
        score = PARTLY_FROM + mean * (MET_FROM - PARTLY_FROM) * _UNDER_THE_LINE
    quotes: list[Quote] = []
    for credit in sorted(credited, key=lambda c: -c.worth):
        quote = credit.quote
        if quote and credit.worth and not any(_overlap(quote, other) for other in quotes):
            quotes.append(quote)
    missing = tuple(e for e, worth in zip(elements, worths, strict=True) if worth < 1.0)
    return Verdict(
        round(score, 3), confidence, unsure, tuple(quotes[:MOST_QUOTES]), missing[:MOST_MISSING]
    )


def _rest(
    decision: ElementDecision, asked: AskedRow, submission: Submission, steering: ByFile
) -> tuple[int, Quote] | None:
    """The number and the quote that a decision rests on: its words where they stand, in a cited
    sentence first; else the first cited sentence that can be quoted; else nothing."""
    cited = [number for number in decision.sentences if number in asked.citable]
    for number in [*cited, *(n for n in asked.citable if n not in cited)]:
        exact = located(decision.quote, [asked.citable[number]], submission)
        if exact:
            return number, exact
    for number in cited:
        whole = quote_of(asked.citable[number], submission)
        if (
            whole
            and is_verbatim(whole, submission)
            and not touches(steering.get(whole.file, ()), whole.start, whole.end)
        ):
            return number, whole
    return None


def _lower(one: Credit, other: Credit) -> Credit:
    return other if (other.worth, other.claimed) < (one.worth, one.claimed) else one


def _overlap(one: Quote, other: Quote) -> bool:
    return one.file == other.file and one.start < other.end and other.start < one.end
