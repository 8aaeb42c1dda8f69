"""`/plan`: what a person is after, her drafts, and how far she is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import BadInput
from assistant.pursuits import UNCHANGED, Unchanged
from assistant.store.records import STAGES, Return
from integrations.web import shapes, views
from integrations.web.deps import PagePerson, TheServices, TheVisitor
from integrations.web.rendering import page
from integrations.web.schemas import ThingId

router = APIRouter()


@router.get("/plan")
def plan_page(
    request: Request, visitor: TheVisitor, person: PagePerson, services: TheServices
) -> Response:
    """Pursuits, drafts and stacks in progress."""
    shelf = services.library.shelf()
    drafts = services.drafts.list(person)
    return page(
        request,
        visitor,
        "plan.html",
        plan=shapes.plan_json(services.pursuits.of(person), shelf),
        drafts=drafts,
        titles=views.titles({draft.credential_id for draft in drafts}, shelf),
        stages=STAGES,
        returns=_by_pursuit(services.returns.of(person)),
    )


@router.post("/pursuits/{pursuit_id}")
def change_pursuit(
    person: PagePerson,
    services: TheServices,
    pursuit_id: ThingId,
    stage: Annotated[str | None, Form(max_length=200)] = None,
    target_date: Annotated[str | None, Form(max_length=200)] = None,
    help_wanted: Annotated[bool | None, Form()] = None,
) -> Response:
    """Keeps what the form holds; an empty date takes the date away."""
    services.pursuits.change(
        person,
        pursuit_id,
        stage=stage,
        target_date=UNCHANGED if target_date is None else _date(target_date),
        help_wanted=help_wanted,
    )
    return RedirectResponse("/plan", 303)


def _by_pursuit(returns: Sequence[Return]) -> dict[str, list[Return]]:
    """What came back on each pursuit, the latest first."""
    found: dict[str, list[Return]] = {}
    for one in returns:
        found.setdefault(one.pursuit_id, []).append(one)
    return found


def _date(text: str) -> date | None | Unchanged:
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError as error:
        raise BadInput("That is not a date; expected one like 2027-05-31.") from error
