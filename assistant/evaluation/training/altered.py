"""Labelled drafts changed by code: evidence taken out of one row, or all of it said otherwise.

What is not known to the reader from writers: that what is deleted, denied, only planned or put into
another row's words is no longer shown, and that tired or new English shows what it shows. Two ways
of `mutations.py` and several manners of `manners.py` are never trained on (`HELD_OUT`), so that
it can be said whether the reader learned the matter or the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from assistant.evaluation.labels import LabelledDraft
from assistant.evaluation.manners import MANNERS
from assistant.evaluation.mutations import (
    Span,
    denied,
    evidence_spans,
    instead,
    planned,
    replaced,
)
from assistant.evaluation.training.drafts import LabelledText
from assistant.self_check.pairing import Pair
from assistant.self_check.report import STATUS_ORDER

# Each way as often as it stands here: a plan is told from a deed well already.
WAYS = ("deleted", "deleted", "deleted", "denied", "denied", "denied", "planned", "other", "other")
SPOKEN = ("esl_articles", "esl_tenses", "typos_letters", "typos_haste", "dialect_southern")
HELD_OUT = (
    "claimed",
    "rubric_instead",
    "esl_prepositions",
    "esl_together",
    "dialect_british",
    "dialect_african_american",
)
WIDENED = 0.5  # of the changes take the whole paragraph: labelled passages are seldom all there is
_TAKEN_BACK = (
    "None of this happened: {}",
    "I have not done this yet: {}",
    "It would be wrong to say this: {}",
    "We never got to this part: {}",
)
_SAID_IN_ONE = 0.25  # of denials stand before the passage instead of in each of its verbs
_STATUSES = {order: status for status, order in STATUS_ORDER.items()}


def evidence_taken(draft: LabelledText, most: int, random: Random) -> list[LabelledText]:
    """Up to `most` versions of a draft, each with one row's evidence changed so that it is not met.

    Only that row is trained on; rows without labelled evidence have no versions.
    """
    labelled = LabelledDraft(
        draft.name,
        draft.credential.id,
        draft.kind,
        "",
        {row: _STATUSES[label] for row, label in draft.labels.items()},
        {row: passages or () for row, passages in draft.evidence.items()},
        draft.text,
    )
    spans = {
        row: found
        for row, label in draft.labels.items()
        if label and (found := evidence_spans(labelled, row))
    }
    rows = random.sample(sorted(spans), min(most, len(spans)))
    return [_version(draft, row, spans, random) for row in rows]


def _version(
    draft: LabelledText, row_id: str, spans: Mapping[str, Sequence[Span]], random: Random
) -> LabelledText:
    own = list(spans[row_id])
    away = [
        found
        for other, found in sorted(spans.items())
        if other != row_id and not any(_meet(a, b) for a in own for b in found)
    ]
    way = random.choice(WAYS)
    if way == "other" and not away:
        way = "deleted"
    if random.random() < WIDENED:
        foreign = [span for other, found in spans.items() if other != row_id for span in found]
        own = _widened(draft.text, own, foreign)
    if way == "other":
        words = " ".join(draft.text[start:end] for start, end in random.choice(away))
        text = instead(draft.text, own, words)
    else:
        text = replaced(draft.text, own, _made(way, random))
    return replace(
        draft,
        name=f"{draft.name}--{row_id}-{way}",
        text=text,
        labels={**draft.labels, row_id: 0},
        evidence={row_id: []},
        marks={},
        rows=frozenset({row_id}),
        base=draft.name,
        kind=way,
    )


def _made(way: str, random: Random) -> Callable[[str], str]:
    if way == "deleted":
        return lambda _: ""
    if way == "planned":
        return planned
    if random.random() < _SAID_IN_ONE:
        return random.choice(_TAKEN_BACK).format
    return denied


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _widened(text: str, spans: Sequence[Span], foreign: Sequence[Span]) -> list[Span]:
    """Each span as its whole paragraph where nothing else's evidence stands in it, and in order."""
    found: list[Span] = []
    for start, end in spans:
        opening = text.rfind("\n\n", 0, start)
        closing = text.find("\n\n", end)
        wide = (opening + 2 if opening >= 0 else 0, closing if closing >= 0 else len(text))
        span = (start, end) if any(_meet(wide, other) for other in foreign) else wide
        if found and span[0] < found[-1][1]:
            span = (found[-1][0], max(span[1], found[-1][1]))
            found.pop()
        found.append(span)
    return found


def said_otherwise(pair: Pair, random: Random) -> Pair:
    """The same row and sentences in one of the `SPOKEN` manners; which sentences is not asked."""
    rule = MANNERS[random.choice(SPOKEN)]
    return replace(pair, sentences=tuple(rule(sentence) for sentence in pair.sentences))
