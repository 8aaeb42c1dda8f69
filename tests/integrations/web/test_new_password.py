"""Letters: invitations and new passwords by mail, and nobody learns who has an account."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.passwords import ASKS
from integrations.doctor import examine
from integrations.services import Services
from integrations.web.app import create_app
from tests.integrations.web.conftest import Desk, form_token
from tests.people import Cast
from tests.smtp_server import Postbox, mail_server_running

PASSWORD = "a few words in a row"
NEW = "some other words in a row"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with mail_server_running() as box:
        yield box


@pytest.fixture
def app(services: Services, cast: Cast, postbox: Postbox) -> FastAPI:
    """An installation that sends mail."""
    assert cast
    services.settings.smtp_url = SecretStr(f"{postbox.url}?from=coach@example.org")
    services.settings.public_url = "http://testserver"
    return create_app(services)


def ask(client: TestClient, email: str) -> tuple[int, str]:
    form = {"csrf_token": form_token(client, "/login/forgotten"), "email": email}
    answer = client.post("/login/forgotten", data=form)
    return answer.status_code, answer.text.replace(email, "WHO")


def link_in(postbox: Postbox) -> str:
    found = re.search(r"http://testserver(/link/[\w-]+)", postbox.letters[-1].get_content())
    assert found
    return found[1]


def test_who_forgot_a_password_sets_a_new_one_by_letter(
    desk: Desk, services: Services, postbox: Postbox
) -> None:
    eve = services.accounts.add("eve@school.example", "teacher", PASSWORD)
    elsewhere = desk.browser(eve.id)
    client = desk.nobody()
    assert ask(client, "Eve@School.example")[0] == 200
    assert postbox.came.wait(30)
    where = link_in(postbox)
    form = {"csrf_token": form_token(client, where), "password": NEW}
    assert client.post(where, data=form).status_code == 303
    assert client.get("/plan").status_code == 200
    assert elsewhere.get("/plan").status_code == 303  # it ends what was open elsewhere
    assert services.accounts.sign_in("eve@school.example", NEW)
    assert desk.nobody().get(where).status_code == 404


def test_the_answer_is_the_same_for_whom_nobody_knows(
    desk: Desk, services: Services, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    mailer = services.mailer
    assert mailer
    look = services.accounts.reset_link
    monkeypatch.setattr(services.accounts, "reset_link", lambda e: (done.append(e), look(e))[1])
    known = ask(desk.nobody(), "alice@school.example")
    unknown = ask(desk.nobody(), "nobody@school.example")
    token = re.compile(r'(content|value)="[\w.-]+"')
    assert token.sub("", known[1]) == token.sub("", unknown[1])
    assert known[0] == unknown[0] == 200
    mailer.close()  # waits for what goes on after the answer
    assert sorted(done) == ["alice@school.example", "nobody@school.example"]
    assert [letter["To"] for letter in postbox.letters] == ["alice@school.example"]


def test_asking_again_and_again_is_refused_for_known_and_unknown_alike(desk: Desk) -> None:
    for email in ("alice@school.example", "nobody@school.example"):
        client = desk.nobody()
        for _ in range(ASKS):
            assert ask(client, email)[0] == 200
        status, page = ask(client, email.upper())
        assert status == 429
        assert "wait 15 minutes" in page


def test_without_mail_the_page_says_whom_to_ask(services: Services, cast: Cast) -> None:
    assert cast
    client = TestClient(create_app(services))
    assert "Your admin can make you a link" in client.get("/login/forgotten").text
    assert "Your admin can make you a link" in ask(client, "alice@school.example")[1]


def test_an_invitation_is_mailed_and_its_link_is_shown_to_nobody(
    desk: Desk, cast: Cast, postbox: Postbox
) -> None:
    admin = desk.browser(cast.dana.id)
    form = {"csrf_token": form_token(admin), "email": "new@school.example", "role": "coach"}
    page = admin.post("/admin/invite", data=form).text
    assert "A letter with the link is on its way to" in page
    assert "/link/" not in page
    assert postbox.letters[0]["To"] == "new@school.example"
    assert desk.nobody().get(link_in(postbox)).status_code == 200
    form["email"] = "alice@school.example"
    assert "/link/" not in admin.post("/admin/reset", data=form).text
    assert postbox.letters[1]["Subject"] == "A new password for Credcoach"


def test_a_letter_that_cannot_be_sent_leaves_the_link_to_the_admin(
    desk: Desk, cast: Cast, postbox: Postbox
) -> None:
    postbox.refuses_recipient = True
    admin = desk.browser(cast.dana.id)
    form = {"csrf_token": form_token(admin), "email": "new@school.example", "role": "coach"}
    page = admin.post("/admin/invite", data=form).text
    assert "The letter was not sent" in page
    assert "refused the address" in page
    link = re.search(r"http://testserver(/link/[\w-]+)", page)
    assert link
    assert desk.nobody().get(link[1]).status_code == 200


def test_the_doctor_says_whether_mail_goes_out(services: Services, cast: Cast) -> None:
    def line() -> tuple[str, str]:
        found = next(one for one in examine(services) if one.name == "mail")
        return found.mark, found.detail

    assert cast
    assert line()[0] == "-"
    services.settings.smtp_url = SecretStr("mail.example.org")
    del services.mailer
    assert line()[0] == "no"
    with mail_server_running() as box:
        services.settings.smtp_url = SecretStr(box.url)
        assert line() == ("ok", f"{box.url.removeprefix('smtp://')} answers")
    assert line()[0] == "no"
