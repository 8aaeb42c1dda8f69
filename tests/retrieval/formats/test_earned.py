"""Earned badges: read from every wrapping, believed only as far as proven, never fetched."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from retrieval.formats.earned import read_earned
from retrieval.formats.issuer_keys import IssuerKey, read_issuer_keys
from retrieval.formats.status_lists import read_status_list
from tests.badges import (
    ACHIEVEMENT,
    ISSUER,
    Signer,
    as_json,
    badge,
    bit_list,
    in_png,
    in_svg,
)

pytestmark = pytest.mark.usefixtures("no_network")
STATUS = "https://badges.example/status/1"


def on_file(signer: Signer, issuer: str = ISSUER) -> tuple[IssuerKey, ...]:
    return read_issuer_keys(signer.key_file(issuer))


# Wrappings


def wrapped(signer: Signer) -> dict[str, bytes]:
    token = signer.as_jwt(badge())
    text = json.dumps(badge())
    return {
        "json": text.encode(),
        "json with a byte order mark": b"\xef\xbb\xbf" + text.encode(),
        "json in a list of one": as_json([badge()]),
        "jwt": token + b"\n",
        "png with json": in_png(text.encode()),
        "png with squeezed json": in_png(text.encode(), squeezed=True),
        "png with jwt": in_png(token),
        "svg with json": in_svg(text),
        "svg with jwt": in_svg(token.decode(), verify=True),
    }


def test_a_badge_says_the_same_in_every_wrapping(signer: Signer) -> None:
    for name, data in wrapped(signer).items():
        found = read_earned(data)
        assert (
            found.id,
            found.achievement_id,
            found.achievement,
            found.issuer_id,
            found.issuer,
            found.recipient,
            found.issued_at,
            found.expires_at,
        ) == (
            "https://badges.example/credentials/7",
            ACHIEVEMENT,
            "Giving Students Time to Think",
            ISSUER,
            "Example Cooperative",
            "did:example:alice",
            datetime(2026, 10, 1, tzinfo=UTC),
            None,
        ), name
        assert found.proof.state == "not_checked", name


def test_the_older_data_model_is_read_by_its_own_names(signer: Signer) -> None:
    old = badge(type="OpenBadgeCredential", expirationDate="2027-01-01T00:00:00+02:00")
    old["issuanceDate"] = old.pop("validFrom")
    found = read_earned(as_json(old))
    assert found.issued_at == datetime(2026, 10, 1, tzinfo=UTC)
    assert found.expires_at == datetime(2026, 12, 31, 22, tzinfo=UTC)
    inner = copy.deepcopy(old)
    del inner["issuanceDate"], inner["expirationDate"]
    claims = {"vc": inner, "iss": ISSUER, "nbf": 1_790_812_800, "exp": 1_800_000_000}
    found = read_earned(signer.as_jwt(claims), on_file(signer))
    assert found.proof.state == "verified"
    assert found.issued_at == datetime(2026, 10, 1, tzinfo=UTC)
    assert found.expires_at == datetime.fromtimestamp(1_800_000_000, UTC)


def test_a_badge_of_the_second_version_is_read_with_what_it_has() -> None:
    assertion = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://badges.example/assertions/1",
        "recipient": {"type": "email", "hashed": True, "identity": "sha256$00ff"},
        "badge": "https://badges.example/badges/1",
        "issuedOn": "2026-01-02T00:00:00Z",
        "expires": "2028-01-02",
        "verification": {"type": "hosted"},
    }
    found = read_earned(in_png(as_json(assertion), b"openbadges"))
    assert found.achievement_id == "https://badges.example/badges/1"
    assert found.recipient == "somebody whose address it gives only as a digest"
    assert found.expires_at == datetime(2028, 1, 2, tzinfo=UTC)
    assert "never opened from here" in found.proof.why
    whole = {
        **assertion,
        "recipient": {"type": "email", "hashed": False, "identity": "a@school.example"},
        "badge": {
            "id": "https://badges.example/badges/1",
            "name": "Robots",
            "issuer": {"id": ISSUER, "name": "Example Cooperative"},
        },
        "verification": {"type": "SignedBadge"},
    }
    signer = Signer()
    found = read_earned(signer.as_jwt(whole), on_file(signer))
    assert (found.achievement, found.issuer) == ("Robots", "Example Cooperative")
    assert found.recipient == "a@school.example"
    assert found.proof.state == "verified"


# Proof


def proof_of(data: bytes, *keys: IssuerKey) -> tuple[str, str]:
    proof = read_earned(data, keys).proof
    return proof.state, proof.why


def test_a_key_on_file_for_the_issuer_verifies(signer: Signer) -> None:
    for data in (signer.key_file(), signer.pem_file(), _as_set(signer)):
        keys = read_issuer_keys(data)
        assert proof_of(signer.as_jwt(badge()), *keys)[0] == "verified"
        proven = signer.with_proof(badge(), f"{ISSUER}#{signer.multikey}")
        assert proof_of(as_json(proven), *keys)[0] == "verified"


def _as_set(signer: Signer) -> bytes:
    return as_json({"issuer": ISSUER, "keys": [{**signer.jwk, "kid": "k1"}]})


def test_a_key_of_another_issuer_verifies_nothing(signer: Signer) -> None:
    other = on_file(signer, "https://elsewhere.example")
    state, why = proof_of(signer.as_jwt(badge()), *other)
    assert (state, why) == ("not_checked", "No key of this issuer is on file here.")


def test_a_changed_badge_fails(signer: Signer) -> None:
    head, _, seal = signer.as_jwt(badge()).decode().split(".")
    body = signer.as_jwt(badge(name="Something grander")).decode().split(".")[1]
    assert proof_of(f"{head}.{body}.{seal}".encode(), *on_file(signer))[0] == "failed"
    proven = signer.with_proof(badge(), f"{ISSUER}#{signer.multikey}")
    for key, value in (("name", "Grander"), ("@context", []), ("validUntil", "2030-01-01")):
        assert proof_of(as_json({**proven, key: value}), *on_file(signer))[0] == "failed"


def test_a_badge_signed_by_somebody_else_fails(signer: Signer) -> None:
    assert proof_of(Signer().as_jwt(badge()), *on_file(signer))[0] == "failed"


def test_a_key_that_the_badge_brings_along_shows_damage_but_proves_nothing(signer: Signer) -> None:
    token = signer.as_jwt(badge(), jwk=signer.jwk)
    state, why = proof_of(token)
    assert state == "not_checked"
    assert "anybody could have made" in why
    assert proof_of(signer.as_jwt(badge(), jwk=Signer().jwk))[0] == "failed"
    proven = signer.with_proof(badge(), f"{ISSUER}#{signer.multikey}")
    assert proof_of(as_json(proven))[0] == "not_checked"
    assert proof_of(as_json({**proven, "name": "Grander"}))[0] == "failed"


def test_an_issuer_whose_id_is_its_key_verifies_itself_and_this_is_said(signer: Signer) -> None:
    jwk_did = f"did:jwk:{jwt.utils.base64url_encode(as_json(signer.jwk)).decode()}"
    for did in (signer.did, jwk_did):
        found = read_earned(signer.as_jwt(badge(did))).proof
        assert (found.state, found.own_id) == ("verified", True)
        assert "who stands behind that id is not known" in found.why
        assert read_earned(Signer().as_jwt(badge(did))).proof.state == "failed"
    proven = signer.with_proof(badge(signer.did), f"{signer.did}#{signer.multikey}")
    assert read_earned(as_json(proven)).proof.state == "verified"


def test_somebody_elses_did_does_not_prove_an_issuer(signer: Signer) -> None:
    proven = signer.with_proof(badge(), f"{signer.did}#{signer.multikey}")
    state, why = proof_of(as_json(proven))
    assert (state, why) == (
        "not_checked",
        "It is signed by somebody else than the issuer it names.",
    )
    token = signer.as_jwt({**badge(), "iss": signer.did}, jwk=signer.jwk)
    assert proof_of(token) == ("failed", "The signature names another issuer than the badge does.")


def test_signatures_of_rsa_and_elliptic_curves_are_checked() -> None:
    for private, algorithm in (
        (rsa.generate_private_key(public_exponent=65537, key_size=2048), "RS256"),
        (ec.generate_private_key(ec.SECP256R1()), "ES256"),
        (ec.generate_private_key(ec.SECP384R1()), "ES384"),
    ):
        key = IssuerKey(ISSUER, private.public_key())
        token = jwt.encode(badge(), private, algorithm=algorithm)
        assert proof_of(token.encode(), key)[0] == "verified"
        assert proof_of(token.encode(), IssuerKey(ISSUER, Signer().private.public_key()))[0] == (
            "failed"
        )


def test_a_public_key_used_as_a_secret_proves_nothing(signer: Signer) -> None:
    token = jwt.encode(badge(), "0" * 64, algorithm="HS256").encode()
    assert proof_of(token, *on_file(signer))[0] == "not_checked"
    unsigned = jwt.encode(badge(), "", algorithm="none").encode()
    assert proof_of(unsigned, *on_file(signer)) == (
        "not_checked",
        "The badge carries no signature.",
    )


def test_another_key_of_the_issuer_is_not_called_a_forgery(signer: Signer) -> None:
    keys = read_issuer_keys(_as_set(signer))
    old = Signer().as_jwt(badge(), kid="k0")
    assert proof_of(old, *keys)[0] == "not_checked"
    assert proof_of(Signer().as_jwt(badge(), kid="k1"), *keys)[0] == "failed"


@pytest.mark.parametrize("kind", ["eddsa-rdfc-2022", "ecdsa-sd-2023", "<b>x</b>"])
def test_kinds_of_signatures_that_cannot_be_checked_are_named(signer: Signer, kind: str) -> None:
    proven = signer.with_proof(badge(), f"{ISSUER}#{signer.multikey}", cryptosuite=kind)
    state, why = proof_of(as_json(proven), *on_file(signer))
    assert state == "not_checked"
    assert kind in why


def test_a_proof_for_another_purpose_does_not_count(signer: Signer) -> None:
    method = f"{ISSUER}#{signer.multikey}"
    proven = signer.with_proof(badge(), method, proofPurpose="authentication")
    assert proof_of(as_json(proven), *on_file(signer))[0] == "not_checked"


def test_a_failed_proof_outweighs_one_that_holds(signer: Signer) -> None:
    method = f"{ISSUER}#{signer.multikey}"
    good = signer.with_proof(badge(), method)["proof"]
    bad = Signer().with_proof(badge(), method)["proof"]
    assert proof_of(as_json(badge(proof=[good, bad])), *on_file(signer))[0] == "failed"
    assert proof_of(as_json(badge(proof=[good])), *on_file(signer))[0] == "verified"


# Standing


def with_status(number: str, **entry: Any) -> bytes:
    return as_json(
        badge(
            credentialStatus={
                "type": "BitstringStatusListEntry",
                "statusPurpose": "revocation",
                "statusListIndex": number,
                "statusListCredential": STATUS,
                **entry,
            }
        )
    )


def standing(data: bytes, *lists: bytes) -> tuple[str, str]:
    found = read_earned(data, lists=[read_status_list(one) for one in lists]).standing
    return found.state, found.why


def test_a_list_on_file_says_which_badges_were_withdrawn() -> None:
    withdrawn = bit_list(STATUS, 12, 94_567)
    assert standing(with_status("94567"), withdrawn)[0] == "withdrawn"
    assert standing(with_status("12"), withdrawn)[0] == "withdrawn"
    assert standing(with_status("13"), withdrawn)[0] == "in_force"
    paused = bit_list(STATUS, 12, purpose="suspension")
    state, why = standing(with_status("12", statusPurpose="suspension"), paused)
    assert (state, why) == ("withdrawn", "The issuer's list has it as suspended.")


@pytest.mark.parametrize("number", ["", "-1", "x", "9" * 30, "131072", "²"])
def test_a_number_that_no_list_has_is_not_checked(number: str) -> None:
    assert standing(with_status(number), bit_list(STATUS, 1))[0] == "not_checked"


def test_a_list_that_is_not_on_file_is_not_fetched() -> None:
    state, why = standing(with_status("1"), bit_list("https://other.example/1", 1))
    assert state == "not_checked"
    assert "not on file" in why
    assert standing(as_json(badge()))[0] == "not_checked"


def test_lists_of_ids_are_read_too() -> None:
    ids = as_json(
        {
            "id": STATUS,
            "revokedCredential": [
                {"id": "https://badges.example/credentials/7", "revocationReason": "by mistake"},
                {"id": "https://badges.example/credentials/8", "revoked": False},
            ],
        }
    )
    entry = {"id": STATUS, "type": "1EdTechRevocationList"}
    assert standing(as_json(badge(credentialStatus=entry)), ids) == (
        "withdrawn",
        "The issuer's list names it as withdrawn (by mistake).",
    )
    kept = badge(id="https://badges.example/credentials/8", credentialStatus=[entry])
    assert standing(as_json(kept), ids)[0] == "in_force"


def test_a_badge_that_says_itself_that_it_was_withdrawn_is() -> None:
    assert standing(as_json(badge(revoked=True, revocationReason="copied")))[0] == "withdrawn"
