"""A mail server on loopback that keeps what it is given: enough SMTP for one sender at a time."""

from __future__ import annotations

import base64
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

USER, PASSWORD = "coach", "p@ss word"


@dataclass
class Postbox:
    """The letters that came, and how the server is to behave."""

    url: str = ""
    letters: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    refuses_recipient: bool = False
    refuses_sender: bool = False
    came: threading.Event = field(default_factory=threading.Event)


class _Talk(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        box: Postbox = self.server.box
        self._say("220 mail.test")
        for raw in self.rfile:
            line = raw.decode("utf-8").strip()
            word = line.split(" ")[0].upper()
            if word == "EHLO":
                self._say("250-mail.test", "250-AUTH PLAIN", "250 SMTPUTF8")
            elif word == "AUTH":
                given = base64.b64decode(line.split(" ")[2]).decode().split("\0")[1:]
                self._say("235 in" if given == [USER, PASSWORD] else "535 no")
            elif word == "MAIL":
                self._say("550 not you" if box.refuses_sender else "250 ok")
            elif word == "RCPT":
                box.to.append(line)
                self._say("550 nobody here" if box.refuses_recipient else "250 ok")
            elif word == "DATA":
                self._say("354 go on")
                box.letters.append(self._letter())
                self._say("250 kept")
                box.came.set()
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _letter(self) -> EmailMessage:
        body = b""
        for line in self.rfile:
            if line == b".\r\n":
                break
            body += line.removeprefix(b".")
        letter = message_from_bytes(body, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        return letter

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    box: Postbox


@contextmanager
def mail_server_running() -> Iterator[Postbox]:
    """A postbox, while its server listens at `url` (without a user)."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.box = Postbox(url=f"smtp://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.box
        finally:
            server.shutdown()
            thread.join()
