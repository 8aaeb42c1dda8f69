"""Letters for names over HTTP and on the page: listed first, replaced once, taken back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.integrations.web.conftest import Desk, form_token
from tests.people import Cast

V1 = "/api/v1"
TEXT = "Maya Johnson read first. Then Maya helped Diego. Call 501-555-0147."


@pytest.fixture
def draft(alice: TestClient) -> str:
    made = alice.post(f"{V1}/drafts", json={"credential_id": "thinking-time"}).json()
    alice.put(f"{V1}/drafts/{made['id']}/parts/overview", json={"text": TEXT})
    return str(made["id"])


def part(client: TestClient, draft: str) -> dict[str, Any]:
    parts = client.get(f"{V1}/drafts/{draft}").json()["parts"]
    found: dict[str, Any] = next(one for one in parts if one["part_id"] == "overview")
    return found


def test_names_are_offered_replaced_and_given_back(alice: TestClient, draft: str) -> None:
    where = f"{V1}/drafts/{draft}/replacements"
    offer = alice.get(where).json()
    assert [one["shown"] for one in offer["items"]] == ["Student A", "Student B", "[phone]"]
    assert offer["items"][0]["texts"] == ["Maya Johnson", "Maya"]
    assert part(alice, draft)["text"] == TEXT

    done = alice.post(where, json={"if_version": offer["draft_version"]}).json()
    assert done["parts"] == [part(alice, draft)]
    assert done["parts"][0]["text"] == (
        "Student A read first. Then Student A helped Student B. Call [phone]."
    )
    assert done["draft_version"] == alice.get(f"{V1}/drafts/{draft}").json()["version"]
    assert alice.get(where).json()["can_give_back"] is True

    back = alice.delete(where, params={"if_version": done["draft_version"]})
    assert back.json()["parts"][0]["text"] == TEXT
    assert part(alice, draft)["text"] == TEXT


def test_a_draft_that_moved_on_is_a_conflict(alice: TestClient, draft: str) -> None:
    where = f"{V1}/drafts/{draft}/replacements"
    seen = alice.get(where).json()["draft_version"]
    alice.put(f"{V1}/drafts/{draft}/parts/overview", json={"text": TEXT + " More."})
    for answer in (
        alice.post(where, json={"if_version": seen}),
        alice.delete(where, params={"if_version": seen}),
    ):
        assert answer.status_code == 409
        assert "Nothing was replaced" in answer.json()["detail"]
    assert part(alice, draft)["text"] == TEXT + " More."


def test_who_is_left_is_left(alice: TestClient, draft: str) -> None:
    body = {"leave": ["Diego", "501-555-0147"]}
    done = alice.post(f"{V1}/drafts/{draft}/replacements", json=body).json()
    assert done["parts"][0]["text"] == (
        "Student A read first. Then Student A helped Diego. Call 501-555-0147."
    )


def test_bad_bodies_are_refused(alice: TestClient, draft: str) -> None:
    where = f"{V1}/drafts/{draft}/replacements"
    bodies: list[Any] = [{"if_version": -1}, {"leave": "Maya"}, {"leave": ["a\0"]}, []]
    for body in bodies:
        assert alice.post(where, json=body).status_code == 422
    assert alice.delete(where, params={"if_version": "x"}).status_code == 422


def test_nobody_but_the_writer_reaches_them(
    alice: TestClient, bob: TestClient, charlie: TestClient, draft: str
) -> None:
    cohort = bob.post(f"{V1}/cohorts", json={"name": "Spring"}).json()
    alice.post(f"{V1}/cohorts/{cohort['id']}/join", json={"code": cohort["code"]})
    share = {"kind": "draft", "id": draft, "cohort_id": cohort["id"]}
    assert alice.post(f"{V1}/shares", json=share).status_code == 201
    alice.post(f"{V1}/drafts/{draft}/replacements", json={})
    assert "Maya" not in bob.get(f"{V1}/drafts/{draft}").text
    where = f"{V1}/drafts/{draft}/replacements"
    for other in (bob, charlie):
        answers = (other.get(where), other.post(where, json={}), other.delete(where))
        assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_page_lists_everybody_before_anything_is_changed(
    desk: Desk, cast: Cast, alice: TestClient, draft: str
) -> None:
    browser = desk.browser(cast.alice.id)
    assert f'href="/drafts/{draft}/replacements"' in browser.get(f"/drafts/{draft}").text
    page = browser.get(f"/drafts/{draft}/replacements").text
    assert re.search(r"<strong>Maya Johnson</strong>, <strong>Maya</strong> becomes", page)
    assert "Put the names in again" not in page
    assert part(alice, draft)["text"] == TEXT

    form = {
        "csrf_token": form_token(browser),
        "if_version": re.findall(r'name="if_version" value="(\d+)"', page)[0],
        "offered": re.findall(r'name="offered" value="([^"]+)"', page),
        "replace": ["Maya Johnson", "501-555-0147"],  # Diego's box was taken out
    }
    answer = browser.post(f"/drafts/{draft}/replacements", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/drafts/{draft}")
    assert part(alice, draft)["text"] == (
        "Student A read first. Then Student A helped Diego. Call [phone]."
    )

    page = browser.get(f"/drafts/{draft}/replacements").text
    assert "Put the names in again" in page
    undo = {"csrf_token": form_token(browser)}
    assert browser.post(f"/drafts/{draft}/replacements/undo", data=undo).status_code == 303
    assert part(alice, draft)["text"] == TEXT


def test_the_page_says_when_there_is_nothing_to_replace(
    desk: Desk, cast: Cast, alice: TestClient
) -> None:
    made = alice.post(f"{V1}/drafts", json={"credential_id": "thinking-time"}).json()
    browser = desk.browser(cast.alice.id)
    assert "replace-names" not in browser.get(f"/drafts/{made['id']}").text
    assert "No names found" in browser.get(f"/drafts/{made['id']}/replacements").text


def test_the_page_is_its_writers_alone(desk: Desk, cast: Cast, draft: str) -> None:
    for other in (cast.bob, cast.charlie, cast.dana):
        browser = desk.browser(other.id)
        assert browser.get(f"/drafts/{draft}/replacements").status_code == 404
        form = {"csrf_token": form_token(browser)}
        for path in ("replacements", "replacements/undo"):
            assert browser.post(f"/drafts/{draft}/{path}", data=form).status_code == 404


def test_names_on_the_page_are_shown_as_text(
    desk: Desk, cast: Cast, alice: TestClient, draft: str
) -> None:
    hostile = "| Student | Pre |\n|---|---|\n| Maya <script>x</script> | 4 |\n| Maya 'o\"k | 3 |"
    alice.put(f"{V1}/drafts/{draft}/parts/overview", json={"text": hostile})
    page = desk.browser(cast.alice.id).get(f"/drafts/{draft}/replacements")
    assert page.status_code == 200
    assert "<script>x" not in page.text
