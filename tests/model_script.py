"""What a scripted language model says: its words, its calls, its pace, and its faults as events."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

Place = Literal["first", "middle", "call", "end"]
PLACES: tuple[Place, ...] = get_args(Place)
Fault = Literal[
    "stall",
    "cut",
    "no_finish",
    "rate_limit",
    "server_error",
    "malformed_json",
    "malformed_arguments",
    "overflow",
    "empty",
    "refusal",
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
# What a vendor's own text holds must never reach a person, so each of them holds this.
VENDOR = "zebra-detail"
ERRORS: dict[str, tuple[int, dict[str, Any]]] = {
    "rate_limit": (
        429,
        {"message": f"Slow down, {VENDOR}", "type": "requests", "code": "rate_limit_exceeded"},
    ),
    "server_error": (
        500,
        {"message": f"Internal {VENDOR}", "type": "server_error", "code": None},
    ),
    "overflow": (
        400,
        {
            "message": f"This model's maximum context length is 8192 tokens, {VENDOR}",
            "type": "invalid_request_error",
            "code": "context_length_exceeded",
        },
    ),
}
# No JSON, a list where an object is asked for, nothing at all.
_BROKEN: dict[Place, str] = {
    "first": '{"credential_id": "thinking-ti',
    "middle": '{"credential_id": "thinking-ti',
    "call": '["thinking-time"]',
    "end": "",
}
_WORDS_TO_CALL = "I will look."  # what a model says before it calls, where a fault needs words
STALL, CUT = object(), object()
Event = dict[str, Any] | str | object  # a chunk, a raw line of data, or what to do to the socket


@dataclass(frozen=True, slots=True)
class Call:
    """A tool that the model asks for; arguments as a string go out as they are."""

    name: str
    arguments: dict[str, Any] | str = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The arguments as the model writes them."""
        return self.arguments if isinstance(self.arguments, str) else json.dumps(self.arguments)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of the model: words, then calls; `fault` strikes `at` a place of it.

    The first token comes after `first_token_s`, each further one `token_s` after the one before.
    `retry_after`, in seconds, is what an overloaded server asks for.
    """

    words: str = ""
    calls: tuple[Call, ...] = ()
    fault: Fault | None = None
    at: Place = "first"
    first_token_s: float = 0.0
    token_s: float = 0.0
    retry_after: float = 0.05

    @property
    def error(self) -> tuple[int, dict[str, str], dict[str, Any]]:
        """Status, headers and body of an answer that is an error."""
        status, body = ERRORS[self.fault or ""]
        headers = {"Retry-After": str(self.retry_after)} if status == 429 else {}
        return status, headers, {"error": body}


Request = dict[str, Any]  # the JSON body of a call
Script = Callable[[Request], Reply]


def last_said(request: Request) -> str:
    """The text of the last message of a person."""
    said = [message for message in request["messages"] if message["role"] == "user"]
    return _text(said[-1]["content"]) if said else ""


def everything_sent(request: Request) -> str:
    """All that the model could read: messages and the tools' descriptions, as one text."""
    return json.dumps([request["messages"], request.get("tools", [])], ensure_ascii=False)


def answers_to_calls(request: Request) -> list[str]:
    """What tools told the model since the person last spoke."""
    told: list[str] = []
    for message in request["messages"]:
        if message["role"] == "user":
            told = []
        elif message["role"] == "tool":
            told.append(_text(message["content"]))
    return told


def tool_names(request: Request) -> set[str]:
    """The tools that the model may call."""
    return {tool["function"]["name"] for tool in request.get("tools", [])}


def approximate_tokens(request: Request) -> int:
    """What a request takes, at four characters a token."""
    return len(everything_sent(request)) // 4


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content or ())


def in_turn(*replies: Reply) -> Script:
    """A script that gives the replies one after the other, the last one for ever."""
    left = list(replies)
    lock = threading.Lock()

    def script(_request: Request) -> Reply:
        with lock:
            return left.pop(0) if len(left) > 1 else left[0]

    return script


def paced(first_token_s: float, rate: float, tokens: int, tool: str, arguments: str) -> Script:
    """A model of a set pace; it first calls `tool` where the person says "look it up"."""
    words = " ".join(f"word{i}" for i in range(tokens))
    plain = Reply(words, first_token_s=first_token_s, token_s=1 / rate)
    calls = replace(plain, words="", calls=(Call(tool, arguments),))

    def script(request: Request) -> Reply:
        if "response_format" in request:
            return replace(plain, words=ranking_of(request))
        asked = "look it up" in last_said(request).lower() and tool in tool_names(request)
        return calls if asked and not answers_to_calls(request) else plain

    return script


def ranking_of(request: Request) -> str:
    """The first candidates that a request to put them in order lists, in that order."""
    ids = re.findall(r"^([a-z0-9-]+): ", last_said(request), re.MULTILINE)
    return json.dumps({"choices": [{"id": credential_id} for credential_id in ids[:3]]})


def events_of(request: Request, reply: Reply) -> Iterator[Event]:
    """The chunks of a streamed answer, with its fault in its place."""
    reply = _with_what_the_fault_needs(reply)
    said: list[Event] = [_chunk(request, {"role": "assistant", "content": ""})]
    end = _chunk(request, {}, "tool_calls" if reply.calls else "stop")
    usage = {**_chunk(request, None), "choices": [], "usage": _usage(request, reply)}
    rest: list[Event] = [usage, "[DONE]"]
    calls = [_chunk(request, delta) for delta in _call_deltas(reply.calls)]
    if reply.fault is None:
        yield from said
        for token in _tokens(reply.words):  # one by one: there may be no end of them
            yield _chunk(request, {"content": token})
        yield from [*calls, end, *rest]
        return
    words = [_chunk(request, {"content": token}) for token in _tokens(reply.words)]
    if reply.fault == "empty":
        words, calls = [], []
    before: dict[Place, list[Event]] = {
        "first": [],
        "middle": [*said, *words[: len(words) // 2]],
        "call": [*said, *words, *calls[: len(calls) - 1]],
        "end": [*said, *words, *calls],
    }
    yield from before[reply.at]
    yield from _struck(request, reply, rest)


def _struck(request: Request, reply: Reply, rest: list[Event]) -> Iterator[Event]:
    """What comes instead of the rest of a faulty answer."""
    if reply.fault == "stall":
        yield STALL
    elif reply.fault == "cut":
        yield CUT
    elif reply.fault == "no_finish":
        yield "[DONE]"
    elif reply.fault in ERRORS:
        yield reply.error[2]
    elif reply.fault == "malformed_json":
        yield f'{{"choices": [{{"delta": {{"content": "{VENDOR}'
        yield "[DONE]"
    elif reply.fault == "refusal":
        yield _chunk(request, {"refusal": f"I cannot help, {VENDOR}"})
        yield from [_chunk(request, {}, "content_filter"), *rest]
    elif reply.fault == "empty":
        blank = [] if reply.at == "first" else [_chunk(request, {"content": " \n"})]
        yield from [*blank, _chunk(request, {}, "stop"), *rest]
    else:  # malformed arguments: the call is complete, what it holds is not
        yield from [
            *(_chunk(request, delta) for delta in _call_deltas(reply.calls)),
            _chunk(request, {}, "tool_calls"),
            *rest,
        ]


def _with_what_the_fault_needs(reply: Reply) -> Reply:
    """Broken arguments need a call that has them, in some places after words."""
    if reply.fault == "malformed_arguments":
        name = reply.calls[0].name if reply.calls else "open_credential"
        broken = (Call(name, _BROKEN[reply.at]),)
        words = _WORDS_TO_CALL if reply.at in ("middle", "end") else ""
        return replace(reply, words=words, calls=broken, at="middle" if words else "first")
    return reply


def speaks(event: Event) -> bool:
    """Whether a chunk carries a token of the answer, so that the pace applies to it."""
    if not isinstance(event, dict) or not event.get("choices"):
        return False
    delta = event["choices"][0]["delta"]
    return bool(delta.get("content") or delta.get("tool_calls"))


def _tokens(words: str) -> list[str]:
    """A text as a model streams it: one word and the blank before it at a time."""
    first, *others = words.split(" ") if words else [""]
    return [token for token in (first, *(f" {word}" for word in others)) if token]


def _call_deltas(calls: Sequence[Call]) -> Iterator[dict[str, Any]]:
    for index, call in enumerate(calls):
        half = len(call.text) // 2
        opening = {"name": call.name, "arguments": ""}
        yield {
            "tool_calls": [
                {"index": index, "id": f"call_{index}", "type": "function", "function": opening}
            ]
        }
        for piece in (call.text[:half], call.text[half:]):
            yield {"tool_calls": [{"index": index, "function": {"arguments": piece}}]}


def _chunk(request: Request, delta: Any, finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": request.get("model", "scripted"),
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def completion(request: Request, reply: Reply) -> dict[str, Any]:
    calls = [
        {"id": f"call_{i}", "type": "function", "function": {"name": c.name, "arguments": c.text}}
        for i, c in enumerate(reply.calls)
    ]
    message = {
        "role": "assistant",
        "content": reply.words,
        **({"tool_calls": calls} if calls else {}),
    }
    finish = "tool_calls" if calls else "stop"
    return {
        **_chunk(request, None),
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": _usage(request, reply),
    }


def _usage(request: Request, reply: Reply) -> dict[str, int]:
    sent, said = approximate_tokens(request), len(_tokens(reply.words)) + len(reply.calls)
    return {"prompt_tokens": sent, "completion_tokens": said, "total_tokens": sent + said}
