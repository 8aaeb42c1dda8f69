"""`/drafts`: what a person writes, part by part."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from assistant.store.records import Draft
from integrations.services import Services
from integrations.web import shapes
from integrations.web.deps import CurrentPerson, TheServices
from integrations.web.schemas import (
    LARGEST_NUMBER,
    DraftBody,
    DraftPartBody,
    ReplacementBody,
    ThingId,
)

router = APIRouter(tags=["drafts"])


def _json(services: Services, draft: Draft) -> dict[str, Any]:
    return shapes.draft_json(draft, services.library.shelf().credentials.get(draft.credential_id))


@router.post("/drafts", status_code=201)
def create_draft(person: CurrentPerson, services: TheServices, body: DraftBody) -> dict[str, Any]:
    """A new, empty draft for a credential."""
    return _json(services, services.drafts.create(person, body.credential_id))


@router.get("/drafts")
def list_drafts(person: CurrentPerson, services: TheServices) -> dict[str, Any]:
    """The person's drafts, the last changed first."""
    return shapes.listed([_json(services, draft) for draft in services.drafts.list(person)])


@router.get("/drafts/{draft_id}")
def get_draft(person: CurrentPerson, services: TheServices, draft_id: ThingId) -> dict[str, Any]:
    """A draft: the person's own, or one that is shown to her."""
    return _json(services, services.drafts.get(person, draft_id))


@router.put("/drafts/{draft_id}/parts/{part_id}")
def put_part(
    person: CurrentPerson,
    services: TheServices,
    draft_id: ThingId,
    part_id: ThingId,
    body: DraftPartBody,
) -> dict[str, Any]:
    """Keeps a part's text; 409 where another change came after `if_version`."""
    return shapes.kept_part_json(
        services.drafts.put_part(person, draft_id, part_id, body.text, body.if_version)
    )


@router.get("/drafts/{draft_id}/replacements")
def offer_replacement(
    person: CurrentPerson, services: TheServices, draft_id: ThingId
) -> dict[str, Any]:
    """What would be replaced in an own draft, and by what; nothing is changed."""
    return shapes.offer_json(services.replacements.offer(person, draft_id))


@router.post("/drafts/{draft_id}/replacements")
def replace_names(
    person: CurrentPerson, services: TheServices, draft_id: ThingId, body: ReplacementBody
) -> dict[str, Any]:
    """Puts letters for names ("Student A"); 409 where another change came after `if_version`."""
    return shapes.replaced_json(
        services.replacements.replace(person, draft_id, body.if_version, body.leave)
    )


@router.delete("/drafts/{draft_id}/replacements")
def give_names_back(
    person: CurrentPerson,
    services: TheServices,
    draft_id: ThingId,
    if_version: Annotated[int | None, Query(ge=0, le=LARGEST_NUMBER)] = None,
) -> dict[str, Any]:
    """Puts the names again where the letters stand; 409 as for replacing."""
    return shapes.replaced_json(services.replacements.give_back(person, draft_id, if_version))
