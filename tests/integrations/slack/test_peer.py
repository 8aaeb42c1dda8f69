"""The same app against a Web API that another maker wrote: what it keeps is what we meant."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from integrations.services import Services
from integrations.slack import create_slack, slack_router
from tests.integrations.slack.conftest import Slack
from tests.integrations.slack.stub_slack import TOKEN
from tests.integrations.slack.test_lifecycle import deleted
from tests.peers.slack_web_api import Peer, slack_web_api, why_not
from tests.people import Cast

pytestmark = pytest.mark.skipif(why_not() is not None, reason=why_not() or "")

SEED = {
    "users": [
        {"name": "alice", "real_name": "Alice", "email": "alice@school.example"},
        {"name": "bob", "real_name": "Bob", "email": "bob@school.example"},
    ],
    "channels": [{"name": "north-hill"}],
}


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    """One for all tests of this file."""
    with slack_web_api(SEED, TOKEN) as running:
        yield running


@pytest.fixture
def users(peer: Peer) -> dict[str, str]:
    """Slack user ids by name."""
    return {one["name"]: one["id"] for one in peer.call("users.list")["members"]}


@pytest.fixture
def at_peer(services: Services, peer: Peer, caplog: pytest.LogCaptureFixture) -> Iterator[Slack]:
    """The app, with that Web API; whatever it refuses fails the test."""
    services.settings.slack_api_url = f"{peer.url}/api/"
    app = create_slack(services)
    assert app is not None
    server = FastAPI()
    server.include_router(slack_router(services, app))
    nowhere: Any = SimpleNamespace(root="https://elsewhere.example")  # no response is sent there
    with caplog.at_level(logging.ERROR), TestClient(server) as http:
        yield Slack(http, app, nowhere)
    assert [record.getMessage() for record in caplog.records if record.levelno >= 40] == []


def direct(peer: Peer, user: str) -> str:
    channel: str = peer.call("conversations.open", users=user)["channel"]["id"]
    return channel


def test_an_answer_stands_in_its_thread_and_goes_with_the_message(
    at_peer: Slack, peer: Peer, users: dict[str, str]
) -> None:
    alice = users["alice"]
    channel = direct(peer, alice)
    asked = peer.call("chat.postMessage", channel=channel, text="wait time")["ts"]
    at_peer.dm("I want to get better at wait time", sender=alice, channel=channel, ts=asked)
    at_peer.settle()
    person = at_peer.app.desk.identity.known("T1", alice)
    assert person is not None
    assert person.name == "Alice"
    assert person.email is None  # nothing confirmed it
    thread = peer.call("conversations.replies", channel=channel, ts=asked)["messages"]
    (answer,) = [one for one in thread if one["ts"] != asked]
    assert "Room to Think" in json.dumps(answer["blocks"])
    gone = deleted(at_peer, asked, alice)
    gone["event"]["channel"] = channel
    at_peer.deliver(gone)
    at_peer.settle()
    left = peer.call("conversations.replies", channel=channel, ts=asked)["messages"]
    assert answer["ts"] not in [one["ts"] for one in left]


def test_a_form_is_opened_with_a_real_trigger_and_replaced(
    at_peer: Slack, peer: Peer, users: dict[str, str]
) -> None:
    trigger = peer.call("views.generateTriggerId")["trigger_id"]
    shortcut = {"type": "shortcut", "callback_id": "check_draft", "trigger_id": trigger}
    assert at_peer.interact(shortcut, users["alice"]).status_code == 200
    at_peer.app.close()  # after what is under way


def test_a_home_and_a_cohorts_channel(
    at_peer: Slack, peer: Peer, services: Services, cast: Cast, users: dict[str, str]
) -> None:
    bob = users["bob"]
    services.accounts.link_slack(cast.bob, "T1", bob)
    cohort = services.cohorts.create(cast.bob, "North Hill")
    channels = peer.call("conversations.list")["channels"]
    (channel,) = [one["id"] for one in channels if one["name"] == "north-hill"]
    peer.call("conversations.join", channel=channel)
    at_peer.deliver(at_peer.event({"type": "app_home_opened", "user": bob, "tab": "home"}))
    at_peer.command("cohort link", user=bob, channel=channel)
    at_peer.settle()
    found = services.cohort_channels.cohort_at("T1", channel)
    assert found is not None
    assert found.id == cohort.id
    there = peer.call("conversations.history", channel=channel)["messages"]
    assert "cohort_terms" in json.dumps(there)
    told = peer.call("conversations.history", channel=direct(peer, bob))["messages"]
    assert "has this channel now" in json.dumps(told)  # no response address, so directly
