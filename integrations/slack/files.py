"""Files dropped into a message: fetched from Slack alone, up to a size, before a deadline."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.conversation import Upload
from assistant.errors import BadInput, TooLarge
from integrations.slack.web_api import is_slack

if TYPE_CHECKING:
    from integrations.slack.web_api import Courier

log = logging.getLogger(__name__)

MOST_FILES = 10
FILE_BYTES = 20 * 1024 * 1024
DEADLINE_S = 20.0  # for all files of a message together
_CHUNK = 64 * 1024


class Files:
    """Fetches with the bot's token, which goes to no host but Slack's."""

    def __init__(self, courier: Courier, token: str) -> None:
        self._courier = courier
        self._token = token

    def fetch(self, files: Sequence[Mapping[str, Any]]) -> tuple[list[Upload], list[str]]:
        """(what was fetched, a sentence for each file that was not)."""
        until = time.monotonic() + DEADLINE_S
        uploads, problems = [], []
        for file in files[:MOST_FILES]:
            name = str(file.get("name") or "file")
            try:
                uploads.append(Upload(name, self._one(file, name, until)))
            except BadInput as error:
                problems.append(str(error))
        if len(files) > MOST_FILES:
            problems.append(f"I read {MOST_FILES} files of a message; the others were left out.")
        return uploads, problems

    def _one(self, file: Mapping[str, Any], name: str, until: float) -> bytes:
        if file.get("file_access") == "check_file_info":
            file = self._courier.file(str(file.get("id"))) or {}
        if int(file.get("size") or 0) > FILE_BYTES:
            raise _too_large(name)
        address = str(file.get("url_private_download") or "")
        if not is_slack(address, self._courier.api_url):
            raise BadInput(f"{name} does not lie in Slack itself, so I did not fetch it.")
        return self._download(address, name, str(file.get("mimetype") or ""), until)

    def _download(self, address: str, name: str, kind: str, until: float) -> bytes:
        import httpx

        data = bytearray()
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            with httpx.stream("GET", address, headers=headers, timeout=5.0) as answer:
                page = answer.headers.get("content-type", "").startswith("text/html")
                # Slack answers with its sign-in page where the token may not read files.
                if answer.status_code != 200 or (page and "html" not in kind):
                    raise _unfetched(name)
                for chunk in answer.iter_bytes(_CHUNK):
                    data += chunk
                    if len(data) > FILE_BYTES:
                        raise _too_large(name)
                    if time.monotonic() > until:
                        raise _unfetched(name)
        except httpx.HTTPError as error:
            log.warning("a file could not be fetched from Slack: %s", type(error).__name__)
            raise _unfetched(name) from error
        return bytes(data)


def _too_large(name: str) -> TooLarge:
    return TooLarge(f"{name} is larger than {FILE_BYTES // 2**20} MB; hand in a smaller one.")


def _unfetched(name: str) -> BadInput:
    return BadInput(f"I could not fetch {name} from Slack; please drop it here once more.")
