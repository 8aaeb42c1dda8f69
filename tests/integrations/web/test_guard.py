"""What every answer carries, whatever it is: a browser keeps other sites out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from integrations.services import Services
from integrations.web.app import create_app
from integrations.web.guard import HEADERS
from tests.integrations.web.conftest import Desk
from tests.people import Cast

TEMPLATES = Path(__file__).parents[3] / "integrations" / "web" / "templates"
ANSWERS = (
    "/",
    "/login",
    "/credentials",
    "/settings",
    "/healthz",
    "/api/v1/me",
    "/none",
    "/metrics",
)


@pytest.mark.parametrize("path", ANSWERS)
def test_no_answer_leaves_without_its_headers(desk: Desk, cast: Cast, path: str) -> None:
    for client in (desk.nobody(), desk.browser(cast.alice.id)):
        answer = client.get(path)
        missing = {name for name, value in HEADERS.items() if answer.headers.get(name) != value}
        assert missing == set()
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_policy_lets_no_other_site_in_and_no_script_in_the_page_run() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert not re.search(r"unsafe|\*|https?:", HEADERS["Content-Security-Policy"])
    assert HEADERS["Referrer-Policy"] == "same-origin"


def test_no_page_needs_what_the_policy_forbids() -> None:
    inline = [
        f"{file.name}: {found}"
        for file in sorted(TEMPLATES.glob("*.html"))
        for found in re.findall(
            r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>|\bon[a-z]+=\"|\bstyle=\"",
            file.read_text(encoding="utf-8"),
        )
    ]
    assert inline == []


@pytest.mark.usefixtures("cast")
def test_only_behind_tls_a_browser_is_told_to_come_by_tls_alone(services: Services) -> None:
    def told(url: str | None) -> str | None:
        services.settings.public_url = url
        answer = TestClient(create_app(services)).get("/healthz")
        return answer.headers.get("Strict-Transport-Security")

    assert told(None) is None
    assert told("http://school.example") is None
    assert told("https://school.example") == "max-age=31536000"


def test_what_may_be_kept_by_a_browser_is_what_is_the_same_for_all(desk: Desk, cast: Cast) -> None:
    page = desk.browser(cast.alice.id).get("/").text
    found = re.search(r'"(/static/[^"]+)"', page)
    assert found
    answer = desk.nobody().get(found[1])
    assert answer.headers["Cache-Control"] != "no-store"
    assert {name for name in HEADERS if name not in answer.headers} == set()
