"""Mail: an installation's SMTP server, and the letters that it is asked to carry."""

from __future__ import annotations

import logging
import smtplib
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import SecretStr

from assistant.errors import BadInput

log = logging.getLogger(__name__)

TIMEOUT_S = 10.0  # for each step of the talk with the server; an admin waits for it
SMTP_PORT, SMTPS_PORT = 587, 465
AT_ONCE = 2  # letters sent in the background
MOST_WAITING = 200  # more are dropped: somebody is asking for links faster than mail travels
EXPECTED = (
    "CREDCOACH_SMTP_URL is not a mail server's address; expected something like "
    "smtps://user:password@mail.example.org or smtp://mail.example.org:587?from=coach@example.org."
)


class MailUnavailable(Exception):
    """The mail server did not take the letter; `str(error)` is fit for an admin."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person."""

    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in, taken from a URL; the password stays out of its repr."""

    host: str
    port: int
    tls: bool
    sender: str
    user: str | None = None
    password: str | None = None

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port})"


def mail_server(url: str) -> MailServer:
    """The server of CREDCOACH_SMTP_URL; BadInput, without the URL's secrets, where it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadInput(EXPECTED) from error
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadInput(EXPECTED)
    tls = parts.scheme == "smtps"
    user = unquote(parts.username) if parts.username else None
    said = parse_qs(parts.query).get("from", [""])[0]
    sender = said or (user if user and "@" in user else f"credcoach@{parts.hostname}")
    if "@" not in sender or not sender.isprintable():
        raise BadInput(EXPECTED)
    return MailServer(
        host=parts.hostname,
        port=port or (SMTPS_PORT if tls else SMTP_PORT),
        tls=tls,
        sender=sender,
        user=user,
        password=unquote(parts.password or "") if user else None,
    )


def mailer(url: SecretStr | None) -> Mailer | None:
    """Mail as it is set up, or None; BadInput where the URL is none."""
    return Mailer(mail_server(url.get_secret_value())) if url else None


class Mailer:
    """Sends letters, at once or in the background."""

    def __init__(self, server: MailServer, *, timeout_s: float = TIMEOUT_S) -> None:
        self._server = server
        self._timeout_s = timeout_s
        self._room = threading.BoundedSemaphore(MOST_WAITING)
        self._background = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="mail")

    @property
    def place(self) -> str:
        """The server's name and port."""
        return f"{self._server.host}:{self._server.port}"

    def send(self, letter: Letter) -> None:
        """Returns once the server has taken the letter; MailUnavailable where it did not."""
        message = self._written(letter)
        with self._explained(), self._connected() as server:
            server.send_message(message)

    def check(self) -> None:
        """Returns where the server lets this installation in; MailUnavailable where not."""
        with self._explained(), self._connected() as server:
            server.noop()

    def invite(self, to: str, link: str, role: str) -> str | None:
        """Sends an invitation; why it was not sent, if it was not."""
        return self._sent(invitation(to, link, role))

    def renew(self, to: str, link: str) -> str | None:
        """Sends a link for a new password; why it was not sent, if it was not."""
        return self._sent(new_password(to, link))

    def renew_later(self, to: str, link: Callable[[], str | None]) -> None:
        """Makes a link for a new password, if there is one to make, and sends it.

        The caller does not wait, so that nobody can tell from the time that an answer took whether
        there was a letter at all.
        """
        if not self._room.acquire(blocking=False):
            log.warning("mail: too many letters are waiting, one was dropped")
            return
        self._background.submit(self._quietly, to, link)

    def close(self) -> None:
        """Waits for the letters in the background."""
        self._background.shutdown()

    def _written(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._server.sender
        try:
            message["To"] = letter.to
        except ValueError as error:  # a line of its own would be a header of its own
            raise MailUnavailable("The letter's address cannot be written to.") from error
        message["Subject"] = letter.subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self._server.sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"  # no "I am on holiday" in return, RFC 3834
        message.set_content(letter.text)
        return message

    def _sent(self, letter: Letter) -> str | None:
        try:
            self.send(letter)
        except MailUnavailable as error:
            return str(error)
        return None

    def _quietly(self, to: str, link: Callable[[], str | None]) -> None:
        try:
            if made := link():
                self.send(new_password(to, made))
        except MailUnavailable as error:
            log.warning("mail: a letter was not sent: %s", error)
        except Exception:
            log.exception("mail: a letter was not written")
        finally:
            self._room.release()

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server, secure = self._server, ssl.create_default_context()
        with (
            smtplib.SMTP_SSL(server.host, server.port, timeout=self._timeout_s, context=secure)
            if server.tls
            else smtplib.SMTP(server.host, server.port, timeout=self._timeout_s)
        ) as connection:
            connection.ehlo()
            encrypted = server.tls or connection.has_extn("starttls")
            if encrypted and not server.tls:
                connection.starttls(context=secure)
                connection.ehlo()
            if server.user is not None:
                if not encrypted and not _on_this_machine(server.host):
                    raise MailUnavailable(
                        f"{self.place} offers no encryption, so the password was not sent; use "
                        "smtps:// in CREDCOACH_SMTP_URL, or leave user and password out."
                    )
                connection.login(server.user, server.password or "")
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except smtplib.SMTPAuthenticationError as error:
            raise MailUnavailable(
                f"{self.place} refused the user name or password of CREDCOACH_SMTP_URL."
            ) from error
        except smtplib.SMTPRecipientsRefused as error:
            raise MailUnavailable(f"{self.place} refused the address of the letter.") from error
        except smtplib.SMTPSenderRefused as error:
            raise MailUnavailable(
                f"{self.place} refused {self._server.sender} as the sender; name another one with "
                "?from= in CREDCOACH_SMTP_URL."
            ) from error
        except (ssl.SSLError, ssl.CertificateError) as error:
            raise MailUnavailable(
                f"{self.place} could not be talked to safely; check its certificate, and whether "
                "it wants smtp:// or smtps:// in CREDCOACH_SMTP_URL."
            ) from error
        except (smtplib.SMTPException, OSError, ValueError) as error:
            code = getattr(error, "smtp_code", None)
            raise MailUnavailable(
                f"{self.place} did not take the letter (code {code})."
                if code
                else f"{self.place} does not answer as a mail server; check CREDCOACH_SMTP_URL."
            ) from error


def invitation(to: str, link: str, role: str) -> Letter:
    """The letter that brings an invitation."""
    return Letter(
        to,
        "Your invitation to Credcoach",
        f"You are invited to Credcoach as a {role}.\n\n"
        f"Make your account here; the link works once, for seven days:\n\n{link}\n\n"
        "Credcoach helps teachers to choose a micro-credential and to get it right the first "
        "time.\nIf this letter means nothing to you, leave it; nothing happens.\n",
    )


def new_password(to: str, link: str) -> Letter:
    """The letter that brings a link for a new password."""
    return Letter(
        to,
        "A new password for Credcoach",
        "Somebody, most likely you, asked for a new password.\n\n"
        f"Choose it here; the link works once, for two hours:\n\n{link}\n\n"
        "If it was not you, leave this letter; your password stays as it is.\n",
    )


def _on_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
