"""A school's single sign-on, another maker's (oidc-provider), run by node; and a browser at it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from typing import Any
from urllib.parse import urljoin

import httpx

from tests.peers.node_program import FOLDER, running

PROGRAM = FOLDER / "school_sign_on.mjs"
SITE = "http://testserver"
CLIENT_ID, CLIENT_SECRET = "credcoach", "a secret between the two of them"
_FORM = re.compile(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
_FIELD = re.compile(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"')


def client_at(site: str) -> dict[str, Any]:
    """How the school knows the installation at that address."""
    return {
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "redirect_uris": [f"{site}/login/oidc/callback"],
        "post_logout_redirect_uris": [f"{site}/login"],
        "response_types": ["code"],
        "grant_types": ["authorization_code"],
    }


def why_not() -> str | None:
    """Why it cannot run here, with what to do; None where it can."""
    if shutil.which("node") is None:
        return "node is not installed here; with it, `make peers` fetches oidc-provider"
    if not (FOLDER / "node_modules" / "oidc-provider").exists():
        return "oidc-provider is not installed here; `make peers` fetches it"
    return None


@contextmanager
def school(people: Mapping[str, Mapping[str, Any]], site: str = SITE, **more: Any) -> Iterator[str]:
    """Its issuer, while it runs; `people` are claims by what they log in as."""
    given = json.dumps({"client": client_at(site), "people": people, **more})
    arguments = [str(PROGRAM), given]
    with running("oidc-provider", arguments) as address:
        yield address


class BrowserThere:
    """Somebody's browser at the school: logs in and agrees, and stops where it is led back."""

    def __init__(self, login: str) -> None:
        self._login = login
        self._client = httpx.Client(timeout=30)
        self.asked_to_log_in = 0

    def walk(self, url: str) -> str:
        """The address of our own site that it ends at."""
        answer = self._client.get(url)
        for _ in range(20):
            if answer.is_redirect:
                to = urljoin(str(answer.url), answer.headers["location"])
                if to.startswith(SITE):
                    return to
                answer = self._client.get(to)
                continue
            answer = self._submit(answer)
        raise AssertionError(f"it never came back; last it said: {answer.text[:2000]}")

    def close(self) -> None:
        """Ends it."""
        self._client.close()

    def _submit(self, answer: httpx.Response) -> httpx.Response:
        assert answer.status_code == 200, answer.text
        found = _FORM.search(answer.text)
        assert found, answer.text
        fields = {unescape(name): unescape(value) for name, value in _FIELD.findall(found[2])}
        if 'name="login"' in found[2]:
            self.asked_to_log_in += 1
            fields |= {"login": self._login, "password": "any", "prompt": "login"}
        if 'name="logout"' in answer.text:
            fields["logout"] = "yes"
        return self._client.post(urljoin(str(answer.url), unescape(found[1])), data=fields)
