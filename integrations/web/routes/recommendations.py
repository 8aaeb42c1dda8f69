"""`/recommendations`: credentials for a goal."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from integrations.web.deps import CurrentPerson, TheServices, TheWeb
from integrations.web.schemas import RecommendationBody

router = APIRouter(tags=["recommendations"])


@router.post("/recommendations")
def recommend(
    person: CurrentPerson, services: TheServices, web: TheWeb, body: RecommendationBody
) -> dict[str, Any]:
    """Credentials for a goal, best first; none, and a message that says so, when nothing fits."""
    profile = body.profile.profile() if body.profile else person.profile
    found = services.recommender.recommend(body.goal, profile, body.limit, body.exclude)
    if found.warnings:
        web.metrics.fallbacks.labels("recommendations").inc()
    return found.as_json()
