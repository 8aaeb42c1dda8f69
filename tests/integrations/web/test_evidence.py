"""A text that exists, over the API and on its page: matches, nothing kept, nobody else reads it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.self_check.surface import SurfaceJudge
from integrations.services import Services
from retrieval.documents import MAX_BYTES
from tests.evidence import SPEAKS_TO_PAUSES, UNRELATED
from tests.integrations.web.conftest import HOSTILE, Desk, form_token
from tests.people import Cast

MATCHES = "/api/v1/evidence-matches"
V1 = "/api/v1"


@pytest.fixture(autouse=True)
def _light(services: Services) -> None:
    """A judge that needs no weights."""
    judge: Any = SurfaceJudge()
    services.offline_judge = judge


def given(text: str, name: str = "lesson.md") -> dict[str, Any]:
    return {"files": [{"name": name, "text": text}]}


def test_a_text_is_answered_with_credentials_and_its_own_words(alice: TestClient) -> None:
    answer = alice.post(MATCHES, json=given(SPEAKS_TO_PAUSES))

    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"matches", "message", "privacy", "warnings"}
    match = body["matches"][0]
    assert match["credential_id"] == "thinking-time"
    assert match["rows_in_all"] == 3
    for row in match["rows"]:
        for quote in row["quotes"]:
            assert SPEAKS_TO_PAUSES[quote["start"] : quote["end"]] == quote["text"]


def test_a_file_and_a_pasted_text_are_answered_alike(alice: TestClient) -> None:
    files = {"files": ("lesson.md", SPEAKS_TO_PAUSES.encode(), "text/markdown")}
    uploaded = alice.post(MATCHES, files=files).json()["matches"]
    pasted = alice.post(MATCHES, json={"text": SPEAKS_TO_PAUSES}).json()["matches"]

    assert [m["credential_id"] for m in uploaded] == [m["credential_id"] for m in pasted]
    assert uploaded[0]["credential_id"] == "thinking-time"


def test_nothing_near_is_said_plainly(alice: TestClient) -> None:
    body = alice.post(MATCHES, json=given(UNRELATED)).json()

    assert body["matches"] == []
    assert body["message"].startswith("I find no credential here")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "nothing to look at"),
        ({"files": []}, "nothing to look at"),
        (given(""), "empty"),
        (given("   \n\n "), "empty"),
        (given("x" * (5_000_001)), "characters"),
        (given("a\0b"), "NUL"),
    ],
)
def test_bad_input_is_answered_in_a_sentence(
    alice: TestClient, body: dict[str, Any], said: str
) -> None:
    answer = alice.post(MATCHES, json=body)

    assert answer.status_code in (413, 422)
    assert said in answer.json()["detail"]


def test_a_book_and_a_huge_file_are_refused(alice: TestClient) -> None:
    assert alice.post(MATCHES, json=given("word " * 60_001)).status_code == 413
    huge = {"files": ("plan.docx", b"0" * (MAX_BYTES + 1))}
    answer = alice.post(MATCHES, files=huge)
    assert answer.status_code == 422
    assert "MB" in answer.json()["detail"]


def test_who_is_not_signed_in_is_told_to_sign_in(desk: Desk) -> None:
    assert desk.nobody().post(MATCHES, json=given(SPEAKS_TO_PAUSES)).status_code == 401
    page = desk.nobody().get("/evidence", headers={"Accept": "text/html"})
    assert page.headers["location"].startswith("/login")


def test_nothing_is_kept_of_a_text(desk: Desk, cast: Cast, services: Services) -> None:
    browser = desk.browser(cast.alice.id)
    token = form_token(browser)
    secret = "In lessons the zebrafish pauses were in the transcript."
    data = {"csrf_token": token, "text": f"{SPEAKS_TO_PAUSES}\n{secret}\n"}
    assert browser.post("/evidence", data=data).status_code == 200

    assert services.drafts.list(cast.alice) == ()
    assert services.self_checks.list(cast.alice) == ()
    assert services.conversations.list(cast.alice) == ()
    folder = services.settings.data_dir
    kept = [f for f in folder.glob("credcoach.sqlite3*") if b"zebrafish" in f.read_bytes()]
    assert kept == []


def test_the_page_shows_the_passages_and_keeps_the_text_only_when_asked_to(
    desk: Desk, cast: Cast, services: Services
) -> None:
    browser = desk.browser(cast.alice.id)
    token = form_token(browser)
    assert 'href="/evidence"' in browser.get("/credentials").text
    assert "What could this count for?" in browser.get("/evidence").text
    shown = browser.post("/evidence", data={"csrf_token": token, "text": SPEAKS_TO_PAUSES}).text
    assert "Giving Students Time to Think" in shown
    assert re.search(r"<blockquote>[^<]{20,}<cite>pasted-text\.md", shown)

    data = {"csrf_token": token, "credential_id": "thinking-time", "text": SPEAKS_TO_PAUSES}
    kept = browser.post("/evidence/keep", data=data)
    (draft,) = services.drafts.list(cast.alice)
    assert kept.headers["location"] == f"/drafts/{draft.id}"
    assert [(part.part_id, part.text) for part in draft.parts] == [("artifacts", SPEAKS_TO_PAUSES)]


def test_charlie_sees_nothing_of_what_alice_kept(
    desk: Desk, cast: Cast, services: Services, charlie: TestClient, bob: TestClient
) -> None:
    browser = desk.browser(cast.alice.id)
    data = {
        "csrf_token": form_token(browser),
        "credential_id": "thinking-time",
        "text": SPEAKS_TO_PAUSES,
    }
    browser.post("/evidence/keep", data=data)
    (draft,) = services.drafts.list(cast.alice)

    for other in (charlie, bob):
        assert other.get(f"{V1}/drafts/{draft.id}").status_code == 404
        assert other.get(f"{V1}/drafts").json()["items"] == []


@pytest.mark.parametrize(
    ("credential_id", "text", "status"),
    [("thinking-time", "  ", 422), ("gone", SPEAKS_TO_PAUSES, 404)],
)
def test_what_cannot_be_kept_makes_no_draft(
    desk: Desk, cast: Cast, services: Services, credential_id: str, text: str, status: int
) -> None:
    browser = desk.browser(cast.alice.id)
    data = {"csrf_token": form_token(browser), "credential_id": credential_id, "text": text}

    assert browser.post("/evidence/keep", data=data).status_code == status
    assert services.drafts.list(cast.alice) == ()


def test_a_page_without_its_form_token_does_nothing(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)

    assert browser.post("/evidence", data={"text": SPEAKS_TO_PAUSES}).status_code == 403
    data = {"credential_id": "thinking-time", "text": SPEAKS_TO_PAUSES}
    assert browser.post("/evidence/keep", data=data).status_code == 403


def test_hostile_text_stays_text(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)
    text = f"{SPEAKS_TO_PAUSES}\n</textarea>{HOSTILE} after three pauses in lessons, quiet.\n"
    shown = browser.post("/evidence", data={"csrf_token": form_token(browser), "text": text}).text

    assert "Giving Students Time to Think" in shown
    assert HOSTILE not in shown
    assert "&lt;/textarea&gt;&lt;script&gt;" in shown


def test_the_page_warns_of_names_but_not_of_her_own(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)
    text = f"{SPEAKS_TO_PAUSES}\nWrite to marcus.delgado@school.example.\n"
    shown = browser.post("/evidence", data={"csrf_token": form_token(browser), "text": text}).text

    assert "Could identify somebody" in shown
    assert "marcus.delgado@school.example" in shown
