"""`/plan`: what a person is after, her drafts, and how far she is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import BadInput
from assistant.planning.preferences import Break
from assistant.pursuits import UNCHANGED
from assistant.store.records import STAGES, Pursuit, Return
from integrations.web import shapes, views
from integrations.web.deps import PagePerson, TheServices, TheVisitor
from integrations.web.rendering import page
from integrations.web.schemas import ThingId
from retrieval.catalogue import Credential
from retrieval.search import Shelf

router = APIRouter()


@router.get("/plan")
def plan_page(
    request: Request, visitor: TheVisitor, person: PagePerson, services: TheServices
) -> Response:
    """Weeks, pursuits, drafts and stacks in progress; a page that can be printed."""
    shelf = services.library.shelf()
    drafts = services.drafts.list(person)
    return page(
        request,
        visitor,
        "plan.html",
        plan=shapes.plan_json(services.plans.of(person), shelf),
        drafts=drafts,
        titles=views.titles({draft.credential_id for draft in drafts}, shelf),
        stages=STAGES,
        returns=_by_pursuit(services.returns.of(person)),
        earned=services.earned.of(person),
    )


@router.get("/plan/print")
def plan_to_print(
    request: Request, visitor: TheVisitor, person: PagePerson, services: TheServices
) -> Response:
    """The plan for paper: weeks, dates, what to collect and the prompts; no forms, no links out."""
    shelf = services.library.shelf()
    plan = services.plans.of(person)
    return page(
        request,
        visitor,
        "plan_print.html",
        plan=shapes.plan_json(plan, shelf),
        prompts=_prompts_of(plan.pursuits, shelf),
        today=plan.today,
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


@router.post("/plan/preferences")
def change_preferences(
    person: PagePerson,
    services: TheServices,
    hours_a_week: Annotated[str, Form(max_length=200)] = "",
    target_date: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Keeps hours and target as the form holds them; an empty field takes one away."""
    services.plans.change(person, hours_a_week=_hours(hours_a_week), target_date=_date(target_date))
    return RedirectResponse("/plan", 303)


@router.post("/plan/breaks")
def add_break(
    person: PagePerson,
    services: TheServices,
    first_day: Annotated[str, Form(max_length=200)] = "",
    last_day: Annotated[str, Form(max_length=200)] = "",
    name: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Keeps days without school; without a last day the first is the only one."""
    services.plans.add_break(person, _break(first_day, last_day, name))
    return RedirectResponse("/plan", 303)


@router.post("/plan/breaks/remove")
def remove_break(
    person: PagePerson,
    services: TheServices,
    first_day: Annotated[str, Form(max_length=200)] = "",
    last_day: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Forgets those days."""
    gone = _break(first_day, last_day, "")
    services.plans.drop_break(person, gone.first_day, gone.last_day)
    return RedirectResponse("/plan", 303)


def _by_pursuit(returns: Sequence[Return]) -> dict[str, list[Return]]:
    """What came back on each pursuit, the latest first."""
    found: dict[str, list[Return]] = {}
    for one in returns:
        found.setdefault(one.pursuit_id, []).append(one)
    return found


def _prompts_of(pursuits: Sequence[Pursuit], shelf: Shelf) -> list[Credential]:
    """The credentials that are still to be handed in, in the order of the plan."""
    wanted = [p.credential_id for p in pursuits if p.stage not in ("submitted", "earned")]
    return [shelf.credentials[i] for i in dict.fromkeys(wanted) if i in shelf.credentials]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise BadInput("That is not a date; expected one like 2027-05-31.") from error


def _hours(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", ".")) if text.strip() else None
    except ValueError as error:
        raise BadInput("That is not a number of hours; expected one like 2 or 2.5.") from error


def _break(first_day: str, last_day: str, name: str) -> Break:
    first = _date(first_day)
    if first is None:
        raise BadInput("Give the first day without school.")
    return Break(first, _date(last_day) or first, name)
