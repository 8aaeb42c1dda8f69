"""Static files under an address that holds their content's hash, so that they may be kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"
HASH_CHARACTERS = 12


def content_hash(folder: Path = FOLDER) -> str:
    """One hash over all files: modules that import each other stay together."""
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:HASH_CHARACTERS]


class KeptFiles(StaticFiles):
    """Files that a browser need never ask for again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with a header that lets it be kept."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = FOREVER
        return response
