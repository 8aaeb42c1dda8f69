"""`/recommendations`: credentials for a goal."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from assistant.help_log import OFFLINE
from assistant.llm.usage import Meter, metered
from assistant.own_words import earlier_work
from integrations.web.deps import CurrentPerson, TheServices, TheWeb
from integrations.web.schemas import RecommendationBody

router = APIRouter(tags=["recommendations"])


@router.post("/recommendations")
def recommend(
    person: CurrentPerson, services: TheServices, web: TheWeb, body: RecommendationBody
) -> dict[str, Any]:
    """Credentials for a goal, best first; none, and a message that says so, when nothing fits."""
    profile = body.profile.profile() if body.profile else person.profile
    shelf = services.library.shelf()
    earlier = earlier_work(
        services.self_checks.list(person), services.earned.of(person), shelf.credentials
    )
    meter = Meter()
    with metered(meter):
        found = services.recommender.recommend(
            body.goal, profile, body.limit, body.exclude, earlier=earlier
        )
    through = services.model if meter.used.calls and not found.warnings else None
    services.help_log.note(person, "recommended", engine=through.name if through else OFFLINE)
    if found.warnings:
        web.metrics.fallbacks.labels("recommendations").inc()
    return found.as_json()
