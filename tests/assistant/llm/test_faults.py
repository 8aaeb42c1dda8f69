"""Every way in which a model fails, at every place of its answer: the turn ends, and ends well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import pytest

from assistant.conversation import Assistant
from assistant.conversations import Conversations
from assistant.llm import chat_model
from assistant.people import Person
from assistant.pursuits import Pursuits
from assistant.replies import Card, Delta, Done, ReplyPart, Start
from integrations.services import Services
from tests.installations import installed
from tests.model_script import FAULTS, PLACES, VENDOR, Call, Fault, Place, Reply, Request, Script
from tests.model_script import answers_to_calls as told
from tests.model_server import ModelServer

GOAL = "more students think and join mathematics discussion in my class"
START = "Please start Giving Students Time to Think for me"
TITLE = "Giving Students Time to Think"
SEARCH = Call("search_catalogue", {"goal": GOAL})
BEGIN = Call("start_credential", {"credential_id": "thinking-time"})
GOOD = "Pauses would suit your class well. Which grade do you teach?"
OFFLINE = "answered offline"
PATIENCE_S = 60.0  # nothing here takes so long; only a hang reaches this
ENDLESS, PACE_S = 20_000, 0.05  # tokens, and their pace: more than any deadline here lets through
ALL = [(fault, place) for fault in FAULTS for place in PLACES]
WORTH_A_SECOND_TRY: list[Fault] = [
    "cut",
    "no_finish",
    "rate_limit",
    "server_error",
    "malformed_json",
    "malformed_arguments",
    "overflow",
    "empty",
]


@dataclass
class Talk:
    """A teacher at the assistant whose model runs on the scripted server."""

    assistant: Assistant
    talks: Conversations
    pursuits: Pursuits
    person: Person

    def say(self, message: str) -> list[ReplyPart]:
        """One turn in a conversation of its own; her words and the answer are kept, once each."""
        parts = list(self.assistant.reply(self.person, message))
        start = parts[0]
        assert isinstance(start, Start)
        assert isinstance(parts[-1], Done), parts
        assert sum(isinstance(part, Done) for part in parts) == 1
        kept = self.talks.get(self.person, start.conversation_id).messages
        assert [(one.role, one.complete) for one in kept] == [("person", True), ("assistant", True)]
        assert kept[0].text == message
        assert kept[1].text == said(parts)
        return parts


def said(parts: list[ReplyPart]) -> str:
    return "".join(part.text for part in parts if isinstance(part, Delta))


def cards(parts: list[ReplyPart]) -> list[str]:
    return [part.kind for part in parts if isinstance(part, Card)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ModelServer, Services]]:
    """One installation for all: each test is a person of her own."""
    folder = tmp_path_factory.mktemp("faults")
    with ModelServer() as server, installed(folder, server.base_url) as services:
        yield server, services


@pytest.fixture
def server(served: tuple[ModelServer, Services]) -> ModelServer:
    """The model's server, which has been asked nothing yet."""
    running, _ = served
    running.requests.clear()
    running.stalled.clear()
    running.left.clear()
    return running


@pytest.fixture
def talk(served: tuple[ModelServer, Services], request: pytest.FixtureRequest) -> Talk:
    """Somebody new at the assistant."""
    _, services = served
    name = sha256(request.node.nodeid.encode()).hexdigest()[:12]
    person = services.accounts.welcome(f"{name}@school.example", "Alice")
    return Talk(services.assistant, services.conversations, services.pursuits, person)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines that a stall reaches soon; what is no stall is long over by then, or as useful."""
    monkeypatch.setattr(chat_model, "FIRST_WORDS_S", 1.0)
    monkeypatch.setattr(chat_model, "WHOLE_S", 2.0)


def broken(fault: Fault, at: Place, *calls: Call) -> Reply:
    """An answer with that fault; where it strikes in a call, there is one."""
    if at == "call" or fault == "malformed_arguments":
        return Reply(calls=calls, fault=fault, at=at)
    return Reply(GOOD, fault=fault, at=at)


def after(call: Call, reply: Reply) -> Script:
    """First the call, and once its tool has answered, for ever the reply."""
    return lambda request: reply if told(request) else Reply(calls=(call,))


def check_manners(text: str) -> None:
    """Whatever happened, a person reads words: nothing of the vendor's, nothing half written."""
    assert text.strip()
    assert VENDOR not in text
    assert "Traceback" not in text
    assert "{" not in text
    assert "credential_id" not in text


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("fault", "at"), ALL)
def test_a_fault_that_stays_is_followed_by_the_offline_answer_and_one_honest_sentence(
    talk: Talk, server: ModelServer, fault: Fault, at: Place
) -> None:
    server.says(broken(fault, at, SEARCH))
    parts = talk.say(GOAL)

    text = said(parts)
    check_manners(text)
    assert TITLE in text
    assert cards(parts).count("recommendations") == 1
    assert text.count(OFFLINE) == 1, text


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("fault", "at"), ALL)
def test_what_a_tool_began_before_the_fault_is_begun_once_and_told(
    talk: Talk, server: ModelServer, fault: Fault, at: Place
) -> None:
    server.script = after(BEGIN, broken(fault, at, BEGIN))
    parts = talk.say(START)

    text = said(parts)
    check_manners(text)
    assert [p.credential_id for p in talk.pursuits.of(talk.person)] == ["thinking-time"]
    assert f"*{TITLE}* is in your plan now" in text
    assert cards(parts) == ["plan"]
    assert text.count(OFFLINE) == 1, text


@pytest.mark.parametrize("fault", WORTH_A_SECOND_TRY)
def test_a_fault_that_passes_before_the_first_word_is_not_noticed(
    talk: Talk, server: ModelServer, fault: Fault
) -> None:
    server.says(broken(fault, "first", SEARCH), Reply(GOOD))
    parts = talk.say(GOAL)

    assert said(parts) == GOOD
    assert len(server.requests) == 2


@pytest.mark.parametrize("fault", WORTH_A_SECOND_TRY)
def test_a_fault_that_passes_after_a_tool_begins_nothing_twice(
    talk: Talk, server: ModelServer, fault: Fault
) -> None:
    server.says(Reply(calls=(BEGIN,)), broken(fault, "first", BEGIN), Reply(GOOD))
    parts = talk.say(START)

    assert said(parts) == GOOD
    assert cards(parts) == ["plan"]
    assert [p.credential_id for p in talk.pursuits.of(talk.person)] == ["thinking-time"]


@pytest.mark.parametrize("fault", ["cut", "no_finish", "malformed_json", "server_error"])
def test_what_was_said_before_a_fault_stays_and_is_not_said_again(
    talk: Talk, server: ModelServer, fault: Fault
) -> None:
    server.says(Reply(GOOD, fault=fault, at="middle"), Reply(GOOD))
    text = said(talk.say(GOAL))

    half = " ".join(GOOD.split()[: len(GOOD.split()) // 2])
    assert text.startswith(f"{half}\n\n*")
    assert text.count(half) == 1
    assert TITLE in text


def test_a_wait_that_does_not_fit_the_deadline_is_not_begun(
    talk: Talk, server: ModelServer
) -> None:
    server.says(Reply(fault="rate_limit", retry_after=3600.0), Reply(GOOD))
    text = said(talk.say(GOAL))

    assert text.count(OFFLINE) == 1
    assert TITLE in text
    asked = [request for request in server.requests if "response_format" not in request]
    assert len(asked) == 1


def test_a_refusal_is_not_argued_with(talk: Talk, server: ModelServer) -> None:
    server.says(Reply(fault="refusal"), Reply(GOOD))
    text = said(talk.say(GOAL))

    assert text.count(OFFLINE) == 1
    asked = [request for request in server.requests if "response_format" not in request]
    assert len(asked) == 1


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("at", ["first", "middle", "call"])
def test_a_stalled_model_is_let_go_of(talk: Talk, server: ModelServer, at: Place) -> None:
    server.says(broken("stall", at, SEARCH))
    talk.say(GOAL)

    assert server.stalled.is_set()
    assert server.left.wait(PATIENCE_S), "the connection is still open"


@pytest.mark.parametrize("pace", [0.0, PACE_S])
def test_a_model_that_never_comes_to_an_end_is_stopped(
    talk: Talk, server: ModelServer, monkeypatch: pytest.MonkeyPatch, pace: float
) -> None:
    monkeypatch.setattr(chat_model, "WHOLE_S", 2.0)
    server.says(Reply("so " * ENDLESS, token_s=pace))
    text = said(talk.say(GOAL))

    assert text.count(OFFLINE) == 1
    assert TITLE in text
    assert server.left.wait(PATIENCE_S), "the connection is still open"


@pytest.mark.usefixtures("impatient")
def test_blanks_are_no_first_words(talk: Talk, server: ModelServer) -> None:
    server.says(Reply(" " * ENDLESS, token_s=PACE_S))
    text = said(talk.say(GOAL))

    assert text.count(OFFLINE) == 1
    assert TITLE in text


def test_a_model_that_only_ever_asks_for_tools_is_stopped(talk: Talk, server: ModelServer) -> None:
    server.says(Reply(calls=(BEGIN,)))
    parts = talk.say(START)

    assert said(parts).count(OFFLINE) == 1
    assert cards(parts) == ["plan"]
    assert [p.credential_id for p in talk.pursuits.of(talk.person)] == ["thinking-time"]


def test_a_tool_that_does_not_exist_is_no_fault_of_the_turn(
    talk: Talk, server: ModelServer
) -> None:
    server.script = after(Call("delete_everything", {"really": True}), Reply(GOOD))

    assert said(talk.say(GOAL)) == GOOD


@pytest.mark.usefixtures("impatient")
def test_a_conversation_goes_on_after_every_fault(talk: Talk, server: ModelServer) -> None:
    faults: list[Fault] = [fault for fault in FAULTS if fault != "stall"]
    conversation: str | None = None
    for fault in faults:
        server.says(broken(fault, "first", SEARCH))
        parts = list(
            talk.assistant.reply(talk.person, f"{GOAL}: {fault}", conversation_id=conversation)
        )
        assert isinstance(parts[0], Start)
        assert isinstance(parts[-1], Done)
        conversation = parts[0].conversation_id
    server.says(Reply(GOOD))
    assert conversation
    last = list(talk.assistant.reply(talk.person, GOAL, conversation_id=conversation))

    assert said(last) == GOOD
    kept = talk.talks.get(talk.person, conversation).messages
    hers = [one.text for one in kept if one.role == "person"]
    assert hers == [*(f"{GOAL}: {fault}" for fault in faults), GOAL]


def test_tokens_sent_stay_bounded_as_a_conversation_grows(talk: Talk, server: ModelServer) -> None:
    sent: dict[int, int] = {}

    server.says(Reply("A long answer about pauses, and what students did in them. " * 8))
    conversation: str | None = None
    for turn in range(1, 61):
        before = len(server.requests)
        message = f"And what else could I try in week {turn}? My students were quiet again."
        parts = list(talk.assistant.reply(talk.person, message, conversation_id=conversation))
        assert isinstance(parts[0], Start)
        conversation = parts[0].conversation_id
        sent[turn] = sum(size_of(request) for request in server.requests[before:])
    assert sent[10] > 0
    assert sent[60] <= 1.5 * sent[10]


def size_of(request: Request) -> int:
    """Characters that a request sends, tools included."""
    return len(str(request["messages"])) + len(str(request.get("tools", ())))
