"""An earned badge, read: who gave it, for what, when, and what proves it; nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from retrieval.errors import UnreadableFormat
from retrieval.formats.baked import badge_text, is_jwt
from retrieval.formats.issuer_keys import IssuerKey
from retrieval.formats.linked_json import (
    Node,
    id_of,
    name_of,
    nodes_of,
    read_json,
    types_of,
)
from retrieval.formats.signatures import (
    Proof,
    proof_of_document,
    proof_of_text,
    take_apart,
)
from retrieval.formats.status_lists import Standing, StatusList, standing_of

_BADGES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
_OTHERS = {
    "ClrCredential": "This is a learner record with badges in it; hand in one badge alone.",
    "EndorsementCredential": "This is an endorsement of somebody's badge, not a badge.",
    "VerifiablePresentation": "This is a presentation of badges; hand in the badge alone.",
    "Achievement": "This describes what can be earned; hand in the badge that you were given.",
    "BadgeClass": "This describes what can be earned; hand in the badge that you were given.",
}


@dataclass(frozen=True, slots=True)
class EarnedBadge:
    """What a badge says of itself; empty where it says nothing, and believed only as proven."""

    id: str
    achievement_id: str
    achievement: str  # its name
    issuer_id: str
    issuer: str  # the issuer's name
    recipient: str  # to whom, as far as it is said in plain words
    issued_at: datetime | None
    expires_at: datetime | None
    proof: Proof
    standing: Standing


def read_earned(
    data: bytes, keys: Sequence[IssuerKey] = (), lists: Sequence[StatusList] = ()
) -> EarnedBadge:
    """The Open Badge (3.0 or 2.0) in a JSON, JWT, PNG or SVG file; raises UnreadableFormat."""
    text = badge_text(data)
    if not is_jwt(text):
        document = read_json(text)
        if isinstance(document, list) and len(document) == 1:
            document = document[0]
        if not isinstance(document, dict):
            raise UnreadableFormat("The file holds several things; hand in one badge alone.")
        issuer_id = id_of(_issuer(document))
        return _badge(document, proof_of_document(document, issuer_id, keys), lists)
    signed = take_apart(text)
    document = _credential_in(signed.payload)
    proof = proof_of_text(signed, id_of(_issuer(document)), keys)
    return _badge(document, proof, lists)


def _credential_in(payload: Node) -> dict[str, Any]:
    """The credential of a JWT, with what the older data model says by the JWT's own claims."""
    inner = payload.get("vc")
    document = dict(inner) if isinstance(inner, Mapping) else dict(payload)
    for claim, key in (("nbf", "issuanceDate"), ("exp", "expirationDate")):
        seconds = payload.get(claim)
        if isinstance(seconds, int | float) and not isinstance(seconds, bool):
            document.setdefault(key, _moment_of(seconds, claim))
    document.setdefault("issuer", payload.get("iss"))
    document.setdefault("id", payload.get("jti"))
    return document


def _badge(document: Node, proof: Proof, lists: Sequence[StatusList]) -> EarnedBadge:
    kinds = types_of(document)
    for kind, said in _OTHERS.items():
        if kind in kinds:
            raise UnreadableFormat(said)
    if "Assertion" in kinds:
        return _second(document, proof, lists)
    if not kinds & _BADGES:
        named = ", ".join(sorted(kinds))[:100] or "nothing"
        raise UnreadableFormat(f"The file is no Open Badge (its type is {named}); expected one.")
    issuer = document.get("issuer")
    if not (id_of(issuer) or name_of(issuer)):
        raise UnreadableFormat("The badge does not say who issued it, so it shows nothing.")
    subject = next(nodes_of(document.get("credentialSubject")), {})
    achievement = next(nodes_of(subject.get("achievement")), {})
    return EarnedBadge(
        id=id_of(document),
        achievement_id=id_of(achievement or subject.get("achievement")),
        achievement=name_of(achievement) or name_of(document),
        issuer_id=id_of(issuer),
        issuer=name_of(issuer),
        recipient=_recipient(subject),
        issued_at=_moment(document, "validFrom", "issuanceDate", "awardedDate"),
        expires_at=_moment(document, "validUntil", "expirationDate"),
        proof=proof,
        standing=standing_of(document, lists),
    )


def _second(document: Node, proof: Proof, lists: Sequence[StatusList]) -> EarnedBadge:
    """An assertion of Open Badges 2.0, whose parts may stand elsewhere under their addresses."""
    badge, issuer = document.get("badge"), _issuer(document)
    hosted = not is_signed_kind(document.get("verification", document.get("verify")))
    if hosted and proof.state == "not_checked":
        proof = Proof(
            "not_checked", "It is proven at its own web address, which is never opened from here."
        )
    return EarnedBadge(
        id=id_of(document),
        achievement_id=id_of(badge),
        achievement=name_of(badge),
        issuer_id=id_of(issuer),
        issuer=name_of(issuer),
        recipient=_identity(next(nodes_of(document.get("recipient")), {}), "identity"),
        issued_at=_moment(document, "issuedOn"),
        expires_at=_moment(document, "expires"),
        proof=proof,
        standing=standing_of(document, lists),
    )


def is_signed_kind(verification: Any) -> bool:
    """Whether a badge of the second version is proven by a signature, not by its web address."""
    return bool({kind.lower() for kind in types_of(verification)} & {"signed", "signedbadge"})


def _issuer(document: Node) -> Any:
    badge = document.get("badge")
    return badge.get("issuer") if isinstance(badge, Mapping) else document.get("issuer")


def _recipient(subject: Node) -> str:
    said = (_identity(one, "identityHash") for one in nodes_of(subject.get("identifier")))
    return next((one for one in said if one), "") or name_of(subject) or id_of(subject)


def _identity(node: Node, key: str) -> str:
    """An address in plain words; a digest of one tells nothing to a reader."""
    if not node or not name_of(node, key):
        return ""
    hashed = node.get("hashed") is not False and "$" in name_of(node, key)
    return "somebody whose address it gives only as a digest" if hashed else name_of(node, key)


def _moment(document: Node, *keys: str) -> datetime | None:
    for key in keys:
        written = name_of(document, key)
        if written:
            try:
                moment = datetime.fromisoformat(written)
                return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
            except (ValueError, OverflowError) as error:
                raise UnreadableFormat(
                    f"The badge's {key} is {written[:40]!r}, which is no date."
                ) from error
    return None


def _moment_of(seconds: float, claim: str) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise UnreadableFormat(f"The JWT's {claim} is no moment in time.") from error
