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
    lacking = [_shortened(element, _SHOWN_ELEMENT) for element in missing[:2]]
    said = f"You write: “{_shortened(quotes[0].text, _SHOWN_QUOTE)}”" if quotes else ""
    if status == "met":
        feedback = f"{name}: this can be seen in your draft. {said}"
        if unsure:
            feedback += (
                " I am not certain of it; please hold it against the row's wording yourself."
            )
        step = "Read the row once more and check that a stranger would find this passage quickly."
    elif status == "partially_met":
        feedback = f"{name}: part of this can be seen. {said}"
        if lacking:
            feedback += f" I could not find: {'; '.join(lacking)}."
        if unsure:
            feedback += " This is near the line, so check it by eye."
        step = _step(lacking, part)
    else:
        feedback = f"{name}: I found nothing that an assessor could credit here."
        if lacking:
            feedback += f" Looked for: {'; '.join(lacking)}."
        if unsure:
            feedback += " It may be there in words that I do not recognise; check it by eye."
        step = _step(lacking, part)
    return Words(_within(feedback, MAX_WORDS), _within(step, MAX_WORDS))


def _step(lacking: list[str], part: Part | None) -> str:
    where = f" to {part.title}" if part else ""
    if lacking:
        return f"Add from your own records{where} what shows this: {lacking[0]}."
    return f"Add{where} one concrete moment from your own work that shows this row."


def _shortened(text: str, most: int) -> str:
    one_line = " ".join(text.split())
    if len(one_line) <= most:
        return one_line
    return one_line[:most].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def _within(text: str, words: int) -> str:
    pieces = text.split()
    return text if len(pieces) <= words else " ".join(pieces[: words - 1]) + " …"
