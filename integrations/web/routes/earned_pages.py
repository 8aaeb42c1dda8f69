"""`/earned`: a badge handed in on the plan page, and the question which credential it is for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response, UploadFile

from assistant.errors import BadInput
from integrations.web.deps import PagePerson, TheServices, TheVisitor
from integrations.web.handed_in import name_of
from integrations.web.rendering import page
from retrieval.formats.baked import MOST_BYTES, badge_text

router = APIRouter()

# A form field holds a megabyte at most; a badge that is longer is handed in again as a file.
MOST_CARRIED = 500_000  # characters


@router.post("/earned")
def add_earned(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    file: UploadFile | None = None,
    badge: Annotated[str, Form()] = "",
    credential_id: Annotated[str | None, Form(max_length=200)] = None,
) -> Response:
    """Says what became of a badge; where it fits no credential, asks for which it is."""
    name = name_of(file.filename) if file else ""
    data = file.file.read(MOST_BYTES + 1) if file and file.filename else badge.encode()
    if not data.strip():
        raise BadInput("There is no badge yet; choose its file first.")
    added = services.earned.add(person, name, data, credential_id or None)
    text = badge_text(data)
    return page(
        request,
        visitor,
        "earned.html",
        added=added,
        carried=text if added.kept is None and len(text) <= MOST_CARRIED else "",
    )
