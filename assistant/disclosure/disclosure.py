"""What help was given with one credential, in words that its issuer can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, tzinfo
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from assistant.help_log import OFFLINE
from assistant.store.records import HelpGiven, HelpKind
from retrieval.catalogue import AiPolicy, Credential

TITLE = "Help with this submission"
STATEMENT = (
    "No sentence of this submission was written by Credcoach. It suggests credentials, explains "
    "the rubric, asks questions and points to the writer's own words; asked to write evidence or "
    "a reflection, it declines."
)
COLUMNS = ("Day", "Help", "Times", "By")
NOTHING = "No help with this credential is on record."
NO_ENGINE = "no language model"

HELP_WORDS: Mapping[HelpKind, str] = {
    "recommended": "Suggested or compared credentials",
    "explained_row": "Explained a row of the rubric",
    "answered_question": "Answered a question with the credential's own text",
    "self_check": "Checked a draft against the rubric and quoted it; changed nothing in it",
    "declined_to_write": "Declined to write a part of it, and asked questions instead",
    "plan": "Helped to plan the work",
    "conversation": "Talked about the work: questions and pointers, no text for it",
}
RULES = {
    "allowed": "The issuer allows help from AI.",
    "disclose": "The issuer wants to be told where AI helped.",
    "coaching_only": "The issuer allows AI as a coach: questions and feedback, not writing.",
    "forbidden": "The issuer forbids help from AI.",
}
NO_RULE = "The catalogue states no rule of the issuer on AI, so this is told unasked."


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Help of one kind by one engine on one day."""

    day: date
    help: str
    times: int
    by: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The whole statement; `rule_note` is what the issuer itself says of AI, verbatim."""

    credential_id: str
    credential: str
    issuer: str
    made_at: datetime
    summary: str
    lines: tuple[HelpLine, ...]
    rule: str
    rule_note: str

    @property
    def closing(self) -> str:
        """What the statement rests on, and what it does not cover."""
        return (
            f"Made on {in_words(self.made_at.date())} from Credcoach's log of help, which holds "
            "the kind of help, its time and its engine, and nothing of what was said. Help from "
            "elsewhere is not in it, nor are the search for a credential and what was looked up in "
            "the catalogue."
        )

    def as_json(self) -> dict[str, Any]:
        """JSON types."""
        lines = [{**asdict(line), "day": line.day.isoformat()} for line in self.lines]
        return {
            **asdict(self),
            "made_at": self.made_at.isoformat(),
            "lines": lines,
            "statement": STATEMENT,
            "closing": self.closing,
        }


def disclosure_of(
    given: Sequence[HelpGiven], credential: Credential, now: datetime, time_zone: str | None = None
) -> Disclosure:
    """The statement on help that was all about this credential, days as her clock shows them."""
    zone: tzinfo = ZoneInfo(time_zone) if time_zone else UTC
    return Disclosure(
        credential_id=credential.id,
        credential=credential.title,
        issuer=credential.issuer,
        made_at=now.astimezone(zone),
        summary=_summary(given, zone),
        lines=_lines(given, zone),
        rule=_rule(credential.ai_policy, given),
        rule_note=credential.ai_policy.note,
    )


def in_words(day: date) -> str:
    """A day as a person writes it, with its year."""
    return f"{day:%B} {day.day}, {day.year}"


def _lines(given: Sequence[HelpGiven], zone: tzinfo) -> tuple[HelpLine, ...]:
    """The first day first; on a day, in the order in which kinds of help are told."""
    kinds = list(HELP_WORDS)

    def key(one: HelpGiven) -> tuple[date, int, str]:
        return one.at.astimezone(zone).date(), kinds.index(one.kind), one.engine

    return tuple(
        HelpLine(day, HELP_WORDS[kinds[kind]], len(list(same)), _by(engine))
        for (day, kind, engine), same in groupby(sorted(given, key=key), key)
    )


def _by(engine: str) -> str:
    return NO_ENGINE if engine == OFFLINE else f"language model {engine}"


def _summary(given: Sequence[HelpGiven], zone: tzinfo) -> str:
    if not given:
        return NOTHING
    days = [one.at.astimezone(zone).date() for one in given]
    first, last = in_words(min(days)), in_words(max(days))
    when = f"on {first}" if first == last else f"between {first} and {last}"
    through = sum(one.engine != OFFLINE for one in given)
    if len(given) == 1:
        said, always = f"Credcoach helped once {when},", ""
    else:
        said, always = f"Credcoach helped {len(given)} times {when},", "each time "
    if not through:
        return f"{said} {always}without a language model."
    names = ", ".join(sorted({one.engine for one in given} - {OFFLINE}))
    share = always if through == len(given) else f"{through} of these times "
    return f"{said} {share}with a language model ({names})."


def _rule(policy: AiPolicy, given: Sequence[HelpGiven]) -> str:
    if not policy.stated:
        return NO_RULE
    rule = RULES[policy.use]
    if policy.use == "forbidden" and all(one.engine == OFFLINE for one in given):
        return f"{rule} No language model took part in the help told here."
    return rule
