"""The inbox: what is kept of an event, and for how long it is worth an answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from assistant import store
from integrations.services import Services
from integrations.slack.inbox import WORTH_ANSWERING, Inbox
from integrations.slack.payloads import read_body
from tests.people import Clock

BODY: dict[str, Any] = {
    "type": "event_callback",
    "event_id": "Ev1",
    "team_id": "T1",
    "token": "verification-token",
    "authorizations": [{"user_id": "UBOT", "is_bot": True}],
    "event": {"type": "message", "user": "U1", "text": "Hi", "ts": "1.2", "blocks": [{"a": 1}]},
}


def test_only_what_a_listener_needs_is_kept() -> None:
    taken = read_body(BODY)
    assert taken is not None
    assert taken.event == {
        "type": "message",
        "user": "U1",
        "text": "Hi",
        "ts": "1.2",
        "ours": False,
    }
    ours = read_body({**BODY, "event": {"type": "message", "user": "UBOT"}})
    assert ours is not None
    assert ours.event["ours"] is True


def test_what_is_neither_event_nor_click_is_nothing() -> None:
    opening = {"type": "block_actions", "actions": [{"action_id": "write_note"}]}
    shortcut = {"type": "shortcut", "callback_id": "check_draft"}
    for body in ({}, opening, shortcut, {"type": "block_actions", "actions": []}):
        assert read_body(body) is None


def test_an_hour_later_nobody_waits_and_the_words_are_dropped(services: Services) -> None:
    clock = Clock()
    inbox = Inbox(services.store, clock=clock)
    taken = read_body(BODY)
    assert taken is not None
    assert inbox.take(taken)
    assert not inbox.take(taken)
    clock.pass_by(WORTH_ANSWERING - timedelta(seconds=1))
    assert inbox.waiting() == [taken]
    clock.pass_by(timedelta(seconds=1))
    assert inbox.waiting() == []
    assert not inbox.take(taken)


def test_what_waits_for_a_view_is_held_for_an_hour_and_is_nobodys_answer(
    services: Services,
) -> None:
    clock = Clock()
    inbox = Inbox(services.store, clock=clock)
    inbox.hold("v1", {"user": "U1", "text": "a draft"})
    assert inbox.waiting() == []
    assert inbox.held("v1") == {"user": "U1", "text": "a draft"}
    assert inbox.held("v2") is None
    clock.pass_by(WORTH_ANSWERING)
    assert inbox.held("v1") is None
    inbox.waiting()  # as every round does
    with services.store.reading() as session:
        assert store.slack.unanswered(session) == ()
