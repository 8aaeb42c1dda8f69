"""Whether a badge is as its issuer signed it: verified, failed, or not checked and why; offline."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from retrieval.errors import UnreadableFormat
from retrieval.formats.canonical_json import canonical
from retrieval.formats.issuer_keys import IssuerKey, base58, key_of_did, multikey, public_key
from retrieval.formats.linked_json import Node, id_of, name_of, nodes_of, read_json, types_of

ProofState = Literal["verified", "not_checked", "failed"]
MOST_PROOFS = 20
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
CHECKED_SUITE = "eddsa-jcs-2022"


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of a badge's signature, in one sentence; `own_id`: the issuer's id is the key.

    Verified by its own id, a badge is as it was signed, but anybody may call herself anything.
    """

    state: ProofState
    why: str
    own_id: bool = False


@dataclass(frozen=True, slots=True)
class SignedText:
    """A compact JWT taken apart; nothing in it is believed yet."""

    header: Node
    payload: Node
    signed: bytes
    signature: bytes


CHANGED = (
    "The signature does not fit: the badge was changed after it was signed, or somebody else"
    " signed it."
)
NO_SIGNATURE = "The badge carries no signature."


def take_apart(text: str) -> SignedText:
    """The parts of a compact JWT; raises UnreadableFormat where they are none."""
    head, body, seal = text.split(".")
    try:
        header = read_json(_decoded(head), "The head of the JWT")
        payload = read_json(_decoded(body), "The JWT")
        signature = _decoded(seal)
    except ValueError as error:
        raise UnreadableFormat(
            "The file is no JWT that can be read; hand in the badge as it was downloaded."
        ) from error
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise UnreadableFormat("The JWT holds no badge; hand in the badge as it was downloaded.")
    return SignedText(header, payload, f"{head}.{body}".encode(), signature)


def proof_of_text(text: SignedText, issuer: str, keys: Sequence[IssuerKey]) -> Proof:
    """Whether the issuer signed this JWT; a key that it brings along shows only damage."""
    algorithm = text.header.get("alg")
    if algorithm == "none" or not text.signature:
        return Proof("not_checked", NO_SIGNATURE)
    if algorithm not in ALGORITHMS:
        kind = str(algorithm)[:40]
        return Proof("not_checked", f"It is signed by {kind}, which cannot be checked here.")
    claimed = id_of(text.payload.get("iss"))
    if claimed and issuer and claimed != issuer:
        return Proof("failed", "The signature names another issuer than the badge does.")
    jwk = text.header.get("jwk")
    brought = _or_none(lambda: public_key(jwk)) if isinstance(jwk, dict) else None
    kid = name_of(text.header, "kid")

    def fits(key: Any) -> bool:
        return _fits(algorithm, key, text.signed, text.signature)

    return _judged(issuer, keys, brought, kid, fits)


def proof_of_document(document: Node, issuer: str, keys: Sequence[IssuerKey]) -> Proof:
    """Whether the issuer signed this JSON; a failed proof outweighs every other."""
    proofs = list(nodes_of(document.get("proof")))[:MOST_PROOFS]
    if not proofs:
        return Proof("not_checked", NO_SIGNATURE)
    found = [_integrity(document, proof, issuer, keys) for proof in proofs]
    for state in ("failed", "verified"):
        for one in found:
            if one.state == state:
                return one
    return found[0]


def _integrity(document: Node, proof: Node, issuer: str, keys: Sequence[IssuerKey]) -> Proof:
    kind = name_of(proof, "cryptosuite") or ", ".join(sorted(types_of(proof))) or "unknown"
    if "DataIntegrityProof" not in types_of(proof) or kind != CHECKED_SUITE:
        return Proof("not_checked", f"Its signature is of the kind {kind[:60]}, not checked here.")
    if proof.get("proofPurpose") != "assertionMethod" or "previousProof" in proof:
        return Proof("not_checked", "Its signature serves another purpose than to issue a badge.")
    method, _, fragment = id_of(proof.get("verificationMethod")).partition("#")
    if method != issuer:
        return Proof("not_checked", "It is signed by somebody else than the issuer it names.")
    options = {key: value for key, value in proof.items() if key != "proofValue"}
    bare = {key: value for key, value in document.items() if key != "proof"}
    if "@context" in options:
        if _listed(bare.get("@context"))[: len(_listed(options["@context"]))] != _listed(
            options["@context"]
        ):
            return Proof("failed", CHANGED)
        bare["@context"] = options["@context"]
    try:
        signature = base58(str(proof.get("proofValue")).removeprefix("z"))
        signed = b"".join(hashlib.sha256(canonical(one)).digest() for one in (options, bare))
    except ValueError:
        return Proof("failed", "The signature cannot be read, so it proves nothing.")

    def fits(key: Any) -> bool:
        return _is_ed25519(key) and _fits("EdDSA", key, signed, signature)

    return _judged(issuer, keys, multikey(fragment), fragment, fits)


def _judged(
    issuer: str,
    keys: Sequence[IssuerKey],
    brought: Any | None,
    kid: str,
    fits: Callable[[Any], bool],
) -> Proof:
    """The verdict over every key that is the issuer's own; `brought` is one that anybody made."""
    known = [one for one in keys if one.issuer == issuer] if issuer else []
    if any(fits(one.key) for one in known):
        return Proof("verified", "The signature fits the key of the issuer that is on file here.")
    own = key_of_did(issuer)
    if own is not None:
        if not fits(own):
            return Proof("failed", CHANGED)
        return Proof(
            "verified",
            "The signature fits the key that is the issuer's id; who stands behind that id is not"
            " known here.",
            own_id=True,
        )
    if brought is not None and not fits(brought):
        return Proof("failed", CHANGED)
    if known and not _names_another(kid, known):
        return Proof("failed", CHANGED)
    if known:
        return Proof("not_checked", "It is signed with another key of the issuer than is on file.")
    if brought is not None:
        return Proof(
            "not_checked",
            "It brings its own key, which anybody could have made; the issuer's is not on file.",
        )
    return Proof("not_checked", "No key of this issuer is on file here.")


def _names_another(kid: str, known: Iterable[IssuerKey]) -> bool:
    """Whether the signature names a key by a name that none on file has, all of them named."""
    return bool(kid) and all(one.kid and not kid.endswith(one.kid) for one in known)


def _fits(algorithm: str, key: Any, signed: bytes, signature: bytes) -> bool:
    """Whether a signature holds; False where the key is of another kind than the algorithm."""
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from jwt.algorithms import get_default_algorithms

    curves = {"ES256": "secp256r1", "ES384": "secp384r1"}
    if algorithm in curves:
        right = isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == curves[algorithm]
    elif algorithm == "EdDSA":
        right = _is_ed25519(key)
    else:
        right = isinstance(key, rsa.RSAPublicKey)
    return right and bool(get_default_algorithms()[algorithm].verify(signed, key, signature))


def _is_ed25519(key: Any) -> bool:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return isinstance(key, Ed25519PublicKey)


def _or_none(read: Callable[[], Any]) -> Any | None:
    try:
        return read()
    except UnreadableFormat:
        return None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))
