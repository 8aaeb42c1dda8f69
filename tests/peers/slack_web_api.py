"""Slack's Web API as another maker (emulate) understands it, run by node on loopback."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

FOLDER = Path(__file__).parent
PROGRAM = FOLDER / "slack_web_api.mjs"
_ADDRESS = re.compile(r"listening on (http://\S+)")


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
    node = shutil.which("node")
    assert node
    running = subprocess.Popen(
        [node, str(PROGRAM), json.dumps(seed)],
        cwd=FOLDER,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert running.stdout
    said: list[str] = []
    try:
        for line in running.stdout:
            said.append(line)
            if found := _ADDRESS.search(line):
                break
        else:
            raise AssertionError("emulate did not start:\n" + "".join(said))
        yield Peer(found[1], token)
    finally:
        running.terminate()
        running.communicate(timeout=30)
