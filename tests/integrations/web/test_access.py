"""Who reaches what: a table of calls, tried by everybody; Charlie reaches nothing of Alice's."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.catalogues import GOOD_DRAFT
from tests.integrations.web.conftest import Desk, form_token
from tests.people import Cast

V1 = "/api/v1"


@pytest.fixture
def things(alice: TestClient, bob: TestClient) -> dict[str, str]:
    """One of each thing that Alice has, in Bob's cohort, nothing of it shown."""
    cohort = bob.post(f"{V1}/cohorts", json={"name": "Spring"}).json()
    alice.post(f"{V1}/cohorts/{cohort['id']}/join", json={"code": cohort["code"]})
    draft = alice.post(f"{V1}/drafts", json={"credential_id": "thinking-time"}).json()
    alice.put(f"{V1}/drafts/{draft['id']}/parts/overview", json={"text": GOOD_DRAFT})
    check = alice.post(f"{V1}/self-checks", json={"draft_id": draft["id"]}).json()
    pursuit = alice.post(f"{V1}/pursuits", json={"credential_id": "thinking-time"}).json()
    with alice.stream("POST", f"{V1}/chat", json={"message": "thanks"}) as answer:
        answer.read()
    conversation = alice.get(f"{V1}/conversations").json()["items"][0]
    asked = {"kind": "self_check", "id": check["id"], "cohort_id": cohort["id"]}
    share = alice.post(f"{V1}/shares", json=asked).json()
    return {
        "cohort": cohort["id"],
        "draft": draft["id"],
        "check": check["id"],
        "pursuit": pursuit["id"],
        "conversation": conversation["id"],
        "share": share["id"],
    }


# method, path, body; who may: Alice, Bob (to whom only the self-check is shown), Charlie, Dana
TABLE: list[tuple[str, str, Any, str]] = [
    ("GET", "/drafts/{draft}", None, "A"),
    ("PUT", "/drafts/{draft}/parts/overview", {"text": "Mine"}, "A"),
    ("GET", "/drafts/{draft}/replacements", None, "A"),
    ("POST", "/drafts/{draft}/replacements", {}, "A"),
    ("DELETE", "/drafts/{draft}/replacements", None, "A"),
    ("POST", "/self-checks", {"draft_id": "{draft}"}, "A"),
    ("GET", "/self-checks/{check}", None, "AB"),
    ("PATCH", "/pursuits/{pursuit}", {"stage": "earned"}, "A"),
    ("GET", "/conversations/{conversation}", None, "A"),
    ("GET", "/conversations/{conversation}/events", None, "A"),
    ("GET", "/shares/{share}", None, "AB"),
    ("POST", "/shares", {"kind": "draft", "id": "{draft}", "cohort_id": "{cohort}"}, "A"),
    ("GET", "/cohorts/{cohort}", None, "AB"),
    ("POST", "/cohorts/{cohort}/join", {"code": "WRONGONE"}, ""),
    ("DELETE", "/shares/{share}", None, "A"),
    ("DELETE", "/cohorts/{cohort}/membership", None, "A"),
    ("DELETE", "/conversations/{conversation}", None, "A"),
]


@pytest.mark.parametrize(("method", "path", "body", "who"), TABLE)
def test_nobody_reaches_what_is_not_theirs(
    desk: Desk, things: dict[str, str], method: str, path: str, body: Any, who: str
) -> None:
    filled = None if body is None else {k: v.format(**things) for k, v in body.items()}
    for name in ("Charlie", "Dana", "Bob", "Alice"):
        client = desk.program(f"{name.lower()}@school.example")
        answer = client.request(method, f"{V1}{path.format(**things)}", json=filled)
        if name[0] in who:
            assert answer.status_code < 300, (name, answer.text)
        else:
            assert answer.status_code == 404, (name, answer.text)
    assert desk.nobody().request(method, f"{V1}{path.format(**things)}").status_code == 401


def test_lists_hold_nothing_of_anybody_else(charlie: TestClient, things: dict[str, str]) -> None:
    assert things
    for noun in ("drafts", "self-checks", "conversations", "shares", "cohorts", "me/looks"):
        assert charlie.get(f"{V1}/{noun}").json()["items"] == []
    assert charlie.get(f"{V1}/me/plan").json()["pursuits"] == []


def test_pages_keep_to_the_same_rules(desk: Desk, cast: Cast, things: dict[str, str]) -> None:
    pages = ["/drafts/{draft}", "/self-checks/{check}", "/cohorts/{cohort}"]
    pages.append("/?conversation={conversation}")
    for person, seen in ((cast.charlie, ()), (cast.bob, pages[1:3]), (cast.alice, pages)):
        browser = desk.browser(person.id)
        for page in pages:
            status = browser.get(page.format(**things)).status_code
            assert status == (200 if page in seen else 404), (person.name, page)


def test_a_teacher_makes_no_cohort_and_sees_no_admin_page(
    desk: Desk, cast: Cast, alice: TestClient
) -> None:
    assert alice.post(f"{V1}/cohorts", json={"name": "Mine"}).status_code == 403
    for person, status in ((cast.alice, 403), (cast.bob, 403), (cast.dana, 200)):
        assert desk.browser(person.id).get("/admin").status_code == status
    browser = desk.browser(cast.bob.id)
    form = {"csrf_token": form_token(browser), "email": "alice@school.example", "role": "admin"}
    assert browser.post("/admin/reset", data=form).status_code == 403
    assert browser.post("/admin/invite", data=form).status_code == 403
    assert browser.post(f"/admin/people/{cast.bob.id}/role", data=form).status_code == 403
