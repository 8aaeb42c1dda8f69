"""`/shares`: what a person shows her coach."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from integrations.web import shapes
from integrations.web.deps import CurrentPerson, TheServices
from integrations.web.schemas import ShareBody, ThingId

router = APIRouter(tags=["shares"])


@router.post("/shares", status_code=201)
def share(person: CurrentPerson, services: TheServices, body: ShareBody) -> dict[str, Any]:
    """Shows an own draft or self-check to the coach of a cohort, read-only."""
    return shapes.share_json(services.shares.share(person, body.kind, body.id, body.cohort_id))


@router.get("/shares")
def list_shares(person: CurrentPerson, services: TheServices) -> dict[str, Any]:
    """What the person shows now."""
    return shapes.listed([shapes.share_json(share) for share in services.shares.of(person)])


@router.get("/shares/{share_id}")
def open_share(person: CurrentPerson, services: TheServices, share_id: ThingId) -> dict[str, Any]:
    """What is shown, as it stands now; the look is noted for its owner to see."""
    item = services.shares.open_shared(person, share_id)
    known = services.library.shelf().credentials
    draft, check = item.draft, item.self_check
    return {
        **shapes.share_json(item.share),
        "owner": item.owner_name,
        "draft": shapes.draft_json(draft, known.get(draft.credential_id)) if draft else None,
        "self_check": shapes.self_check_json(check) if check else None,
    }


@router.delete("/shares/{share_id}", status_code=204)
def revoke_share(person: CurrentPerson, services: TheServices, share_id: ThingId) -> None:
    """Takes a share back."""
    services.shares.revoke(person, share_id)
