"""`/me`, `/me/plan`, `/me/looks` and `/pursuits`: a person and what she is after."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from assistant.pursuits import UNCHANGED
from integrations.web import shapes
from integrations.web.deps import CurrentPerson, TheServices
from integrations.web.schemas import MeChange, PursuitBody, PursuitChange, ThingId

router = APIRouter(tags=["me"])


@router.get("/me")
def get_me(person: CurrentPerson) -> dict[str, Any]:
    """Who is signed in."""
    return shapes.person_json(person)


@router.patch("/me")
def change_me(person: CurrentPerson, services: TheServices, body: MeChange) -> dict[str, Any]:
    """Keeps what the person says about herself."""
    profile = body.profile.profile() if body.profile else None
    changed = services.accounts.change(
        person, name=body.name, profile=profile, time_zone=body.time_zone
    )
    return shapes.person_json(changed)


@router.get("/me/plan")
def get_plan(person: CurrentPerson, services: TheServices) -> dict[str, Any]:
    """What the person is after, week by week, and the stacks that it counts toward."""
    return shapes.plan_json(services.plans.of(person), services.library.shelf())


@router.get("/me/looks")
def list_looks(person: CurrentPerson, services: TheServices) -> dict[str, Any]:
    """Who looked at what of this person, the latest first."""
    return shapes.listed([shapes.look_json(look) for look in services.shares.looks(person)])


@router.post("/pursuits", status_code=201)
def start_pursuit(
    person: CurrentPerson, services: TheServices, body: PursuitBody
) -> dict[str, Any]:
    """Begins to pursue a credential; one that is pursued already is given again."""
    pursuit = services.pursuits.start(person, body.credential_id, body.target_date)
    return shapes.pursuit_json(pursuit, services.library.shelf())


@router.patch("/pursuits/{pursuit_id}")
def change_pursuit(
    person: CurrentPerson, services: TheServices, pursuit_id: ThingId, body: PursuitChange
) -> dict[str, Any]:
    """Keeps what is given; a target date of null takes it away."""
    dated = "target_date" in body.model_fields_set
    pursuit = services.pursuits.change(
        person,
        pursuit_id,
        stage=body.stage,
        target_date=body.target_date if dated else UNCHANGED,
        help_wanted=body.help_wanted,
    )
    return shapes.pursuit_json(pursuit, services.library.shelf())
