"""`/cohorts`: coaches make and see them, teachers join and leave."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from integrations.web import shapes
from integrations.web.deps import CurrentPerson, TheServices
from integrations.web.schemas import CohortBody, JoinBody, ThingId

router = APIRouter(tags=["cohorts"])


@router.post("/cohorts", status_code=201)
def create_cohort(person: CurrentPerson, services: TheServices, body: CohortBody) -> dict[str, Any]:
    """A new cohort that the person leads; its code is what she gives her teachers."""
    return shapes.cohort_json(services.cohorts.create(person, body.name), leads=True)


@router.get("/cohorts")
def list_cohorts(person: CurrentPerson, services: TheServices) -> dict[str, Any]:
    """The cohorts that the person leads, and those she is in."""
    mine = services.cohorts.of(person)
    led = [shapes.cohort_json(cohort, leads=True) for cohort in mine.led]
    return shapes.listed([*led, *(shapes.cohort_json(c, leads=False) for c in mine.joined)])


@router.get("/cohorts/{cohort_id}")
def get_cohort(person: CurrentPerson, services: TheServices, cohort_id: ThingId) -> dict[str, Any]:
    """What the person may see of a cohort: its coach all members, a member herself alone."""
    return services.cohorts.view(person, cohort_id).as_json()


@router.post("/cohorts/{cohort_id}/join")
def join_cohort(
    person: CurrentPerson, services: TheServices, cohort_id: ThingId, body: JoinBody
) -> dict[str, Any]:
    """Makes the person a member."""
    return shapes.cohort_json(services.cohorts.join(person, cohort_id, body.code), leads=False)


@router.delete("/cohorts/{cohort_id}/membership", status_code=204)
def leave_cohort(person: CurrentPerson, services: TheServices, cohort_id: ThingId) -> None:
    """Ends the membership and takes back all that was shared there."""
    services.cohorts.leave(person, cohort_id)
