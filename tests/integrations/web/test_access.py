"""Role by route by owner, for every route: whoever is not named in `access` gets nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from integrations.server import build_app
from integrations.services import Services
from tests.catalogues import GOOD_DRAFT
from tests.integrations.web.access import ALL, CALLS, OPEN, V1, Call
from tests.integrations.web.conftest import Desk, form_token
from tests.people import Cast

Things = dict[str, str]


def routes_of(routes: Iterable[Any], under: str = "") -> Iterator[str]:
    """Every method and path of the app, those of included routers too."""
    for route in routes:
        if inner := getattr(route, "original_router", None):
            yield from routes_of(inner.routes, under + (route.include_context.prefix or ""))
        elif methods := getattr(route, "methods", None):
            yield from (f"{method} {under}{route.path}" for method in methods if method != "HEAD")


@pytest.fixture
def app(services: Services, cast: Cast) -> FastAPI:
    """The whole application, as it is served."""
    assert cast
    return build_app(services, "the word between two processes")


@pytest.fixture
def things(alice: TestClient, bob: TestClient, services: Services, cast: Cast) -> Things:
    """One of each thing that Alice has; Bob, her coach, is shown the self-check."""
    cohort = bob.post(f"{V1}/cohorts", json={"name": "Spring"}).json()
    alice.post(f"{V1}/cohorts/{cohort['id']}/join", json={"code": cohort["code"]})
    draft = alice.post(f"{V1}/drafts", json={"credential_id": "thinking-time"}).json()
    alice.put(f"{V1}/drafts/{draft['id']}/parts/overview", json={"text": GOOD_DRAFT})
    check = alice.post(f"{V1}/self-checks", json={"draft_id": draft["id"]}).json()
    pursuit = alice.post(f"{V1}/pursuits", json={"credential_id": "thinking-time"}).json()
    said = {"text": "Please add a baseline to the starting point."}
    back = alice.post(f"{V1}/pursuits/{pursuit['id']}/returns", json=said).json()
    with alice.stream("POST", f"{V1}/chat", json={"message": "thanks"}) as answer:
        answer.read()
    conversation = alice.get(f"{V1}/conversations").json()["items"][0]
    talk = alice.get(f"{V1}/conversations/{conversation['id']}").json()
    shown = {"kind": "self_check", "id": check["id"], "cohort_id": cohort["id"]}
    share = alice.post(f"{V1}/shares", json=shown).json()
    services.accounts.start_session(cast.alice.id, "Firefox on Windows")
    way = next(w for w in services.ways_in.of(cast.alice) if w.device == "Firefox on Windows")
    return {
        "cohort_id": cohort["id"],
        "draft_id": draft["id"],
        "self_check_id": check["id"],
        "pursuit_id": pursuit["id"],
        "return_id": back["id"],
        "conversation_id": conversation["id"],
        "message_id": talk["messages"][-1]["id"],
        "share_id": share["id"],
        "way_id": way.id,
        "part_id": "overview",
        "credential_id": "thinking-time",
        "stack_id": "lead-teacher",
        "person_id": cast.charlie.id,
        "token": "guessed",
    }


def filled(body: Any, things: Things) -> Any:
    return body and {k: v.format(**things) if isinstance(v, str) else v for k, v in body.items()}


def sent(desk: Desk, email: str, person_id: str, call: Call, things: Things) -> Any:
    """The answer to that person, as a program in the API and as a browser on a page."""
    path, body = call.path.format(**things), filled(call.body, {**things, "own_email": email})
    files = {"file": call.file} if call.file else None
    if call.method == "GET" and not call.in_api:
        return desk.browser(person_id).get(path, params=body)
    if call.method == "GET":
        return desk.program(email).get(path, params=body)
    if call.in_api:
        client = desk.program(email)
        return client.request(call.method, path, json=None if files else body, files=files)
    browser = desk.browser(person_id)
    return browser.post(path, data={**(body or {}), "csrf_token": form_token(browser)}, files=files)


def test_every_route_of_the_app_is_in_the_table(app: FastAPI) -> None:
    known = {call.route for call in CALLS} | set(OPEN)
    assert known <= set(routes_of(app.routes)), "these are gone; take them out of access.py"
    assert set(routes_of(app.routes)) <= known, "say in access.py who may use these"


def test_nobody_gets_anything_but_the_doors(desk: Desk, things: Things) -> None:
    wrong = []
    for call in CALLS:
        client = desk.nobody()
        client.headers["Accept"] = "text/html"
        path = call.path.format(**things)
        if call.in_api:
            answer = client.request(call.method, path, json=filled(call.body, things))
            good = answer.status_code == 401
        elif call.method == "GET":
            answer = client.get(path)
            good = answer.headers.get("location", "").startswith("/login")
        else:
            form = {"csrf_token": form_token(client, "/login")}
            data = {**(filled(call.body, {**things, "own_email": "x"}) or {}), **form}
            files = {"file": call.file} if call.file else None
            answer = client.post(path, data=data, files=files)
            good = answer.headers.get("location", "").startswith("/login")
            good = good or (call.who == "" and answer.status_code == 404)
        if not good:
            wrong.append((call.route, answer.status_code))
    assert wrong == []


def test_the_doors_are_open_to_everybody(desk: Desk) -> None:
    wrong = []
    for route, status in OPEN.items():
        method, path = route.split(" ")
        client = desk.nobody()
        headers = {"X-CSRF-Token": form_token(client, "/login")}
        body = {"json": {}} if path.startswith("/internal") else {}
        answer = client.request(method, path.format(token="guessed"), headers=headers, **body)
        if answer.status_code != status:
            wrong.append((route, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.parametrize("name", ["Charlie", "Dana", "Bob", "Alice"])
def test_who_is_not_named_gets_nothing_and_changes_nothing(
    desk: Desk, alice: TestClient, cast: Cast, things: Things, name: str
) -> None:
    person = getattr(cast, name.lower())
    before = everything(alice)
    wrong = []
    for call in CALLS:
        if name[0] not in call.who:
            answer = sent(desk, person.email or "", person.id, call, things)
            if answer.status_code != call.refused:
                wrong.append((call.route, answer.status_code, answer.text[:200]))
    assert wrong == []
    assert everything(alice) == before


def everything(client: TestClient) -> str:
    """What a person has, as the API tells it."""
    nouns = ("drafts", "self-checks", "conversations", "shares", "cohorts", "me/plan", "me")
    return json.dumps([client.get(f"{V1}/{noun}").json() for noun in nouns])


def test_what_everybody_may_ask_tells_charlie_nothing_of_alice(
    desk: Desk, cast: Cast, things: Things
) -> None:
    secrets = [value for key, value in things.items() if value and len(value) > 30]
    secrets += [cast.alice.id, "alice@school.example", GOOD_DRAFT[:60]]
    secrets = [secret for secret in secrets if secret != cast.charlie.id]
    wrong = []
    for call in CALLS:
        if call.who == ALL:
            answer = sent(desk, "charlie@school.example", cast.charlie.id, call, things)
            told = [secret for secret in secrets if secret in answer.text]
            if told or answer.status_code >= 400:
                wrong.append((call.route, answer.status_code, told, answer.text[:300]))
    assert wrong == []


@pytest.mark.parametrize("in_api", [True, False])
@pytest.mark.parametrize("name", ["Bob", "Dana", "Alice"])
def test_who_is_named_is_answered(
    desk: Desk, cast: Cast, things: Things, name: str, in_api: bool
) -> None:
    person = getattr(cast, name.lower())
    wrong = []
    for call in CALLS:
        if name[0] in call.who and call.who != ALL and call.in_api == in_api:
            answer = sent(desk, person.email or "", person.id, call, things)
            if answer.status_code >= 400:
                wrong.append((call.route, answer.status_code, answer.text[:300]))
    assert wrong == []


def test_lists_hold_nothing_of_anybody_else(charlie: TestClient, things: Things) -> None:
    assert things
    nouns = ("drafts", "self-checks", "conversations", "shares", "cohorts")
    for noun in (*nouns, "me/looks", "me/help-log"):
        assert charlie.get(f"{V1}/{noun}").json()["items"] == []
    assert charlie.get(f"{V1}/me/plan").json()["pursuits"] == []


def test_a_talk_of_somebody_else_is_not_opened_by_its_address(
    desk: Desk, cast: Cast, things: Things
) -> None:
    page = f"/?conversation={things['conversation_id']}"
    for person, status in ((cast.charlie, 404), (cast.bob, 404), (cast.alice, 200)):
        assert desk.browser(person.id).get(page).status_code == status
