"""ID tokens: one that fits, and each way of not fitting, said apart."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from integrations.web.id_tokens import TokenRefused, UnknownKey, verified_claims

ISSUER, CLIENT, NONCE = "https://school.example", "credcoach", "once"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGERS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CURVE = ec.generate_private_key(ec.SECP256R1())


def published(*keys: tuple[str, Any]) -> dict[str, Any]:
    def as_json(key: Any) -> Any:
        kind = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
        return json.loads(kind.to_jwk(key.public_key()))

    return {"keys": [{**as_json(key), "kid": kid, "use": "sig"} for kid, key in keys]}


def token(key: Any = KEY, algorithm: str = "RS256", kid: str | None = "one", **more: Any) -> str:
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "sub": "eve",
        "aud": CLIENT,
        "exp": now + 300,
        "iat": now,
        "nonce": NONCE,
        **more,
    }
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(kept, key, algorithm=algorithm, headers={"kid": kid} if kid else None)


def read(given: str, keys: dict[str, Any] | None = None) -> dict[str, Any]:
    keys = keys or published(("one", KEY), ("curve", CURVE))
    return verified_claims(given, keys, issuer=ISSUER, audience=CLIENT, nonce=NONCE)


def test_a_token_that_fits_gives_its_claims() -> None:
    assert read(token())["sub"] == "eve"
    assert read(token(kid=None))["sub"] == "eve"
    assert read(token(CURVE, "ES256", "curve"))["sub"] == "eve"
    assert read(token(aud=[CLIENT, "another"], azp=CLIENT))["sub"] == "eve"


HOUR = 3600
NOW = int(time.time())


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"aud": "another"}, "meant for another program"),
        ({"aud": [CLIENT, "another"], "azp": "another"}, "meant for another program"),
        ({"iss": "https://evil.example"}, "came from somebody else"),
        ({"exp": NOW - HOUR, "iat": NOW - 2 * HOUR}, "had run out"),
        ({"iat": NOW + HOUR, "exp": NOW + 2 * HOUR}, "dated in the future"),
        ({"nonce": "another"}, "belongs to another sign-in"),
        ({"nonce": None}, "belongs to another sign-in"),
        ({"exp": None}, "is not whole"),
        ({"sub": None}, "is not whole"),
    ],
)
def test_a_claim_that_does_not_fit_is_named(more: dict[str, Any], said: str) -> None:
    with pytest.raises(TokenRefused, match=said):
        read(token(**more))


def test_a_token_signed_by_somebody_else_is_refused() -> None:
    with pytest.raises(TokenRefused, match="not signed by it"):
        read(token(STRANGERS))
    with pytest.raises(UnknownKey):
        read(token(STRANGERS, kid="two"))
    with pytest.raises(UnknownKey):
        read(token(), published(("one", CURVE)))  # the name fits, the kind of key does not
    head, body, _ = token().split(".")
    with pytest.raises(TokenRefused, match="not signed by it"):
        read(f"{head}.{body}.")
    with pytest.raises(TokenRefused):
        read("no token at all")


def test_a_token_without_a_signature_or_signed_by_a_shared_secret_is_refused() -> None:
    with pytest.raises(TokenRefused, match="signed in a way"):
        read(token(None, "none"))
    with pytest.raises(TokenRefused, match="signed in a way"):
        read(token("x" * 64, "HS256"))
    with pytest.raises(TokenRefused, match="signed in a way"):
        verified_claims(
            token(),
            published(("one", KEY)),
            issuer=ISSUER,
            audience=CLIENT,
            nonce=NONCE,
            allowed={"ES256"},  # what the provider says that it uses
        )
