"""A verdict in words a tired teacher can use: what is there, what is missing, one next step.

Several ways of saying the same stand side by side, so that not every row and every draft reads
alike; which one is taken follows from the draft and the row's place in the rubric, so one draft
always reads the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.self_check.near_misses import NearMiss
from assistant.self_check.next_steps import next_step, step_when_met, step_when_planned
from assistant.self_check.report import Quote, Status
from retrieval.catalogue import Criterion, Part

MAX_WORDS = 90
_SHOWN_QUOTE = 110  # characters of a quote inside a sentence
_SHOWN_ELEMENT = 150  # and of an element of the rubric
_MARKS = " \n\t|*_#>"
# Where a quote stands -> how a sentence begins; a line's number helps nobody who reads a page.
_PLACES = {"page": "On", "slide": "On", "sheet": "On", "under": "", "in": ""}

_YET_TO_COME = re.compile(r"\b(?:will|next|changes?|differently|plans?|adjustment)\b", re.I)

_MET = ("{row} can be seen.", "I can see {row} in your draft.", "I found {row} in your draft.")
_PARTLY = ("Part of {row} can be seen.", "{row} is partly there.", "I can see some of {row}.")
_NOTHING = (
    "For {row} I found nothing yet that an assessor could credit.",
    "I could not find {row} in the draft yet.",
    "{row} cannot be seen in the draft so far.",
)
# A judge on this machine knows that something is short better than what: it asks her to look.
_ALSO = (
    "The rubric also asks for this; check that all of it is there: {asked}.",
    "What I am least sure is there, in the rubric's own words: {asked}.",
    "Most likely still short, as the rubric puts it: {asked}.",
)
_ASKS = (
    "The rubric looks for this: {asked}.",
    "What to look for first, in the rubric's own words: {asked}.",
    "The rubric puts it this way: {asked}.",
)
_PLANNED = (
    "The nearest I found is still a plan: {said} What counts is what has been done.",
    "Nearest to it comes {said} That is still to come, and only what has happened counts.",
)
_COPIED = (
    "The nearest sentences repeat the credential's own words; what counts is what happened with "
    "your own students or colleagues.",
    "What comes nearest is worded like the rubric itself, and an assessor looks past that to what "
    "was done.",
)
_UNSURE: dict[Status, tuple[str, ...]] = {
    "met": (
        "I am not certain of it, so hold the passage against the row's wording yourself.",
        "It is near the line: check by eye that the passage covers the whole row.",
    ),
    "partially_met": (
        "It is near the line, so check by eye how much of the row the passage covers.",
        "I am not certain here; read the passage once more against the row by eye.",
    ),
    "not_met": (
        "It may be there in words that I do not recognise, so check by eye.",
        "I am not certain: check by eye whether a passage of yours answers that.",
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The feedback of one row and its next step."""

    feedback: str
    next_step: str


def words_for(
    row: Criterion,
    part: Part | None,
    status: Status,
    unsure: bool,
    quotes: tuple[Quote, ...],
    missing: tuple[str, ...],
    *,
    draft: str = "",
    order: int = 0,
    near: NearMiss | None = None,
) -> Words:
    """Feedback of at most 90 words; no praise without a quote, and never a sentence to hand in.

    `draft` tells one draft from another and `order` one row from the next, for the choice of words
    alone; `near` is what came nearest where nothing could be credited.
    """
    variant = _variant(draft) + order
    name = f"“{row.title}”"
    if status == "not_met":  # begin where the rubric begins
        missing = tuple(sorted(missing, key=row.target.descriptor.find))
    first = missing[0] if missing else None
    asked = f"“{_asked(first, row)}”" if first else ""
    told = _one(_UNSURE[status], variant) if unsure else ""
    if status == "met":
        feedback = _joined([_one(_MET, variant).format(row=name), _said(quotes, part), told])
        return Words(feedback, step_when_met(variant))
    if status == "partially_met":
        there = _one(_PARTLY, variant).format(row=name)
        also = _one(_ALSO, variant).format(asked=asked) if asked else ""
        feedback = _joined([there, _said(quotes, part), also, told])
    else:
        if near and near.kind == "planned" and first and _YET_TO_COME.search(first):
            near = None  # there the rubric itself asks for what is still to come
        asks = _one(_ASKS, variant).format(asked=asked) if asked else ""
        nothing = _one(_NOTHING, variant).format(row=name)
        feedback = _joined([nothing, _nearest(near, variant), asks, told], expendable=1)
        if near and near.kind == "planned":
            return Words(feedback, step_when_planned(part, variant))
    return Words(feedback, next_step(first, part, variant))


def _variant(draft: str) -> int:
    digest = hashlib.sha256(draft.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big")


def _one(ways: Sequence[str], variant: int) -> str:
    return ways[variant % len(ways)]


def _said(quotes: Sequence[Quote], part: Part | None) -> str:
    """Where the first quote stands, and its words; a draft's part is a file of its own."""
    if not quotes:
        return ""
    place = quotes[0].place or ""
    kind = place.split(" ")[0].rstrip("s")
    if kind not in _PLACES and part and quotes[0].file.rpartition(".")[0] == part.id:
        kind, place = "under", f"under “{part.title}”"
    if kind not in _PLACES:
        return f"You write {_quoted(quotes[0].text)}"
    where = f"{_PLACES[kind]} {place}".strip()
    return f"{where[0].upper()}{where[1:]} you write {_quoted(quotes[0].text)}"


def _quoted(text: str) -> str:
    """A passage in quotation marks and a full stop, without the marks of a list or a table."""
    short = shortened(text.strip(_MARKS) or text, _SHOWN_QUOTE)
    ended = short.rstrip("\"'”’)*_").endswith((".", "!", "?", ":", "…"))
    return f"“{short}”" + ("" if ended else ".")


def _nearest(near: NearMiss | None, variant: int) -> str:
    if near is None:
        return ""
    if near.kind == "copied":
        return _one(_COPIED, variant)
    return _one(_PLANNED, variant).format(said=_quoted(near.text))


def _asked(element: str, row: Criterion) -> str:
    """An element in the rubric's own words, with dots where it begins inside a sentence."""
    short = shortened(element, _SHOWN_ELEMENT)
    whole = " ".join(row.target.descriptor.split()).startswith(element)
    return short if whole or element[:1].isupper() else f"… {short}"


def _joined(sentences: Sequence[str], expendable: int = -1) -> str:
    """The sentences that are not empty; without the expendable one, or the last, if too long."""
    kept = list(sentences)
    for at in (expendable, len(kept) - 1):
        if len(" ".join(kept).split()) > MAX_WORDS:
            kept[at] = ""
    return " ".join(sentence for sentence in kept if sentence)


def shortened(text: str, most: int) -> str:
    """The text in one line, cut at a word where it has more than `most` characters."""
    one_line = " ".join(text.split())
    if len(one_line) <= most:
        return one_line
    return one_line[:most].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
