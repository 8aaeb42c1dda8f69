"""A school's OpenID Connect provider as it is reached: its description, its keys, its answers."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from integrations.web.id_tokens import ALGORITHMS

if TYPE_CHECKING:
    import httpx

STEP_S = 5.0  # connecting, or waiting for the next bytes
DEADLINE_S = 10.0  # one call as a whole
MOST_BYTES = 1_000_000
KEPT_S = 3_600.0  # what a provider says of itself is asked for anew after this
FAILURE_KEPT_S = 10.0  # a provider that is down is not asked by every visitor anew
QUEUE_S = 2.0  # who comes while it is being asked waits so long, and no thread any longer
KEYS_AGAIN_S = 30.0  # unknown keys make us ask, but not each time
RUN_OUT = (
    "This sign-in was not started here, was used already or took longer than ten minutes; "
    "start it again."
)


class SignOnFailed(Exception):
    """Nobody was signed in; `str(error)` is fit for a person, `status` is the answer's."""

    def __init__(self, message: str, status: int = 401) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Description:
    """What a provider says of itself."""

    issuer: str
    authorize: str
    token: str
    keys: str
    person: str | None
    end_session: str | None
    secret_in_body: bool  # it takes client_secret_post alone
    algorithms: frozenset[str]


class Provider:
    """One provider; safe to share between threads. Every call to it has a deadline."""

    def __init__(
        self,
        issuer: str,
        *,
        step_s: float = STEP_S,
        deadline_s: float = DEADLINE_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.issuer = issuer
        self._step_s = step_s
        self._deadline_s = deadline_s
        self._now = now
        self._lock = threading.Lock()
        self._asking = threading.Lock()
        self._described: tuple[float, Description] | None = None
        self._failed: tuple[float, SignOnFailed] | None = None
        self._keys: tuple[float, dict[str, Any]] | None = None

    def about(self) -> Description:
        """What it says of itself, asked for anew after an hour, and soon after a failure."""
        if not self._asking.acquire(timeout=QUEUE_S):
            raise _unreachable()
        try:
            if self._described and self._now() - self._described[0] < KEPT_S:
                return self._described[1]
            if self._failed and self._now() - self._failed[0] < FAILURE_KEPT_S:
                raise SignOnFailed(str(self._failed[1]), self._failed[1].status)
            described = self._read(
                self.ask("GET", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            )
            self._described = (self._now(), described)
            return described
        except SignOnFailed as error:
            if self._failed is None or self._now() - self._failed[0] >= FAILURE_KEPT_S:
                self._failed = (self._now(), error)
            raise
        finally:
            self._asking.release()

    def key_set(self, younger_than_s: float = KEPT_S) -> dict[str, Any]:
        """Its public keys, as they were at most that long ago."""
        with self._lock:
            if self._keys and self._now() - self._keys[0] < younger_than_s:
                return self._keys[1]
        keys = self.ask("GET", self.about().keys)
        with self._lock:
            self._keys = (self._now(), keys)
        return keys

    def ask(self, method: str, url: str, **more: Any) -> dict[str, Any]:
        """The JSON object at that address; SignOnFailed for every way in which there is none."""
        import httpx

        until = self._now() + self._deadline_s
        try:
            with (
                httpx.Client(timeout=self._step_s, follow_redirects=False) as client,
                client.stream(method, url, **more) as answer,
            ):
                read = bytearray()
                for piece in answer.iter_bytes():
                    read += piece
                    if len(read) > MOST_BYTES or self._now() > until:
                        raise httpx.ReadTimeout("too long")
                return self._object(answer, bytes(read))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _unreachable() from error

    def rubbish(self, why: str) -> SignOnFailed:
        """The failure of a provider that answers, but not as one."""
        return SignOnFailed(
            f"Your school's sign-in answers in a way that cannot be used ({why}); ask your admin "
            "to check CREDCOACH_OIDC_ISSUER.",
            503,
        )

    def _read(self, said: dict[str, Any]) -> Description:
        if str(said.get("issuer", "")).rstrip("/") != self.issuer.rstrip("/"):
            raise self.rubbish("it calls itself by another name")

        def address(name: str, needed: bool = True) -> str | None:
            url = said.get(name)
            if not url and not needed:
                return None
            secure = ("https",) if self.issuer.startswith("https:") else ("http", "https")
            if not isinstance(url, str) or urlsplit(url).scheme not in secure:
                raise self.rubbish(f"it names no {name} that can be used")
            return url

        ways = _words(said.get("token_endpoint_auth_methods_supported"), "client_secret_basic")
        algorithms = _words(said.get("id_token_signing_alg_values_supported"), "RS256")
        return Description(
            issuer=said["issuer"],
            authorize=address("authorization_endpoint") or "",
            token=address("token_endpoint") or "",
            keys=address("jwks_uri") or "",
            person=address("userinfo_endpoint", needed=False),
            end_session=address("end_session_endpoint", needed=False),
            secret_in_body="client_secret_basic" not in ways and "client_secret_post" in ways,
            algorithms=ALGORITHMS & algorithms,
        )

    def _object(self, answer: httpx.Response, body: bytes) -> dict[str, Any]:
        try:
            said = json.loads(body)
        except ValueError:
            said = None
        if answer.status_code >= 500:
            raise SignOnFailed("Your school's sign-in is broken just now; try again later.", 503)
        error = said.get("error") if isinstance(said, dict) else None
        if error == "invalid_grant":
            raise SignOnFailed(RUN_OUT)
        if error in ("invalid_client", "unauthorized_client"):
            raise SignOnFailed(
                "Your school's sign-in does not know this site; ask your admin to check "
                "CREDCOACH_OIDC_CLIENT_ID and CREDCOACH_OIDC_CLIENT_SECRET.",
                503,
            )
        if answer.status_code != 200 or not isinstance(said, dict):
            raise self.rubbish(a_word(error) if error else f"status {answer.status_code}")
        return said


def a_word(error: object) -> str:
    """A provider's error code, which is somebody else's text, as a short plain word."""
    return "".join(c for c in str(error)[:40] if c.isascii() and (c.isalnum() or c in "_-. "))


def _unreachable() -> SignOnFailed:
    return SignOnFailed(
        "Your school's sign-in does not answer just now; try again in a minute, or sign in with "
        "your password if you have one.",
        503,
    )


def _words(listed: object, otherwise: str) -> frozenset[str]:
    """What a description lists, or what the standard says where it lists nothing."""
    return frozenset(map(str, listed)) if isinstance(listed, list) else frozenset({otherwise})
