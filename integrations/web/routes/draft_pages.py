"""`/drafts/{id}`: the workspace, where a draft is written and checked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.conversation import Upload
from assistant.errors import BadInput
from assistant.people import Person
from assistant.store.records import SelfCheck
from integrations.web import views, workspace
from integrations.web.checking import Asked, checked
from integrations.web.comparing import since_view
from integrations.web.deps import PagePerson, TheServices, TheVisitor, TheWeb
from integrations.web.handed_in import name_of, read_upload
from integrations.web.rendering import page
from integrations.web.schemas import LARGEST_NUMBER, ThingId

router = APIRouter()

FRAGMENT_HEADER = "x-fragment"


@router.get("/drafts/{draft_id}")
def draft_page(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    draft_id: ThingId,
) -> Response:
    """A pane for each part, and beside them what the last check found."""
    draft = services.drafts.get(person, draft_id)
    credential = services.library.shelf().credentials.get(draft.credential_id)
    own = draft.person_id == person.id
    check = workspace.latest_check(services, person, draft) if own else None
    return page(
        request,
        visitor,
        "draft.html",
        draft=draft,
        credential=credential,
        panes=workspace.panes(draft, credential),
        own=own,
        check=check,
        since=since_view(check, person, credential) if check else None,
        report_view=views.report_view,
        sharing=workspace.sharing(services, person, draft) if own else None,
    )


@router.post("/drafts/{draft_id}/parts/{part_id}")
def save_part(
    person: PagePerson,
    services: TheServices,
    draft_id: ThingId,
    part_id: ThingId,
    text: Annotated[str, Form()] = "",
    if_version: Annotated[int | None, Form(ge=0, le=LARGEST_NUMBER)] = None,
) -> Response:
    """Keeps a part, for a browser without scripts."""
    kept = text.replace("\r\n", "\n")  # forms send CR LF
    services.drafts.put_part(person, draft_id, part_id, kept, if_version)
    return RedirectResponse(f"/drafts/{draft_id}#part-{part_id}", 303)


@router.post("/drafts/{draft_id}/parts/{part_id}/upload")
def upload_part(
    person: PagePerson,
    services: TheServices,
    draft_id: ThingId,
    part_id: ThingId,
    file: UploadFile,
) -> Response:
    """Puts a file's text at the end of a part; nothing that is there is overwritten."""
    document = read_upload(Upload(name_of(file.filename), file.file.read()))
    if document.kind == "unread":
        raise BadInput(f"{document.name} holds no words that can be put here: {document.note}.")
    workspace.append(services, person, draft_id, part_id, document.text)
    return RedirectResponse(f"/drafts/{draft_id}#part-{part_id}", 303)


@router.post("/drafts/{draft_id}/check")
def check_draft(
    request: Request, web: TheWeb, person: PagePerson, services: TheServices, draft_id: ThingId
) -> Response:
    """Checks the draft as it is kept; gives the findings alone to a script that asks for them."""
    kept = checked(services, web.metrics, person, Asked(draft_id=draft_id))
    if request.headers.get(FRAGMENT_HEADER):
        return HTMLResponse(_findings(web, services, person, kept))
    return RedirectResponse(f"/drafts/{draft_id}#findings", 303)


@router.post("/drafts/{draft_id}/share")
def share_draft(
    person: PagePerson,
    services: TheServices,
    draft_id: ThingId,
    cohort_id: Annotated[str, Form(max_length=200)],
) -> Response:
    """Shows the draft to the coach of a cohort."""
    services.shares.share(person, "draft", draft_id, cohort_id)
    return RedirectResponse(f"/drafts/{draft_id}#sharing", 303)


@router.get("/self-checks/{self_check_id}")
def self_check_page(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    self_check_id: ThingId,
) -> Response:
    """A self-check that was kept: the person's own, or one that is shown to her."""
    kept = services.self_checks.get(person, self_check_id)
    credential = services.library.shelf().credentials.get(kept.credential_id)
    return page(
        request,
        visitor,
        "self_check.html",
        kept=kept,
        credential=credential,
        report=views.report_view(kept.report, credential),
        own=kept.person_id == person.id,
        since=since_view(kept, person, credential),
    )


def _findings(web: TheWeb, services: TheServices, person: Person, kept: SelfCheck) -> str:
    credential = services.library.shelf().credentials.get(kept.credential_id)
    report = views.report_view(kept.report, credential)
    findings = web.pages.html("findings.html", report=report, kept=kept, stale=False)
    since = since_view(kept, person, credential)
    return findings + web.pages.html("since.html", since=since) if since else findings
