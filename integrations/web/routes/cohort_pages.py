"""`/cohorts`: a coach's groups, and the groups a teacher is in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from integrations.web import views
from integrations.web.deps import PagePerson, TheServices, TheVisitor
from integrations.web.rendering import page
from integrations.web.schemas import ThingId

router = APIRouter()


@router.get("/cohorts")
def cohorts_page(
    request: Request, visitor: TheVisitor, person: PagePerson, services: TheServices
) -> Response:
    """Mine; make one; join one."""
    return page(request, visitor, "cohorts.html", mine=services.cohorts.of(person))


@router.post("/cohorts")
def create_cohort(
    person: PagePerson, services: TheServices, name: Annotated[str, Form(max_length=200)]
) -> Response:
    """A new cohort."""
    cohort = services.cohorts.create(person, name)
    return RedirectResponse(f"/cohorts/{cohort.id}", 303)


@router.post("/cohorts/join")
def join_cohort(
    person: PagePerson, services: TheServices, code: Annotated[str, Form(max_length=200)]
) -> Response:
    """Joins the cohort that the code belongs to."""
    cohort = services.cohorts.join(person, None, code)
    return RedirectResponse(f"/cohorts/{cohort.id}", 303)


@router.post("/cohorts/{cohort_id}/leave")
def leave_cohort(person: PagePerson, services: TheServices, cohort_id: ThingId) -> Response:
    """Leaves a cohort."""
    services.cohorts.leave(person, cohort_id)
    return RedirectResponse("/cohorts", 303)


@router.get("/cohorts/{cohort_id}")
def cohort_page(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    cohort_id: ThingId,
) -> Response:
    """What this viewer may see: a coach all members, a member herself alone."""
    view = services.cohorts.view(person, cohort_id)
    ids = {p.credential_id for member in view.members for p in member.pursuits}
    led = {cohort.id: cohort for cohort in services.cohorts.of(person).led}
    return page(
        request,
        visitor,
        "cohort.html",
        view=view,
        cohort=led.get(cohort_id),
        stuck={member.person_id for member, _ in services.cohorts.stuck(view)},
        titles=views.titles(ids, services.library.shelf()),
    )


@router.post("/shares/{share_id}/revoke")
def revoke_share(
    person: PagePerson,
    services: TheServices,
    share_id: ThingId,
    back: Annotated[str, Form(max_length=300)] = "/settings",
) -> Response:
    """Takes a share back."""
    services.shares.revoke(person, share_id)
    return RedirectResponse(back if back.startswith("/drafts/") else "/settings", 303)
