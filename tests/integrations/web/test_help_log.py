"""The log of help on the web: read by the person alone, linked where it is needed."""

from __future__ import annotations

import io
import json
import zipfile
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.disclosure.disclosure import STATEMENT
from assistant.llm.usage import Usage, note
from integrations.services import Services
from tests.catalogues import GOOD_DRAFT
from tests.integrations.web.conftest import HOSTILE, Desk
from tests.people import Cast

LOG = "/api/v1/me/help-log"
CHECK = {"credential_id": "thinking-time", "files": [{"name": "d.md", "text": GOOD_DRAFT}]}


def test_a_check_and_a_recommendation_are_in_the_log_and_no_word_of_them(
    alice: TestClient,
) -> None:
    goal = {"goal": "more students join the discussion, zebra"}
    assert alice.post("/api/v1/recommendations", json=goal).status_code == 200
    assert alice.post("/api/v1/self-checks", json=CHECK).status_code == 200

    answer = alice.get(LOG)
    check, recommended = answer.json()["items"]
    assert set(check) == {"id", "at", "kind", "credential_id", "engine"}
    assert (check["kind"], check["credential_id"], check["engine"]) == (
        "self_check",
        "thinking-time",
        "offline",
    )
    assert (recommended["kind"], recommended["credential_id"]) == ("recommended", None)
    assert "zebra" not in answer.text
    only = alice.get(LOG, params={"credential_id": "thinking-time"}).json()["items"]
    assert only == [check]


def test_nobody_else_reads_it(
    desk: Desk, alice: TestClient, bob: TestClient, cast: Cast, services: Services
) -> None:
    cohort = bob.post("/api/v1/cohorts", json={"name": "Spring"}).json()
    alice.post(f"/api/v1/cohorts/{cohort['id']}/join", json={"code": cohort["code"]})
    services.help_log.note(cast.alice, "declined_to_write", "own-words")
    for other in ("bob", "charlie", "dana"):
        client = desk.program(f"{other}@school.example")
        assert client.get(LOG).json()["items"] == []
        told = client.get(f"{LOG}/disclosure", params={"credential_id": "own-words"}).text
        assert "No help with this credential is on record" in told
        page = desk.browser(getattr(cast, other).id).get("/help-log").text
        assert "Declined to write" not in page
    assert desk.nobody().get(LOG).status_code == 401
    assert desk.nobody().get("/help-log").status_code == 303


@pytest.mark.parametrize(
    ("file_format", "begins"),
    [("md", b"# Help with"), ("pdf", b"%PDF"), ("docx", b"PK"), ("json", b"{")],
)
def test_the_statement_comes_as_a_file(
    alice: TestClient, services: Services, cast: Cast, file_format: str, begins: bytes
) -> None:
    services.help_log.note(cast.alice, "plan", "thinking-time", "small-model")
    asked = {"credential_id": "thinking-time", "format": file_format}
    answer = alice.get(f"{LOG}/disclosure", params=asked)
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="help-with-thinking-time.{file_format}"'
    )


def test_a_credential_that_does_not_exist_is_not_found(alice: TestClient) -> None:
    answer = alice.get(f"{LOG}/disclosure", params={"credential_id": "nothing"})
    assert answer.status_code == 404
    assert alice.get(f"{LOG}/disclosure").status_code == 422


def test_the_page_tells_the_log_by_credential_with_its_files(
    desk: Desk, services: Services, cast: Cast
) -> None:
    browser = desk.browser(cast.alice.id)
    assert "No help with a credential is on record yet" in browser.get("/help-log").text
    services.help_log.note(cast.alice, "recommended")
    services.help_log.note(cast.alice, "explained_row", "thinking-time", "small-model")
    services.help_log.note(cast.alice, "plan", "long-gone")
    page = browser.get("/help-log").text
    assert STATEMENT.replace("'", "&#39;") in page
    assert "Giving Students Time to Think" in page
    assert "language model small-model" in page
    assert "/api/v1/me/help-log/disclosure?credential_id=thinking-time&amp;format=pdf" in page
    assert "It has left the catalogue" in page
    assert "Suggested or compared credentials" in page
    one = browser.get("/help-log?credential_id=thinking-time").text
    assert "long-gone" not in one
    fresh = browser.get("/help-log?credential_id=number-talks").text
    assert "No help with this credential is on record." in fresh


def test_hostile_text_stays_text(desk: Desk, services: Services, cast: Cast) -> None:
    services.help_log.note(cast.alice, "plan", "hostile", HOSTILE)
    services.help_log.note(cast.alice, "plan", HOSTILE)
    browser = desk.browser(cast.alice.id)
    for page in ("/help-log", f"/help-log?credential_id={HOSTILE}"):
        assert HOSTILE not in browser.get(page).text


def test_settings_and_the_workspace_lead_to_it(desk: Desk, alice: TestClient, cast: Cast) -> None:
    draft = alice.post("/api/v1/drafts", json={"credential_id": "thinking-time"}).json()
    browser = desk.browser(cast.alice.id)
    assert 'href="/help-log"' in browser.get("/settings").text
    workspace = browser.get(f"/drafts/{draft['id']}").text
    assert 'href="/help-log?credential_id=thinking-time"' in workspace


def test_the_log_is_in_her_export_and_gone_with_her(
    alice: TestClient, services: Services, cast: Cast
) -> None:
    alice.post("/api/v1/self-checks", json=CHECK)
    with zipfile.ZipFile(io.BytesIO(services.accounts.export("alice@school.example"))) as bundle:
        rows = json.loads(bundle.read("help_given.json"))
    assert [row["kind"] for row in rows] == ["self_check"]
    services.accounts.erase("alice@school.example")
    assert services.help_log.of(cast.alice) == ()


@pytest.mark.parametrize(("calls", "engine"), [(1, "small-model"), (0, "offline")])
def test_a_recommendation_is_noted_with_the_engine_that_really_answered(
    alice: TestClient, services: Services, cast: Cast, calls: int, engine: str
) -> None:
    real = services.recommender

    class Metered:
        def recommend(self, *asked: Any, **how: Any) -> Any:
            for _ in range(calls):
                note(Usage(1, 5, 5, None))
            return real.recommend(*asked, **how)

    services.recommender = Metered()  # type: ignore[assignment]
    services.model = SimpleNamespace(name="small-model")  # type: ignore[assignment]
    assert alice.post("/api/v1/recommendations", json={"goal": "families"}).status_code == 200
    assert [one.engine for one in services.help_log.of(cast.alice)] == [engine]
