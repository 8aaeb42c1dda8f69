"""Records: SQLModel tables, sessions, migrations, and one file of queries a noun.

Services write `from assistant import store` and `store.drafts.find(session, ...)`: a noun's file,
and SQLModel with it, loads when it is first used, so that importing a service stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.store import (
        catalogue,
        cohort_channels,
        cohorts,
        conversations,
        drafts,
        earned_badges,
        help_log,
        identities,
        looks,
        milestones,
        model_use,
        nudges,
        people,
        person_data,
        plan_preferences,
        pseudonyms,
        pursuits,
        returns,
        self_checks,
        shares,
        sign_ins,
        slack,
        slack_messages,
    )
    from assistant.store.session import Store

__all__ = [
    "Store",
    "catalogue",
    "cohort_channels",
    "cohorts",
    "conversations",
    "drafts",
    "earned_badges",
    "help_log",
    "identities",
    "looks",
    "milestones",
    "model_use",
    "nudges",
    "people",
    "person_data",
    "plan_preferences",
    "pseudonyms",
    "pursuits",
    "returns",
    "self_checks",
    "shares",
    "sign_ins",
    "slack",
    "slack_messages",
]


def __getattr__(name: str) -> Any:
    if name == "Store":
        return import_module("assistant.store.session").Store
    if name in __all__:
        return import_module(f"assistant.store.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
