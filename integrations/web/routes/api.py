"""`/api/v1`: every noun's routes under one roof."""

from __future__ import annotations

from fastapi import APIRouter

from integrations.web.deps import Genuine
from integrations.web.routes import (
    catalogue,
    chat,
    cohorts,
    drafts,
    earned,
    evidence,
    help_log,
    plans,
    pursuits,
    recommendations,
    returns,
    self_checks,
    shares,
)

router = APIRouter(prefix="/api/v1", dependencies=[Genuine])
for noun in (
    catalogue,
    recommendations,
    evidence,
    self_checks,
    chat,
    drafts,
    plans,
    pursuits,
    earned,
    help_log,
    returns,
    shares,
    cohorts,
):
    router.include_router(noun.router)
