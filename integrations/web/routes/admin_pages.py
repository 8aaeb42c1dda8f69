"""`/admin`: the catalogue's size and audit, the people, invitations, and the first steps."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import NotFound
from assistant.people import ROLES, Person
from integrations.services import Services
from integrations.web.deps import PagePerson, TheServices, TheVisitor, TheWeb, Visitor, web_of
from integrations.web.rendering import page
from integrations.web.schemas import Plain, ThingId
from retrieval.audit import audit_credential, weakest_first

router = APIRouter()

Line = Annotated[str, Form(max_length=254), Plain]


@router.get("/admin")
def admin_page(
    request: Request, visitor: TheVisitor, person: PagePerson, services: TheServices
) -> Response:
    """The installation at a glance; for an admin alone."""
    return _page(request, visitor, person, services)


@router.get("/admin/audit")
def audit_page(
    request: Request, visitor: TheVisitor, person: PagePerson, services: TheServices
) -> Response:
    """How rigorous each credential is, the weakest first; for an admin alone."""
    services.accounts.everyone(person)  # raises Forbidden for anybody else
    known = services.library.shelf().credentials.values()
    audits = weakest_first(audit_credential(credential) for credential in known)
    whole = sum(not audit.to_mend for audit in audits)
    return page(request, visitor, "audits.html", audits=audits, whole=whole)


@router.post("/admin/invite")
def invite(
    request: Request,
    web: TheWeb,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    email: Line,
    role: Line,
) -> Response:
    """A link, mailed where mail is set up; else to hand over, and shown this once."""
    token = services.accounts.invite(person, email, role)
    link = web.address(request, f"/link/{token}")
    mailer = services.mailer
    fault = mailer.invite(email.strip(), link, role) if mailer else ""
    return _handed_on(request, visitor, person, services, email, link, fault)


@router.post("/admin/reset")
def reset(
    request: Request,
    web: TheWeb,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    email: Line,
) -> Response:
    """A link with which somebody sets a new password, mailed or shown this once."""
    services.accounts.everyone(person)  # raises Forbidden for anybody else
    token = services.accounts.reset_link(email)
    if token is None:
        raise NotFound(f"There is no account for {email}.")
    link = web.address(request, f"/link/{token}")
    mailer = services.mailer
    fault = mailer.renew(email.strip(), link) if mailer else ""
    return _handed_on(request, visitor, person, services, email, link, fault)


@router.post("/admin/people/{person_id}/role")
def set_role(person: PagePerson, services: TheServices, person_id: ThingId, role: Line) -> Response:
    """Gives somebody another role."""
    services.accounts.set_role(person, person_id, role)
    return RedirectResponse("/admin", 303)


def _handed_on(
    request: Request,
    visitor: Visitor,
    person: Person,
    services: Services,
    email: str,
    link: str,
    fault: str | None,
) -> Response:
    """The page after a link was made: that it was mailed (no fault), or the link itself and why."""
    if fault is None:
        return _page(request, visitor, person, services, link_for=email)
    return _page(request, visitor, person, services, link=link, link_for=email, not_sent=fault)


def _page(
    request: Request,
    visitor: Visitor,
    person: Person,
    services: Services,
    link: str = "",
    link_for: str = "",
    not_sent: str = "",
) -> Response:
    people = services.accounts.everyone(person)
    shelf = services.library.shelf()
    settings = services.settings
    return page(
        request,
        visitor,
        "admin.html",
        people=people,
        roles=ROLES,
        credentials=len(shelf.credentials),
        stacks=len(shelf.stacks),
        model=settings.model or "set" if settings.has_model else None,
        spending=services.budget.standing() if settings.has_model else None,
        slack=settings.slack_bot_token is not None or settings.slack_client_id is not None,
        coaches=sum(p.may_lead for p in people),
        link=link,
        link_for=link_for,
        not_sent=not_sent,
        mail=services.mailer is not None,
        by_school=web_of(request).sign_on is not None,
    )
