"""What may pass is tried once more, as the server says and while nothing was said; never twice."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pydantic import BaseModel

from assistant.errors import ModelUnavailable
from assistant.llm.chat_model import ChatModel


class Word(BaseModel):
    """What these tests ask for."""

    word: str


Scripted = tuple[int, dict[str, str], bytes]
GOOD = json.dumps({"word": "pause"})


def body(message: dict[str, Any], finish: str | None = "stop", **more: Any) -> Scripted:
    """A whole answer."""
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
    reply = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", **more}
    return 200, {}, json.dumps({**reply, "choices": [choice]}).encode()


def failing(status: int, code: str | None = None, **headers: str) -> Scripted:
    """An HTTP error; its own words must reach nobody."""
    error = {"message": "zebra-detail", "code": code, "type": "x", "param": None}
    return status, headers, json.dumps({"error": error}).encode()


def streamed(*deltas: dict[str, Any], finish: str | None = "stop") -> Scripted:
    """A stream of chunks, which ends with `finish`; None: it just ends. No tokens are counted."""
    choices = [{"index": 0, "delta": delta, "finish_reason": None} for delta in deltas]
    if finish:
        choices.append({"index": 0, "delta": {}, "finish_reason": finish})
    base = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    events = [json.dumps({**base, "choices": [choice]}) for choice in choices] + ["[DONE]"]
    text = "".join(f"data: {event}\n\n" for event in events)
    return 200, {"Content-Type": "text/event-stream"}, text.encode()


class Endpoint:
    """Answers with what it was given, in turn, the last one for ever; counts the requests."""

    def __init__(self) -> None:
        self.script: list[Scripted] = []
        self.asked = 0
        self.url = ""

    def says(self, *script: Scripted) -> None:
        """What to answer from now on."""
        self.script = list(script)

    def next(self) -> Scripted:
        """The next answer."""
        self.asked += 1
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A server on loopback."""
    scripted = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, data = scripted.next()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    scripted.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield scripted
    server.shutdown()
    server.server_close()
    thread.join()


Used = list[tuple[str, int, int]]


@pytest.fixture
def used() -> Used:
    """What was recorded."""
    return []


@pytest.fixture
def model(endpoint: Endpoint, used: Used) -> ChatModel:
    """A model there, whose libraries are loaded before any deadline runs."""
    model = ChatModel(
        api_key="a-key",
        base_url=endpoint.url,
        model="small-model",
        record_use=lambda *one: used.append(one),
    )
    model.load()
    return model


def ask(model: ChatModel) -> str:
    return model.answer("Be brief.", "Which word?", Word).word


def spoken(model: ChatModel) -> str:
    return "".join(model.stream("Be brief.", "Say something."))


SOON = {"Retry-After-Ms": "10"}
PASSING = [
    failing(429, "rate_limit_exceeded", **SOON),
    failing(500, **SOON),
    failing(503, **SOON),
]


@pytest.mark.parametrize("failure", PASSING, ids=lambda one: str(one[0]))
def test_a_failure_that_may_pass_is_tried_once_more(
    model: ChatModel, endpoint: Endpoint, failure: Scripted
) -> None:
    endpoint.says(failure, body({"content": GOOD}))
    assert ask(model) == "pause"
    endpoint.says(failure, streamed({"content": "One "}, {"content": "two."}))
    assert spoken(model) == "One two."
    assert endpoint.asked == 4


@pytest.mark.parametrize("call", [ask, spoken])
def test_what_fails_twice_is_not_asked_a_third_time(
    model: ChatModel, endpoint: Endpoint, call: Any
) -> None:
    endpoint.says(*PASSING)
    with pytest.raises(ModelUnavailable, match="answered with error 500"):
        call(model)
    assert endpoint.asked == 2


@pytest.mark.parametrize("call", [ask, spoken])
def test_a_retry_after_beyond_the_deadline_is_not_waited_for(
    model: ChatModel, endpoint: Endpoint, call: Any
) -> None:
    endpoint.says(failing(429, "rate_limit_exceeded", **{"Retry-After": "60"}))
    with pytest.raises(ModelUnavailable, match="is over its limit"):
        call(model)
    assert endpoint.asked == 1


FINAL = {
    "no credit": (failing(429, "insufficient_quota"), "has no credit left"),
    "too long": (failing(400, "context_length_exceeded"), "cannot take in that much text at once"),
    "bad request": (failing(400, "zebra"), "answered with error 400"),
    "filtered": (body({"content": ""}, "content_filter"), "declined to answer"),
    "refused": (body({"content": None, "refusal": "zebra"}), "declined to answer"),
    "cut short": (body({"content": '{"wo'}, "length"), "stopped in mid-answer"),
}


@pytest.mark.parametrize("name", FINAL)
def test_what_would_be_the_same_once_more_is_asked_once_and_told_apart(
    model: ChatModel, endpoint: Endpoint, name: str
) -> None:
    failure, words = FINAL[name]
    endpoint.says(failure)
    with pytest.raises(ModelUnavailable, match=words) as caught:
        ask(model)
    assert "zebra" not in str(caught.value)
    assert endpoint.asked == 1


@pytest.mark.parametrize("content", ["", None, "  \n"])
def test_an_empty_answer_is_asked_for_once_more_and_then_called_so(
    model: ChatModel, endpoint: Endpoint, content: str | None
) -> None:
    empty = body({"content": content})
    endpoint.says(empty, body({"content": GOOD}))
    assert ask(model) == "pause"
    endpoint.says(empty)
    with pytest.raises(ModelUnavailable, match="gave an empty answer"):
        ask(model)


def test_whole_json_is_used_where_the_endpoint_never_says_that_it_finished(
    model: ChatModel, endpoint: Endpoint
) -> None:
    endpoint.says(body({"content": GOOD}, None))
    assert ask(model) == "pause"


def test_a_stream_that_ends_unfinished_is_begun_again_only_where_nothing_was_said(
    model: ChatModel, endpoint: Endpoint
) -> None:
    good = streamed({"content": "Good."})
    endpoint.says(streamed({"role": "assistant"}, finish=None), good)
    assert spoken(model) == "Good."
    endpoint.says(streamed({"content": "One"}, finish=None), good)
    talk = model.stream("Be brief.", "Say something.")
    assert next(talk) == "One"
    with pytest.raises(ModelUnavailable, match="stopped in mid-answer"):
        next(talk)
    assert endpoint.asked == 3


def test_a_filtered_stream_is_a_refusal(model: ChatModel, endpoint: Endpoint) -> None:
    endpoint.says(streamed({"refusal": "zebra"}, finish="content_filter"))
    with pytest.raises(ModelUnavailable, match="declined to answer") as caught:
        spoken(model)
    assert "zebra" not in str(caught.value)
    assert endpoint.asked == 1


def test_tokens_are_estimated_where_the_endpoint_does_not_count_them(
    model: ChatModel, endpoint: Endpoint, used: Used
) -> None:
    endpoint.says(body({"content": GOOD}))
    ask(model)
    endpoint.says(streamed({"content": "Twelve chars"}))
    spoken(model)
    endpoint.says(streamed({"content": "Twelve chars"}, finish=None))
    with pytest.raises(ModelUnavailable):
        spoken(model)

    asked, said = len("Be brief.Say something."), len("Twelve chars")
    assert used[0] == ("small-model", 5, 5)
    assert used[1:] == [("small-model", -(-asked // 4), -(-said // 4))] * 2  # a cut one costs too


def test_each_try_that_was_answered_is_counted(
    model: ChatModel, endpoint: Endpoint, used: Used
) -> None:
    counted = {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9}
    endpoint.says(body({"content": ""}, usage=counted), body({"content": GOOD}, usage=counted))
    ask(model)
    assert used == [("small-model", 7, 2)] * 2


def test_a_spent_budget_asks_nothing_and_its_sentence_comes_through(endpoint: Endpoint) -> None:
    def spent() -> None:
        raise ModelUnavailable("The budget is spent.")

    model = ChatModel(api_key="a-key", base_url=endpoint.url, model="m", check_budget=spent)
    for call in (ask, spoken):
        with pytest.raises(ModelUnavailable, match=r"^The budget is spent\.$"):
            call(model)
    with pytest.raises(ModelUnavailable), model.client(1.0):
        pass
    assert endpoint.asked == 0
