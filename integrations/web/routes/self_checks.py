"""`/self-checks`: pre-submission feedback on files or on one of the person's drafts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from assistant.store.records import SelfCheck
from integrations.web import shapes
from integrations.web.bodies import self_check_asked
from integrations.web.checking import Asked, checked
from integrations.web.deps import CurrentPerson, TheServices, TheWeb
from integrations.web.schemas import SelfCheckBody, ThingId

router = APIRouter(tags=["self-checks"])

TheAsked = Annotated[Asked, Depends(self_check_asked)]
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": SelfCheckBody.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["credential_id", "files"],
                    "properties": {
                        "credential_id": {"type": "string"},
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                        },
                    },
                }
            },
        },
    }
}


@router.post("/self-checks", openapi_extra=BODY)
def run_self_check(
    person: CurrentPerson, services: TheServices, web: TheWeb, asked: TheAsked
) -> dict[str, Any]:
    """The report on what was handed in; it is kept, and `id` says under which name."""
    return shapes.self_check_json(checked(services, web.metrics, person, asked))


@router.get("/self-checks")
def list_self_checks(person: CurrentPerson, services: TheServices) -> dict[str, Any]:
    """The person's self-checks, the latest first."""
    return shapes.listed([_line(kept) for kept in services.self_checks.list(person)])


@router.get("/self-checks/{self_check_id}")
def get_self_check(
    person: CurrentPerson, services: TheServices, self_check_id: ThingId
) -> dict[str, Any]:
    """A self-check that was kept: the person's own, or one that is shown to her."""
    return shapes.self_check_json(services.self_checks.get(person, self_check_id))


def _line(kept: SelfCheck) -> dict[str, Any]:
    body = shapes.self_check_json(kept)
    keys = ("id", "credential_id", "draft_id", "draft_version", "readiness", "would_fail_today")
    return {**{key: body[key] for key in keys}, "created_at": body["created_at"]}
