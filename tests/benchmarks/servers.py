"""The app and a scripted model, each as a real server in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_ADDRESS = re.compile(r"http://(127\.0\.0\.1:\d+)")
_APP = "from integrations.cli.main import main; main()"


@contextmanager
def model_process(
    first_token_s: float, rate: float, tokens: int, tool: str = "", arguments: str = "{}"
) -> Iterator[str]:
    """The base URL of a model of that pace."""
    command = [sys.executable, "-m", "tests.model_server", "--first-token", str(first_token_s)]
    command += ["--rate", str(rate), "--tokens", str(tokens)]
    command += ["--tool", tool, "--arguments", arguments]
    with _process(command, dict(os.environ)) as address:
        yield f"http://{address}/v1"


@contextmanager
def app_process(data_dir: Path, base_url: str) -> Iterator[str]:
    """HOST:PORT of the app over that data folder, with the model at `base_url`."""
    command = [sys.executable, "-c", _APP, "serve", "--port", "0", "--data-dir", str(data_dir)]
    own = {"OPENAI_API_KEY": "a-key", "OPENAI_BASE_URL": base_url, "CREDCOACH_MODEL": "scripted"}
    with _process(command, {**os.environ, **own}) as address:
        yield address


@contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[str]:
    """The address that a server prints once it answers; its log is shown where it fails."""
    running = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert running.stdin
    assert running.stdout
    said: list[str] = []
    try:
        for line in running.stdout:
            said.append(line)
            if found := _ADDRESS.search(line):
                break
        else:
            raise AssertionError("the server did not start:\n" + "".join(said))
        yield found[1]
    finally:
        running.stdin.close()
        running.terminate()
        try:
            running.wait(30)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        running.stdout.close()
