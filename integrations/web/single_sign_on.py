"""Single sign-on by OpenID Connect: the walk to a school's provider and back, with PKCE."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from assistant.errors import BadInput
from assistant.identities import Proved
from assistant.settings import Settings
from integrations.web.id_tokens import TokenRefused, UnknownKey, verified_claims
from integrations.web.provider import (
    KEYS_AGAIN_S,
    RUN_OUT,
    Description,
    Provider,
    SignOnFailed,
    a_word,
)

SCOPE = "openid email profile"
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Begun:
    """A walk that began: what the answer must fit. Only the browser that began it keeps this."""

    state: str
    nonce: str
    verifier: str


def single_sign_on(settings: Settings) -> SingleSignOn | None:
    """Single sign-on as it is set up, or None; BadInput where only half of it is."""
    if settings.oidc_issuer is None and settings.oidc_client_id is None:
        return None
    issuer, client_id = settings.oidc_issuer or "", settings.oidc_client_id
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise BadInput(
            "CREDCOACH_OIDC_ISSUER must be the https:// address under which your school's sign-in "
            "publishes /.well-known/openid-configuration."
        )
    if not client_id:
        raise BadInput(
            "CREDCOACH_OIDC_ISSUER is set and CREDCOACH_OIDC_CLIENT_ID is not; set both."
        )
    secret = settings.oidc_client_secret
    return SingleSignOn(issuer, client_id, secret.get_secret_value() if secret else None)


class SingleSignOn:
    """The walk to one provider and back; safe to share between threads."""

    def __init__(
        self,
        issuer: str,
        client_id: str,
        client_secret: str | None,
        *,
        provider: Provider | None = None,
    ) -> None:
        self.issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret
        self._provider = provider or Provider(issuer)

    def check(self) -> None:
        """Returns where the provider answers and publishes keys; SignOnFailed where not."""
        self._provider.key_set(younger_than_s=0)

    def begin(self, back: str) -> tuple[str, Begun]:
        """Where to send the browser, and what its answer must fit; `back` is our own address."""
        from authlib.oauth2.client import OAuth2Client  # type: ignore[import-untyped]

        begun = Begun(*(secrets.token_urlsafe(48) for _ in range(3)))
        client = OAuth2Client(
            None, self._client_id, scope=SCOPE, redirect_uri=back, code_challenge_method="S256"
        )
        url, _ = client.create_authorization_url(
            self._provider.about().authorize,
            state=begun.state,
            nonce=begun.nonce,
            code_verifier=begun.verifier,
        )
        return str(url), begun

    def finish(self, answer: dict[str, str], begun: Begun, back: str) -> tuple[Proved, str]:
        """Who came back, and her ID token, from the query of the provider's answer.

        Raises SignOnFailed, in one sentence, for whatever does not fit.
        """
        if not hmac.compare_digest(
            answer.get("state", "").encode("utf-8", "replace"), begun.state.encode()
        ):
            raise SignOnFailed(RUN_OUT)
        if error := answer.get("error"):
            raise SignOnFailed(
                f"Your school's sign-in did not let you in ({a_word(error)}); try again, or ask "
                "its admin."
            )
        about = self._provider.about()
        if answer.get("iss", about.issuer) != about.issuer or not answer.get("code"):
            raise SignOnFailed(RUN_OUT)
        given = self._exchange(about, answer["code"], begun.verifier, back)
        id_token = given.get("id_token")
        if not isinstance(id_token, str):
            raise self._provider.rubbish("it sent no ID token")
        claims = self._claims(about, id_token, begun.nonce)
        return self._proved(about, claims, given.get("access_token")), id_token

    def logout_url(self, id_token: str, back: str) -> str | None:
        """Where to send a browser that signs out there too, if the provider offers it."""
        try:
            end = self._provider.about().end_session
        except SignOnFailed:
            return None  # she is signed out here, which must not hang on anybody
        query = {
            "id_token_hint": id_token,
            "client_id": self._client_id,
            "post_logout_redirect_uri": back,
        }
        return f"{end}{'&' if '?' in end else '?'}{urlencode(query)}" if end else None

    def _claims(self, about: Description, id_token: str, nonce: str) -> dict[str, Any]:
        def read(keys: dict[str, Any]) -> dict[str, Any]:
            return verified_claims(
                id_token,
                keys,
                issuer=about.issuer,
                audience=self._client_id,
                nonce=nonce,
                allowed=about.algorithms,
            )

        try:
            try:
                return read(self._provider.key_set())
            except UnknownKey:  # providers change their keys without a word
                return read(self._provider.key_set(KEYS_AGAIN_S))
        except TokenRefused as error:
            raise SignOnFailed(str(error)) from error

    def _exchange(self, about: Description, code: str, verifier: str, back: str) -> dict[str, Any]:
        from authlib.oauth2.auth import ClientAuth  # type: ignore[import-untyped]
        from authlib.oauth2.rfc6749.parameters import (  # type: ignore[import-untyped]
            prepare_token_request,
        )

        way = "client_secret_post" if about.secret_in_body else "client_secret_basic"
        auth = ClientAuth(
            self._client_id, self._client_secret, way if self._client_secret else "none"
        )
        body = prepare_token_request(
            "authorization_code", code=code, redirect_uri=back, code_verifier=verifier
        )
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        url, headers, body = auth.prepare("POST", about.token, headers, body)
        return self._provider.ask("POST", url, headers=headers, content=body)

    def _proved(self, about: Description, claims: dict[str, Any], access: object) -> Proved:
        said = claims  # an address and whether it is verified must come from one and the same place
        if not claims.get("email") and about.person and isinstance(access, str):
            more = self._provider.ask(
                "GET", about.person, headers={"Authorization": f"Bearer {access}"}
            )
            if more.get("sub") != claims["sub"]:
                raise self._provider.rubbish("it spoke of two people at once")
            said = more
        email, name = said.get("email"), said.get("name")
        return Proved(
            issuer=about.issuer,
            subject=str(claims["sub"]),
            email=email if isinstance(email, str) else None,
            # Some providers write what is true as a word.
            email_verified=said.get("email_verified") is True
            or said.get("email_verified") == "true",
            name=name if isinstance(name, str) else None,
        )
