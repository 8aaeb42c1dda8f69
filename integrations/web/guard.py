"""What surrounds every request: its id, its size, its headers, its count, and the last resort."""

from __future__ import annotations

import logging
from uuid import uuid4

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from integrations.web import errors
from integrations.web.metrics import Metrics

log = logging.getLogger(__name__)

BODY_LIMIT = 25_000_000  # a draft with photos; documents have a lower limit of their own
DRAINED = 4 * BODY_LIMIT  # read and thrown away, so that the sender lives to read the answer
CSP = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
YEAR_S = 31_536_000
API = "/api/v1"


class Guard:
    """Wraps the app: no answer leaves without the headers, no error leaves as a traceback."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, secure: bool) -> None:
        self._app = app
        self._metrics = metrics
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid4().hex[:12]
        status = 500
        started = False

        async def sending(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                started, status = True, message["status"]
                self._dress(MutableHeaders(scope=message), request_id)
            await send(message)

        try:
            if _announced(scope) > BODY_LIMIT:
                await _drain(receive)
                raise errors.BodyTooLarge(BODY_LIMIT)
            await self._app(scope, _limited(receive), sending)
        except Exception as error:
            if started:
                log.exception("request %s failed in the middle of its answer", request_id)
                raise
            problem = (
                errors.Problem(413, error.detail)
                if isinstance(error, errors.BodyTooLarge)
                else errors.unexpected(error)
            )
            await errors.answer(Request(scope), problem)(scope, receive, sending)
        finally:
            self._metrics.requests.labels(scope["method"], _route(scope), str(status)).inc()

    def _dress(self, headers: MutableHeaders, request_id: str) -> None:
        headers["X-Request-ID"] = request_id
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if self._secure:
            headers["Strict-Transport-Security"] = f"max-age={YEAR_S}"
        headers.setdefault("Cache-Control", "no-store")


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdigit() and len(length) < 16 else 0


def _limited(receive: Receive) -> Receive:
    """A `receive` that gives up on a body larger than it may be, whatever was announced."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > BODY_LIMIT:
                if message.get("more_body"):
                    await _drain(receive)
                raise errors.BodyTooLarge(BODY_LIMIT)
        return message

    return receiving


async def _drain(receive: Receive) -> None:
    seen = 0
    while seen < DRAINED:
        message = await receive()
        seen += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


def _route(scope: Scope) -> str:
    """The route's pattern, never an address with ids in it."""
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return "static" if scope["path"].startswith("/static/") else "unmatched"
    # A nested router's route does not know the prefix that it hangs under.
    under = scope["path"].startswith(f"{API}/") and not path.startswith(API)
    return f"{API}{path}" if under else str(path)
