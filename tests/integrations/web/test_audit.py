"""The audit as JSON, on a credential's page, and for an admin over the whole catalogue."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from integrations.services import Services
from integrations.web.shapes import audit_json
from retrieval.audit import audit_credential, weakest_first
from tests.integrations.web.conftest import Desk
from tests.people import Cast

V1 = "/api/v1"


def test_the_api_gives_the_same_lines_as_the_shell(bob: TestClient, services: Services) -> None:
    answer = bob.get(f"{V1}/credentials/thinking-time/audit")
    assert answer.status_code == 200
    expected = audit_credential(services.library.credential("thinking-time"))
    body = answer.json()
    assert (body["credential_id"], body["score"]) == ("thinking-time", expected.score)
    assert [line["key"] for line in body["lines"]] == [line.key for line in expected.lines]
    assert body["lines"][0] == {
        "key": "competency",
        "name": "A discrete competency",
        "result": "passed",
        "detail": expected.lines[0].detail,
        "rests_on": [
            {
                "field": "competency",
                "text": services.library.credential("thinking-time").competency,
            }
        ],
    }
    assert set(body) == set(audit_json(expected))


def test_an_unknown_credential_has_no_audit_and_nobody_gets_one(
    alice: TestClient, desk: Desk
) -> None:
    assert alice.get(f"{V1}/credentials/nowhere/audit").status_code == 404
    assert desk.nobody().get(f"{V1}/credentials/thinking-time/audit").status_code == 401


def test_a_credential_s_page_says_in_plain_words_what_is_stated(desk: Desk, cast: Cast) -> None:
    html = desk.browser(cast.alice.id).get("/credentials/thinking-time").text
    section = html.partition('<section id="audit">')[2].partition("</section>")[0]
    assert "things to ask of a credential are stated in full" in section
    assert "not about you or your work" in section
    assert "“Submit a transcript of two lessons.”" in section
    assert "To mend:" in section
    assert not re.search(r"\d\s*%", section)


@pytest.mark.parametrize(("who", "status"), [("alice", 403), ("charlie", 403), ("dana", 200)])
def test_the_whole_catalogue_s_audit_is_for_an_admin(
    desk: Desk, cast: Cast, who: str, status: int
) -> None:
    browser = desk.browser(getattr(cast, who).id)
    assert browser.get("/admin/audit").status_code == status


def test_an_admin_sees_the_weakest_first(desk: Desk, cast: Cast, services: Services) -> None:
    html = desk.browser(cast.dana.id).get("/admin/audit").text
    shown = re.findall(r'href="/credentials/([\w-]+)#audit"', html)
    known = services.library.shelf().credentials.values()
    assert shown == [a.credential_id for a in weakest_first(map(audit_credential, known))]
    assert 'href="/admin/audit"' in desk.browser(cast.dana.id).get("/admin").text


def test_hostile_words_of_a_catalogue_stay_text(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.dana.id)
    for page in ("/admin/audit", "/credentials/hostile"):
        html = browser.get(page).text
        assert "&lt;script&gt;alert(1)" in html
        assert "<script>" not in html
        tags = re.findall(r"<[a-zA-Z][^>]*>", html)
        assert "alert(" not in "".join(re.sub(r'"[^"]*"', "", tag) for tag in tags)
