"""The model over a real socket: every way in which an endpoint fails has its clear sentence."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from llmock.pytest_plugin import LLMock
from llmock.testing import LLMockServer
from pydantic import BaseModel

from assistant.errors import ModelUnavailable
from assistant.llm import chat_model
from assistant.llm.chat_model import ChatModel


class Verdict(BaseModel):
    """What these tests ask for."""

    word: str
    number: int


GOOD = json.dumps({"word": "pause", "number": 3})


@pytest.fixture
def model(llmock: LLMock, monkeypatch: pytest.MonkeyPatch) -> ChatModel:
    """A model at the mock server; nothing of it comes from the environment."""
    for name in llmock.env():
        monkeypatch.delenv(name)
    return ChatModel(api_key="a-key", base_url=llmock.base_url(), model="small-model")


@pytest.fixture
def alone() -> Iterator[LLMock]:
    """A mock server for this test alone: calls given up here go on and must hit nobody else's."""
    with LLMockServer() as server:
        yield LLMock(server)


def model_at(llmock: LLMock) -> ChatModel:
    return ChatModel(api_key="a-key", base_url=llmock.base_url(), model="small-model")


def ask(model: ChatModel) -> Verdict:
    return model.answer("Be brief.", "Which word?", Verdict)


def spoken(model: ChatModel) -> str:
    return "".join(model.stream("Be brief.", "Say something."))


def cause(model: ChatModel, call: Any = ask) -> str:
    """The sentence of the failure; it always names what to check."""
    with pytest.raises(ModelUnavailable) as caught:
        call(model)
    sentence = str(caught.value)
    assert sentence.startswith("The language model small-model at http://127.0.0.1:")
    assert sentence.endswith("check OPENAI_BASE_URL, OPENAI_API_KEY and CREDCOACH_MODEL.")
    assert "answered offline" in sentence
    assert "\n" not in sentence
    return sentence


# What works


def test_an_answer_comes_in_its_type(model: ChatModel, llmock: LLMock) -> None:
    llmock.reply(GOOD)
    assert ask(model) == Verdict(word="pause", number=3)


def test_the_request_carries_system_user_model_and_schema(model: ChatModel, llmock: LLMock) -> None:
    llmock.reply(GOOD)
    ask(model)

    body = llmock.last_request.body
    assert body is not None
    assert body["model"] == "small-model"
    assert body["temperature"] == 0
    assert [(m["role"], m["content"]) for m in body["messages"]] == [
        ("system", "Be brief."),
        ("user", "Which word?"),
    ]
    assert body["response_format"]["json_schema"]["name"] == "Verdict"


@pytest.mark.parametrize(
    "text", [f"```json\n{GOOD}\n```", f"Here you are: {GOOD} I hope it helps.", f"\n {GOOD}"]
)
def test_fences_and_chatter_around_the_json_are_dropped(
    model: ChatModel, llmock: LLMock, text: str
) -> None:
    llmock.reply(text)
    assert ask(model).word == "pause"


def test_a_streamed_answer_comes_in_pieces(model: ChatModel, llmock: LLMock) -> None:
    llmock.reply("Three seconds of quiet are longer than they sound.")
    pieces = list(model.stream("Be brief.", "Say something."))

    assert len(pieces) > 1
    assert "".join(pieces) == "Three seconds of quiet are longer than they sound."


def test_tokens_are_noted_for_both_ways_of_asking(llmock: LLMock) -> None:
    noted: list[tuple[str, int, int]] = []
    model = ChatModel(
        api_key="a-key",
        base_url=llmock.base_url(),
        model="small-model",
        record_use=lambda *use: noted.append(use),
    )
    llmock.reply(GOOD)
    ask(model)
    llmock.reply("Some words.")
    spoken(model)

    assert [name for name, _, _ in noted] == ["small-model", "small-model"]
    assert all(tokens_in > 0 and tokens_out > 0 for _, tokens_in, tokens_out in noted)


def test_a_passing_failure_is_tried_again(model: ChatModel, llmock: LLMock) -> None:
    llmock.fail(500).reply(GOOD)
    assert ask(model).word == "pause"
    assert len(llmock.requests) == 2


# What fails


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (429, "is over its limit"),
        (500, "answered with error 500"),
        (503, "answered with error 503"),
        (400, "answered with error 400"),
        (401, "refused the key"),
        (403, "refused the key"),
        (404, "is not known there"),
    ],
)
def test_an_http_error_is_said_in_words(
    model: ChatModel, llmock: LLMock, status: int, words: str
) -> None:
    llmock.fail(status, times=None, message="zebra-detail")

    for call in (ask, spoken):
        sentence = cause(model, call)
        assert words in sentence
        assert "zebra" not in sentence


def test_an_error_that_cannot_pass_is_not_tried_again(model: ChatModel, llmock: LLMock) -> None:
    llmock.fail(401, times=None)
    cause(model)
    assert len(llmock.requests) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I would rather not answer in JSON.",
        '{"word": "pause", "number": ',
        '{"word": "pause"}',
        '{"word": "pause", "number": "many"}',
        "[1, 2]",
        '{"a":' * 5000 + "1" + "}" * 5000,
    ],
)
def test_an_answer_that_does_not_fit_is_unusable(
    model: ChatModel, llmock: LLMock, text: str
) -> None:
    llmock.reply(text, times=None)
    assert "answered something unusable" in cause(model)


@pytest.mark.parametrize("fault", ["truncate", "disconnect", "corrupt"])
def test_a_stream_that_breaks_off_is_a_failure_after_its_words(
    model: ChatModel, llmock: LLMock, fault: str
) -> None:
    getattr(llmock.reply("One two three four five six seven eight."), fault)(
        after_chunks=4, times=None
    )
    heard: list[str] = []

    def listen(model: ChatModel) -> None:
        for piece in model.stream("Be brief.", "Say something."):
            heard.append(piece)

    cause(model, listen)
    assert "One two three four five six seven eight.".startswith("".join(heard))


def test_a_stream_without_a_finish_is_called_stopped(model: ChatModel, llmock: LLMock) -> None:
    llmock.reply("One two three four five six.").truncate(after_chunks=4)
    assert "stopped in mid-answer" in cause(model, spoken)


def test_an_answer_without_words_is_called_empty(model: ChatModel, llmock: LLMock) -> None:
    llmock.reply("", times=None).truncate(after_chunks=1, times=None)
    assert "gave an empty answer" in cause(model, spoken)


def test_a_stream_that_stalls_is_not_waited_for(
    alone: LLMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_model, "WHOLE_S", 0.5)
    alone.reply("One two three four five six.").stall(after_chunks=3, seconds=2)
    assert "was too slow" in cause(model_at(alone), spoken)


def test_first_words_that_do_not_come_are_not_waited_for(
    alone: LLMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_model, "FIRST_WORDS_S", 0.2)
    monkeypatch.setattr(chat_model, "WHOLE_S", 1.0)
    alone.reply("Late.").slow_first_token(2)
    assert "was too slow" in cause(model_at(alone), spoken)


def test_an_answer_that_does_not_come_is_not_waited_for(
    alone: LLMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_model, "WHOLE_S", 0.3)
    alone.reply(GOOD, times=None).delay(2, times=None)
    assert "was too slow" in cause(model_at(alone))


def test_a_retry_that_would_come_after_the_deadline_is_not_waited_for(
    alone: LLMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_model, "WHOLE_S", 0.3)
    alone.rate_limit(retry_after=3).reply(GOOD)
    assert "is over its limit" in cause(model_at(alone))
    assert len(alone.requests) == 1


def test_a_deadline_that_has_passed_asks_nothing(model: ChatModel, llmock: LLMock) -> None:
    with pytest.raises(ModelUnavailable, match="too slow"):
        model.answer("Be brief.", "Which word?", Verdict, time.monotonic() - 1)
    assert llmock.requests == []


def test_a_port_where_nobody_listens_cannot_be_reached() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but not listening: refused, and nobody else's
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        model = ChatModel(api_key="a-key", base_url=url, model="small-model")
        for call in (ask, spoken):
            assert "cannot be reached" in cause(model, call)


@pytest.fixture
def web_page() -> Iterator[str]:
    """An address that answers everything with a web page, as a wrong base URL does."""
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Page(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html>Welcome to the school</html>")

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_web_page_instead_of_a_model_is_a_failure(web_page: str) -> None:
    model = ChatModel(api_key="a-key", base_url=web_page, model="small-model")
    for call in (ask, spoken):
        cause(model, call)


def test_a_model_without_a_name_has_the_default_one() -> None:
    model = ChatModel(api_key=None, base_url=None, model=None)
    assert model.name == chat_model.DEFAULT_MODEL


def test_a_key_never_stands_in_a_sentence(llmock: LLMock) -> None:
    model = ChatModel(api_key="sk-zebra", base_url=llmock.base_url(), model="small-model")
    llmock.fail(401, times=None, message="Incorrect API key provided: sk-zebra")
    assert "zebra" not in cause(model)
