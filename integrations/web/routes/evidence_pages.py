"""`/evidence`: a text that exists, the credentials it speaks to, and keeping it as a draft."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import BadInput
from integrations.web import views, workspace
from integrations.web.deps import PagePerson, TheServices, TheVisitor
from integrations.web.rendering import page
from integrations.web.routes.evidence import TheEvidence
from retrieval.catalogue import Credential

router = APIRouter()

# A form field holds a megabyte at most, and a character takes up to three bytes.
MOST_CARRIED = 300_000  # characters


@router.get("/evidence")
def evidence_page(request: Request, visitor: TheVisitor, _person: PagePerson) -> Response:
    """A place to paste a text or to choose its file."""
    return page(request, visitor, "evidence.html", found=None, carried="")


@router.post("/evidence")
def show_matches(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    documents: TheEvidence,
) -> Response:
    """The credentials that it speaks to; the text is in the page alone, and nowhere kept."""
    found = services.evidence_matcher.match(documents, own_names=(person.name,))
    text = "\n\n".join(one.text for one in documents if one.text.strip())
    return page(
        request,
        visitor,
        "evidence.html",
        found=found,
        carried=text if len(text) <= MOST_CARRIED else "",
        privacy=[
            {"text": one.text, "words": views.PRIVACY_WORDS[one.kind]} for one in found.privacy
        ],
    )


@router.post("/evidence/keep")
def keep_as_draft(
    person: PagePerson,
    services: TheServices,
    credential_id: Annotated[str, Form(max_length=200)],
    text: Annotated[str, Form()] = "",
) -> Response:
    """A new draft of the person's own that begins with this text."""
    kept = text.replace("\r\n", "\n")  # forms send CR LF
    if not kept.strip():
        raise BadInput("There is no text to keep; paste it or choose its file first.")
    credential = services.library.credential(credential_id)
    draft = services.drafts.create(person, credential_id)
    workspace.append(services, person, draft.id, _part_for(credential), kept)
    return RedirectResponse(f"/drafts/{draft.id}", 303)


def _part_for(credential: Credential) -> str:
    """Where evidence goes: the first part that asks for artifacts, else the first there is."""
    artifacts = [part.id for part in credential.submission if part.kind == "artifact"]
    others = [part.id for part in credential.submission]
    return next(iter(artifacts + others), "draft")
