"""Code's last word on what any judge said: quotes verbatim, ids known, nothing credited bare."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.self_check.evidence import MAX_QUOTE, MIN_QUOTE
from assistant.self_check.report import Quote
from assistant.self_check.submission import DraftSentence, Submission
from assistant.self_check.verdict import PARTLY_FROM, Verdict

MOST_QUOTES = 3


def verified(verdict: Verdict, submission: Submission) -> Verdict:
    """The verdict with only true quotes; without any, its score falls below the credited range."""
    quotes = tuple(quote for quote in verdict.quotes if is_verbatim(quote, submission))[
        :MOST_QUOTES
    ]
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
    """The quote of `words` inside one of these sentences, exactly as it stands there, or None."""
    wanted = " ".join(words.split())
    for sentence in sentences:
        text = submission.texts[sentence.file]
        at = text.find(words.strip(), sentence.start, sentence.end) if words.strip() else -1
        if at >= 0 and MIN_QUOTE <= len(words.strip()) <= MAX_QUOTE:
            return Quote(sentence.file, at, at + len(words.strip()), words.strip())
        if wanted and " ".join(sentence.text.split()) == wanted:
            return Quote(sentence.file, sentence.start, sentence.end, sentence.text)
    return None
