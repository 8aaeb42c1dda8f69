"""What surrounds every page: forms that must be genuine, headers, sign-in and one-time links."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from integrations.services import Services
from integrations.web.deps import SESSION_COOKIE
from tests.integrations.web.conftest import Desk, form_token
from tests.people import Cast

V1 = "/api/v1"
PASSWORD = "a few words in a row"


def test_a_change_by_cookie_needs_the_form_token(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)
    body = {"credential_id": "thinking-time"}
    assert browser.post(f"{V1}/drafts", json=body).status_code == 403
    token = form_token(browser)
    wrong = {"X-CSRF-Token": token[:-1] + ("0" if token[-1] != "0" else "1")}
    assert browser.post(f"{V1}/drafts", json=body, headers=wrong).status_code == 403
    right = {"X-CSRF-Token": token}
    assert browser.post(f"{V1}/drafts", json=body, headers=right).status_code == 201
    assert browser.post("/credentials/thinking-time/start").status_code == 403
    started = browser.post("/credentials/thinking-time/start", data={"csrf_token": token})
    assert started.headers["location"] == "/plan"


def test_another_persons_form_token_does_not_fit(desk: Desk, cast: Cast) -> None:
    token = form_token(desk.browser(cast.charlie.id))
    browser = desk.browser(cast.alice.id)
    browser.cookies.set("credcoach_form", token)
    answer = browser.post(
        f"{V1}/pursuits", json={"credential_id": "thinking-time"}, headers={"X-CSRF-Token": token}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_sites_request_is_refused_even_in_the_demo(
    demo: FastAPI, headers: dict[str, str]
) -> None:
    client = TestClient(demo, headers=headers)
    assert client.post(f"{V1}/drafts", json={"credential_id": "thinking-time"}).status_code == 403


def test_every_answer_has_the_security_headers(desk: Desk, alice: TestClient) -> None:
    for answer in (desk.nobody().get("/login"), alice.get(f"{V1}/me"), alice.get("/nothing")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-request-id"]


def test_static_files_may_be_kept_for_good(desk: Desk) -> None:
    address = re.search(r'href="(/static/[^"]+\.css)"', desk.nobody().get("/login").text)
    assert address
    answer = desk.nobody().get(address[1])
    assert "immutable" in answer.headers["cache-control"]


def sign_in(client: TestClient, password: str, **more: str) -> str:
    form = {"csrf_token": form_token(client, "/login"), "email": "eve@school.example"}
    answer = client.post("/login", data={**form, "password": password, **more})
    return answer.headers.get("location", f"stayed with {answer.status_code}")


def test_signing_in_and_out(desk: Desk, services: Services) -> None:
    services.accounts.add("eve@school.example", "teacher", PASSWORD)
    client = desk.nobody()
    assert sign_in(client, "wrong words in a row") == "stayed with 401"
    assert sign_in(client, PASSWORD, next="/plan") == "/plan"
    cookie = next(c for c in client.cookies.jar if c.name == SESSION_COOKIE)
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert client.get("/plan").status_code == 200
    client.post("/sign-out", data={"csrf_token": form_token(client)})
    assert client.get("/plan").headers["location"].startswith("/login")


@pytest.mark.parametrize("away", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(desk: Desk, services: Services, away: str) -> None:
    services.accounts.add("eve@school.example", "teacher", PASSWORD)
    assert sign_in(desk.nobody(), PASSWORD, next=away) == "/"


def test_the_first_admins_link_makes_an_admin_once(services: Services) -> None:
    from integrations.web.app import create_app

    token = services.accounts.first_admin_link()
    client = TestClient(create_app(services), follow_redirects=False)
    where = f"/link/{token}"
    form = {"csrf_token": form_token(client, where), "email": "ada@school.example"}
    answer = client.post(where, data={**form, "name": "Ada", "password": PASSWORD})
    assert answer.headers["location"] == "/"
    assert client.get("/admin").status_code == 200
    assert client.get(where).status_code == 404
    assert services.accounts.first_admin_link() is None


def test_an_invitation_is_shown_once_and_gives_its_role(desk: Desk, cast: Cast) -> None:
    admin = desk.browser(cast.dana.id)
    form = {"csrf_token": form_token(admin), "email": "new@school.example", "role": "coach"}
    page = admin.post("/admin/invite", data=form).text
    link = re.search(r"http://testserver(/link/[\w-]+)", page)
    assert link
    guest = desk.nobody()
    new = {"csrf_token": form_token(guest, link[1]), "name": "Nora", "password": PASSWORD}
    assert guest.post(link[1], data=new).status_code == 303
    assert guest.get(f"{V1}/me").json()["roles"] == ["coach"]


def test_the_demo_switches_its_person(demo: FastAPI, cast: Cast) -> None:
    client = TestClient(demo, follow_redirects=False)
    form = {"csrf_token": form_token(client, "/")}
    assert client.post("/persona", data={**form, "key": "nobody"}).status_code == 404
    assert client.post("/persona", data={**form, "key": "coach"}).status_code == 303
    assert client.get(f"{V1}/me").json()["id"] == cast.bob.id
    assert client.get("/login").headers["location"] == "/"


def test_a_real_installation_has_no_personas(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)
    form = {"csrf_token": form_token(browser), "key": "admin"}
    assert browser.post("/persona", data=form).status_code == 404


def test_erasing_asks_for_the_address_and_then_leaves_nothing(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)
    form = {"csrf_token": form_token(browser)}
    assert browser.post("/settings/export", data=form).content[:2] == b"PK"
    assert browser.post("/settings/erase", data={**form, "confirm": "no"}).status_code == 422
    gone = browser.post("/settings/erase", data={**form, "confirm": "alice@school.example"})
    assert gone.status_code == 303
    assert browser.get("/").headers["location"].startswith("/login")
