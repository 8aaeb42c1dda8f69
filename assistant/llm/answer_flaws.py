"""What can be wrong with a model's message, and which failures a second try may help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

_REFUSED = "declined to answer"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong, in words that follow the model's name; `may_pass` with a second try."""

    cause: str
    may_pass: bool = True


def flaw_of(message: AIMessage) -> Flaw | None:
    """What is wrong with a message that came without an error; None where it can be used."""
    finished = message.response_metadata.get("finish_reason")
    said = bool(str(message.text).strip())
    if finished == "content_filter" or (message.additional_kwargs.get("refusal") and not said):
        return Flaw(_REFUSED, may_pass=False)
    if finished is None:
        return Flaw("stopped in mid-answer" if said else "gave an empty answer")
    if message.invalid_tool_calls:
        return Flaw("asked for a tool in a way that cannot be read")
    if not said and not message.tool_calls:
        return Flaw("gave an empty answer")
    return None


def is_too_long(error: Exception) -> bool:
    """Whether a request was refused because it does not fit the model's context."""
    import openai

    if not isinstance(error, openai.APIError):
        return False
    said = f"{error.code} {error.message}".lower()
    return "context_length" in said or "context length" in said or "maximum context" in said


def pause_before_retry(error: Exception, otherwise: float) -> float | None:
    """Seconds until a second try makes sense, as the server says it or `otherwise`; None: never."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return None  # the time is spent
    if isinstance(error, openai.RateLimitError):
        if error.code == "insufficient_quota":
            return None
        return _retry_after(error.response.headers, otherwise)
    if isinstance(error, openai.APIStatusError):
        return _retry_after(error.response.headers, otherwise) if error.status_code >= 500 else None
    # A connection that broke, an event that is no JSON, a chunk that does not fit.
    return otherwise


def _retry_after(headers: Any, otherwise: float) -> float:
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) / unit)
        except (KeyError, ValueError):
            continue
    return otherwise
