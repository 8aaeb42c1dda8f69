"""Turns as events: their order, that they outlive a request, and that they are a person's own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.replies import Delta, ReplyPart
from integrations.services import Services
from integrations.web import events as web_events
from integrations.web.metrics import Metrics
from tests.catalogues import GOOD_DRAFT
from tests.integrations.web.sse import events

V1 = "/api/v1"
GOAL = "pauses after questions so that more students think and join the discussion"


def say(client: TestClient, **body: Any) -> list[tuple[str, dict[str, Any]]]:
    answer = client.post(f"{V1}/chat", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["x-accel-buffering"] == "no"
    return events(answer.text)


def test_a_turn_streams_start_step_delta_card_done_in_this_order(alice: TestClient) -> None:
    found = say(alice, message=GOAL, conversation_id=None, files=[])
    names = [name for name, _ in found]
    assert names[0] == "start"
    assert names[-1] == "done"
    order = [n for i, n in enumerate(names) if i == 0 or names[i - 1] != n]
    assert order == ["start", "step", "delta", "card", "done"]
    bodies = dict(found)
    assert set(bodies["start"]) == {"conversation_id", "message_id"}
    assert bodies["card"]["kind"] == "recommendations"
    assert bodies["card"]["matches"][0]["credential_id"] == "thinking-time"


def test_a_conversation_keeps_both_sides_and_goes_on(alice: TestClient) -> None:
    found = say(alice, message=GOAL)
    conversation, done = found[0][1]["conversation_id"], found[-1][1]["message_id"]
    again = say(alice, message="thanks", conversation_id=conversation)
    assert again[0][1]["conversation_id"] == conversation
    talk = alice.get(f"{V1}/conversations/{conversation}").json()
    assert [m["role"] for m in talk["messages"]] == ["person", "assistant"] * 2
    assert talk["messages"][0]["text"] == GOAL
    assert talk["messages"][1]["id"] == done
    listed = alice.get(f"{V1}/conversations").json()["items"]
    assert [c["id"] for c in listed] == [conversation]
    assert alice.delete(f"{V1}/conversations/{conversation}").status_code == 204
    assert alice.get(f"{V1}/conversations/{conversation}").status_code == 404


def test_kept_events_are_a_list_and_a_stream(alice: TestClient) -> None:
    streamed = say(alice, message=GOAL)
    where = f"{V1}/conversations/{streamed[0][1]['conversation_id']}/events"
    kept = alice.get(where).json()["items"]
    assert [(e["event"], e["data"]) for e in kept] == streamed
    later = alice.get(where, params={"after": kept[2]["seq"]}).json()["items"]
    assert later == kept[3:]
    followed = alice.get(where, headers={"Accept": "text/event-stream"})
    assert events(followed.text) == streamed
    assert f"id: {kept[0]['seq']}\n" in followed.text


def test_a_draft_in_a_form_is_checked_in_the_chat(alice: TestClient) -> None:
    answer = alice.post(
        f"{V1}/chat",
        data={"message": "Please check this for Giving Students Time to Think"},
        files=[("files", ("../../my draft.md", GOOD_DRAFT.encode()))],
    )
    cards = [body for name, body in events(answer.text) if name == "card"]
    assert [card["kind"] for card in cards] == ["self_check"]
    assert {q["file"] for f in cards[0]["findings"] for q in f["quotes"]} <= {"my draft.md"}


def test_a_turn_goes_on_when_nobody_listens_any_more(
    alice: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Event()
    parts_of = services.assistant._parts

    def slow(*given: Any) -> Iterator[ReplyPart]:
        gone.wait(10)
        yield from parts_of(*given)

    monkeypatch.setattr(services.assistant, "_parts", slow)
    me = alice.get(f"{V1}/me").json()["id"]
    mailbox = web_events.Mailbox()
    services.turns.begin(services.accounts.person(me), GOAL, mailbox.put)

    async def hear_the_first_and_leave() -> bytes:
        async for heard in web_events.streamed(mailbox, Metrics()):
            return heard
        return b""

    assert b"event: start" in asyncio.run(hear_the_first_and_leave())
    gone.set()
    (conversation,) = alice.get(f"{V1}/conversations").json()["items"]
    where = f"{V1}/conversations/{conversation['id']}"
    for _ in range(100):
        names = [e["event"] for e in alice.get(f"{where}/events").json()["items"]]
        if "done" in names:
            break
        time.sleep(0.05)
    assert names[-1] == "done"
    assert alice.get(where).json()["messages"][1]["complete"]


def test_a_silent_turn_keeps_the_connection_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_events, "KEEPALIVE_S", 0.01)
    mailbox = web_events.Mailbox()

    async def listen() -> list[bytes]:
        heard = []
        async for piece in web_events.streamed(mailbox, Metrics()):
            if not heard:
                mailbox.put(Delta("Hello"))
                mailbox.put(None)
            heard.append(piece)
        return heard

    first, *rest = asyncio.run(listen())
    assert first.startswith(b":")
    assert any(b"Hello" in piece for piece in rest)


def test_a_turn_that_never_speaks_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_events, "KEEPALIVE_S", 0.01)
    monkeypatch.setattr(web_events, "PATIENCE_S", 0.05)

    async def listen() -> list[bytes]:
        return [piece async for piece in web_events.streamed(web_events.Mailbox(), Metrics())]

    *waiting, last = asyncio.run(listen())
    assert all(piece.startswith(b":") for piece in waiting)
    assert b"event: error" in last


def test_nobody_else_reads_or_deletes_a_conversation(
    alice: TestClient, bob: TestClient, charlie: TestClient
) -> None:
    conversation = say(alice, message=GOAL)[0][1]["conversation_id"]
    for other in (bob, charlie):
        where = f"{V1}/conversations/{conversation}"
        assert other.get(where).status_code == 404
        assert other.get(f"{where}/events").status_code == 404
        assert other.delete(where).status_code == 404
        body = {"message": "hello", "conversation_id": conversation}
        assert other.post(f"{V1}/chat", json=body).status_code == 404
        assert other.get(f"{V1}/conversations").json()["items"] == []
