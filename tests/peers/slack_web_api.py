"""Slack's Web API as another maker (emulate) understands it, run by node on loopback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from tests.peers.node_program import FOLDER, running

PROGRAM = FOLDER / "slack_web_api.mjs"


def why_not() -> str | None:
    """Why it cannot run here, with what to do; None where it can."""
    if shutil.which("node") is None:
        return "node is not installed here; with it, `make peers` fetches emulate"
    if not (FOLDER / "node_modules" / "emulate").exists():
        return "emulate is not installed here; `make peers` fetches it"
    return None


@dataclass(frozen=True)
class Peer:
    """A running Web API, to be looked into."""

    url: str
    token: str

    def call(self, method: str, **fields: Any) -> dict[str, Any]:
        """What it answers; fails where it does not say ok."""
        headers = {"authorization": f"Bearer {self.token}"}
        answer = httpx.post(f"{self.url}/api/{method}", json=fields, headers=headers, timeout=30)
        body: dict[str, Any] = answer.json()
        assert body.get("ok"), (method, body)
        return body


@contextmanager
def slack_web_api(seed: dict[str, Any], token: str) -> Iterator[Peer]:
    """It, while it runs."""
    arguments = [str(PROGRAM), json.dumps(seed)]
    with running("emulate", arguments) as address:
        yield Peer(address, token)
