"""A Chroma server of the tests' own, as `chroma run` starts it, on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("chroma")  # comes with the chromadb package
STARTS_WITHIN_S = 60.0
HEARTBEAT = "/api/v2/heartbeat"


class ChromaServer:
    """May be stopped and started again: on the same address, with what it kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with closing(socket.socket()) as bound:
            bound.bind(("127.0.0.1", 0))
            self._port: int = bound.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it answers."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(PROGRAM), "run", "--path", str(self._folder / "data"), "--host", "127.0.0.1"]
                + ["--port", str(self._port)],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
                start_new_session=True,
            )
        give_up = time.monotonic() + STARTS_WITHIN_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > give_up:
                said = (self._folder / "log").read_text()
                raise RuntimeError(f"the Chroma server did not start: {said}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ends it at once, as a power cut would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=STARTS_WITHIN_S)
            self._process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}{HEARTBEAT}", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
