"""A server with Slack's routes over a small real catalogue; a stub Web API; signed requests."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import shutil
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import retrieval
from assistant.library import Library
from assistant.questions import Questions
from assistant.self_check.surface import SurfaceJudge
from assistant.settings import Settings
from assistant.store.session import Store
from integrations.services import Services
from integrations.slack import SlackApp, create_slack, slack_router
from retrieval.embeddings import Floats, VectorCache
from retrieval.index import VectorIndex
from tests.integrations.slack.stub_slack import TOKEN, StubSlack
from tests.people import Cast, bring_in

SECRET = "stub-signing-secret"
BOT = "UBOT"
SAMPLE = Path(retrieval.__file__).parent / "sample_catalogue"
DRAFT = "In period 3 I counted eleven seconds of quiet, then Jamal Okafor spoke for the first time."
TAKEN_IN = ("room-to-think", "co-teaching-roles", "active-for-everyone", "attendance-outreach")


class WordEmbedder:
    """Shared words make texts near: a hashed bag of words, the same on every machine."""

    name = "words"
    dimensions = 256

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()):
                row[zlib.crc32(word.encode()) % self.dimensions] += 1.0
            row /= np.linalg.norm(row) or 1.0
        return rows


@dataclass(frozen=True)
class Indexed:
    """A catalogue that was indexed once for all tests."""

    database: Path
    index: VectorIndex


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    """Four sample credentials in a database and an index."""
    folder = tmp_path_factory.mktemp("indexed")
    (folder / "catalogue").mkdir()
    for name in TAKEN_IN:
        shutil.copyfile(SAMPLE / f"{name}.yaml", folder / "catalogue" / f"{name}.yaml")
    store = Store(f"sqlite:///{folder / 'credcoach.sqlite3'}")
    store.migrate()
    index = VectorIndex(folder / "vectors")
    Library(store, index, WordEmbedder(), VectorCache(None)).index([folder / "catalogue"])
    store.wipe_traces()
    store.close()
    return Indexed(folder / "credcoach.sqlite3", index)


@pytest.fixture
def web_api() -> Iterator[StubSlack]:
    """The stub of Slack's Web API."""
    stub = StubSlack()
    yield stub
    stub.close()
    assert stub.faults == []


@pytest.fixture
def services(
    indexed: Indexed, web_api: StubSlack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Services]:
    """Services over a copy of the database, with Slack set up."""
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    shutil.copyfile(indexed.database, tmp_path / "credcoach.sqlite3")
    settings = Settings(
        CREDCOACH_DATA_DIR=tmp_path,
        CREDCOACH_PUBLIC_URL="https://coach.example",
        SLACK_SIGNING_SECRET=SECRET,
        SLACK_BOT_TOKEN=TOKEN,
        SLACK_API_URL=f"{web_api.root}/api/",
    )  # type: ignore[call-arg]
    services = Services(settings)
    embedder: Any = WordEmbedder()
    services.local_embedder = embedder
    services.offline_judge = SurfaceJudge()  # what is said of a row is not looked at here
    services.library = Library(services.store, indexed.index, embedder, VectorCache(None))
    services.questions = Questions(services.library, embedder, VectorCache(None))
    yield services
    services.close()


@pytest.fixture
def cast(services: Services) -> Cast:
    """Alice, Bob, Charlie and Dana."""
    from assistant.store.records import utc_now

    return bring_in(services.store, utc_now())


@pytest.fixture
def cohort(services: Services, cast: Cast) -> str:
    """Bob leads Alice, who pursues a credential, asked for help and keeps a draft to herself."""
    accounts = services.accounts
    accounts.link_slack(cast.bob, "T1", "UBOB")
    accounts.link_slack(cast.charlie, "T1", "UCHARLIE")
    accounts.link_slack(cast.alice, "T1", "UALICE")
    cohort = services.cohorts.create(cast.bob, "North Hill")
    services.cohorts.join(cast.alice, None, cohort.code)
    pursuit = services.pursuits.start(cast.alice, "room-to-think")
    services.pursuits.change(cast.alice, pursuit.id, stage="drafting", help_wanted=True)
    draft = services.drafts.create(cast.alice, "room-to-think")
    services.drafts.put_part(cast.alice, draft.id, "overview", DRAFT)
    return cohort.id


@dataclass
class Slack:
    """Slack as our server meets it: signs what it sends, and looks at what came back."""

    http: TestClient
    app: SlackApp
    web_api: StubSlack
    _events: Any = field(default_factory=lambda: count(1))

    def send(self, body: bytes, kind: str, at: float | None = None, secret: str = SECRET) -> Any:
        """Posts a body signed as Slack signs it."""
        stamp = str(int(at if at is not None else time.time()))
        mac = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256)
        headers = {
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": f"v0={mac.hexdigest()}",
            "content-type": kind,
        }
        return self.http.post("/slack/events", content=body, headers=headers)

    def event(self, event: dict[str, Any], **more: Any) -> dict[str, Any]:
        """An event as Slack wraps it."""
        return {
            "type": "event_callback",
            "event_id": f"Ev{next(self._events):06d}",
            "team_id": "T1",
            "api_app_id": "A1",
            "authorizations": [{"team_id": "T1", "user_id": BOT, "is_bot": True}],
            "event": event,
            **more,
        }

    def deliver(self, body: dict[str, Any]) -> Any:
        """Delivers an event once."""
        return self.send(json.dumps(body).encode(), "application/json")

    def dm(self, words: str, sender: str = "U1", **more: Any) -> Any:
        """A direct message."""
        ts = f"1690000000.{next(self._events):06d}"
        event = {"type": "message", "channel_type": "im", "channel": f"D{sender}", "user": sender}
        return self.deliver(self.event({**event, "text": words, "ts": ts, **more}))

    def mention(self, text: str, user: str = "U1") -> Any:
        """A mention in a channel."""
        event = {"type": "app_mention", "channel": "C1", "user": user, "ts": "1680000000.000001"}
        return self.deliver(self.event({**event, "text": f"<@{BOT}> {text}"}))

    def interact(self, payload: dict[str, Any], user: str = "U1", **more: Any) -> Any:
        """An interaction as Slack sends it: a form with one field."""
        whole = {
            "trigger_id": f"trigger{next(self._events)}",
            "team": {"id": "T1"},
            "user": {"id": user, "team_id": "T1"},
            "response_url": f"{self.web_api.root}/respond/{user}",
            **payload,
            **more,
        }
        body = urlencode({"payload": json.dumps(whole)}).encode()
        return self.send(body, "application/x-www-form-urlencoded")

    def press(self, action: str, value: str, message: dict[str, Any], user: str = "U1") -> Any:
        """A click on a button of a message."""
        payload = {
            "type": "block_actions",
            "channel": {"id": message["channel"]},
            "message": message,
            "container": {"type": "message"},
            "actions": [{"action_id": action, "value": value, "type": "button"}],
        }
        return self.interact(payload, user)

    def press_at_home(self, action: str, value: str, user: str = "U1") -> Any:
        """A click on a button of the Home tab."""
        payload = {
            "type": "block_actions",
            "view": {"id": "VHOME", "type": "home"},
            "container": {"type": "view"},
            "actions": [{"action_id": action, "value": value, "type": "button"}],
        }
        return self.interact(payload, user)

    def command(self, text: str, user: str = "U1", channel: str = "C1") -> Any:
        """The slash command."""
        fields = {
            "command": "/credcoach",
            "text": text,
            "team_id": "T1",
            "channel_id": channel,
            "user_id": user,
            "trigger_id": f"trigger{next(self._events)}",
            "response_url": f"{self.web_api.root}/respond/{user}",
        }
        return self.send(urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def submit(
        self, callback: str, filled: dict[str, dict[str, Any]], user: str = "U1", **view: Any
    ) -> Any:
        """A modal that is sent."""
        values = {name: {name: field} for name, field in filled.items()}
        shown = {"id": f"V{next(self._events)}", "hash": "h", "callback_id": callback}
        whole = {**shown, "type": "modal", "state": {"values": values}, **view}
        return self.interact({"type": "view_submission", "view": whole}, user)

    def told(self, user: str = "U1") -> str:
        """All that only this person was shown where she asked, as one text."""
        return json.dumps(self.web_api.of(f"/respond/{user}"), ensure_ascii=False)

    def heard(self, channel: str = "C1") -> str:
        """All that stands in a channel, as one text."""
        calls = [b for name, b in self.web_api.calls if name.startswith("chat.")]
        there = [body for body in calls if body.get("channel") == channel]
        return json.dumps(there, ensure_ascii=False)

    def finished(self, answers: int = 1) -> None:
        """Waits until that many answers were given: the line was replaced by the whole."""
        done = self._final
        self.web_api.wait_for(lambda: len(done()) >= answers)

    def settle(self) -> None:
        """Waits until nothing that was taken is left unanswered."""
        until = time.monotonic() + 60
        while self.app.inbox.waiting():
            assert time.monotonic() < until, "still unanswered"
            time.sleep(0.01)

    def _final(self) -> list[dict[str, Any]]:
        return [b for name, b in self.web_api.calls if name == "chat.update" and b.get("blocks")]

    def answers(self) -> list[dict[str, Any]]:
        """The final states of all answers."""
        return self._final()

    def said(self) -> str:
        """Everything that was sent to Slack, as one text."""
        return json.dumps(self.web_api.calls, ensure_ascii=False)


@pytest.fixture
def slack(services: Services, web_api: StubSlack) -> Iterator[Slack]:
    """A running server and the Slack around it."""
    app = create_slack(services)
    assert app is not None
    server = FastAPI()
    server.include_router(slack_router(services, app))
    with TestClient(server) as http:
        yield Slack(http, app, web_api)
