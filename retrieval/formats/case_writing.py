"""Credentials -> one CASE package: a CFItem for each competency, a CFRubric for each rubric."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from retrieval.catalogue import Credential, Criterion
from retrieval.errors import UnreadableFormat
from retrieval.formats.imported import Exported


def write_case(credentials: Sequence[Credential]) -> Exported:
    """A bare CASE package; identifiers follow from ids, so a later export replaces an earlier one.

    Raises UnreadableFormat for a credential without a rubric.
    """
    if bare := [credential.id for credential in credentials if not credential.rubric]:
        raise UnreadableFormat(f"{bare[0]} has no rubric, which is what CASE takes; leave it out.")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    issuers = "; ".join(dict.fromkeys(credential.issuer for credential in credentials))
    ids = ",".join(credential.id for credential in credentials)
    title = credentials[0].title if len(credentials) == 1 else "Micro-credentials"
    document = {**_named("document", ids, now), "title": title, "creator": issuers}
    licences = {credential.source.license for credential in credentials}
    if len(licences) == 1 and (licence := licences.pop()):
        document["licenseURI"] = {**_link("license", licence), "title": licence}
    package = {
        "CFDocument": document,
        "CFItems": [
            {
                **_named("item", credential.id, now),
                "fullStatement": credential.competency,
                "abbreviatedStatement": credential.title,
            }
            for credential in credentials
        ],
        "CFAssociations": [],
        "CFRubrics": [_rubric(credential, now) for credential in credentials],
    }
    told = [line for credential in credentials for line in _left_behind(credential)]
    if len(licences) > 1:
        told.append("The credentials have different licenses, so none is carried.")
    data = json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n"
    return Exported(data, tuple(told))


def _link(kind: str, key: str) -> dict[str, Any]:
    identifier = str(uuid5(NAMESPACE_URL, f"credcoach:{kind}:{key}"))
    return {"identifier": identifier, "uri": f"urn:uuid:{identifier}"}


def _named(kind: str, key: str, now: str) -> dict[str, Any]:
    return {**_link(kind, key), "lastChangeDateTime": now}


def _rubric(credential: Credential, now: str) -> dict[str, Any]:
    named = _named("rubric", credential.id, now)
    if credential.source.url:
        named["uri"] = credential.source.url
    item = {**_link("item", credential.id), "title": credential.title}
    rows = []
    for position, row in enumerate(credential.rubric, 1):
        key = f"{credential.id}:{row.id}"
        rows.append(
            {
                **_named("criterion", key, now),
                "description": row.title,
                "CFItemURI": item,
                "position": position,
                "rubricId": named["identifier"],
                "CFRubricCriterionLevels": _levels(row, key, now),
            }
        )
    return {**named, "title": credential.title, "CFRubricCriteria": rows}


def _levels(row: Criterion, key: str, now: str) -> list[dict[str, Any]]:
    owner = _link("criterion", key)["identifier"]
    return [
        {
            **_named("level", f"{key}:{i}", now),
            "quality": level.name,
            "description": level.descriptor,
            "score": len(row.levels) - 1 - i,
            "position": i + 1,
            "rubricCriterionId": owner,
        }
        for i, level in enumerate(row.levels)
    ]


def _left_behind(credential: Credential) -> list[str]:
    told = [
        f"{credential.id}: only the title, competency, rubric and source address are carried.",
        f"{credential.id}: the scores only keep the levels in order; they weigh nothing.",
    ]
    if lower := [row.title for row in credential.rubric if row.levels and row.pass_index]:
        told.append(f"{credential.id}: the pass level is not carried ({'; '.join(lower)}).")
    return told
