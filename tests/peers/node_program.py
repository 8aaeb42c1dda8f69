"""Another maker's server, run by node until the test is done with it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).parent
_ADDRESS = re.compile(r"listening on (http://\S+)")


@contextmanager
def running(name: str, arguments: Sequence[str]) -> Iterator[str]:
    """Its address, once it says that it listens; raises AssertionError with all it said."""
    node = shutil.which("node")
    assert node
    program = subprocess.Popen(
        [node, *arguments],
        cwd=FOLDER,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert program.stdout
    said: list[str] = []
    try:
        for line in program.stdout:
            said.append(line)
            if found := _ADDRESS.search(line):
                break
        else:
            raise AssertionError(f"{name} did not start:\n" + "".join(said))
        yield found[1]
    finally:
        program.terminate()
        program.communicate(timeout=30)
