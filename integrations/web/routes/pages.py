"""Every page under one roof; each form that changes something must be genuine."""

from __future__ import annotations

from fastapi import APIRouter

from integrations.web.deps import Genuine
from integrations.web.routes import (
    admin_pages,
    catalogue_pages,
    chat_pages,
    cohort_pages,
    draft_pages,
    earned_pages,
    evidence_pages,
    help_log_pages,
    new_password,
    plan_pages,
    replacement_pages,
    return_pages,
    settings_pages,
    sign_in,
    sign_on,
)

router = APIRouter(dependencies=[Genuine])
for noun in (
    chat_pages,
    catalogue_pages,
    draft_pages,
    replacement_pages,
    plan_pages,
    return_pages,
    earned_pages,
    evidence_pages,
    help_log_pages,
    cohort_pages,
    settings_pages,
    admin_pages,
    sign_in,
    sign_on,
    new_password,
):
    router.include_router(noun.router)
