"""Slack's doors: what is let in, what is answered, and that it is answered once."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from threading import Event

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.errors import BadInput
from integrations.services import Services
from integrations.slack import create_slack, run_socket, slack_router
from tests.integrations.slack.conftest import SECRET, Slack
from tests.integrations.slack.stub_slack import StubSlack

GOAL = "I want to get better at wait time"


def test_importing_the_face_loads_no_slack_library() -> None:
    code = (
        "import sys, integrations.slack\n"
        "heavy = {'slack_bolt', 'slack_sdk', 'fastapi', 'sqlmodel', 'chromadb'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_url_verification_is_answered_with_the_challenge(slack: Slack) -> None:
    answer = slack.deliver({"type": "url_verification", "challenge": "abc", "token": "t"})
    assert answer.status_code == 200
    assert answer.json() == {"challenge": "abc"}


def test_a_forged_signature_is_refused(slack: Slack) -> None:
    body = json.dumps(slack.event({"type": "message"})).encode()
    answer = slack.send(body, "application/json", secret="another secret")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("age", [-400, 301, 86_400])
def test_a_signature_more_than_five_minutes_off_is_refused(slack: Slack, age: int) -> None:
    body = json.dumps(slack.event({"type": "message"})).encode()
    assert slack.send(body, "application/json", at=time.time() - age).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-slack-signature": "v0=00"},
        {"x-slack-request-timestamp": "soon", "x-slack-signature": "v0=00"},
        {"x-slack-request-timestamp": "²", "x-slack-signature": "v0=00"},
        {"x-slack-request-timestamp": "9" * 40, "x-slack-signature": "v0=é"},
    ],
)
def test_what_is_not_signed_is_refused(slack: Slack, headers: dict[str, str]) -> None:
    sent = {name: value.encode() for name, value in headers.items()}
    answer = slack.http.post("/slack/events", content=b"\xff{", headers=sent)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert slack.app.inbox.waiting() == []


def test_a_signed_body_that_is_no_json_is_a_bad_request(slack: Slack) -> None:
    assert slack.send(b"{", "application/json").status_code == 400
    assert slack.send(b"x" * 1_000_001, "application/json").status_code == 413


def test_without_a_signing_secret_the_routes_say_so(services: Services) -> None:
    services.settings.slack_signing_secret = None
    assert create_slack(services) is None
    server = FastAPI()
    server.include_router(slack_router(services))
    with TestClient(server) as http:
        answer = http.post("/slack/events", content=b"{}")
        assert answer.status_code == 404
        assert "SLACK_SIGNING_SECRET" in answer.json()["detail"]


def test_installing_says_that_it_is_not_set_up(slack: Slack, services: Services) -> None:
    for path in ("/slack/install", "/slack/oauth_redirect"):
        answer = slack.http.get(path)
        assert answer.status_code == 404
        assert "SLACK_CLIENT_ID" in answer.json()["detail"]
    services.settings.slack_client_id = "1.2"
    assert slack.http.get("/slack/install").status_code == 501


def test_an_event_delivered_three_times_is_answered_once(slack: Slack) -> None:
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1"}
    body = slack.event({**event, "text": GOAL, "ts": "1690000000.1"})
    assert [slack.deliver(body).status_code for _ in range(3)] == [200, 200, 200]
    slack.settle()
    assert len(slack.answers()) == 1
    assert len(slack.web_api.of("chat.postMessage")) == 1
    assert slack.deliver(body).status_code == 200
    slack.settle()
    assert len(slack.answers()) == 1


def test_what_a_stop_left_unanswered_is_answered_at_the_next_start(slack: Slack) -> None:
    from integrations.slack.payloads import read_body

    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1"}
    left = read_body(slack.event({**event, "text": GOAL, "ts": "1690000000.1"}))
    assert left is not None
    assert slack.app.inbox.take(left)
    assert slack.app.resume() == 1
    slack.settle()
    assert len(slack.answers()) == 1
    assert slack.app.resume() == 0


def test_thirty_messages_in_a_row_are_all_acknowledged_and_answered(slack: Slack) -> None:
    slowest = 0.0
    for i in range(30):
        began = time.monotonic()
        assert slack.dm("Thanks!", sender=f"U{i % 10}").status_code == 200
        slowest = max(slowest, time.monotonic() - began)
    slack.settle()
    assert len(slack.answers()) == 30
    assert slowest < 3


def test_socket_mode_without_its_token_is_a_clear_sentence(services: Services) -> None:
    with pytest.raises(BadInput, match="SLACK_APP_TOKEN"):
        run_socket(services, Event())


def test_the_secret_of_the_tests_is_what_the_server_knows(services: Services) -> None:
    secret = services.settings.slack_signing_secret
    assert secret is not None
    assert secret.get_secret_value() == SECRET


def test_socket_mode_with_a_token_that_slack_refuses_is_a_clear_sentence(
    services: Services, web_api: StubSlack
) -> None:
    services.settings.slack_app_token = SecretStr("xapp-wrong")
    web_api.fail_next("apps.connections.open", 200, error="invalid_auth")
    with pytest.raises(BadInput, match="SLACK_APP_TOKEN: invalid_auth"):
        run_socket(services, Event())


def test_client_ids_in_the_environment_change_nothing(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN"):
        monkeypatch.setenv(name, "1.2")  # Bolt reads these by itself
    app = create_slack(services)
    assert app is not None
    app.close()
