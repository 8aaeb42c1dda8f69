"""Earned badges that cannot be read: refused in one sentence, whatever they hold."""

from __future__ import annotations

import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from retrieval.errors import UnreadableFormat
from retrieval.formats.earned import EarnedBadge, read_earned
from retrieval.formats.issuer_keys import key_of_did, read_issuer_keys
from retrieval.formats.linked_json import MOST_JSON_BYTES
from retrieval.formats.status_lists import read_status_list
from tests.badges import (
    ISSUER,
    Signer,
    as_json,
    badge,
    in_png,
    in_svg,
)

pytestmark = pytest.mark.usefixtures("no_network")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"hello", "no Open Badge"),
        (b"\xff\xfe\x00", "neither text nor"),
        (b"{", "not JSON"),
        (b'{"id": 1, "id": 2}', "twice"),
        (b'{"a": NaN}', "not JSON"),
        (b'{"a":' * 90 + b"1" + b"}" * 90, "nested deeper"),
        (b'{"type": "OpenBadgeCredential", "name": "\\ud800"}', "half a character"),
        (b'{"type": "OpenBadgeCredential", "name": "a\\u0000b"}', "NUL"),
        (b'"https://badges.example/1"', "no Open Badge"),
        (b"https://badges.example/1", "nothing is fetched"),
        (b"{}", "its type is nothing"),
        (b"[]", "one badge alone"),
        (b"eyJ.eyJ.eyJ", "not JSON"),
        (b"A.A.A", "no JWT that can be read"),
        (b"MQ.MQ.MQ", "holds no badge"),
        (b"\x89PNG\r\n\x1a\n", "No badge is baked"),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXtopen", "cut off"),
        (in_png(b"x", b"comment"), "No badge is baked"),
        (in_png(b""), "empty"),
        (in_png(b"https://badges.example/1", b"openbadges"), "nothing is fetched"),
        (b"<svg/>", "No badge is baked"),
        (b"<svg", "no SVG picture"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>', "no SVG picture"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><svg>&b;</svg>', "no SVG"),
        (in_svg("https://badges.example/1"), "nothing is fetched"),
        (as_json(badge(validUntil="soon")), "no date"),
        (as_json({**badge(), "issuer": None}), "who issued it"),
        (as_json(badge(id="x" * 5_001)), "longer than 5,000"),
        (as_json(badge(type=["VerifiableCredential", "ClrCredential"])), "learner record"),
        (as_json(badge(type="EndorsementCredential")), "endorsement"),
        (as_json(badge(type="Achievement")), "what can be earned"),
        (as_json(badge(type=["OtherCredential"])), "OtherCredential"),
    ],
)
def test_what_is_no_badge_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFormat) as caught:
        read_earned(data)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_too_large_or_damaged_is_refused_in_one_sentence() -> None:
    squeezed = in_png(json.dumps(badge()).encode(), squeezed=True)
    at = squeezed.index(b"IDAT")
    for data, says in (
        (b" " * 10_000_001, "10 MB"),
        (b"{" + b" " * MOST_JSON_BYTES, "2 MB"),
        (in_png(b"[" + b" " * (MOST_JSON_BYTES + 9), squeezed=True), "2 MB"),
        (b"[" * 100_000, "not JSON"),
        (b"https://badges.example/" + b"a" * 5_000, "nothing is fetched"),
        (b"<svg>" + b"<a>" * 100_000, "no SVG picture"),
        (squeezed.replace(squeezed[at - 60 : at - 50], b"0" * 10), "damaged"),
    ):
        with pytest.raises(UnreadableFormat) as caught:
            read_earned(data)
        assert says in str(caught.value)
        assert len(str(caught.value)) < 400


@pytest.mark.parametrize("value", [None, 1, True, [], {}, "x", [1], [{}], {"id": 5}, {"type": 3}])
@pytest.mark.parametrize(
    "key", ["credentialSubject", "credentialStatus", "proof", "name", "id", "issuer", "@context"]
)
def test_odd_values_anywhere_are_no_accident(key: str, value: Any) -> None:
    try:
        found = read_earned(as_json(badge(**{key: value})))
    except UnreadableFormat:
        return
    assert isinstance(found, EarnedBadge)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{}", "not public"),
        (b"nothing", "no public key"),
        (as_json({"kty": "oct", "k": "AAAA", "issuer": ISSUER}), "not public"),
        (as_json({"kty": "OKP", "crv": "Ed25519", "x": 5, "issuer": ISSUER}), "no public key"),
        (as_json({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}), "no public key"),
        (as_json(Signer().jwk), "does not say whose key"),
        (Signer().pem_file().partition(b"\n")[2], "does not say whose key"),
        (b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "no public key"),
    ],
)
def test_key_files_that_cannot_be_used_say_why(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFormat) as caught:
        read_issuer_keys(data)
    assert says in str(caught.value)


def test_a_short_rsa_key_is_refused(signer: Signer) -> None:
    numbers = rsa.generate_private_key(public_exponent=65537, key_size=1024).public_key()
    modulus = numbers.public_numbers().n.to_bytes(128, "big")
    jwk = {"kty": "RSA", "n": jwt.utils.base64url_encode(modulus).decode(), "e": "AQAB"}
    with pytest.raises(UnreadableFormat, match="2048 bits"):
        read_issuer_keys(as_json({**jwk, "issuer": ISSUER}))
    assert signer.jwk


@pytest.mark.parametrize("did", ["did:key:", "did:key:zzz", "did:key:z0", "did:jwk:!", "did:web:a"])
def test_ids_that_are_no_keys_give_none(did: str) -> None:
    assert key_of_did(did) is None


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[]",
        as_json({"credentialSubject": {"encodedList": "uAAAA"}}),
        as_json({"credentialSubject": {"encodedList": "!"}}),
    ],
)
def test_lists_that_cannot_be_used_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFormat):
        read_status_list(data)


def test_a_list_that_unpacks_without_end_is_refused() -> None:
    import gzip
    from base64 import urlsafe_b64encode

    bomb = urlsafe_b64encode(gzip.compress(bytes(17_000_000))).decode()
    with pytest.raises(UnreadableFormat, match="larger"):
        read_status_list(as_json({"credentialSubject": {"encodedList": bomb}}))
