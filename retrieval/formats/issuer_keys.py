"""Public keys of issuers: from files that an operator was given, or out of a did that is its key.

A key counts for the one issuer that its file names, never for whoever else signs with it.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from typing import Any

from retrieval.errors import UnreadableFormat
from retrieval.formats.linked_json import Node, id_of, name_of, nodes_of, read_json

MOST_KEYS = 100  # in one file
LEAST_RSA_BITS = 2048  # shorter ones can be broken
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
MOST_BASE58 = 200  # digits; a P-384 key has 70, an Ed25519 signature 88
_ED25519, _P256, _P384 = b"\xed\x01", b"\x80\x24", b"\x81\x24"  # multicodec, as varints
_ISSUER_LINE = re.compile(r"^\s*#?\s*issuer\s*:\s*(\S+)\s*$", re.IGNORECASE | re.MULTILINE)
_PEM = re.compile(r"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """A public key, the one issuer whose it is, and the name that the issuer gave the key."""

    issuer: str
    key: Any  # a public key of the `cryptography` package
    kid: str = ""


def read_issuer_keys(data: bytes) -> tuple[IssuerKey, ...]:
    """The keys of a JWK, JWK set or PEM file that names its issuer; raises UnreadableFormat.

    JSON says so by a member `issuer`, PEM by a line `Issuer: https://...` before the key.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        body = read_json(data, "The key file")
        issuer = id_of(body.get("issuer"))
        jwks = list(nodes_of(body["keys"] if "keys" in body else body))[:MOST_KEYS]
        found = [(public_key(jwk), name_of(jwk, "kid")) for jwk in jwks]
    else:
        text = data.decode("utf-8", "replace")
        named = _ISSUER_LINE.search(text)
        issuer = named[1] if named else ""
        found = [(_from_pem(one[0]), "") for one in _PEM.finditer(text)][:MOST_KEYS]
    if not found:
        raise UnreadableFormat("The file holds no public key; expected a JWK, a JWK set or PEM.")
    if not issuer:
        raise UnreadableFormat(
            'The key file does not say whose key it is; give JSON a member "issuer" with the'
            " issuer's id, or PEM a line 'Issuer: ID' before the key."
        )
    return tuple(IssuerKey(issuer, key, kid) for key, kid in found)


def public_key(jwk: Node) -> Any:
    """The public key in a JWK; raises UnreadableFormat for secrets and what is none."""
    import jwt

    if jwk.get("kty") not in ("RSA", "EC", "OKP"):
        raise UnreadableFormat("The file holds a key that is not public; expected RSA, EC or OKP.")
    shown = {name: value for name, value in jwk.items() if name in _PUBLIC}
    try:
        return _strong(jwt.PyJWK(shown).key)
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise UnreadableFormat("The file holds a JWK that is no public key.") from error


_PUBLIC = ("kty", "crv", "x", "y", "n", "e")  # never the private parts, never a wish for an alg


def _from_pem(text: str) -> Any:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
    from cryptography.x509 import load_pem_x509_certificate

    try:
        if "BEGIN CERTIFICATE" in text:
            return _strong(load_pem_x509_certificate(text.encode()).public_key())
        return _strong(load_pem_public_key(text.encode()))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UnreadableFormat(
            "The file holds PEM that is no public key or certificate."
        ) from error


def _strong(key: Any) -> Any:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    if isinstance(key, RSAPublicKey) and key.key_size < LEAST_RSA_BITS:
        raise UnreadableFormat(
            f"The RSA key has fewer than {LEAST_RSA_BITS} bits; ask for another."
        )
    return key


def key_of_did(did: str) -> Any | None:
    """The key that a `did:key` or `did:jwk` is; None for any other id and other kinds of keys."""
    method, _, rest = did.partition("#")[0].removeprefix("did:").partition(":")
    try:
        if did.startswith("did:key:"):
            return multikey(rest)
        if did.startswith("did:jwk:"):
            jwk = read_json(urlsafe_b64decode(rest + "=" * (-len(rest) % 4)), f"The {method}")
            return public_key(jwk) if isinstance(jwk, dict) else None
    except (ValueError, UnreadableFormat):
        return None
    return None


def multikey(text: str) -> Any | None:
    """The key in multibase base58 with its kind before it; None where it is none we know."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    if not text.startswith("z"):
        return None
    try:
        raw = base58(text[1:])
        kind, body = raw[:2], raw[2:]
        if kind == _ED25519:
            return ed25519.Ed25519PublicKey.from_public_bytes(body)
        if kind in (_P256, _P384):
            curve = ec.SECP256R1() if kind == _P256 else ec.SECP384R1()
            return ec.EllipticCurvePublicKey.from_encoded_point(curve, body)
    except ValueError:
        return None
    return None


def base58(text: str) -> bytes:
    """Bytes written in base58 as Bitcoin has it; raises ValueError where they are not."""
    if len(text) > MOST_BASE58:
        raise ValueError("too long")
    number = 0
    for digit in text:
        number = number * len(_ALPHABET) + _ALPHABET.index(digit)
    zeros = len(text) - len(text.lstrip(_ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
