"""Two hundred events at once, repeated and out of order; and a process that is killed between."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from integrations.slack import listeners
from tests.integrations.slack.conftest import Slack

EVENTS = 200
PEOPLE = 40
SENDERS = 24  # deliveries under way at the same time


def test_each_of_200_events_delivered_up_to_three_times_is_answered_exactly_once(
    slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_now = Event()
    answer = listeners.LISTENERS["message"]

    def waiting(*given: object) -> None:
        open_now.wait(120)
        answer(*given)  # type: ignore[arg-type]

    monkeypatch.setitem(listeners.LISTENERS, "message", waiting)
    rng = random.Random(7)
    bodies = []
    for number in range(EVENTS):
        user = f"U{number % PEOPLE}"
        event = {
            "type": "message",
            "channel_type": "im",
            "channel": f"D{user}",
            "user": user,
            "text": "Thanks!",
            "ts": f"1690000000.{number:06d}",
        }
        bodies += [slack.event(event)] * rng.randint(1, 3)
    rng.shuffle(bodies)

    def deliver(body: dict[str, object]) -> int:
        status: int = slack.deliver(body).status_code
        return status

    with ThreadPoolExecutor(SENDERS) as pool:
        acknowledged = list(pool.map(deliver, bodies))
    # All were acknowledged while not a single answer could be given: no answer is waited for.
    assert set(acknowledged) == {200}
    assert slack.web_api.calls == []
    assert len(slack.app.inbox.waiting()) == EVENTS
    open_now.set()
    slack.settle()
    roots = Counter(call["thread_ts"] for call in slack.web_api.of("chat.postMessage"))
    assert roots == Counter(f"1690000000.{number:06d}" for number in range(EVENTS))
    assert len(slack.answers()) == EVENTS
    assert len({call["ts"] for call in slack.answers()}) == EVENTS


KILLED = """
import json, sys, threading
from pathlib import Path
from fastapi import FastAPI
from fastapi.testclient import TestClient
from assistant.settings import Settings
from integrations.services import Services
from integrations.slack import create_slack, listeners, slack_router
from tests.integrations.slack.conftest import SECRET, Slack

folder, api = Path(sys.argv[1]), sys.argv[2]
settings = Settings(
    CREDCOACH_DATA_DIR=folder,
    SLACK_SIGNING_SECRET=SECRET,
    SLACK_BOT_TOKEN="xoxb-stub-token",
    SLACK_API_URL=api + "/api/",
)
services = Services(settings)
app = create_slack(services)
listeners.LISTENERS["message"] = lambda *given: threading.Event().wait()
server = FastAPI()
server.include_router(slack_router(services, app))
with TestClient(server) as http:
    slack = Slack(http, app, None)
    for number in range(3):
        print(slack.dm("Thanks!", ts=f"1690000001.{number}").status_code, flush=True)
    threading.Event().wait()
"""


def test_what_was_acknowledged_outlives_a_kill(slack: Slack, tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path), slack.web_api.root],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
    )
    assert process.stdout is not None
    with process.stdout:
        assert [process.stdout.readline().strip() for _ in range(3)] == ["200"] * 3
        process.send_signal(signal.SIGKILL)
        process.wait(60)
    assert slack.web_api.calls == []
    assert slack.app.resume() == 3
    slack.settle()
    roots = sorted(call["thread_ts"] for call in slack.web_api.of("chat.postMessage"))
    assert roots == [f"1690000001.{number}" for number in range(3)]
    assert len(slack.answers()) == 3
