"""A verdict in words a tired teacher can use: what is there, what is missing, one next step."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.self_check.report import Quote, Status
from retrieval.catalogue import Criterion, Part

MAX_WORDS = 90
_SHOWN_QUOTE = 110  # characters of a quote inside a sentence
_SHOWN_ELEMENT = 120


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
) -> Words:
    """Feedback of at most 90 words; no praise without a quote, and never a sentence to hand in."""
    name = f"“{row.title}”"
    asked = [f"“{_shortened(element, _SHOWN_ELEMENT)}”" for element in missing[:2]]
    said = f"You write: “{_shortened(quotes[0].text, _SHOWN_QUOTE)}”" if quotes else ""
    if status == "met":
        feedback = f"{name}: I can see this in your draft. {said}"
        if unsure:
            feedback += " I am not certain of it, so hold it against the row's wording yourself."
        step = "Read the row once more and ask whether a stranger would find this passage quickly."
    elif status == "partially_met":
        feedback = f"{name}: I can see part of this. {said}"
        if asked:
            feedback += f" The row also asks for this, and I could not find it: {asked[0]}."
        if unsure:
            feedback += " It is near the line, so check it by eye."
        step = _step(asked, part)
    else:
        feedback = f"{name}: I found nothing yet that an assessor could credit."
        if asked:
            feedback += f" The row asks for {' and '.join(asked)}."
        if unsure:
            feedback += " It may be there in words that I do not recognise; check it by eye."
        step = _step(asked, part)
    return Words(_within(feedback, MAX_WORDS), _within(step, MAX_WORDS))


def _step(asked: list[str], part: Part | None) -> str:
    where = f" and put it under “{part.title}”" if part else ""
    if asked:
        return f"Find in your own records what answers {asked[0]}{where}."
    return f"Find one concrete moment from your own work that shows this row{where}."


def _shortened(text: str, most: int) -> str:
    one_line = " ".join(text.split())
    if len(one_line) <= most:
        return one_line
    return one_line[:most].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def _within(text: str, words: int) -> str:
    pieces = text.split()
    return text if len(pieces) <= words else " ".join(pieces[: words - 1]) + " …"
