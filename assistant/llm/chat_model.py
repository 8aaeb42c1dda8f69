"""The language model: any OpenAI-compatible endpoint, with deadlines, behind two calls."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.errors import ModelUnavailable
from assistant.llm.usage import Usage, cost_of, note

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI
    from pydantic import BaseModel

Answer = TypeVar("Answer", bound="BaseModel")

FIRST_WORDS_S = 14.0  # the contract's bound for the first words is 15 s, offline ones included
WHOLE_S = 40.0  # the contract gives 45 s for a whole turn; the rest is ours to answer offline
CONNECT_S = 5.0
DEFAULT_MODEL = "gpt-4o-mini"

UseRecorder = Callable[[str, int, int], None]  # (model, tokens in, tokens out)


class ChatModel:
    """One configured model; every failure comes out as ModelUnavailable with cause and setting."""

    def __init__(
        self,
        *,
        api_key: str | None,
        base_url: str | None,
        model: str | None,
        record_use: UseRecorder | None = None,
    ) -> None:
        self.name = model or DEFAULT_MODEL
        self._api_key = api_key
        self._base_url = base_url
        self._record_use = record_use

    def answer(
        self, system: str, user: str, shape: type[Answer], deadline: float | None = None
    ) -> Answer:
        """One structured answer by `deadline`, a `time.monotonic()` moment; None: WHOLE_S from now.

        Raises ModelUnavailable when the model fails, is too slow, or its answer does not fit.
        """
        schema = {
            "type": "json_schema",
            "json_schema": {"name": shape.__name__, "schema": shape.model_json_schema()},
        }
        left = (deadline or time.monotonic() + WHOLE_S) - time.monotonic()
        if left <= 0:
            raise ModelUnavailable(self._sentence("was too slow"))
        answered: Queue[Any] = Queue()

        def ask() -> None:
            try:
                with self._client(left) as client:
                    runnable = client.bind(response_format=schema)
                    answered.put(runnable.invoke([("system", system), ("human", user)]))
            except Exception as error:
                answered.put(error)

        # In a thread of its own: the client waits for each byte and each retry anew.
        Thread(target=ask, daemon=True).start()
        try:
            reply = answered.get(timeout=left)
        except Empty:
            raise ModelUnavailable(self._sentence("was too slow")) from None
        if isinstance(reply, Exception):
            raise ModelUnavailable(self._sentence(_cause(reply))) from reply
        self._note_use(reply)
        try:
            return shape.model_validate(json.loads(_bare_json(str(reply.text))))
        except (ValueError, RecursionError) as error:
            raise ModelUnavailable(self._sentence("answered something unusable")) from error

    def stream(self, system: str, user: str, started: float | None = None) -> Iterator[str]:
        """The answer's text as it comes; first piece within FIRST_WORDS_S, all within WHOLE_S.

        Both count from `started`, a `time.monotonic()` moment; None: now.

        Raises ModelUnavailable before the first piece or in the middle; also when the stream ends
        without the model having finished.
        """
        pieces: Queue[tuple[str, Any]] = Queue()
        Thread(target=self._pump, args=(system, user, pieces), daemon=True).start()
        started = started or time.monotonic()
        first = True
        while True:
            limit = FIRST_WORDS_S if first else WHOLE_S
            try:
                kind, value = pieces.get(timeout=max(0.01, started + limit - time.monotonic()))
            except Empty:
                raise ModelUnavailable(self._sentence("was too slow")) from None
            if kind == "text":
                first = False
                yield value
            elif kind == "end":
                return
            else:
                raise ModelUnavailable(self._sentence(value))

    def _pump(self, system: str, user: str, pieces: Queue[tuple[str, Any]]) -> None:
        """Read the stream in a thread of its own: a stalled one must not hold up the turn."""
        finished, said = None, False
        try:
            with self._client(WHOLE_S) as client:
                for chunk in client.stream([("system", system), ("human", user)]):
                    if chunk.text:
                        said = True
                        pieces.put(("text", str(chunk.text)))
                    finished = chunk.response_metadata.get("finish_reason") or finished
                    self._note_use(chunk)
        except Exception as error:
            pieces.put(("failed", _cause(error)))
            return
        if finished is None or not said:
            pieces.put(("failed", "stopped in mid-answer" if said else "gave an empty answer"))
        pieces.put(("end", None))

    @contextmanager
    def _client(self, timeout: float) -> Iterator[ChatOpenAI]:
        """A client for one call, which leaves no socket open behind it."""
        import openai
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        patience = openai.Timeout(timeout, connect=min(CONNECT_S, timeout))
        with openai.DefaultHttpxClient(timeout=patience) as http:
            yield ChatOpenAI(
                model=self.name,
                api_key=SecretStr(self._api_key or "none"),
                base_url=self._base_url,
                timeout=patience,
                http_client=http,
                max_retries=1,
                temperature=0,
                stream_usage=True,
            )

    def _note_use(self, message: Any) -> None:
        usage = getattr(message, "usage_metadata", None)
        if not usage:
            return
        tokens_in, tokens_out = usage["input_tokens"], usage["output_tokens"]
        note(
            Usage(
                1, tokens_in, tokens_out, cost_of(self.name, self._base_url, tokens_in, tokens_out)
            )
        )
        if self._record_use is not None:
            self._record_use(self.name, tokens_in, tokens_out)

    def _sentence(self, cause: str) -> str:
        where = f" at {self._base_url}" if self._base_url else ""
        return (
            f"The language model {self.name}{where} {cause}, so this was answered offline; "
            "check OPENAI_BASE_URL, OPENAI_API_KEY and CREDCOACH_MODEL."
        )


def _bare_json(text: str) -> str:
    """The outermost JSON object of an answer, code fences and chatter around it dropped."""
    match = re.search(r"\{.*\}", text, re.DOTALL)
    return match.group() if match else text


def _cause(error: Exception) -> str:
    """What went wrong, in words; never the vendor's own text, which may hold anything."""
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
        return "is over its limit"
    if isinstance(error, openai.APIStatusError):
        return f"answered with error {error.status_code}"
    return f"failed ({type(error).__name__})"
