"""`/credentials` and `/stacks`: the catalogue as pages."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.questions import Answered
from integrations.services import Services
from integrations.web import views
from integrations.web.browsing import PAGE, found, page_of
from integrations.web.deps import PagePerson, TheServices, TheVisitor
from integrations.web.rendering import page
from integrations.web.routes.catalogue import TheFilters
from integrations.web.schemas import ThingId, Wanted
from retrieval.audit import audit_credential
from retrieval.search import Shelf

router = APIRouter()


@router.get("/credentials")
def credentials_page(
    request: Request,
    visitor: TheVisitor,
    _person: PagePerson,
    services: TheServices,
    filters: TheFilters,
    q: Wanted = None,
    cursor: Wanted = None,
) -> Response:
    """Search and filters; a plain form, so that it works without scripts."""
    everything = found(services.library, q, filters)
    some, following = page_of(everything, PAGE, cursor)
    asked = {k: v for k, v in {"q": q, **asdict(filters)}.items() if v}
    return page(
        request,
        visitor,
        "credentials.html",
        credentials=some,
        total=len(everything),
        asked=asked,
        more=urlencode({**asked, "cursor": following}) if following else "",
        choices=_choices(services.library.shelf()),
        later=bool(cursor),
    )


@router.get("/credentials/{credential_id}")
def credential_page(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    credential_id: ThingId,
    question: Wanted = None,
) -> Response:
    """One credential: what it is, what is handed in, how it is judged, what it is worth.

    With a `question`, what its text says to it.
    """
    credential = services.library.credential(credential_id)
    shelf = services.library.shelf()
    mine = [p for p in services.pursuits.of(person) if p.credential_id == credential_id]
    return page(
        request,
        visitor,
        "credential.html",
        credential=credential,
        facts=views.facts(credential, person),
        stacks=shelf.stacks_of(credential_id),
        titles=views.titles(credential.prerequisites, shelf),
        pursuit=mine[-1] if mine else None,
        drafts=[d for d in services.drafts.list(person) if d.credential_id == credential_id],
        word_rule=views.word_rule,
        audit=audit_credential(credential),
        answered=_answered(services, credential_id, question),
    )


def _answered(services: Services, credential_id: str, question: str | None) -> Answered | None:
    """What the credential's text says; None where nothing is asked."""
    if not question or not question.strip():
        return None
    return services.questions.ask(credential_id, question)


@router.get("/stacks/{stack_id}")
def stack_page(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    stack_id: ThingId,
) -> Response:
    """A stack and how far the person is in it."""
    stack = services.library.stack(stack_id)
    return page(
        request,
        visitor,
        "stack.html",
        stack=stack,
        progress=services.plans.stack(person, stack),
        known=services.library.shelf().credentials,
        stages={p.credential_id: p.stage for p in services.pursuits.of(person)},
    )


@router.post("/credentials/{credential_id}/start")
def start(person: PagePerson, services: TheServices, credential_id: ThingId) -> Response:
    """Puts the credential into the person's plan."""
    services.pursuits.start(person, credential_id)
    return RedirectResponse("/plan", 303)


@router.post("/credentials/{credential_id}/draft")
def write(person: PagePerson, services: TheServices, credential_id: ThingId) -> Response:
    """A new draft for the credential."""
    draft = services.drafts.create(person, credential_id)
    return RedirectResponse(f"/drafts/{draft.id}", 303)


def _choices(shelf: Shelf) -> dict[str, list[str]]:
    """What can be chosen in each filter: what the catalogue itself names."""
    known = shelf.credentials.values()
    states = {w.state for c in known for w in c.counts_for if w.state}
    return {
        "subject": sorted({s for c in known for s in c.subjects}, key=str.casefold),
        "role": sorted({r for c in known for r in c.roles}, key=str.casefold),
        "state": sorted(states),
    }
