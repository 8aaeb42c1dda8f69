"""Code's last word on what any judge said: quotes verbatim, ids known, nothing credited bare."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence

from assistant.self_check.evidence import MAX_QUOTE, MIN_QUOTE
from assistant.self_check.instructions import Spans, touches
from assistant.self_check.report import Quote
from assistant.self_check.submission import DraftSentence, Submission
from assistant.self_check.verdict import PARTLY_FROM, Verdict

MOST_QUOTES = 3
_NOTHING: Mapping[str, Spans] = {}
_SAME = str.maketrans("“”„«»‘’‚`´‐‑‒–—−", "\"\"\"\"\"'''''------")
_OUTER = " \"'.…"  # what a model puts around the words it copied


def verified(
    verdict: Verdict, submission: Submission, steering: Mapping[str, Spans] = _NOTHING
) -> Verdict:
    """The verdict with only true quotes; without any, its score falls below the credited range.

    `steering` is where each file speaks to its judge: what stands there is nobody's evidence.
    """
    quotes = tuple(
        quote
        for quote in verdict.quotes
        if is_verbatim(quote, submission)
        and not touches(steering.get(quote.file, ()), quote.start, quote.end)
    )[:MOST_QUOTES]
    score = _within_0_and_1(verdict.score)
    unsure = verdict.unsure
    if not quotes and score >= PARTLY_FROM:
        score, unsure = round(PARTLY_FROM / 2, 3), True
    if score < PARTLY_FROM:
        quotes = ()  # what is not credited quotes nothing as its evidence
    confidence = _within_0_and_1(verdict.confidence)
    return Verdict(score, confidence, unsure, quotes, verdict.missing)


def _within_0_and_1(number: float) -> float:
    """Rounded before it is compared, so that a status is what the shown score says."""
    return 0.0 if math.isnan(number) else round(min(max(number, 0.0), 1.0), 3)


def is_verbatim(quote: Quote, submission: Submission) -> bool:
    """Whether a quote is exactly the slice that it names, 20 to 600 characters long."""
    text = submission.texts.get(quote.file, "")
    return (
        MIN_QUOTE <= len(quote.text) <= MAX_QUOTE
        and 0 <= quote.start < quote.end <= len(text)
        and text[quote.start : quote.end] == quote.text
    )


def located(words: str, sentences: Sequence[DraftSentence], submission: Submission) -> Quote | None:
    """The quote of `words` inside one of these sentences, exactly as it stands there, or None.

    Blanks, case, kinds of quotation marks and dashes may differ, a letter may not: these are what a
    model changes in copying. Whole words only, 20 to 600 characters.
    """
    as_given = folded(words)[0].strip()
    for wanted in dict.fromkeys((as_given, as_given.strip(_OUTER))):
        for sentence in sentences if len(wanted) >= MIN_QUOTE else ():
            found = _within(sentence, wanted, submission)
            if found:
                return found
    return None


def _within(sentence: DraftSentence, wanted: str, submission: Submission) -> Quote | None:
    plain, origins = folded(sentence.text)
    at = plain.find(wanted)
    while at >= 0 and not _whole_words(plain, at, at + len(wanted)):
        at = plain.find(wanted, at + 1)
    if at < 0:
        return None
    start = sentence.start + origins[at]
    end = sentence.start + origins[at + len(wanted) - 1] + 1
    found = Quote(sentence.file, start, end, submission.texts[sentence.file][start:end])
    return found if is_verbatim(found, submission) else None


def folded(text: str) -> tuple[str, list[int]]:
    """The text as quotes are compared, and for each of its characters the offset it came from."""
    plain: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        if character.isspace():
            if plain and plain[-1] != " ":
                plain.append(" ")
                origins.append(offset)
            continue
        if unicodedata.category(character) == "Cf":
            continue
        for letter in character.translate(_SAME).casefold():
            plain.append(letter)
            origins.append(offset)
    return "".join(plain), origins


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether start:end does not begin or end inside a word."""
    begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return begins and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))
