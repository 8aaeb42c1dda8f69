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
from integrations.web.schemas import Plain, ThingId

router = APIRouter()

Line = Annotated[str, Form(max_length=200), Plain]


@router.get("/settings")
def settings_page(
    request: Request, visitor: TheVisitor, person: PagePerson, services: TheServices
) -> Response:
    """Profile, what is shared, who looked, export and erasure."""
    drafts = {draft.id: draft.credential_id for draft in services.drafts.list(person)}
    ways_in, token = services.ways_in.of(person), _session(request)
    return page(
        request,
        visitor,
        "settings.html",
        looks=services.shares.looks(person)[:100],
        shares=services.shares.of(person),
        cohort_names={c.id: c.name for c in services.cohorts.of(person).joined},
        drafts=drafts,
        ways_in=ways_in,
        this_way=next((w.id for w in ways_in if services.ways_in.is_this(w, token)), ""),
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


@router.post("/settings/ways-in/end-others")
def end_other_sessions(request: Request, person: PagePerson, services: TheServices) -> Response:
    """Signs the person out in every browser but this one."""
    services.ways_in.end_others(person, _session(request))
    return RedirectResponse("/settings#ways-in", 303)


@router.post("/settings/ways-in/{way_id}/end")
def end_way_in(person: PagePerson, services: TheServices, way_id: ThingId) -> Response:
    """Ends one of the person's sessions, or withdraws one of her tokens."""
    services.ways_in.end(person, way_id)
    return RedirectResponse("/settings#ways-in", 303)


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


def _session(request: Request) -> str:
    return request.cookies.get(SESSION_COOKIE, "")


def _email(person: Person) -> str:
    if person.email is None:
        raise BadInput("This account came from Slack and has no address yet; ask your admin.")
    return person.email
