"""`/credentials` and `/stacks`: the catalogue."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from integrations.web import shapes
from integrations.web.browsing import MOST_PER_PAGE, PAGE, Filters, found, page_of
from integrations.web.deps import CurrentPerson, TheServices
from integrations.web.schemas import Asked, ThingId, Wanted
from retrieval.audit import audit_credential
from retrieval.catalogue import credential_json

router = APIRouter(tags=["catalogue"])


def filters_of(
    grade: Wanted = None, subject: Wanted = None, role: Wanted = None, state: Wanted = None
) -> Filters:
    """The filters of a query string."""
    return Filters(grade, subject, role, state)


TheFilters = Annotated[Filters, Depends(filters_of)]


@router.get("/credentials")
def list_credentials(
    _person: CurrentPerson,
    services: TheServices,
    filters: TheFilters,
    q: Wanted = None,
    limit: Annotated[int, Query(ge=1, le=MOST_PER_PAGE)] = PAGE,
    cursor: Wanted = None,
) -> dict[str, Any]:
    """Credentials that fit the filters; nearest first with `q`, else in the catalogue's order."""
    some, following = page_of(found(services.library, q, filters), limit, cursor)
    shelf = services.library.shelf()
    return shapes.listed([shapes.credential_summary(c, shelf) for c in some], following)


@router.get("/credentials/{credential_id}")
def get_credential(
    _person: CurrentPerson, services: TheServices, credential_id: ThingId
) -> dict[str, Any]:
    """One credential, with the catalogue's own keys."""
    return credential_json(services.library.credential(credential_id))


@router.get("/credentials/{credential_id}/audit")
def get_audit(
    _person: CurrentPerson, services: TheServices, credential_id: ThingId
) -> dict[str, Any]:
    """How rigorous one credential is, line by line, with the words that each line rests on."""
    return shapes.audit_json(audit_credential(services.library.credential(credential_id)))


@router.get("/credentials/{credential_id}/answers")
def get_answers(
    _person: CurrentPerson, services: TheServices, credential_id: ThingId, q: Asked
) -> dict[str, Any]:
    """What a credential's own text and files say to a question: quotes with their places."""
    return services.questions.ask(credential_id, q).as_json()


@router.get("/stacks")
def list_stacks(_person: CurrentPerson, services: TheServices) -> dict[str, Any]:
    """Every stack."""
    return shapes.listed(
        [shapes.stack_json(stack) for stack in services.library.shelf().stacks.values()]
    )


@router.get("/stacks/{stack_id}")
def get_stack(_person: CurrentPerson, services: TheServices, stack_id: ThingId) -> dict[str, Any]:
    """One stack, with the catalogue's own keys."""
    return shapes.stack_json(services.library.stack(stack_id))
