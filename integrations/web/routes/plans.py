"""`/me/plan.ics` and `/me/plan/preferences`: a person's own weeks, and what they keep to."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from assistant.planning.preferences import Break
from assistant.pursuits import UNCHANGED
from integrations.web import shapes
from integrations.web.deps import CurrentPerson, TheServices
from integrations.web.schemas import PlanPreferencesBody

router = APIRouter(tags=["me"])
CALENDAR = "credcoach-plan.ics"


@router.get("/me/plan.ics", response_class=Response)
def get_calendar(person: CurrentPerson, services: TheServices) -> Response:
    """The person's weeks as an iCalendar file, an all-day event for each."""
    return Response(
        services.plans.calendar(person),
        media_type="text/calendar",
        headers={"Content-Disposition": f'attachment; filename="{CALENDAR}"'},
    )


@router.put("/me/plan/preferences")
def keep_preferences(
    person: CurrentPerson, services: TheServices, body: PlanPreferencesBody
) -> dict[str, Any]:
    """Keeps what is given, and gives the plan as it is then."""
    given = body.model_fields_set
    breaks = [Break(one.first_day, one.last_day, one.name) for one in body.breaks]
    services.plans.change(
        person,
        hours_a_week=body.hours_a_week if "hours_a_week" in given else UNCHANGED,
        target_date=body.target_date if "target_date" in given else UNCHANGED,
        breaks=breaks if "breaks" in given else UNCHANGED,
    )
    return shapes.plan_json(services.plans.of(person), services.library.shelf())
