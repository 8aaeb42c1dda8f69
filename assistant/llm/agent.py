"""A turn of talk through a model that may use tools: its words as they come, within deadlines."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import ModelUnavailable
from assistant.llm import chat_model
from assistant.llm.chat_model import ChatModel
from assistant.llm.failures import cause_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.tools import BaseTool
    from langgraph.graph.state import CompiledStateGraph

_STEPS = 40  # of the graph, a guard behind the limit of model calls: two for each of them


class AgentTool(Protocol):
    """What the agent needs of a tool; what a name stands for is the same in every turn."""

    @property
    def name(self) -> str:
        """How the model calls it."""
        ...

    @property
    def description(self) -> str:
        """What it does, for the model."""
        ...

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its arguments."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is asked in one turn."""

    system: str
    user: str
    shorter: str  # the same without the talk so far, for a model to which `user` is too long
    tools: Sequence[AgentTool]
    call: Callable[[str, Mapping[str, Any]], str]  # (tool, arguments) -> what the model is told
    spent: Callable[[], bool]  # whether no more tools may be asked for


@dataclass(frozen=True, slots=True)
class _Over:
    """The model is done; `cause` says in words what went wrong, if anything did."""

    cause: str | None = None
    error: ModelUnavailable | None = None


class Agent:
    """Talks through one configured model; every failure comes out as ModelUnavailable."""

    def __init__(self, model: ChatModel) -> None:
        """Loads its libraries at once: that takes seconds, which no turn's deadline can spare."""
        _load()
        self._model = model
        self._agents: dict[tuple[str, ...], CompiledStateGraph[Any, Any, Any, Any]] = {}
        self._building = Lock()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def talk(self, asked: Asked, heard: Queue[Any], started: float) -> Generator[Any, None, None]:
        """The model's words as `str`, and in between whatever the tools put into `heard`.

        First words within FIRST_WORDS_S and all within WHOLE_S of `started`, a `time.monotonic()`
        moment. Raises ModelUnavailable before the first word or in the middle; what was said until
        then was given. Closing it early stops the model.
        """
        stop = Event()
        context = copy_context()  # whoever meters this turn meters the thread too
        work = (self._pump, asked, heard, started, stop)
        Thread(target=context.run, args=work, daemon=True).start()
        return self._parts(heard, started, stop)

    def _parts(self, heard: Queue[Any], started: float, stop: Event) -> Generator[Any, None, None]:
        first = True
        try:
            while True:
                limit = chat_model.FIRST_WORDS_S if first else chat_model.WHOLE_S
                left = started + limit - time.monotonic()
                if left <= 0:  # also where the words never stop coming
                    raise self._model.failure("was too slow")
                try:
                    part = heard.get(timeout=left)
                except Empty:
                    raise self._model.failure("was too slow") from None
                if isinstance(part, _Over):
                    if part.error is not None:
                        raise part.error
                    if part.cause is not None:
                        raise self._model.failure(part.cause)
                    return
                if isinstance(part, str) and part.strip():
                    first = False
                yield part
        finally:
            stop.set()

    def _pump(self, asked: Asked, heard: Queue[Any], started: float, stop: Event) -> None:
        """Run model and tools in a thread of its own: a stall must not hold up a turn."""
        from assistant.llm.careful_calls import Stopped

        try:
            self._run(asked, heard, started, stop)
        except Stopped:
            return
        except ModelUnavailable as error:
            heard.put(_Over(error=error))
        except Exception as error:
            heard.put(_Over(cause_of(error)))
        else:
            heard.put(_Over())

    def _run(self, asked: Asked, heard: Queue[Any], started: float, stop: Event) -> None:
        from langchain_core.messages import HumanMessage
        from langchain_core.runnables import RunnableConfig
        from langsmith import tracing_context

        from assistant.llm.careful_calls import CarefulCalls

        patience = started + chat_model.WHOLE_S - time.monotonic()
        # A read that waits longer than the first words may take is a stall, wherever it happens.
        patience = max(0.01, min(patience, chat_model.FIRST_WORDS_S))
        # Nothing of a conversation goes to a tracing service, whatever the environment says.
        with tracing_context(enabled=False), self._model.client(patience) as client:
            turn = CarefulCalls(self._model, client, asked, heard.put, started, stop)
            self._agent(asked.tools, client).invoke(
                {"messages": [HumanMessage(asked.user)]},
                RunnableConfig(recursion_limit=_STEPS),
                context=turn,
            )

    def _agent(
        self, tools: Sequence[AgentTool], stand_in: BaseChatModel
    ) -> CompiledStateGraph[Any, Any, Any, Any]:
        """The agent with these tools, put together once: that takes longer than all else in a turn.

        It keeps nothing of any turn; the turn comes with each call and brings its own model.
        """
        from langchain.agents import create_agent

        from assistant.llm.careful_calls import ByTurn

        names = tuple(tool.name for tool in tools)
        with self._building:  # many turns that begin at once wait for one, and do not build as many
            if names not in self._agents:
                structured = [_structured(tool) for tool in tools]
                self._agents[names] = create_agent(stand_in, structured, middleware=[ByTurn()])
            return self._agents[names]


def _load() -> None:
    os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")  # read when it is imported
    import langchain_openai  # noqa: F401

    import assistant.llm.careful_calls  # noqa: F401


def _structured(tool: AgentTool) -> BaseTool:
    """A tool as LangChain takes it; its arguments are checked by the turn, in words of our own."""
    from langchain_core.tools import StructuredTool

    def run(**_: Any) -> str:
        raise NotImplementedError(f"{tool.name} is run by the turn it is asked for in")

    return StructuredTool(
        name=tool.name, description=tool.description, args_schema=tool.schema(), func=run
    )
