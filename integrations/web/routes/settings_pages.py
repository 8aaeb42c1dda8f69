"""`/settings`: what a person says about herself, who looked, and leaving."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import BadInput
from assistant.people import Person, Profile
from integrations.web import views
from integrations.web.deps import SESSION_COOKIE, PagePerson, TheServices, TheVisitor
from integrations.web.rendering import page
from integrations.web.schemas import Plain

router = APIRouter()

Line = Annotated[str, Form(max_length=200), Plain]


@router.get("/settings")
def settings_page(
    request: Request, visitor: TheVisitor, person: PagePerson, services: TheServices
) -> Response:
    """Profile, what is shared, who looked, export and erasure."""
    drafts = {draft.id: draft.credential_id for draft in services.drafts.list(person)}
    return page(
        request,
        visitor,
        "settings.html",
        looks=services.shares.looks(person)[:100],
        shares=services.shares.of(person),
        cohort_names={c.id: c.name for c in services.cohorts.of(person).joined},
        drafts=drafts,
        titles=views.titles(set(drafts.values()), services.library.shelf()),
    )


@router.post("/settings/profile")
def change_profile(
    person: PagePerson,
    services: TheServices,
    name: Line,
    grade: Line = "",
    subject: Line = "",
    role: Line = "",
    state: Line = "",
) -> Response:
    """Keeps the profile; an empty field means that nothing is said."""
    profile = Profile(grade or None, subject or None, role or None, state or None)
    services.accounts.change(person, name=name, profile=profile)
    return RedirectResponse("/settings?saved=1", 303)


@router.post("/settings/export")
def export(person: PagePerson, services: TheServices) -> Response:
    """Everything kept about the person, as a ZIP."""
    return Response(
        services.accounts.export(_email(person)),
        media_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="credcoach-export.zip"'},
    )


@router.post("/settings/erase")
def erase(person: PagePerson, services: TheServices, confirm: Line = "") -> Response:
    """Removes the person and all that is hers; her address, typed again, is the confirmation."""
    email = _email(person)
    if confirm.strip().lower() != email:
        raise BadInput("Nothing was erased: type your own e-mail address to confirm it.")
    services.accounts.erase(email)
    response = RedirectResponse("/", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response


def _email(person: Person) -> str:
    if person.email is None:
        raise BadInput("This account came from Slack and has no address yet; ask your admin.")
    return person.email
