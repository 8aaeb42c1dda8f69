"""What a failed call of a model is called, and whether there is time to try it once more."""

from __future__ import annotations

import time

from assistant.llm.answer_flaws import is_too_long, pause_before_retry

PAUSE_S = 0.3  # before a second try where the server names no time
_TO_ANSWER_S = (
    2.0  # what a second try needs to be worth it; less where there was less to begin with
)


def cause_of(error: Exception) -> str:
    """What went wrong, in words that follow the model's name.

    Never the vendor's own text, which may hold anything.
    """
    import openai

    if isinstance(error, openai.APITimeoutError):
        return "was too slow"
    if isinstance(error, openai.APIConnectionError):
        return "cannot be reached"
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return "refused the key"
    if isinstance(error, openai.NotFoundError):
        return "is not known there"
    if isinstance(error, openai.RateLimitError):
        return "has no credit left" if error.code == "insufficient_quota" else "is over its limit"
    if isinstance(error, openai.ContentFilterFinishReasonError):
        return "declined to answer"
    if isinstance(error, openai.LengthFinishReasonError):
        return "stopped in mid-answer"
    if is_too_long(error):
        return "cannot take in that much text at once"
    if isinstance(error, openai.APIStatusError):
        return f"answered with error {error.status_code}"
    return f"failed ({type(error).__name__})"


def pause_that_fits(error: Exception, began: float, by: float) -> float | None:
    """Seconds to wait before a second try; None where it cannot help or comes too late.

    `began` is when the first try began and `by` when an answer must be there, both moments of
    `time.monotonic()`. A Retry-After of the server is kept to.
    """
    import openai

    if isinstance(error, openai.ContentFilterFinishReasonError | openai.LengthFinishReasonError):
        return None  # it would be the same once more
    pause = pause_before_retry(error, PAUSE_S)
    if pause is None:
        return None
    left = by - time.monotonic()
    return pause if pause + min(_TO_ANSWER_S, (by - began) / 4) <= left else None
