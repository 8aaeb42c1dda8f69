"""A small Web API of our own on loopback: real HTTP, every call recorded, failures on demand."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from tests.integrations.slack.check_blocks import fault_in

TOKEN = "xoxb-stub-token"


class StubSlack:
    """Answers what the app calls; `fail_next(method, status)` makes calls fail first."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.files: dict[str, tuple[str, bytes]] = {}
        self.tokens: list[str] = []
        self.users: dict[str, dict[str, Any]] = {}
        self.channels: dict[str, dict[str, Any]] = {"C1": {"id": "C1", "is_member": True}}
        self.faults: list[str] = []  # payloads that Slack would not take
        self._failures: dict[str, list[tuple[int, dict[str, str], dict[str, Any]]]] = {}
        self._arrived = threading.Condition()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers.get("content-length", 0)))
                stub.tokens.append(self.headers.get("authorization", ""))
                kind = self.headers.get("content-type", "")
                body = json.loads(raw) if "json" in kind else dict(parse_qsl(raw.decode()))
                status, headers, answer = stub._answer(self.path.removeprefix("/api/"), body)
                self._send(status, json.dumps(answer).encode(), "application/json", headers)

            def do_GET(self) -> None:
                stub.tokens.append(self.headers.get("authorization", ""))
                kind, data = stub.files.get(self.path, ("text/html", b"<html>sign in</html>"))
                self._send(200, data, kind, {})

            def _send(self, status: int, data: bytes, kind: str, more: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in {"content-type": kind, **more}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:
                del format, args

        class Server(ThreadingHTTPServer):
            request_queue_size = 256  # hundreds of answers may call at once

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}
        )
        self._thread.start()

    @property
    def root(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def fail_next(
        self, method: str, status: int, headers: dict[str, str] | None = None, error: str = "no"
    ) -> None:
        """The next call of that method gets this instead."""
        answer = {"ok": False, "error": error}
        self._failures.setdefault(method, []).append((status, headers or {}, answer))

    def _answer(
        self, method: str, body: dict[str, Any]
    ) -> tuple[int, dict[str, str], dict[str, Any]]:
        if fault := fault_in(method, body):
            self.faults.append(fault)
        with self._arrived:
            self.calls.append((method, body))
            self._arrived.notify_all()
            if self._failures.get(method):
                return self._failures[method].pop(0)
            ts = f"1700000000.{len(self.calls):06d}"
        if method == "conversations.open":
            return 200, {}, {"ok": True, "channel": {"id": f"D{body['users']}"}}
        if method == "conversations.info":
            found = self.channels.get(body["channel"])
            gone = {"ok": False, "error": "channel_not_found"}
            return 200, {}, {"ok": True, "channel": found} if found is not None else gone
        if method == "views.open":
            return 200, {}, {"ok": True, "view": {"id": f"V{len(self.calls)}"}}
        if method == "users.info":
            user = self.users.get(body["user"], {"name": body["user"].lower()})
            return 200, {}, {"ok": True, "user": user}
        return 200, {}, {"ok": True, "ts": ts}

    def of(self, method: str) -> list[dict[str, Any]]:
        """The bodies of all calls of that method so far."""
        with self._arrived:
            return [body for name, body in self.calls if name == method]

    def wait_for(self, enough: Callable[[], bool], seconds: float = 60.0) -> None:
        """Returns when `enough()` holds; fails the test where it does not in time."""
        with self._arrived:
            assert self._arrived.wait_for(enough, seconds), f"only: {[c for c, _ in self.calls]}"

    def close(self) -> None:
        """Stops."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
