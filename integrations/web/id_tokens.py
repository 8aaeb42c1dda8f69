"""ID tokens of OpenID Connect: signed by the provider, for us, fresh, for this very sign-in."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from typing import Any

# What proves a provider; a secret that both sides share (HS256) proves neither.
ALGORITHMS = frozenset(
    ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
)
LEEWAY_S = 60  # clocks of two machines differ
CALLER = "your school's sign-in"


class TokenRefused(Exception):
    """The ID token does not prove who somebody is; `str(error)` is fit for a person."""


class UnknownKey(TokenRefused):
    """The token names a key that is not among those given; newer ones may hold it."""


def verified_claims(
    token: str,
    keys: dict[str, Any],
    *,
    issuer: str,
    audience: str,
    nonce: str,
    allowed: Collection[str] = ALGORITHMS,
) -> dict[str, Any]:
    """The token's claims, each check done; `keys` is the provider's JSON Web Key Set.

    Raises TokenRefused, in one sentence, for the first check that fails.
    """
    import jwt

    try:
        header = jwt.get_unverified_header(token)
        algorithm = str(header.get("alg"))
        if algorithm not in ALGORITHMS & frozenset(allowed):
            raise TokenRefused(
                f"The answer of {CALLER} is signed in a way ({algorithm[:20]}) that is not "
                "accepted; its admin can choose RS256 or ES256."
            )
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(keys, header.get("kid"), algorithm),
            algorithms=[algorithm],
            audience=audience,
            issuer=issuer,
            leeway=LEEWAY_S,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.ExpiredSignatureError as error:
        raise TokenRefused(
            f"The answer of {CALLER} had run out when it came; start again, and tell your admin if "
            "it happens twice: a clock may be wrong."
        ) from error
    except jwt.ImmatureSignatureError as error:
        raise TokenRefused(
            f"The answer of {CALLER} is dated in the future; tell your admin that a clock is wrong."
        ) from error
    except jwt.InvalidAudienceError as error:
        raise TokenRefused(_for_another()) from error
    except jwt.InvalidIssuerError as error:
        raise TokenRefused(
            f"The answer came from somebody else than {CALLER}; ask your admin to check "
            "CREDCOACH_OIDC_ISSUER."
        ) from error
    except jwt.PyJWTError as error:
        raise TokenRefused(
            f"The answer of {CALLER} is not signed by it or is not whole, so it was not accepted."
        ) from error
    if isinstance(claims["aud"], list) and claims.get("azp", audience) != audience:
        raise TokenRefused(_for_another())
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise TokenRefused(f"The answer of {CALLER} belongs to another sign-in; start again.")
    return claims


def _key(keys: dict[str, Any], key_id: object, algorithm: str) -> Any:
    import jwt

    fit = [
        key
        for key in jwt.PyJWKSet.from_dict(keys).keys
        if key.public_key_use in (None, "sig")
        and (key_id is None or key.key_id == key_id)
        and _type_of(key.key_type) == _type_of(algorithm)
    ]
    if not fit:
        raise UnknownKey(f"The answer of {CALLER} is signed with a key that it does not publish.")
    return fit[0].key


def _type_of(name: str | None) -> str:
    """The family of a key's type or of an algorithm: RSA, EC or OKP."""
    families = {"RS": "RSA", "PS": "RSA", "ES": "EC", "EC": "EC", "Ed": "OKP", "OK": "OKP"}
    return families.get((name or "")[:2], "")


def _for_another() -> str:
    return (
        f"The answer of {CALLER} was meant for another program, so it was not accepted; ask your "
        "admin to check CREDCOACH_OIDC_CLIENT_ID."
    )
