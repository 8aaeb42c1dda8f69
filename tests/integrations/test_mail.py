"""Mail: letters arrive whole, and every way of not arriving is said without a secret."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from assistant.errors import BadInput
from integrations.mail import (
    Letter,
    Mailer,
    MailServer,
    MailUnavailable,
    invitation,
    mail_server,
    new_password,
)
from tests.smtp_server import USER, Postbox, mail_server_running

LINK = "https://coach.example.org/link/abc_DEF-123"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with mail_server_running() as box:
        yield box


def mailer(url: str) -> Mailer:
    return Mailer(mail_server(url), timeout_s=10)


def test_a_letter_arrives_as_it_was_written(postbox: Postbox) -> None:
    mailer(f"{postbox.url}?from=coach@example.org").send(
        invitation("josé@school.example", LINK, "teacher")
    )
    letter = postbox.letters[0]
    assert (letter["From"], letter["To"]) == ("coach@example.org", "josé@school.example")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert f"\n{LINK}\n" in letter.get_content().replace("\r\n", "\n")
    assert letter["Message-ID"].endswith("@example.org>")


def test_a_user_and_password_of_the_url_are_used(postbox: Postbox) -> None:
    place = postbox.url.removeprefix("smtp://")
    mailer(f"smtp://{USER}:p%40ss%20word@{place}?from=a@b.example").check()
    with pytest.raises(MailUnavailable, match="refused the user name or password") as refused:
        mailer(f"smtp://{USER}:wrongest@{place}").check()
    assert "wrongest" not in str(refused.value)


def test_a_password_is_not_sent_where_nothing_is_encrypted(
    monkeypatch: pytest.MonkeyPatch, postbox: Postbox
) -> None:
    monkeypatch.setattr("integrations.mail._on_this_machine", lambda _host: False)
    place = postbox.url.removeprefix("smtp://")
    with pytest.raises(MailUnavailable, match="offers no encryption"):
        mailer(f"smtp://{USER}:secret@{place}").check()


def test_a_refused_address_or_sender_is_named(postbox: Postbox) -> None:
    postbox.refuses_recipient = True
    with pytest.raises(MailUnavailable, match="refused the address"):
        mailer(postbox.url).send(new_password("a@b.example", LINK))
    postbox.refuses_sender = True
    with pytest.raises(MailUnavailable, match=r"\?from="):
        mailer(postbox.url).send(new_password("a@b.example", LINK))
    assert postbox.letters == []


def test_a_server_that_is_none_is_said_in_time() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        with pytest.raises(MailUnavailable, match="does not answer as a mail server"):
            mailer(f"smtp://127.0.0.1:{bound.getsockname()[1]}").check()
        bound.listen()  # takes the call, says nothing
        silent = mail_server(f"smtps://127.0.0.1:{bound.getsockname()[1]}")
        with pytest.raises(MailUnavailable):
            Mailer(silent, timeout_s=0.2).check()


def test_no_line_of_an_address_becomes_a_header(postbox: Postbox) -> None:
    with pytest.raises(MailUnavailable, match="address cannot be written"):
        mailer(postbox.url).send(Letter("a@b.example\nBcc: c@d.example", "Hello", "text"))
    assert postbox.letters == []


@pytest.mark.parametrize(
    "url",
    ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://h:port", "smtp://h?from=me"],
)
def test_a_url_that_is_none_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(BadInput, match=r"expected something like smtps://"):
        mail_server(url)


def test_the_url_says_everything() -> None:
    server = mail_server("smtps://coach%40example.org:s3cret@mail.example.org")
    assert server == MailServer(
        "mail.example.org", 465, True, "coach@example.org", "coach@example.org", "s3cret"
    )
    assert mail_server("smtp://mail.example.org").sender == "credcoach@mail.example.org"
    assert mail_server("smtp://mail.example.org").port == 587
    assert "s3cret" not in repr(server)


def test_work_in_the_background_is_done_and_its_failures_disturb_nobody(
    postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    post = mailer(postbox.url)
    post.renew_later("a@b.example", lambda: None)
    post.renew_later("a@b.example\nc", lambda: LINK)
    post.renew_later("a@b.example", lambda: LINK)
    post.close()
    assert [letter["To"] for letter in postbox.letters] == ["a@b.example"]
    assert "a letter was not sent" in caplog.text
    assert LINK not in caplog.text
