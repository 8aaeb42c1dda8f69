"""`/drafts/{id}/replacements`: which names would become letters, to look at before it is done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from integrations.web.deps import PagePerson, TheServices, TheVisitor
from integrations.web.rendering import page
from integrations.web.schemas import LARGEST_NUMBER, ThingId

router = APIRouter()

Version = Annotated[int | None, Form(ge=0, le=LARGEST_NUMBER)]
Texts = Annotated[list[str], Form()]


@router.get("/drafts/{draft_id}/replacements")
def replacement_page(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    draft_id: ThingId,
) -> Response:
    """Everybody found in an own draft with the letter she would have."""
    offer = services.replacements.offer(person, draft_id)
    draft = services.drafts.get(person, draft_id)
    credential = services.library.shelf().credentials.get(draft.credential_id)
    return page(
        request, visitor, "replacement.html", draft=draft, credential=credential, offer=offer
    )


@router.post("/drafts/{draft_id}/replacements")
def replace_names(
    person: PagePerson,
    services: TheServices,
    draft_id: ThingId,
    offered: Texts = [],  # noqa: B006  # FastAPI copies a default for each request
    replace: Texts = [],  # noqa: B006
    if_version: Version = None,
) -> Response:
    """Replaces those whose box was left ticked."""
    leave = set(offered) - set(replace)
    services.replacements.replace(person, draft_id, if_version, leave)
    return RedirectResponse(f"/drafts/{draft_id}", 303)


@router.post("/drafts/{draft_id}/replacements/undo")
def give_names_back(
    person: PagePerson, services: TheServices, draft_id: ThingId, if_version: Version = None
) -> Response:
    """Puts the names again where the letters stand."""
    services.replacements.give_back(person, draft_id, if_version)
    return RedirectResponse(f"/drafts/{draft_id}", 303)
