"""An earned badge over the API and on the plan page; nobody else learns of it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from integrations.services import Services
from tests.badges import ISSUER, Signer, as_json, badge, in_png
from tests.integrations.web.conftest import HOSTILE, Desk, form_token
from tests.people import Cast

V1 = "/api/v1"


@pytest.fixture
def signer(services: Services) -> Signer:
    """An issuer whose key lies in the data folder."""
    signer = Signer()
    folder = services.settings.data_dir / "issuers"
    folder.mkdir()
    (folder / "example.pem").write_bytes(signer.pem_file(ISSUER))
    (folder / "broken.json").write_bytes(b"{")
    return signer


def test_a_baked_badge_marks_its_credential(alice: TestClient, signer: Signer) -> None:
    data = in_png(signer.as_jwt(badge()))
    answer = alice.post(f"{V1}/me/earned", files={"file": ("badge.png", data)})
    assert answer.status_code == 201
    body = answer.json()
    assert (body["outcome"], body["earned"]["proven"]) == ("earned", "verified")
    assert body["badge"]["proof"]["state"] == "verified"
    assert body["pursuit"]["stage"] == "earned"
    assert alice.get(f"{V1}/me/plan").json()["pursuits"][0]["stage"] == "earned"
    assert alice.get(f"{V1}/me/earned").json()["items"] == [body["earned"]]


def test_a_badge_without_a_match_asks_and_her_choice_is_taken(alice: TestClient) -> None:
    body = badge()
    body["credentialSubject"]["achievement"]["name"] = "Giving Students Time"
    files = {"file": ("badge.json", as_json(body))}
    answer = alice.post(f"{V1}/me/earned", files=files)
    assert answer.status_code == 200
    asked = answer.json()
    assert (asked["outcome"], asked["earned"], asked["pursuit"]) == ("unmatched", None, None)
    chosen = {"credential_id": asked["near"][0]["credential_id"]}
    assert chosen == {"credential_id": "thinking-time"}
    answer = alice.post(f"{V1}/me/earned", files=files, data=chosen)
    assert answer.status_code == 201
    assert answer.json()["earned"]["proven"] == "self-reported"


def test_what_counts_for_nothing_is_a_problem_in_one_sentence(
    alice: TestClient, signer: Signer
) -> None:
    for data, says in (
        (Signer().as_jwt(badge()), "Nothing was marked as earned."),
        (b"hello", "b.png: The file is no Open Badge"),
        (b"", "empty"),
        (b"x" * 10_000_001, "larger than 10 MB"),
    ):
        answer = alice.post(f"{V1}/me/earned", files={"file": ("b.png", data)})
        assert answer.status_code == 422
        assert says in answer.json()["detail"]
    assert alice.post(f"{V1}/me/earned", data={"credential_id": "x"}).status_code == 422
    assert alice.get(f"{V1}/me/earned").json()["items"] == []
    assert signer.did


def test_nobody_else_learns_of_it(desk: Desk, alice: TestClient, signer: Signer) -> None:
    alice.post(f"{V1}/me/earned", files={"file": ("b.jwt", signer.as_jwt(badge()))})
    for name in ("charlie", "bob", "dana"):
        other = desk.program(f"{name}@school.example")
        assert other.get(f"{V1}/me/earned").json()["items"] == []
    files = {"file": ("b.json", as_json(badge()))}
    assert desk.nobody().get(f"{V1}/me/earned").status_code == 401
    assert desk.nobody().post(f"{V1}/me/earned", files=files).status_code == 401


def test_the_plan_page_takes_a_badge_and_says_how_it_was_proven(
    desk: Desk, cast: Cast, signer: Signer
) -> None:
    browser = desk.browser(cast.alice.id)
    assert "A badge I earned" in browser.get("/plan").text
    token = {"csrf_token": form_token(browser)}
    files = {"file": ("b.png", in_png(signer.as_jwt(badge())))}
    page = browser.post("/earned", data=token, files=files)
    assert page.status_code == 200
    assert "stands as earned in your plan now" in page.text
    assert "whether that is you is not checked" in page.text
    plan = browser.get("/plan").text
    assert "Proven by a badge that was verified" in plan
    assert "did:example:alice" not in plan
    assert "Proven by a badge" not in desk.browser(cast.charlie.id).get("/plan").text


def test_a_page_asks_which_credential_and_the_badge_need_not_be_chosen_again(
    desk: Desk, cast: Cast, services: Services
) -> None:
    browser = desk.browser(cast.alice.id)
    token = {"csrf_token": form_token(browser)}
    body = badge()
    body["credentialSubject"]["achievement"]["name"] = f"Giving Students Time {HOSTILE}"
    page = browser.post("/earned", data=token, files={"file": ("b.json", as_json(body))})
    assert page.status_code == 200
    assert "It is for" in page.text
    assert HOSTILE not in page.text
    assert "&lt;script&gt;" in page.text
    again = {**token, "badge": as_json(body).decode(), "credential_id": "thinking-time"}
    assert "stands as earned" in browser.post("/earned", data=again).text
    assert services.earned.of(cast.alice)[0].proven == "self-reported"
    assert "Earned by your own report, with a badge" in browser.get("/plan").text


def test_the_form_must_be_genuine_and_hold_a_badge(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)
    files = {"file": ("b.json", as_json(badge()))}
    assert browser.post("/earned", files=files).status_code == 403
    empty = browser.post("/earned", data={"csrf_token": form_token(browser)})
    assert empty.status_code == 422
    assert "choose its file first" in empty.text
