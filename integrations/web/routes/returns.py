"""`/pursuits/{id}/returns` and `/returns/{id}`: what assessors wrote, as changes to make."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from integrations.web import shapes
from integrations.web.deps import CurrentPerson, TheServices
from integrations.web.schemas import ReturnBody, ThingId

router = APIRouter(tags=["me"])


@router.post("/pursuits/{pursuit_id}/returns", status_code=201)
def take_in_return(
    person: CurrentPerson, services: TheServices, pursuit_id: ThingId, body: ReturnBody
) -> dict[str, Any]:
    """The changes that the assessor's words ask for; the pursuit is `returned` from now on."""
    return shapes.return_json(services.returns.take_in(person, pursuit_id, body.text))


@router.get("/pursuits/{pursuit_id}/returns")
def list_returns(
    person: CurrentPerson, services: TheServices, pursuit_id: ThingId
) -> dict[str, Any]:
    """What came back on this pursuit, the latest first."""
    found = services.returns.of(person, pursuit_id)
    return shapes.listed([shapes.return_json(kept) for kept in found])


@router.get("/returns/{return_id}")
def get_return(person: CurrentPerson, services: TheServices, return_id: ThingId) -> dict[str, Any]:
    """One of the person's own returns."""
    return shapes.return_json(services.returns.get(person, return_id))
