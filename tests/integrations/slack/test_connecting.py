"""Who a Slack user is: a confirmed address, or a link that works once; a name proves nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assistant.people import Person
from integrations.services import Services
from tests.integrations.slack.conftest import Slack
from tests.people import Cast

PASSWORD = "a long enough password"
CONFIRMED: dict[str, Any] = {
    "team_id": "T1",
    "is_email_confirmed": True,
    "profile": {"real_name": "Somebody", "email": "Bob@School.example"},
}


@pytest.fixture
def eve(services: Services) -> Person:
    """Eve, who has an account with a password."""
    return services.accounts.add("eve@school.example", "coach", PASSWORD, "Eve")


def link_for(slack: Slack, user: str = "U1") -> str:
    slack.command("connect", user=user)
    slack.settle()
    found = re.search(r"https://coach\.example(/slack/connect/[\w-]+)", slack.told(user))
    assert found is not None
    return found.group(1)


def test_a_confirmed_address_of_a_full_member_ties_to_the_account(slack: Slack, cast: Cast) -> None:
    slack.web_api.users["U7"] = CONFIRMED
    slack.dm("Hello", sender="U7")
    slack.settle()
    assert slack.app.desk.identity.known("T1", "U7") == cast.bob


@pytest.mark.parametrize(
    "lacking",
    [
        {"is_email_confirmed": False},
        {"is_email_confirmed": "true"},
        {"team_id": "T9"},
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"is_bot": True},
        {"profile": {"real_name": "Bob"}},
        {"profile": {"real_name": "Bob", "email": "no address"}},
    ],
)
def test_anything_less_ties_to_nobody(slack: Slack, cast: Cast, lacking: dict[str, Any]) -> None:
    slack.web_api.users["U7"] = {**CONFIRMED, **lacking}
    slack.dm("Hello", sender="U7")
    slack.settle()
    person = slack.app.desk.identity.known("T1", "U7")
    assert person is not None
    assert person.id != cast.bob.id
    assert person.email is None


def test_a_link_connects_once_with_the_password_and_brings_what_she_had(
    slack: Slack, services: Services, eve: Person
) -> None:
    before = slack.app.desk.identity.person("T1", "U1")
    services.pursuits.start(before, "room-to-think")
    path = link_for(slack)
    assert "asks to be connected" in slack.http.get(path).text
    assert slack.http.get(path).status_code == 200  # looking uses nothing up
    wrong = slack.http.post(path, data={"email": "eve@school.example", "password": "no"})
    assert wrong.status_code == 401
    right = {"email": "eve@school.example", "password": PASSWORD}
    assert slack.http.post(path, data=right).status_code == 200
    known = slack.app.desk.identity.known("T1", "U1")
    assert known is not None
    assert known.id == eve.id
    assert [one.credential_id for one in services.pursuits.of(eve)] == ["room-to-think"]
    assert slack.http.get(path).status_code == 404
    assert slack.http.post(path, data=right).status_code == 404


def test_a_link_that_was_never_given_opens_nothing(slack: Slack) -> None:
    assert slack.http.get("/slack/connect/guessed").status_code == 404
    assert slack.http.post("/slack/connect/guessed", data={"email": "x"}).status_code == 404


@pytest.mark.usefixtures("eve")
def test_a_user_who_belongs_to_another_account_stays_there(slack: Slack, cohort: str) -> None:
    assert cohort
    path = link_for(slack)
    right = {"email": "eve@school.example", "password": PASSWORD}
    slack.app.desk.services.accounts.link_slack(
        slack.app.desk.services.accounts.add("other@school.example", "teacher", PASSWORD),
        "T1",
        "U1",
    )
    assert slack.http.post(path, data=right).status_code == 409


def test_the_page_shows_a_name_as_text(slack: Slack) -> None:
    slack.web_api.users["U1"] = {"real_name": "<script>alert(1)</script>"}
    page = slack.http.get(link_for(slack))
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text
