"""A provider that is slow, down or odd: one sentence, soon, and without asking over and over."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from integrations.web.provider import FAILURE_KEPT_S, KEPT_S, MOST_BYTES, Provider, SignOnFailed


class Odd:
    """What the server answers with, whatever it is asked; `asked` counts."""

    status = 200
    body = b"{}"
    asked = 0


class Seconds:
    """A clock that goes on when it is told to, or by a step at each look."""

    def __init__(self, step: float = 0) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture
def odd() -> Odd:
    return Odd()


@pytest.fixture
def issuer(odd: Odd) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            odd.asked += 1
            self.send_response(odd.status)
            self.send_header("Content-Length", str(len(odd.body)))
            self.end_headers()
            self.wfile.write(odd.body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def description(issuer: str, **more: Any) -> bytes:
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    said = {"issuer": issuer, **{name: f"{issuer}/{name}" for name in names}, **more}
    return json.dumps({name: value for name, value in said.items() if value is not None}).encode()


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (500, b"oops", "is broken just now"),
        (404, b"{}", "status 404"),
        (200, b"<html>", "cannot be used"),
        (200, b"[1]", "cannot be used"),
        (302, b"", "status 302"),
        (200, b"{}", "another name"),
        (200, b" " * (MOST_BYTES + 1), "does not answer just now"),
        (400, b'{"error": "<script>"}', r"\(script\)"),
    ],
)
def test_an_odd_answer_is_one_sentence(
    odd: Odd, issuer: str, status: int, body: bytes, said: str
) -> None:
    odd.status, odd.body = status, body
    with pytest.raises(SignOnFailed, match=said) as failed:
        Provider(issuer).about()
    assert failed.value.status == 503


@pytest.mark.parametrize(
    "more",
    [
        {"authorization_endpoint": None},
        {"token_endpoint": "javascript:alert(1)"},
        {"jwks_uri": 5},
        {"end_session_endpoint": "file:///etc/passwd"},
    ],
)
def test_an_address_that_cannot_be_used_is_named(
    odd: Odd, issuer: str, more: dict[str, Any]
) -> None:
    odd.body = description(issuer, **more)
    with pytest.raises(SignOnFailed, match=f"it names no {next(iter(more))}"):
        Provider(issuer).about()


def test_a_secure_issuer_has_no_insecure_addresses() -> None:
    issuer = "https://school.example"
    said = json.loads(description(issuer, token_endpoint="http://school.example/token"))
    with pytest.raises(SignOnFailed, match="token_endpoint"):
        Provider(issuer)._read(said)


def test_lists_that_are_none_count_as_what_the_standard_says(odd: Odd, issuer: str) -> None:
    odd.body = description(
        issuer,
        token_endpoint_auth_methods_supported=7,
        id_token_signing_alg_values_supported="none",
    )
    about = Provider(issuer).about()
    assert not about.secret_in_body
    assert about.algorithms == {"RS256"}


def test_what_it_says_is_kept_for_an_hour_and_a_failure_for_a_moment(odd: Odd, issuer: str) -> None:
    clock = Seconds()
    provider = Provider(issuer, now=clock)
    odd.status = 500
    for _ in range(3):
        with pytest.raises(SignOnFailed, match="is broken"):
            provider.about()
    assert odd.asked == 1
    odd.status, odd.body = 200, description(issuer)
    clock.now += FAILURE_KEPT_S
    for _ in range(3):
        assert provider.about().issuer == issuer
    assert odd.asked == 2
    clock.now += KEPT_S
    provider.about()
    assert odd.asked == 3


def test_an_answer_that_takes_too_long_as_a_whole_is_given_up(odd: Odd, issuer: str) -> None:
    odd.body = description(issuer)
    with pytest.raises(SignOnFailed, match="does not answer just now"):
        Provider(issuer, deadline_s=1, now=Seconds(step=2)).about()
