"""Single sign-on against a real provider: in, out, and answers that must let nobody in."""

from __future__ import annotations

import html
import re
import socket
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from integrations.doctor import examine
from integrations.services import Services
from integrations.web.app import create_app
from integrations.web.deps import SESSION_COOKIE
from integrations.web.provider import RUN_OUT
from integrations.web.routes.sign_on import NOTE_COOKIE
from tests.integrations.web.conftest import form_token
from tests.peers.school_sign_on import (
    CLIENT_ID,
    CLIENT_SECRET,
    SITE,
    BrowserThere,
    client_at,
    school,
    why_not,
)
from tests.people import Cast

pytestmark = pytest.mark.skipif(why_not() is not None, reason=str(why_not()))

V1 = "/api/v1"
PEOPLE = {
    "eve": {"email": "Eve@School.example", "email_verified": True, "name": "Eve Estrada"},
    "alice": {"email": "alice@school.example", "email_verified": True, "name": "A. Adams"},
    "mallory": {"email": "alice@school.example", "email_verified": True, "name": "Mallory"},
    "paula": {"email": "paula@school.example", "email_verified": False, "name": "Paula"},
    "nomail": {"name": "Norbert"},
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with school(PEOPLE) as running:
        yield running


@pytest.fixture
def site(services: Services, cast: Cast, issuer: str) -> TestClient:
    assert cast
    return browser_of(services, issuer)


def browser_of(services: Services, issuer: str, secret: str | None = CLIENT_SECRET) -> TestClient:
    services.settings.oidc_issuer = issuer
    services.settings.oidc_client_id = CLIENT_ID
    services.settings.oidc_client_secret = SecretStr(secret) if secret else None
    client = TestClient(create_app(services), base_url=SITE, follow_redirects=False)
    client.headers["Accept"] = "text/html"
    return client


def answer_for(client: TestClient, login: str, next: str = "/plan") -> str:
    """Starts on our page, logs in at the school; the address that it leads back to."""
    begun = client.get(f"/login/oidc?next={next}")
    assert begun.status_code == 303, begun.text
    there = BrowserThere(login)
    try:
        return there.walk(begun.headers["location"])
    finally:
        there.close()


def fault_of(page: str) -> str:
    found = re.search(r'class="fault" role="alert">([^<]+)<', page)
    assert found, page
    return html.unescape(found[1])


def test_a_teacher_comes_in_through_her_school(site: TestClient) -> None:
    assert 'href="/login/oidc?next=/"' in site.get("/login").text
    came = site.get(answer_for(site, "eve"))
    assert came.headers["location"] == "/plan"
    me = site.get(f"{V1}/me").json()
    assert (me["name"], me["email"], me["roles"]) == (
        "Eve Estrada",
        "eve@school.example",
        ["teacher"],
    )
    assert NOTE_COOKIE not in site.cookies


def test_an_account_that_exists_is_hers_from_then_on_and_nobody_elses(
    services: Services, site: TestClient, issuer: str, cast: Cast
) -> None:
    site.get(answer_for(site, "alice"))
    assert site.get(f"{V1}/me").json()["id"] == cast.alice.id
    other = browser_of(services, issuer)
    refused = other.get(answer_for(other, "mallory"))
    assert refused.status_code == 409
    assert "belongs to somebody else at your school's sign-in" in fault_of(refused.text)
    assert SESSION_COOKIE not in other.cookies


def test_claims_inside_the_id_token_do_as_well(services: Services, cast: Cast) -> None:
    with school(PEOPLE, claims_apart=False) as issuer:
        client = browser_of(services, issuer)
        assert client.get(answer_for(client, "alice")).headers["location"] == "/plan"
        assert client.get(f"{V1}/me").json()["id"] == cast.alice.id


def test_a_school_that_gives_out_no_secret_does_as_well(services: Services, cast: Cast) -> None:
    known = {**client_at(SITE), "token_endpoint_auth_method": "none"}
    del known["client_secret"]
    with school(PEOPLE, client=known) as issuer:
        client = browser_of(services, issuer, secret=None)
        client.get(answer_for(client, "alice"))
        assert client.get(f"{V1}/me").json()["id"] == cast.alice.id


def test_signing_out_signs_out_at_the_school_too(site: TestClient) -> None:
    there = BrowserThere("eve")
    try:
        site.get(there.walk(site.get("/login/oidc").headers["location"]))
        again = site.get("/login/oidc").headers["location"]
        there.walk(again)
        assert there.asked_to_log_in == 1  # the school still knows her
        site.get("/settings")
        out = site.post("/sign-out", data={"csrf_token": form_token(site)})
        assert site.get("/plan").headers["location"].startswith("/login")
        found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', out.text)
        assert found
        assert there.walk(html.unescape(found[1])).startswith(f"{SITE}/login")
        there.walk(site.get("/login/oidc").headers["location"])
        assert there.asked_to_log_in == 2
    finally:
        there.close()


def test_a_forged_state_lets_nobody_in(site: TestClient) -> None:
    parts = urlsplit(answer_for(site, "eve"))
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    refused = site.get(f"{parts.path}?{urlencode({**query, 'state': 'forged'})}")
    assert refused.status_code == 401
    assert fault_of(refused.text) == RUN_OUT
    assert SESSION_COOKIE not in site.cookies


def test_an_answer_in_a_browser_that_asked_nothing_lets_nobody_in(
    services: Services, site: TestClient, issuer: str
) -> None:
    answer = answer_for(site, "eve")
    stranger = browser_of(services, issuer)
    assert fault_of(stranger.get(answer).text) == RUN_OUT
    note = site.cookies[NOTE_COOKIE]
    stranger.cookies.set(NOTE_COOKIE, note[:-1] + ("0" if note[-1] != "0" else "1"))
    assert fault_of(stranger.get(answer).text) == RUN_OUT
    assert SESSION_COOKIE not in stranger.cookies


def test_a_code_works_once(services: Services, site: TestClient, issuer: str) -> None:
    answer = answer_for(site, "eve")
    note = site.cookies[NOTE_COOKIE]
    assert site.get(answer).status_code == 303
    assert fault_of(site.get(answer).text) == RUN_OUT  # its note is gone
    thief = browser_of(services, issuer)
    thief.cookies.set(NOTE_COOKIE, note)
    assert fault_of(thief.get(answer).text) == RUN_OUT  # and the school takes no code twice
    assert SESSION_COOKIE not in thief.cookies


def test_a_token_that_has_run_out_lets_nobody_in(services: Services, cast: Cast) -> None:
    assert cast
    with school(PEOPLE, behind_s=7200) as issuer:
        client = browser_of(services, issuer)
        refused = client.get(answer_for(client, "eve"))
    assert refused.status_code == 401
    assert "had run out when it came" in fault_of(refused.text)
    assert SESSION_COOKIE not in client.cookies


@pytest.mark.parametrize(
    ("login", "said"), [("paula", "has not verified your e-mail"), ("nomail", "did not say")]
)
def test_without_a_verified_address_there_is_no_account(
    services: Services, site: TestClient, cast: Cast, login: str, said: str
) -> None:
    refused = site.get(answer_for(site, login))
    assert refused.status_code == 401
    assert said in fault_of(refused.text)
    assert len(services.accounts.everyone(cast.dana)) == 4


def test_an_invitation_gives_its_role(services: Services, site: TestClient, cast: Cast) -> None:
    token = services.accounts.invite(cast.dana, "eve@school.example", "coach")
    site.get(answer_for(site, "eve"))
    assert site.get(f"{V1}/me").json()["roles"] == ["coach"]
    assert site.get(f"/link/{token}").status_code == 404


def test_a_refusal_at_the_school_is_said(site: TestClient) -> None:
    url = site.get("/login/oidc").headers["location"]
    state = parse_qs(urlsplit(url).query)["state"][0]
    query = urlencode({"error": "access_denied<b>", "state": state})
    refused = site.get(f"/login/oidc/callback?{query}")
    assert "did not let you in (access_deniedb)" in fault_of(refused.text)


def test_a_school_that_does_not_answer_is_said_and_passwords_go_on(
    services: Services, cast: Cast
) -> None:
    with socket.socket() as bound:  # taken, and nobody listens
        bound.bind(("127.0.0.1", 0))
        client = browser_of(services, f"http://127.0.0.1:{bound.getsockname()[1]}")
        page = client.get("/login/oidc")
    assert page.status_code == 503
    assert "does not answer just now" in fault_of(page.text)
    assert 'name="password"' in page.text
    assert cast


def test_a_wrong_secret_is_the_admins_to_mend(services: Services, cast: Cast, issuer: str) -> None:
    assert cast
    client = browser_of(services, issuer, secret="not the one that was agreed")
    refused = client.get(answer_for(client, "eve"))
    assert "CREDCOACH_OIDC_CLIENT_SECRET" in fault_of(refused.text)


def test_the_doctor_says_whether_the_school_answers(services: Services, issuer: str) -> None:
    def line() -> tuple[str, str]:
        found = next(one for one in examine(services) if one.name == "sign-on")
        return found.mark, found.detail

    assert line()[0] == "-"
    services.settings.oidc_issuer = issuer
    assert line() == (
        "no",
        "CREDCOACH_OIDC_ISSUER is set and CREDCOACH_OIDC_CLIENT_ID is not; set both.",
    )
    services.settings.oidc_client_id = CLIENT_ID
    assert line() == ("ok", f"{issuer} answers")
    services.settings.oidc_issuer = f"{issuer}/elsewhere"
    assert line()[0] == "no"
