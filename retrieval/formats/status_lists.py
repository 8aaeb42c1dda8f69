"""Lists of withdrawn badges, as an issuer gives them out, and whether a badge stands in one."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from retrieval.errors import UnreadableFormat
from retrieval.formats.baked import is_jwt
from retrieval.formats.linked_json import Node, id_of, name_of, nodes_of, read_json, types_of
from retrieval.formats.signatures import take_apart

StandingState = Literal["in_force", "withdrawn", "not_checked"]
MOST_BITS_BYTES = 16_000_000  # of one list unpacked; the usual list has 16 kB
MOST_ENTRIES = 20  # of one badge
_BIT_ENTRIES = ("BitstringStatusListEntry", "StatusList2021Entry")
_PURPOSES = {"revocation": "withdrawn", "suspension": "suspended"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a badge is still in force, as far as that can be told here, in one sentence."""

    state: StandingState
    why: str


@dataclass(frozen=True, slots=True)
class StatusList:
    """A list of withdrawn badges: by bits, each at a badge's number, or by their ids."""

    ids: frozenset[str]  # under which badges may name this list
    purposes: frozenset[str] = frozenset()
    bits: bytes = b""
    withdrawn: Mapping[str, str] = field(default_factory=dict)  # badge id -> reason, may be empty


def read_status_list(data: bytes) -> StatusList:
    """A bitstring list or a list of ids, as JSON or JWT; raises UnreadableFormat.

    The file itself is trusted: whoever runs this installation put it there.
    """
    text = data.decode("utf-8-sig", "replace").strip()
    body = take_apart(text).payload if is_jwt(text) else read_json(data, "The status list")
    if isinstance(body, dict) and isinstance(body.get("vc"), dict):
        body = body["vc"]
    if not isinstance(body, dict):
        raise UnreadableFormat("The file is no list of withdrawn badges.")
    if "revokedCredential" in body or "revokedAssertions" in body:
        return StatusList(frozenset({id_of(body)} - {""}), withdrawn=_named(body))
    subject = next(nodes_of(body.get("credentialSubject")), {})
    encoded = subject.get("encodedList")
    if not isinstance(encoded, str):
        raise UnreadableFormat("The file is no list of withdrawn badges that is known here.")
    ids = frozenset({id_of(body), id_of(subject), id_of(subject).partition("#")[0]} - {""})
    written = subject.get("statusPurpose", "revocation")
    purposes = written if isinstance(written, list) else [written]
    return StatusList(ids, frozenset(str(one).lower() for one in purposes), _unpacked(encoded))


def _named(body: Node) -> dict[str, str]:
    found = {}
    for key in ("revokedCredential", "revokedAssertions"):
        value = body.get(key)
        for one in value if isinstance(value, list) else [value]:
            ended = not isinstance(one, Mapping) or one.get("revoked") is not False
            if (name := id_of(one)) and ended:
                found[name] = name_of(one, "revocationReason")
    return found


def _unpacked(encoded: str) -> bytes:
    # The older kind is bare base64url, which begins with H (gzip); the newer has a u before it.
    packed = encoded[1:] if encoded.startswith("u") else encoded
    try:
        raw = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        unpacking = zlib.decompressobj(wbits=31)  # gzip
        bits = unpacking.decompress(raw, MOST_BITS_BYTES + 1)
    except (ValueError, zlib.error) as error:
        raise UnreadableFormat("The list of withdrawn badges cannot be unpacked.") from error
    if len(bits) > MOST_BITS_BYTES:
        raise UnreadableFormat("The list of withdrawn badges is larger than any that is known.")
    if not unpacking.eof:
        raise UnreadableFormat("The list of withdrawn badges is cut off; ask for it again.")
    return bits


def standing_of(document: Node, lists: Sequence[StatusList]) -> Standing:
    """What the badge itself and the lists on file say; nothing is fetched."""
    if document.get("revoked") is True:
        reason = name_of(document, "revocationReason")
        return _gone("The badge itself says that it was withdrawn", reason)
    entries = list(nodes_of(document.get("credentialStatus")))[:MOST_ENTRIES]
    badge_ids = {id_of(document), name_of(document, "uid")} - {""}
    found = [_by_list(entry, badge_ids, lists) for entry in entries]
    # Older badges name their list in the issuer's profile alone, so every list is looked through.
    for one in lists if not entries else ():
        for badge_id in badge_ids & set(one.withdrawn):
            return _gone("The issuer's list names it as withdrawn", one.withdrawn[badge_id])
    for state in ("withdrawn", "not_checked"):
        for standing in found:
            if standing.state == state:
                return standing
    if found:
        return found[0]
    return Standing("not_checked", "It names no list in which a withdrawal would stand.")


def _by_list(entry: Node, badge_ids: set[str], lists: Sequence[StatusList]) -> Standing:
    by_bits = bool(types_of(entry) & set(_BIT_ENTRIES))
    address = id_of(entry.get("statusListCredential")) if by_bits else id_of(entry)
    for one in lists:
        if not address or address not in one.ids:
            continue
        if not by_bits:
            for badge_id in badge_ids & set(one.withdrawn):
                return _gone("The issuer's list names it as withdrawn", one.withdrawn[badge_id])
            return Standing("in_force", "It is not among the withdrawn ones in the list on file.")
        return _by_bit(entry, one)
    return Standing(
        "not_checked", "Whether it was withdrawn is not known: the issuer's list is not on file."
    )


def _by_bit(entry: Node, one: StatusList) -> Standing:
    purpose = str(entry.get("statusPurpose", "revocation")).lower()
    number = str(entry.get("statusListIndex", ""))
    size = entry.get("statusSize", 1)
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 12 else -1
    if purpose not in _PURPOSES or purpose not in one.purposes or size != 1 or at < 0:
        return Standing("not_checked", "Its entry in the issuer's list cannot be read here.")
    if at >= len(one.bits) * 8:
        return Standing("not_checked", "Its number stands beyond the end of the issuer's list.")
    if one.bits[at // 8] >> (7 - at % 8) & 1:
        return _gone(f"The issuer's list has it as {_PURPOSES[purpose]}", "")
    return Standing("in_force", "It is not among the withdrawn ones in the list on file.")


def _gone(said: str, reason: str) -> Standing:
    return Standing("withdrawn", f"{said} ({reason[:200]})." if reason else f"{said}.")
