"""The language model: any OpenAI-compatible endpoint, with deadlines, behind two calls."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from functools import cached_property
from queue import Empty, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

from assistant.errors import ModelUnavailable
from assistant.llm.answer_flaws import Flaw, flaw_of
from assistant.llm.failures import PAUSE_S, cause_of, pause_that_fits
from assistant.llm.usage import Usage, cost_of, note, rough_tokens

if TYPE_CHECKING:
    import ssl

    from langchain_core.messages import AIMessage
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
        check_budget: Callable[[], None] | None = None,
    ) -> None:
        """`check_budget` raises ModelUnavailable where nothing more may be asked."""
        self.name = model or DEFAULT_MODEL
        self._api_key = api_key
        self._base_url = base_url
        self._record_use = record_use
        self._check_budget = check_budget

    def answer(
        self, system: str, user: str, shape: type[Answer], deadline: float | None = None
    ) -> Answer:
        """One structured answer by `deadline`, a `time.monotonic()` moment; None: WHOLE_S from now.

        What may pass is tried once more where that fits. Raises ModelUnavailable when the model
        fails, is too slow, or its answer does not fit.
        """
        schema = {
            "type": "json_schema",
            "json_schema": {"name": shape.__name__, "schema": shape.model_json_schema()},
        }
        deadline = deadline or time.monotonic() + WHOLE_S
        if deadline <= time.monotonic():
            raise self.failure("was too slow")
        answered: Queue[AIMessage | ModelUnavailable] = Queue()
        given_up = Event()

        def ask() -> AIMessage:
            with self.client(deadline - time.monotonic()) as client:
                runnable = client.bind(response_format=schema)
                reply: AIMessage = runnable.invoke([("system", system), ("human", user)])
            self.note_use(reply, system, user)
            return reply

        def work() -> None:
            try:
                answered.put(self._twice(ask, _structured_flaw, deadline, given_up))
            except ModelUnavailable as error:
                answered.put(error)

        # In a thread of its own: the client waits for each byte anew. Meters count it all the same.
        Thread(target=copy_context().run, args=(work,), daemon=True).start()
        try:
            reply = answered.get(timeout=max(0.0, deadline - time.monotonic()))
        except Empty:
            raise self.failure("was too slow") from None
        finally:
            given_up.set()
        if isinstance(reply, ModelUnavailable):
            raise reply
        try:
            return shape.model_validate(json.loads(_bare_json(str(reply.text))))
        except (ValueError, RecursionError) as error:
            raise self.failure("answered something unusable") from error

    def stream(self, system: str, user: str, started: float | None = None) -> Iterator[str]:
        """The answer's text as it comes; first piece within FIRST_WORDS_S, all within WHOLE_S.

        Both count from `started`, a `time.monotonic()` moment; None: now. What may pass is tried
        once more while nothing was said. Raises ModelUnavailable before the first piece or in the
        middle; also when the stream ends without the model having finished.
        """
        started = started or time.monotonic()
        pieces: Queue[str | ModelUnavailable | None] = Queue()  # None: the model has finished
        given_up = Event()
        pump = (system, user, pieces, started + FIRST_WORDS_S, given_up)
        Thread(target=copy_context().run, args=(self._pump, *pump), daemon=True).start()
        limit = FIRST_WORDS_S
        try:
            while True:
                left = started + limit - time.monotonic()
                if left <= 0:  # also where the words never stop coming
                    raise self.failure("was too slow")
                try:
                    piece = pieces.get(timeout=left)
                except Empty:
                    raise self.failure("was too slow") from None
                if piece is None:
                    return
                if isinstance(piece, ModelUnavailable):
                    raise piece
                limit = WHOLE_S
                yield piece
        finally:
            given_up.set()

    @contextmanager
    def client(self, timeout: float) -> Iterator[ChatOpenAI]:
        """A client for one or a few calls, which leaves no socket open behind it.

        It tries nothing twice by itself: whoever asks knows what was said already, and how much
        time is left. Raises ModelUnavailable where the month's budget is spent.
        """
        import openai
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        self.check_budget()
        timeout = max(0.01, timeout)
        patience = openai.Timeout(timeout, connect=min(CONNECT_S, timeout))
        certificates = self._certificates
        with openai.DefaultHttpxClient(timeout=patience, verify=certificates) as http:
            yield ChatOpenAI(
                model=self.name,
                api_key=SecretStr(self._api_key or "none"),
                base_url=self._base_url,
                timeout=patience,
                http_client=http,
                # Never used; left to itself, the client reads all certificates again for one.
                http_async_client=openai.DefaultAsyncHttpxClient(verify=certificates),
                max_retries=0,
                temperature=0,
                stream_usage=True,
            )

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        """The trusted certificates, read once: that takes longer than all else before a call."""
        from httpx import create_ssl_context

        return create_ssl_context()

    def load(self) -> None:
        """Loads what a call needs now, so that no first answer has to wait for it."""
        import langchain_openai  # noqa: F401
        import openai  # noqa: F401

        _ = self._certificates

    def check_budget(self) -> None:
        """Raises ModelUnavailable where the month's budget is spent."""
        if self._check_budget is not None:
            self._check_budget()

    def note_use(self, message: AIMessage, *asked: str) -> None:
        """Counts what a whole answer took; from the words where the endpoint does not say it."""
        usage = message.usage_metadata
        if usage is not None:
            tokens_in, tokens_out = usage["input_tokens"], usage["output_tokens"]
        elif asked:
            tokens_in, tokens_out = rough_tokens(*asked), rough_tokens(str(message.text))
        else:
            return
        cost = cost_of(self.name, self._base_url, tokens_in, tokens_out)
        note(Usage(1, tokens_in, tokens_out, cost))
        if self._record_use is not None:
            self._record_use(self.name, tokens_in, tokens_out)

    def failure(self, cause: str) -> ModelUnavailable:
        """The error for a cause, which is worded so that it follows the model's name."""
        where = f" at {self._base_url}" if self._base_url else ""
        return ModelUnavailable(
            f"The language model {self.name}{where} {cause}, so this was answered offline; "
            "check OPENAI_BASE_URL, OPENAI_API_KEY and CREDCOACH_MODEL."
        )

    def _twice(
        self,
        ask: Callable[[], AIMessage],
        flaw_in: Callable[[AIMessage], Flaw | None],
        by: float,
        given_up: Event,
        said: Event | None = None,
    ) -> AIMessage:
        """What `ask` returns; asked again where what failed may pass, nothing is said and time is.

        Raises ModelUnavailable and nothing else.
        """
        began = time.monotonic()
        again = True
        while True:
            try:
                reply = ask()
            except ModelUnavailable:
                raise
            except Exception as error:
                pause, cause = pause_that_fits(error, began, by), cause_of(error)
            else:
                flaw = flaw_in(reply)
                if flaw is None:
                    return reply
                pause, cause = PAUSE_S if flaw.may_pass else None, flaw.cause
            silent = said is None or not said.is_set()
            if not again or not silent or pause is None or given_up.wait(pause):
                raise self.failure(cause)
            again = False

    def _pump(
        self,
        system: str,
        user: str,
        pieces: Queue[str | ModelUnavailable | None],
        by: float,
        given_up: Event,
    ) -> None:
        """Read the stream in a thread of its own: a stalled one must not hold up the turn."""
        said = Event()

        from langchain_core.messages import AIMessageChunk

        def listen() -> AIMessage:
            heard = AIMessageChunk(content="")
            try:
                with self.client(WHOLE_S) as client:
                    for chunk in client.stream([("system", system), ("human", user)]):
                        heard += chunk
                        if chunk.text:
                            said.set()
                            pieces.put(str(chunk.text))
                        if given_up.is_set():
                            break
            finally:
                if said.is_set() or heard.usage_metadata:  # it has its price however it ended
                    self.note_use(heard, system, user)
            return heard

        try:
            self._twice(listen, flaw_of, by, given_up, said)
        except ModelUnavailable as error:
            pieces.put(error)
        pieces.put(None)


def _structured_flaw(reply: AIMessage) -> Flaw | None:
    """What is wrong with an answer in JSON: some endpoints never say that they have finished."""
    flaw = flaw_of(reply)
    return flaw if flaw is not None and (not flaw.may_pass or not reply.text.strip()) else None


def _bare_json(text: str) -> str:
    """The outermost JSON object of an answer, code fences and chatter around it dropped."""
    match = re.search(r"\{.*\}", text, re.DOTALL)
    return match.group() if match else text
