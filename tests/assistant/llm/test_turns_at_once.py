"""One agent serves many turns at once: each has its own words, its own tools and its own end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from queue import Queue
from threading import Barrier
from typing import Any

import pytest

from assistant.errors import ModelUnavailable
from assistant.llm import chat_model
from assistant.llm.agent import Agent, AgentTool, Asked
from assistant.llm.chat_model import ChatModel
from tests.model_script import Call, Reply, Request
from tests.model_script import answers_to_calls as told
from tests.model_server import ModelServer

MANY = 8
PATIENCE_S = 60.0  # nothing here takes so long; only a hang reaches this


@dataclass(frozen=True)
class Look:
    """A tool that takes one word."""

    name: str = "look"
    description: str = "Looks a word up."

    def schema(self) -> dict[str, Any]:
        """One word."""
        return {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
def model(server: ModelServer) -> ChatModel:
    return ChatModel(api_key="a-key", base_url=server.base_url, model="scripted")


@pytest.fixture
def agent(model: ChatModel) -> Agent:
    return Agent(model)


def asked(
    user: str,
    call: Callable[[str, Mapping[str, Any]], str] = lambda _name, _arguments: "Nothing.",
    tools: tuple[AgentTool, ...] = (Look(),),
) -> Asked:
    system = f"You speak with {user}."
    return Asked(system, user, user, tools, call, spent=lambda: False)


def heard(agent: Agent, question: Asked) -> str:
    return "".join(agent.talk(question, Queue(), time.monotonic()))


def looks_up_who_asks(request: Request) -> Reply:
    """First a call with the name of whoever asks, then what the model was told, word for word."""
    system, user = (str(message["content"]) for message in request["messages"][:2])
    if not told(request):
        return Reply("I will look.", calls=(Call("look", {"word": user}),))
    return Reply(f"{system} {request['messages'][-1]['content']}")


def test_turns_at_once_hear_nothing_of_one_another(agent: Agent, server: ModelServer) -> None:
    server.script = looks_up_who_asks
    together = Barrier(MANY)

    def turn(number: int) -> str:
        def call(name: str, arguments: Mapping[str, Any]) -> str:
            together.wait(PATIENCE_S)  # all of them are in their tool now
            return f"{name} of turn {number} for {arguments['word']}"

        return heard(agent, asked(f"teacher {number}", call))

    with ThreadPoolExecutor(MANY) as threads:
        said = list(threads.map(turn, range(MANY)))
    assert said == [
        f"I will look.\n\nYou speak with teacher {n}. look of turn {n} for teacher {n}"
        for n in range(MANY)
    ]


def test_an_agent_is_put_together_once_for_all_turns_with_the_same_tools(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    import langchain.agents

    made: list[int] = []
    create = langchain.agents.create_agent

    def counted(model: Any, tools: Any, **more: Any) -> Any:
        made.append(len(tools))
        return create(model, tools, **more)

    monkeypatch.setattr(langchain.agents, "create_agent", counted)
    with ThreadPoolExecutor(MANY) as threads:
        questions = [asked("Alice") for _ in range(MANY)]
        assert set(threads.map(lambda one: heard(agent, one), questions)) == {"Good."}
    assert heard(agent, asked("Alice", tools=(Look(), Look("look_again")))) == "Good."
    assert made == [1, 2]


def test_what_a_tool_itself_asks_a_model_is_not_said_to_her(
    agent: Agent, model: ChatModel, server: ModelServer
) -> None:
    def script(request: Request) -> Reply:
        if "tools" not in request:
            return Reply("zebra words of the tool's own model")
        return Reply("Done.") if told(request) else Reply(calls=(Call("look", {"word": "x"}),))

    server.script = script
    own: list[str] = []

    def call(_name: str, _arguments: Mapping[str, Any]) -> str:
        own.extend(model.stream("Be brief.", "Say something."))
        return "Nothing."

    assert heard(agent, asked("Alice", call)) == "Done."
    assert "".join(own) == "zebra words of the tool's own model"


def test_a_turn_that_nobody_listens_to_any_more_lets_its_model_go(
    agent: Agent, server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.says(Reply("so " * 20_000, token_s=0.02))
    with closing(agent.talk(asked("Alice"), Queue(), time.monotonic())) as talk:
        assert str(next(talk)).strip() == "so"
    assert server.left.wait(PATIENCE_S), "the connection is still open"
    assert len(server.requests) == 1
    assert caplog.messages == [], "to be stopped is no failure"


def test_words_that_are_there_already_are_too_late_after_the_deadline(
    model: ChatModel, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.says(Reply("so " * 200))
    monkeypatch.setattr(chat_model, "FIRST_WORDS_S", chat_model.WHOLE_S + PATIENCE_S)
    talk = model.stream("Be brief.", "Go on.", time.monotonic() - chat_model.WHOLE_S - 1)
    assert next(talk).strip() == "so"
    with pytest.raises(ModelUnavailable, match="was too slow"):
        next(talk)
