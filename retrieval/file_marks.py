"""What a catalogue file holds, as one short mark: what did not change need not be read again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Ends the mark of a file about which something was said: a mark without it never equals this one,
# so the file is read, and what is wrong with it is said, at every run.
SPEAKS = "!"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What an earlier reading made of a credential's file; `files` are its resource files."""

    credential_id: str
    mark: str
    prerequisites: tuple[str, ...]
    files: tuple[str, ...]


def mark_of(data: bytes, root: Path, file: Path, resources: Sequence[str]) -> str:
    """A digest of a file's bytes and of its resource files, named from the catalogue's root.

    It also changes with the code that reads them: after an update every file is read once.
    """
    digest = hashlib.sha256(_code_mark() + hashlib.sha256(data).digest())
    for resource in resources:
        try:
            with (root / resource).open("rb") as opened:
                digest.update(hashlib.file_digest(opened, "sha256").digest())
        except OSError:
            digest.update(b"not there")
        # A file beside the credential goes before one of the same name below the root.
        nearer = file.parent != root and (file.parent / resource).is_file()
        digest.update(b"nearer" if nearer else b"alone")
    return digest.hexdigest()


@cache
def _code_mark() -> bytes:
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.read_bytes())
    return digest.digest()
