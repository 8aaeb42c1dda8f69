"""Badges of the tests' own: said, signed, baked; each key is made anew and known to nobody."""

from __future__ import annotations

import gzip
import hashlib
import json
import struct
import zlib
from base64 import urlsafe_b64encode
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ISSUER = "https://badges.example/issuers/1"
ACHIEVEMENT = "https://badges.example/achievements/thinking-time"
_ED25519 = b"\xed\x01"  # what a multikey says before such a key
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Signer:
    """An issuer who holds an Ed25519 key; `did` is the id that is that key."""

    def __init__(self) -> None:
        self.private = Ed25519PrivateKey.generate()
        self.raw = self.private.public_key().public_bytes_raw()
        self.multikey = "z" + base58(_ED25519 + self.raw)
        self.did = f"did:key:{self.multikey}"
        self.jwk = {"kty": "OKP", "crv": "Ed25519", "x": _b64(self.raw)}

    def key_file(self, issuer: str = ISSUER) -> bytes:
        """A JWK that says whose it is."""
        return json.dumps({**self.jwk, "issuer": issuer}).encode()

    def pem_file(self, issuer: str = ISSUER) -> bytes:
        """The same as PEM."""
        pem = self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return f"Issuer: {issuer}\n".encode() + pem

    def as_jwt(self, badge: dict[str, Any], **header: Any) -> bytes:
        """The badge as a compact JWT."""
        return jwt.encode(badge, self.private, algorithm="EdDSA", headers=header).encode()

    def with_proof(self, badge: dict[str, Any], method: str, **options: Any) -> dict[str, Any]:
        """The badge with an eddsa-jcs-2022 proof; keys of the tests are ASCII, numbers whole."""
        proof = {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": "2026-10-01T00:00:00Z",
            "verificationMethod": method,
            "proofPurpose": "assertionMethod",
            **options,
        }
        signed = b"".join(hashlib.sha256(_sorted(one)).digest() for one in (proof, badge))
        return {**badge, "proof": {**proof, "proofValue": f"z{base58(self.private.sign(signed))}"}}


def badge(issuer: str = ISSUER, **changes: Any) -> dict[str, Any]:
    """An Open Badge 3.0 for the small catalogue's first credential, without a signature."""
    body: dict[str, Any] = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "https://badges.example/credentials/7",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": "Example Cooperative"},
        "validFrom": "2026-10-01T00:00:00Z",
        "name": "A badge",
        "credentialSubject": {
            "id": "did:example:alice",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": ACHIEVEMENT,
                "type": ["Achievement"],
                "name": "Giving Students Time to Think",
                "description": "The educator pauses after questions.",
                "criteria": {"narrative": "Two lessons with pauses."},
            },
        },
    }
    return {**body, **changes}


def as_json(body: Any) -> bytes:
    """JSON as a file."""
    return json.dumps(body).encode()


def in_png(
    text: bytes, keyword: bytes = b"openbadgecredential", *, squeezed: bool = False
) -> bytes:
    """A PNG of one pixel with a text baked into it."""
    body = zlib.compress(text) if squeezed else text
    flags = b"\1\0" if squeezed else b"\0\0"
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"iTXt", keyword + b"\0" + flags + b"\0\0" + body),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def in_svg(text: str, *, verify: bool = False) -> bytes:
    """An SVG with a badge in it, as text or as the attribute of a signed one."""
    inside = f' verify="{text}"/>' if verify else f"><![CDATA[{text}]]></openbadges:credential>"
    return (
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">'
        f'<openbadges:credential{inside}<path d="M0 0"/></svg>'
    ).encode()


def bit_list(address: str, *withdrawn: int, purpose: str = "revocation") -> bytes:
    """A bitstring status list in which these numbers are set."""
    bits = bytearray(16_384)
    for number in withdrawn:
        bits[number // 8] |= 1 << (7 - number % 8)
    return as_json(
        {
            "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "credentialSubject": {
                "id": f"{address}#list",
                "type": "BitstringStatusList",
                "statusPurpose": purpose,
                "encodedList": f"u{_b64(gzip.compress(bytes(bits)))}",
            },
        }
    )


def base58(data: bytes) -> str:
    """Bytes in base58."""
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def _b64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def _sorted(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
