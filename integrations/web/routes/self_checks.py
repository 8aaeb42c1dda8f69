"""`/self-checks`: pre-submission feedback on files or on one of the person's drafts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from assistant.attachments import MEDIA_TYPES, FormatName
from assistant.evidence_map.formats import map_file
from assistant.evidence_map.map import evidence_map
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
    return shapes.self_check_json(checked(services, web.metrics, person, asked), own=True)


@router.get("/self-checks")
def list_self_checks(person: CurrentPerson, services: TheServices) -> dict[str, Any]:
    """The person's self-checks, the latest first."""
    return shapes.listed([_line(kept) for kept in services.self_checks.list(person)])


@router.get("/self-checks/{self_check_id}")
def get_self_check(
    person: CurrentPerson, services: TheServices, self_check_id: ThingId
) -> dict[str, Any]:
    """A self-check that was kept: the person's own, or one that is shown to her."""
    kept = services.self_checks.get(person, self_check_id)
    return shapes.self_check_json(kept, own=kept.person_id == person.id)


@router.get(
    "/self-checks/{self_check_id}/evidence-map",
    response_class=Response,
    responses={200: {"content": {kind.partition(";")[0]: {} for kind in MEDIA_TYPES.values()}}},
)
def get_evidence_map(
    person: CurrentPerson,
    services: TheServices,
    self_check_id: ThingId,
    file_format: Annotated[FormatName, Query(alias="format")] = "json",
) -> Response:
    """Which passage speaks to which row, as a file; for whoever may see the self-check."""
    kept = services.self_checks.get(person, self_check_id)
    made = evidence_map(
        kept.report,
        services.library.shelf().credentials.get(kept.credential_id),
        checked_at=kept.created_at,
        from_workspace=kept.draft_id is not None,
    )
    file = map_file(made, file_format)
    offered = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.data, media_type=file.media_type, headers=offered)


def _line(kept: SelfCheck) -> dict[str, Any]:
    body = shapes.self_check_json(kept)
    keys = ("id", "credential_id", "draft_id", "draft_version", "readiness", "would_fail_today")
    return {**{key: body[key] for key in keys}, "created_at": body["created_at"]}
