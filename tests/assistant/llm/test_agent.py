"""A conversation through a model that may use tools, over a real socket: what it does and bears."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from llmock.pytest_plugin import LLMock
from llmock.scenarios import Reply
from llmock.testing import LLMockServer

from assistant.answers import Answers
from assistant.conversation import Assistant, Upload
from assistant.conversations import Conversations
from assistant.library import Library
from assistant.llm import chat_model
from assistant.llm.careful_calls import MOST_MODEL_CALLS
from assistant.llm.chat_model import ChatModel
from assistant.pursuits import Pursuits
from assistant.replies import Card, Delta, Done, ReplyPart, Start, Step
from assistant.self_checks import SelfChecks
from assistant.store.session import Store
from assistant.turn_tools import MOST_CALLS
from tests.catalogues import GOOD_DRAFT
from tests.people import Cast, Clock

TALK = "more students think and join mathematics discussion in my class"
SEARCH = ("search_catalogue", {"goal": TALK})
OFFLINE = "answered offline"


@pytest.fixture
def server() -> Iterator[LLMock]:
    """A server for this test alone: calls given up here go on and must hit nobody else's."""
    with LLMockServer() as running:
        yield LLMock(running)


@pytest.fixture
def used() -> list[tuple[str, int, int]]:
    """What was recorded of the model's use."""
    return []


@pytest.fixture
def assistant(
    server: LLMock,
    talks: Conversations,
    stocked: Library,
    answers: Answers,
    store: Store,
    clock: Clock,
    used: list[tuple[str, int, int]],
) -> Assistant:
    model = ChatModel(
        api_key="a-key",
        base_url=server.base_url(),
        model="small-model",
        record_use=lambda *one: used.append(one),
    )
    return Assistant(
        talks,
        stocked,
        answers,
        model,
        self_checks=SelfChecks(store, clock=clock),
        pursuits=Pursuits(store, clock=clock),
    )


def text_of(parts: list[ReplyPart]) -> str:
    return "".join(part.text for part in parts if isinstance(part, Delta))


def cards_of(parts: list[ReplyPart]) -> list[str]:
    return [part.kind for part in parts if isinstance(part, Card)]


def conversation_of(parts: list[ReplyPart]) -> str:
    assert isinstance(parts[0], Start)
    return parts[0].conversation_id


def asked(server: LLMock, number: int = -1) -> list[dict[str, Any]]:
    """The messages of one request."""
    body = server.requests[number].body
    assert body is not None
    messages: list[dict[str, Any]] = body["messages"]
    return messages


def test_a_plain_answer_streams_and_ends_with_done(
    assistant: Assistant, server: LLMock, cast: Cast
) -> None:
    server.reply("Good evening. What would you like to get better at?")
    parts = list(assistant.reply(cast.alice, "hello there, long day"))

    assert text_of(parts) == "Good evening. What would you like to get better at?"
    assert len([part for part in parts if isinstance(part, Delta)]) > 1
    assert isinstance(parts[-1], Done)
    assert [message["role"] for message in asked(server)] == ["system", "user"]


def test_a_tool_gives_step_card_and_facts(
    assistant: Assistant, server: LLMock, cast: Cast, talks: Conversations
) -> None:
    server.call_tool(*SEARCH).reply("*Giving Students Time to Think* may fit.")
    parts = list(assistant.reply(cast.alice, TALK))

    assert text_of(parts) == "*Giving Students Time to Think* may fit."
    assert [part.label for part in parts if isinstance(part, Step)] == ["Searching 5 credentials"]
    assert cards_of(parts) == ["recommendations"]
    told = asked(server)[-1]
    assert told["role"] == "tool"
    assert told["content"].startswith('<data kind="tool">')
    assert "thinking-time = Giving Students Time to Think" in told["content"]
    memory = talks.memory(cast.alice, conversation_of(parts))
    assert memory["shown"][0] == "thinking-time"
    assert memory["notes"][0].startswith("Looked for: more students think")


def test_an_id_that_does_not_exist_is_told_to_the_model_and_shown_to_nobody(
    assistant: Assistant, server: LLMock, cast: Cast
) -> None:
    server.call_tool("open_credential", {"credential_id": "thinking-tim"}).reply("Let me see.")
    parts = list(assistant.reply(cast.alice, "what is there on pauses, for me"))

    told = asked(server)[-1]["content"]
    assert "thinking-tim" in told
    assert "thinking-time" in told, "the nearest ids are named"
    assert text_of(parts) == "Let me see."
    assert cards_of(parts) == []


def test_arguments_that_do_not_fit_are_told_in_one_line_without_their_text(
    assistant: Assistant, server: LLMock, cast: Cast
) -> None:
    server.call_tool("search_catalogue", {"goal": "", "zebra": 1}).reply("What is it about?")
    parts = list(assistant.reply(cast.alice, "i need something new this year"))

    told = asked(server)[-1]["content"]
    assert "search_catalogue was called with arguments that do not fit" in told
    assert "zebra" not in told
    assert text_of(parts) == "What is it about?"


def test_a_tool_that_does_not_exist_for_her_is_not_run(
    assistant: Assistant, server: LLMock, cast: Cast
) -> None:
    server.call_tool("my_cohorts", {}).reply("I cannot see that.")
    parts = list(assistant.reply(cast.alice, "how do the others in my building get on with it"))

    offered = {tool["function"]["name"] for tool in server.requests[0].body["tools"]}
    assert "my_cohorts" not in offered
    assert cards_of(parts) == []
    assert "not a valid tool" in asked(server)[-1]["content"]


def test_a_model_that_goes_on_asking_for_tools_is_left_with_what_was_found(
    assistant: Assistant, server: LLMock, cast: Cast
) -> None:
    server.call_tool(*SEARCH, times=None)
    parts = list(assistant.reply(cast.alice, TALK))

    assert len(server.requests) == MOST_MODEL_CALLS
    assert [part.label for part in parts if isinstance(part, Step)] == [
        "Searching 5 credentials"
    ] * MOST_CALLS
    assert server.requests[-1].body["tool_choice"] == "none"
    assert "went on asking for tools" in text_of(parts)
    assert "1. **" in text_of(parts)
    assert cards_of(parts) == ["recommendations"]
    assert isinstance(parts[-1], Done)


def test_tokens_of_a_turn_are_recorded_for_each_of_its_calls(
    assistant: Assistant,
    server: LLMock,
    cast: Cast,
    used: list[tuple[str, int, int]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "assistant.model_turn")
    server.call_tool(*SEARCH).reply("Two fit you.")
    list(assistant.reply(cast.alice, TALK))

    assert len(used) == 2
    assert all(name == "small-model" and tokens_in > 0 for name, tokens_in, _ in used)
    assert "a turn took 2 calls" in caplog.text


# Faults


def kept_once(talks: Conversations, cast: Cast, parts: list[ReplyPart], message: str) -> None:
    """Her words and the answer are there, each once, and the turn is done."""
    kept = talks.get(cast.alice, conversation_of(parts)).messages
    assert [one.text for one in kept] == [message, text_of(parts)]
    assert isinstance(parts[-1], Done)


@pytest.mark.parametrize("fault", ["500", "429", "empty", "cut before the first word"])
def test_what_may_pass_is_tried_once_more_while_nothing_was_said(
    assistant: Assistant, server: LLMock, cast: Cast, talks: Conversations, fault: str
) -> None:
    if fault == "500":
        server.fail(500)
    elif fault == "429":
        server.rate_limit(retry_after=0.05)
    elif fault == "empty":
        server.reply("")
    else:
        server.reply("Lost.").disconnect(after_chunks=0)
    server.reply("Good evening to you.")
    parts = list(assistant.reply(cast.alice, TALK))

    assert len(server.requests) == 2
    assert OFFLINE not in text_of(parts)
    kept_once(talks, cast, parts, TALK)


@pytest.mark.parametrize(
    ("status", "words"), [(500, "error 500"), (401, "refused the key"), (429, "over its limit")]
)
def test_what_does_not_pass_is_answered_offline_with_one_sentence(
    assistant: Assistant,
    server: LLMock,
    cast: Cast,
    talks: Conversations,
    status: int,
    words: str,
) -> None:
    server.fail(status, times=None, retry_after=0.05)
    parts = list(assistant.reply(cast.alice, TALK))

    assert words in text_of(parts)
    assert text_of(parts).count(OFFLINE) == 1
    assert "1. **" in text_of(parts)
    assert cards_of(parts) == ["recommendations"]
    kept_once(talks, cast, parts, TALK)


def test_a_wait_that_is_longer_than_her_patience_is_not_begun(
    assistant: Assistant, server: LLMock, cast: Cast
) -> None:
    server.rate_limit(retry_after=60)
    parts = list(assistant.reply(cast.alice, TALK))

    assert len(server.requests) == 1
    assert "over its limit" in text_of(parts)


@pytest.mark.parametrize("fault", ["truncate", "disconnect", "corrupt"])
def test_what_was_said_before_a_stream_broke_stays_and_the_offline_answer_follows(
    assistant: Assistant, server: LLMock, cast: Cast, talks: Conversations, fault: str
) -> None:
    getattr(server.reply("One two three four five six seven eight."), fault)(
        after_chunks=4, times=None
    )
    parts = list(assistant.reply(cast.alice, TALK))

    assert text_of(parts).startswith("One two ")
    assert len(server.requests) == 1
    assert text_of(parts).count(OFFLINE) == 1
    assert cards_of(parts) == ["recommendations"]
    kept_once(talks, cast, parts, TALK)


def test_a_model_that_declines_is_not_asked_again(
    assistant: Assistant, server: LLMock, cast: Cast
) -> None:
    server.add(Reply(text="", finish_reason="content_filter", times=None))
    parts = list(assistant.reply(cast.alice, TALK))

    assert "declined to answer" in text_of(parts)
    assert len(server.requests) == 1


def test_a_prompt_that_is_too_long_is_asked_once_more_without_the_talk(
    assistant: Assistant, server: LLMock, cast: Cast
) -> None:
    server.reply("What grade is it?")
    first = list(assistant.reply(cast.alice, "zebras are what my class loves most"))
    server.context_overflow().reply("Shorter now.")
    parts = list(assistant.reply(cast.alice, TALK, conversation_id=conversation_of(first)))

    assert text_of(parts) == "Shorter now."
    assert "zebras" in asked(server, -2)[1]["content"]
    assert "zebras" not in asked(server, -1)[1]["content"]
    assert TALK in asked(server, -1)[1]["content"]


def test_tool_arguments_that_are_no_json_end_in_an_answer(
    assistant: Assistant, server: LLMock, cast: Cast, talks: Conversations
) -> None:
    server.break_tool_call(times=None)
    parts = list(assistant.reply(cast.alice, TALK))

    assert text_of(parts).strip()
    kept_once(talks, cast, parts, TALK)


@pytest.mark.parametrize("fault", ["stalls", "never begins"])
def test_nobody_waits_longer_for_first_words_than_the_deadline(
    assistant: Assistant,
    server: LLMock,
    cast: Cast,
    talks: Conversations,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    monkeypatch.setattr(chat_model, "FIRST_WORDS_S", 0.5)
    monkeypatch.setattr(chat_model, "WHOLE_S", 1.0)
    if fault == "stalls":
        server.reply("One two three four.").stall(after_chunks=3, seconds=3)
    else:
        server.reply("Late.").slow_first_token(3)
    parts = list(assistant.reply(cast.alice, TALK))

    assert "was too slow" in text_of(parts)
    assert "1. **" in text_of(parts)
    kept_once(talks, cast, parts, TALK)


# What a turn costs as a conversation grows


def grown(talks: Conversations, cast: Cast, turns: int) -> str:
    """A conversation of so many turns, with all that may have been remembered of them."""
    conversation = talks.open(cast.alice).id
    for turn in range(turns):
        said = f"on day {turn} three kids did all the talking and the rest of them looked at me"
        talks.keep_message(cast.alice, conversation, said)
        talks.keep_answer(cast.alice, conversation, f"What did you try on day {turn}? " * 40)
    memory = {
        "goal": "more students join in",
        "goals": [f"goal {turn}: more students join in" for turn in range(turns)],
        "seen": ["thinking-time"] * turns,
        "shown": ["thinking-time", "number-talks", "own-words"],
        "current": "thinking-time",
        "notes": [f"Spoke of the pauses on day {turn}." for turn in range(turns)],
    }
    talks.set_memory(cast.alice, conversation, memory)
    return conversation


def test_the_sixtieth_turn_sends_little_more_than_the_tenth(
    assistant: Assistant, server: LLMock, cast: Cast, talks: Conversations
) -> None:
    server.reply("What happened then?", times=None)
    sent = []
    for turns in (9, 59):
        conversation = grown(talks, cast, turns)
        list(assistant.reply(cast.alice, TALK, conversation_id=conversation))
        assert "on day" in asked(server)[1]["content"]
        sent.append(len(json.dumps(server.last_request.body)))

    assert sent[1] <= 1.5 * sent[0]


def test_the_stable_part_comes_first_and_is_the_same_in_every_turn(
    assistant: Assistant, server: LLMock, cast: Cast
) -> None:
    server.reply("What happened then?", times=None)
    for message in (TALK, "ok and for my second graders, what about them"):
        list(assistant.reply(cast.alice, message))

    first, second = asked(server, 0), asked(server, 1)
    assert first[0] == second[0]
    assert first[0]["role"] == "system"
    assert server.requests[0].body["tools"] == server.requests[1].body["tools"]


def test_a_file_handed_in_goes_to_no_model(
    assistant: Assistant, server: LLMock, cast: Cast
) -> None:
    upload = Upload("draft.md", GOOD_DRAFT.encode())
    list(assistant.reply(cast.alice, "what could this count for?", uploads=[upload]))
    assert server.requests == []
