"""The settings page tells where somebody is signed in, and lets her end it."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from integrations.services import Services
from integrations.web.device_names import device_name
from tests.integrations.web.conftest import Desk, form_token
from tests.people import Cast

PASSWORD = "a few words in a row"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
CHROMEBOOK = "Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (EDGE, "Edge on Windows"),
        (IPHONE, "Safari on an iPhone"),
        (CHROMEBOOK, "Chrome on a Chromebook"),
        ("<script>", "Another browser"),
        ("", "Another browser"),
    ],
)
def test_a_browser_is_named_in_a_few_words(header: str, name: str) -> None:
    assert device_name(header) == name


def test_a_lost_phone_is_signed_out_from_the_desk(desk: Desk, services: Services) -> None:
    services.accounts.add("eve@school.example", "teacher", PASSWORD)

    def browser(header: str) -> TestClient:
        client = desk.nobody()
        client.headers["User-Agent"] = header
        form = {"csrf_token": form_token(client, "/login"), "email": "eve@school.example"}
        assert client.post("/login", data={**form, "password": PASSWORD}).status_code == 303
        return client

    here, phone = browser(FIREFOX), browser(IPHONE)
    page = here.get("/settings").text
    assert "Firefox on Linux <strong>(this one)</strong>" in page
    ends = re.findall(r'/settings/ways-in/(\w+)/end".*?<p>([^<]+)', page, re.DOTALL)
    way = next(way for way, named in ends if "Safari on an iPhone" in named)
    form = {"csrf_token": form_token(here)}
    assert here.post(f"/settings/ways-in/{way}/end", data=form).status_code == 303
    assert phone.get("/plan").headers["location"].startswith("/login")
    assert here.get("/plan").status_code == 200


def test_signing_out_everywhere_else_keeps_this_browser(desk: Desk, cast: Cast) -> None:
    here, there = desk.browser(cast.alice.id), desk.browser(cast.alice.id)
    bobs = desk.browser(cast.bob.id)
    form = {"csrf_token": form_token(here)}
    assert here.post("/settings/ways-in/end-others", data=form).status_code == 303
    assert there.get("/plan").status_code == 303
    assert here.get("/plan").status_code == bobs.get("/plan").status_code == 200


def test_nobody_ends_anybody_elses_session(desk: Desk, cast: Cast, services: Services) -> None:
    alices = desk.browser(cast.alice.id)
    way = services.ways_in.of(cast.alice)[0]
    charlie = desk.browser(cast.charlie.id)
    form = {"csrf_token": form_token(charlie)}
    assert charlie.post(f"/settings/ways-in/{way.id}/end", data=form).status_code == 404
    assert alices.get("/plan").status_code == 200
    assert way.id not in charlie.get("/settings").text
