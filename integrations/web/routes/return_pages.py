"""`/returns/{id}`: what came back from the assessor, as the shortest list of changes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from integrations.web import shapes, workspace
from integrations.web.deps import PagePerson, TheServices, TheVisitor
from integrations.web.rendering import page
from integrations.web.schemas import ThingId

router = APIRouter()


@router.post("/pursuits/{pursuit_id}/returns")
def take_in_return(
    person: PagePerson,
    services: TheServices,
    pursuit_id: ThingId,
    text: Annotated[str, Form()] = "",
) -> Response:
    """Keeps what was pasted and shows its changes."""
    kept = services.returns.take_in(person, pursuit_id, text.replace("\r\n", "\n"))
    return RedirectResponse(f"/returns/{kept.id}", 303)


@router.get("/returns/{return_id}")
def return_page(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    return_id: ThingId,
) -> Response:
    """The changes of one return, for the person alone."""
    kept = services.returns.get(person, return_id)
    return page(
        request,
        visitor,
        "returned.html",
        kept=shapes.return_json(kept),
        credential=services.library.shelf().credentials.get(kept.credential_id),
        draft=workspace.draft_for(services, person, kept.credential_id),
    )
