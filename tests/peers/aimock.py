"""aimock, another maker's model server, started with node over a file of scripted answers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.peers.node_program import FOLDER, running

PROGRAM = FOLDER / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js"


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
    arguments = [str(PROGRAM), "--port", "0", "--strict", "--fixtures", str(file)]
    with running("aimock", arguments) as address:
        yield f"{address}/v1"
