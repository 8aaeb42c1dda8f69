"""Credentials -> Open Badges 3.0 achievements; ids follow from ids, so they stay the same."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from retrieval.catalogue import Credential, Criterion, Level

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)


def achievement_id(credential: Credential) -> str:
    """The id under which a credential's achievement is known: its address, else a lasting urn."""
    return credential.source.url or _urn(credential.id)


def write_achievement(credential: Credential) -> dict[str, Any]:
    """The credential as an Open Badges 3.0 Achievement; levels from low to high, as it asks for."""
    criteria: dict[str, Any] = {"narrative": _narrative(credential)}
    if credential.source.url:
        criteria["id"] = credential.source.url
    body: dict[str, Any] = {
        "@context": list(CONTEXT),
        "id": achievement_id(credential),
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": credential.title,
        "description": credential.competency,
        "humanCode": credential.id,
        "criteria": criteria,
        "creator": {
            "id": _urn("issuer", credential.issuer),
            "type": ["Profile"],
            "name": credential.issuer,
        },
    }
    if credential.topics:
        body["tag"] = list(credential.topics)
    if credential.rubric:
        body["resultDescription"] = [_result(credential, row) for row in credential.rubric]
    return body


def _result(credential: Credential, row: Criterion) -> dict[str, Any]:
    def level_id(level: Level) -> str:
        return _urn(credential.id, row.id, level.name)

    return {
        "id": _urn(credential.id, row.id),
        "type": ["ResultDescription"],
        "name": row.title,
        "resultType": "RubricCriterionLevel",
        "requiredLevel": level_id(row.target),
        "rubricCriterionLevel": [
            {
                "id": level_id(level),
                "type": ["RubricCriterionLevel"],
                "name": level.name,
                **({"description": level.descriptor} if level.descriptor else {}),
            }
            for level in reversed(row.levels)
        ],
    }


def _narrative(credential: Credential) -> str:
    """What is done and handed in for it, as Markdown: the only place an achievement has for it."""
    parts = [credential.key_method] if credential.key_method else []
    for step in credential.method_components:
        parts.append(f"- {step.title}{': ' if step.text else ''}{step.text}")
    for part in credential.submission:
        asked = "\n".join(f"- {prompt.text}" for prompt in part.prompts)
        parts.append(f"## {part.title}\n\n{asked}".strip())
    return "\n\n".join(parts) or credential.competency


def _urn(*names: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '/'.join(('credcoach', *names)))}"
