"""`/evidence-matches`: which credentials' rubrics a text that exists already speaks to."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from integrations.web.bodies import evidence_given
from integrations.web.deps import CurrentPerson, TheServices
from integrations.web.schemas import EvidenceBody
from retrieval.documents import Document

router = APIRouter(tags=["evidence"])

TheEvidence = Annotated[list[Document], Depends(evidence_given)]
_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": EvidenceBody.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"files": _FILES, "text": {"type": "string"}},
                }
            },
        },
    }
}


@router.post("/evidence-matches", openapi_extra=BODY)
def match_evidence(
    person: CurrentPerson, services: TheServices, documents: TheEvidence
) -> dict[str, Any]:
    """Credentials that these files speak to, most first, with the passages; nothing is kept."""
    return services.evidence_matcher.match(documents, own_names=(person.name,)).as_json()
