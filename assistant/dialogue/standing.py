"""How far somebody is: a person's plan and a coach's cohort, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.dialogue.phrases import Phrases
from retrieval.catalogue import Credential

if TYPE_CHECKING:
    from assistant.cohorts import CohortView, Member, Progress
    from assistant.store.records import Pursuit

_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()


def plan_words(
    pursuits: Sequence[Pursuit], credentials: Mapping[str, Credential], say: Phrases
) -> str:
    """A line on each pursuit."""
    lines = [say("plan_intro")]
    for pursuit in pursuits:
        line = say(
            "plan_line",
            title=_title(pursuit, credentials),
            stage=say(f"stage_{pursuit.stage}"),
            since=_day(pursuit.since.date(), say),
        )
        if pursuit.target_date:
            line += say("plan_until", day=_day(pursuit.target_date, say))
        lines.append(line)
    return "\n".join(lines)


def pursuit_items(
    pursuits: Sequence[Pursuit], credentials: Mapping[str, Credential]
) -> list[dict[str, Any]]:
    """The pursuits as a plan's card holds them."""
    return [
        {
            "credential_id": pursuit.credential_id,
            "title": _title(pursuit, credentials),
            "stage": pursuit.stage,
            "since": pursuit.since.isoformat(),
            "target_date": pursuit.target_date.isoformat() if pursuit.target_date else None,
        }
        for pursuit in pursuits
    ]


def cohort_words(view: CohortView, stuck: Sequence[tuple[Member, Progress]], say: Phrases) -> str:
    """Who asked for help and who has not moved, by name."""
    asked = [m.name for m in view.members if any(p.help_wanted for p in m.pursuits)]
    waiting = dict.fromkeys(member.name for member, _ in stuck)
    lines = [
        say("cohort_size", name=view.name, count=len(view.members)),
        say("cohort_asked", names=", ".join(asked)) if asked else say("cohort_asked_nobody"),
    ]
    if waiting:
        lines.append(say("cohort_stuck", names=", ".join(waiting)))
    return "\n\n".join(lines)


def _title(pursuit: Pursuit, credentials: Mapping[str, Credential]) -> str:
    credential = credentials.get(pursuit.credential_id)
    return credential.title if credential else pursuit.credential_id


def _day(day: date, say: Phrases) -> str:
    if say.language == "es":
        return f"{day.day} de {_MONTHS[day.month - 1]}"
    return f"{day:%B %-d}"
