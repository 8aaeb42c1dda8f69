"""What came back from an assessor, over the API and on pages; nobody else reads a word of it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.returns import AFTER_THIRD
from integrations.services import Services
from tests.integrations.web.conftest import HOSTILE, Desk, form_token
from tests.people import Cast

V1 = "/api/v1"
LETTER = (
    "Thank you for your submission!\n\n"
    "Use of pauses: Basic\nThe transcript shows one lesson only. Please add the second.\n\n"
    f"A student's name can be read in it {HOSTILE}.\n"
)


@pytest.fixture
def pursuit(alice: TestClient) -> str:
    """Alice is after a credential."""
    body = {"credential_id": "thinking-time"}
    return str(alice.post(f"{V1}/pursuits", json=body).json()["id"])


def test_a_letter_becomes_a_list_of_changes(alice: TestClient, pursuit: str) -> None:
    answer = alice.post(f"{V1}/pursuits/{pursuit}/returns", json={"text": LETTER})
    assert answer.status_code == 201
    body = answer.json()
    assert [(one["kind"], one["criterion_id"]) for one in body["items"]] == [
        ("privacy", None),
        ("row", "use-of-pauses"),
    ]
    for one in body["items"]:
        assert all(LETTER[w["start"] : w["end"]] == w["text"] for w in one["words"])
        assert one["next_step"]
    assert (body["attempt"], body["rule"], body["next_cursor"]) == (1, None, None)
    assert alice.get(f"{V1}/me/plan").json()["pursuits"][0]["stage"] == "returned"
    assert alice.get(f"{V1}/pursuits/{pursuit}/returns").json()["items"] == [body]
    assert alice.get(f"{V1}/returns/{body['id']}").json() == body


def test_the_third_attempt_names_the_rule(alice: TestClient, pursuit: str) -> None:
    rules = []
    for number in range(3):
        alice.patch(f"{V1}/pursuits/{pursuit}", json={"stage": "submitted"})
        text = {"text": f"{LETTER}{number}"}
        rules.append(alice.post(f"{V1}/pursuits/{pursuit}/returns", json=text).json()["rule"])
    assert rules == [None, None, AFTER_THIRD]


def test_nobody_else_reaches_a_return(desk: Desk, alice: TestClient, pursuit: str) -> None:
    path = f"{V1}/pursuits/{pursuit}/returns"
    kept = alice.post(path, json={"text": LETTER}).json()["id"]
    for name in ("charlie", "bob", "dana"):
        other = desk.program(f"{name}@school.example")
        assert other.post(path, json={"text": LETTER}).status_code == 404
        assert other.get(path).status_code == 404
        assert other.get(f"{V1}/returns/{kept}").status_code == 404
    assert desk.nobody().post(path, json={"text": LETTER}).status_code == 401
    assert desk.nobody().get(f"{V1}/returns/{kept}").status_code == 401


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        (" ", 422, "paste what the assessor wrote"),
        ("x" * 50_001, 413, "at most 50,000"),
        ("a\0b", 422, "NUL"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    alice: TestClient, pursuit: str, text: str, status: int, says: str
) -> None:
    answer = alice.post(f"{V1}/pursuits/{pursuit}/returns", json={"text": text})
    assert answer.status_code == status
    assert says in answer.json()["detail"]


def test_the_plan_has_a_box_for_it_and_the_list_has_a_page(
    desk: Desk, cast: Cast, services: Services, pursuit: str
) -> None:
    browser = desk.browser(cast.alice.id)
    assert "It came back? Paste what the assessor wrote" in browser.get("/plan").text
    form = {"csrf_token": form_token(browser), "text": LETTER.replace("\n", "\r\n")}
    answer = browser.post(f"/pursuits/{pursuit}/returns", data=form)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert "2 changes to make" in page
    assert "Please add the second." in page
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    assert services.returns.of(cast.alice)[0].text == LETTER
    assert answer.headers["location"] in browser.get("/plan").text
    assert "What came back on attempt 1" in browser.get("/plan").text
    for person in (cast.charlie, cast.bob):
        other = desk.browser(person.id)
        assert other.get(answer.headers["location"]).status_code == 404
        assert "What came back" not in other.get("/plan").text


def test_a_letter_that_asks_for_nothing_says_so(desk: Desk, cast: Cast, pursuit: str) -> None:
    browser = desk.browser(cast.alice.id)
    form = {"csrf_token": form_token(browser), "text": "Wonderful work. Congratulations!"}
    answer = browser.post(f"/pursuits/{pursuit}/returns", data=form)
    page = browser.get(answer.headers["location"]).text
    assert "I found nothing in it that asks for a change" in page


def test_the_form_must_be_genuine(desk: Desk, cast: Cast, pursuit: str) -> None:
    browser = desk.browser(cast.alice.id)
    answer = browser.post(f"/pursuits/{pursuit}/returns", data={"text": LETTER})
    assert answer.status_code == 403
