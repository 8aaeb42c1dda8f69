"""`/me/help-log`: what help a person was given, and the statement that she can attach."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from assistant.attachments import MEDIA_TYPES, FormatName
from assistant.disclosure.formats import disclosure_file
from assistant.store.records import HelpGiven
from integrations.web import shapes
from integrations.web.deps import CurrentPerson, TheServices
from integrations.web.schemas import Plain, Wanted

router = APIRouter(tags=["me"])

CredentialId = Annotated[str, Query(max_length=200), Plain]


@router.get("/me/help-log")
def list_help(
    person: CurrentPerson, services: TheServices, credential_id: Wanted = None
) -> dict[str, Any]:
    """The help the person was given, the latest first; hers alone to read."""
    given = services.help_log.of(person, credential_id or None)
    return shapes.listed([help_json(one) for one in given])


@router.get(
    "/me/help-log/disclosure",
    response_class=Response,
    responses={200: {"content": {kind.partition(";")[0]: {} for kind in MEDIA_TYPES.values()}}},
)
def get_disclosure(
    person: CurrentPerson,
    services: TheServices,
    credential_id: CredentialId,
    file_format: Annotated[FormatName, Query(alias="format")] = "md",
) -> Response:
    """The help with one credential as a file for its issuer."""
    made = services.help_log.disclosure(person, services.library.credential(credential_id))
    file = disclosure_file(made, file_format)
    offered = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.data, media_type=file.media_type, headers=offered)


def help_json(one: HelpGiven) -> dict[str, Any]:
    """That help was given."""
    return {
        "id": one.id,
        "at": one.at.isoformat(),
        "kind": one.kind,
        "credential_id": one.credential_id,
        "engine": one.engine,
    }
