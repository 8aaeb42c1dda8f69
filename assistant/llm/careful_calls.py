"""Each call of a model in the agent's loop: counted, metered, tried again where that helps."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Any
from uuid import UUID

from langchain.agents.middleware import AgentMiddleware
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage

from assistant.errors import ModelUnavailable
from assistant.llm import chat_model
from assistant.llm.answer_flaws import flaw_of, is_too_long
from assistant.llm.chat_model import ChatModel
from assistant.llm.failures import PAUSE_S, pause_that_fits

if TYPE_CHECKING:
    from langchain.agents.middleware import ModelRequest, ModelResponse, ToolCallRequest
    from langchain_openai import ChatOpenAI

    from assistant.llm.agent import Asked

MOST_MODEL_CALLS = 6  # of one turn: one a tool call, one for the answer, one to spare


class Stopped(BaseException):
    """Nobody listens any more; no Exception, so that nothing on the way takes it for a failure."""


class Ears(BaseCallbackHandler):
    """Says each token on in the thread that asks, and knows whether a second try repeats any."""

    def __init__(self, say: Callable[[str], None], stop: Event) -> None:
        self.heard = ""  # in the present try
        self._say = say
        self._stop = stop
        self._begun: UUID | None = None  # the call whose words came last

    def on_llm_new_token(self, token: str | list[Any], *, run_id: UUID, **_: Any) -> None:
        """Called with each token, also with empty ones; raises Stopped."""
        if self._stop.is_set():
            raise Stopped
        words = token if isinstance(token, str) else str(AIMessage(token).text)
        if not words:
            return
        self.heard += words
        if self._begun not in (None, run_id):
            self._say("\n\n")  # it spoke before it used a tool
        self._begun = run_id
        self._say(words)


class ByTurn(AgentMiddleware[Any, Any, Any]):
    """Hands each call to the turn that it belongs to: one agent serves many turns at once."""

    def wrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        """As the turn asks the model."""
        return _turn_of(request).ask(request, handler)

    def wrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Any]
    ) -> Any:
        """What the turn's tool tells; for one that does not exist, what the agent says to that."""
        if request.tool is None:
            return handler(request)
        called = request.tool_call
        told = _turn_of(request).asked.call(called["name"], called["args"])
        return ToolMessage(told, name=called["name"], tool_call_id=called["id"])


class CarefulCalls:
    """The model's calls in one turn: a failure is tried again once, while nothing was said."""

    def __init__(
        self,
        model: ChatModel,
        client: ChatOpenAI,
        asked: Asked,
        say: Callable[[str], None],
        started: float,
        stop: Event,
    ) -> None:
        """`say` is told the words as they come, until `stop` is set."""
        self.asked = asked
        self._ears = Ears(say, stop)
        # The model's own callbacks: what else a tool may ask a model for is not heard.
        self._client = client.model_copy(update={"streaming": True, "callbacks": [self._ears]})
        self._model = model
        self._by = started + chat_model.FIRST_WORDS_S
        self._stop = stop
        self._calls = 0

    def ask(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        """The model's message, or ModelUnavailable, or the vendor's own error; or Stopped."""
        if self._stop.is_set():
            raise Stopped
        self._calls += 1
        if self._calls > MOST_MODEL_CALLS:
            raise self._model.failure("went on asking for tools")
        request = request.override(
            model=self._client,
            system_message=SystemMessage(self.asked.system),
            tool_choice="none" if self.asked.spent() else None,
        )
        began = time.monotonic()
        try:
            return self._once(request, handler)
        except Exception as error:
            pause = None if self._ears.heard else self._pause(error, began)
            if pause is None or self._stop.wait(pause):
                raise
            if is_too_long(error):
                request = self._shortened(request)
        return self._once(request, handler)

    def _once(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        """One try, which has its price; ModelUnavailable for what cannot be used."""
        self._model.check_budget()
        self._ears.heard = ""
        message = AIMessage("")
        try:
            response = handler(request)
            answered = response.result[-1]
            assert isinstance(answered, AIMessage)
            message = answered
        finally:
            if message.usage_metadata or message.tool_calls or self._ears.heard:
                self._model.note_use(_with_words(message, self._ears.heard), *_words_of(request))
        flaw = flaw_of(message)
        if flaw is not None:
            unusable = self._model.failure(flaw.cause)
            unusable.may_pass = flaw.may_pass
            raise unusable
        return response

    def _pause(self, error: Exception, began: float) -> float | None:
        """Seconds until a second try; None where there is no sense or no time in one."""
        if isinstance(error, ModelUnavailable):
            return PAUSE_S if error.may_pass else None
        if is_too_long(error):
            return 0.0
        return pause_that_fits(error, began, self._by)

    def _shortened(self, request: ModelRequest[Any]) -> ModelRequest[Any]:
        """The same request without the talk so far; what the tools said stays."""
        shorter = HumanMessage(self.asked.shorter)
        return request.override(messages=[shorter, *request.messages[1:]])


def _turn_of(request: Any) -> CarefulCalls:
    """The turn that a call of the agent belongs to."""
    turn: CarefulCalls = request.runtime.context
    return turn


def _with_words(message: AIMessage, heard: str) -> AIMessage:
    """The message, or what was heard of it where it broke off."""
    return message if message.content or message.usage_metadata else AIMessage(heard)


def _words_of(request: ModelRequest[Any]) -> list[str]:
    """All that the model was given to read."""
    system = [str(request.system_message.text)] if request.system_message else []
    return [*system, *(str(message.text) for message in request.messages)]
