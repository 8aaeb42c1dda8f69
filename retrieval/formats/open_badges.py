"""Open Badges 3.0 achievements, with their rubric: read as credentials, and written as such.

An achievement has no room for a submission, and a catalogue none for a badge's picture or
alignments: what is not carried is said, one sentence each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from retrieval.catalogue import Credential, Source
from retrieval.errors import UnreadableFormat
from retrieval.formats.achievement_rubrics import Told, read_rubric
from retrieval.formats.baked import badge_text, is_jwt
from retrieval.formats.ids import Ids
from retrieval.formats.imported import Imported
from retrieval.formats.linked_json import (
    Node,
    id_of,
    name_of,
    read_json,
    text_of,
    types_of,
)
from retrieval.formats.open_badges_writing import achievement_id, write_achievement
from retrieval.formats.signatures import take_apart

__all__ = ["achievement_id", "read_achievements", "write_achievement"]

MOST_ACHIEVEMENTS = 1_000
_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,127}")  # an id as a catalogue takes it
_ACHIEVEMENTS = frozenset({"Achievement", "BadgeClass"})
_CARRIED = frozenset(
    "@context id type @type name description criteria creator issuer humanCode tag tags"
    " resultDescription".split()
)


def read_achievements(data: bytes) -> Imported:
    """The achievements in a file: bare, in a list, in a badge or in a record of many badges.

    What a credential must have and the file does not say stays empty. Raises UnreadableFormat.
    """
    text = badge_text(data)
    body = take_apart(text).payload if is_jwt(text) else read_json(text)
    found = list(_achievements(body, None, "the file"))
    if not found:
        raise UnreadableFormat(
            "There is no achievement in the file; expected Open Badges JSON with an Achievement, "
            "or a badge in which one is told in full."
        )
    if len(found) > MOST_ACHIEVEMENTS:
        raise UnreadableFormat(
            f"The file has more than {MOST_ACHIEVEMENTS:,} achievements; cut it."
        )
    told: list[str] = []
    ids, seen = Ids("credential"), set()
    credentials = []
    for node, issuer, where in found:
        if id_of(node) and id_of(node) in seen:  # a record of many badges may repeat one
            continue
        seen.add(id_of(node))
        credentials.append(_credential(node, issuer, where, ids, told.append))
    return Imported(tuple(credentials), tuple(told))


def _achievements(body: Any, issuer: Any, where: str) -> Iterator[tuple[Node, Any, str]]:
    """Every achievement with the issuer of the badge it stands in, and where that is."""
    if isinstance(body, list):
        for i, one in enumerate(body):
            yield from _achievements(one, issuer, f"{where}[{i}]")
        return
    if not isinstance(body, dict):
        return
    if types_of(body) & _ACHIEVEMENTS:
        yield body, issuer, where
        return
    if isinstance(body.get("vc"), dict):
        yield from _achievements(body["vc"], issuer or body.get("iss"), "vc")
    issuer = body.get("issuer", issuer)
    for key in ("badge", "achievement", "credentialSubject", "verifiableCredential"):
        if key in body:
            yield from _achievements(
                body[key], issuer, key if where == "the file" else f"{where}.{key}"
            )


def _credential(node: Node, badge_issuer: Any, where: str, ids: Ids, told: Told) -> Credential:
    title = name_of(node)
    named = f'"{title}" in {where}' if title else f"the achievement in {where}"
    code, url = name_of(node, "humanCode"), id_of(node)
    web = url if url.startswith(("http://", "https://")) else None
    creator = node.get("creator", node.get("issuer", badge_issuer))
    if not name_of(creator) and id_of(creator):
        told(f"{named}: its creator is given as the address {id_of(creator)} only, without a name.")
    if url and not web:
        told(f"{named}: its id {url} is no web address, so it is not kept.")
    criteria = node.get("criteria")
    narrative = text_of(criteria, "narrative")
    if narrative:
        told(
            f"{named}: its criteria's narrative is kept as the key method; put it where it belongs."
        )
    page = id_of(criteria)
    if page and page != url:
        told(f"{named}: the page of its criteria, {page}, is not carried.")
    left = [
        key for key, value in node.items() if key not in _CARRIED and value not in (None, "", [])
    ]
    if left:
        told(f"{named}: not carried: {', '.join(sorted(left))[:300]}.")
    kept = bool(_CODE.fullmatch(code)) and ids.keep(code)
    if code and not kept:
        told(f"{named}: its code {code} is not carried; the id is made from the title.")
    return Credential(
        id=code if kept else ids.of(title),
        title=title,
        issuer=name_of(creator),
        competency=text_of(node, "description"),
        key_method=narrative,
        topics=tuple(_tags(node)),
        rubric=read_rubric(node, named, told),
        source=Source(url=web),
    )


def _tags(node: Node) -> Iterator[str]:
    value = node.get("tag", node.get("tags"))
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            yield name_of({"name": one})
