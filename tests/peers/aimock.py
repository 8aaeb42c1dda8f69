"""aimock, another maker's model server, started with node over a file of scripted answers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PROGRAM = FOLDER / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js"
_ADDRESS = re.compile(r"listening on (http://\S+)")


def why_not() -> str | None:
    """Why it cannot run here, with what to do; None where it can."""
    if shutil.which("node") is None:
        return "node is not installed here; with it, `make peers` fetches aimock"
    if not PROGRAM.exists():
        return "aimock is not installed here; `make peers` fetches it"
    return None


@contextmanager
def aimock(folder: Path, fixtures: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Its base URL; a request that no fixture matches is answered with an error."""
    file = folder / "fixtures.json"
    file.write_text(json.dumps({"fixtures": list(fixtures)}), encoding="utf-8")
    node = shutil.which("node")
    assert node
    command = [node, str(PROGRAM), "--port", "0", "--strict", "--fixtures", str(file)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert running.stdout
    said: list[str] = []
    try:
        for line in running.stdout:
            said.append(line)
            if found := _ADDRESS.search(line):
                break
        else:
            raise AssertionError("aimock did not start:\n" + "".join(said))
        yield f"{found[1]}/v1"
    finally:
        running.terminate()
        running.communicate(timeout=30)
