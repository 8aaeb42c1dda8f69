"""Errors: each class mapped once, each answer a problem, never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.errors import AssistantError
from integrations.services import Services
from integrations.web.errors import STATUS
from integrations.web.guard import BODY_LIMIT
from retrieval.errors import RetrievalError
from tests.integrations.web.conftest import Desk

V1 = "/api/v1"
PROBLEM = "application/problem+json"


def everything_under(kind: type[Exception]) -> Iterator[type[Exception]]:
    for below in kind.__subclasses__():
        yield below
        yield from everything_under(below)


def test_every_error_of_the_floors_below_has_a_status() -> None:
    for root in (AssistantError, RetrievalError):
        for kind in everything_under(root):
            assert kind in STATUS, f"{kind.__name__} has no status in integrations/web/errors.py"


def problem(response: Any, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == PROBLEM
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    assert "Traceback" not in body["detail"]
    return str(body["detail"])


def test_without_a_session_the_api_answers_401(desk: Desk) -> None:
    problem(desk.nobody().get(f"{V1}/me"), 401)
    problem(desk.nobody().post(f"{V1}/drafts", json={"credential_id": "thinking-time"}), 401)
    wrong = desk.nobody().get(f"{V1}/me", headers={"Authorization": "Bearer wrong"})
    problem(wrong, 401)


def test_what_is_not_there_is_a_404_that_names_it(alice: TestClient) -> None:
    assert "thinking-time" in problem(alice.get(f"{V1}/credentials/thinking-tim"), 404)
    for path in (
        "stacks/x",
        "drafts/x",
        "conversations/x",
        "cohorts/x",
        "self-checks/x",
        "nothing",
    ):
        problem(alice.get(f"{V1}/{path}"), 404)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("recommendations", {}),
        ("recommendations", {"goal": 5}),
        ("recommendations", {"goal": "  "}),
        ("recommendations", {"goal": "x", "limit": 0}),
        ("recommendations", {"goal": "x", "limit": 10**30}),
        ("recommendations", {"goal": "x", "exclude": "thinking-time"}),
        ("recommendations", {"goal": "null \0 inside"}),
        ("recommendations", {"goal": "x", "profile": {"grade": []}}),
        ("recommendations", []),
        ("self-checks", {}),
        ("self-checks", {"credential_id": "thinking-time", "files": []}),
        ("self-checks", {"credential_id": "thinking-time", "files": [{"name": "a.md"}]}),
        ("self-checks", {"credential_id": "thinking-time", "files": [{"name": "a.pdf"}]}),
        ("chat", {"message": "   "}),
        ("chat", {"message": 7}),
        ("chat", {"message": "x", "conversation_id": 7}),
        ("drafts", {}),
        ("pursuits", {"credential_id": "thinking-time", "target_date": "soon"}),
        ("shares", {"kind": "conversation", "id": "x", "cohort_id": "y"}),
        ("cohorts/x/join", {"code": None}),
    ],
)
def test_what_cannot_be_used_is_one_clear_sentence(
    alice: TestClient, path: str, body: object
) -> None:
    detail = problem(alice.post(f"{V1}/{path}", json=body), 422)
    assert detail.endswith((".", "?"))
    assert "\n" not in detail


@pytest.mark.parametrize(
    "path", ["recommendations", "self-checks", "chat", "drafts", "pursuits", "shares", "cohorts"]
)
@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b'{"goal": "\\ud800", "message": "\\ud800", "credential_id": "\\ud800", "name": "\\ud800",'
        b' "kind": "draft", "id": "\\ud800", "cohort_id": "x"}',
        b'{"goal": NaN}',
        b"\xff\xfe",
        b"[" * 100_000,
        b"",
        b"null",
    ],
)
def test_a_broken_body_is_the_senders_fault(alice: TestClient, path: str, body: bytes) -> None:
    answer = alice.post(f"{V1}/{path}", content=body, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == PROBLEM


def test_odd_query_strings_are_the_senders_fault(alice: TestClient) -> None:
    for query in ("cursor=nonsense", "cursor=%00", "limit=0", "limit=x", "q=%00", "grade=%00"):
        problem(alice.get(f"{V1}/credentials?{query}"), 422)
    assert alice.get(f"{V1}/credentials?q=%ff%fe").status_code == 200
    assert alice.get(f"{V1}/credentials/%00").status_code in (404, 422)


def test_a_body_over_the_limit_is_refused_whether_announced_or_not(alice: TestClient) -> None:
    kind = {"content-type": "application/json"}
    big = b" " * (BODY_LIMIT + 1)
    problem(alice.post(f"{V1}/recommendations", content=big, headers=kind), 413)

    def pieces() -> Iterator[bytes]:
        for _ in range(26):
            yield b" " * 1_000_000

    problem(alice.post(f"{V1}/recommendations", content=pieces(), headers=kind), 413)


def test_an_unreadable_file_is_named(alice: TestClient) -> None:
    files = [("files", ("draft.docx", b"no word file at all"))]
    answer = alice.post(f"{V1}/self-checks", data={"credential_id": "thinking-time"}, files=files)
    assert "draft.docx" in problem(answer, 422)


def test_an_unknown_error_shows_an_id_and_nothing_else(
    desk: Desk, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(services.pursuits, "of", broken)
    client = desk.program("alice@school.example")
    answer = client.get(f"{V1}/me/plan")
    detail = problem(answer, 500)
    assert answer.json()["incident"] in detail
    assert "secret" not in detail
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_browsers_get_a_page_for_an_error(desk: Desk, services: Services) -> None:
    person = services.accounts.issue_token("alice@school.example")
    answer = desk.nobody().get(
        "/credentials/none", headers={"Accept": "text/html", "Authorization": f"Bearer {person}"}
    )
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text


def test_a_page_without_a_session_leads_to_sign_in_and_back(desk: Desk) -> None:
    answer = desk.nobody().get("/credentials?q=x", headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=/credentials%3Fq%3Dx"
