"""Two or three credentials side by side, and why one was offered rather than another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.facts import Facts
from assistant.dialogue.hearing import folded
from assistant.dialogue.phrases import Phrases
from assistant.dialogue.wording import limits_said, needs_said
from assistant.limits.limits import Limits
from assistant.people import Profile
from assistant.reasons import differs
from retrieval.catalogue import Credential
from retrieval.sentences import sentences

_SHORTEST = re.compile(
    r"\b(?:short\w*|quick\w*|fast\w*|less (?:time|work)|least (?:time|work)|eas\w+|fewer|long\w*|"
    r"hours|time|cort[oa]|rapid[oa]|facil|menos (?:tiempo|trabajo)|tarda|horas)\b"
)
_LONGEST_GOAL = 120  # characters of her words that are said back


def side_by_side(credentials: Sequence[Credential], question: str, say: Phrases) -> str:
    """A line on each, with its own competency, and which is the shortest where that is asked."""
    lines = []
    if _SHORTEST.search(folded(question)):
        lines.append(_shortest(credentials, say))
    lines.append(say("compare_intro"))
    for number, credential in enumerate(credentials, start=1):
        facts = "; ".join(_facts(credential, say))
        aim = say("compare_aim", competency=_first_sentence(credential.competency))
        lines.append(f"{number}. **{credential.title}**: {facts}. {aim}")
    lines += ["", say("compare_ask")]
    return "\n".join(line for line in lines if line)


def _shortest(credentials: Sequence[Credential], say: Phrases) -> str:
    known = sorted((c for c in credentials if c.effort_hours), key=lambda c: c.effort_hours or 0.0)
    if len(known) < 2:
        return ""
    if known[0].effort_hours == known[1].effort_hours:
        return say("compare_same_hours")
    return say("compare_shortest", title=known[0].title, hours=f"{known[0].effort_hours:g}")


def _facts(credential: Credential, say: Phrases) -> list[str]:
    hours, cost = credential.effort_hours, credential.cost_usd
    found = [
        say("compare_hours", hours=f"{hours:g}") if hours else say("compare_hours_unknown"),
        say("compare_cost_unknown")
        if cost is None
        else say("compare_cost", cost=f"{cost:g}")
        if cost
        else say("compare_free"),
        say("compare_grades", grades=_grades(credential))
        if credential.grades
        else say("compare_any_grade"),
    ]
    needs, spared = needs_said(credential, say)
    found += needs + spared
    if credential.constraints.fits_school_break:
        found.append(say("compare_break"))
    uses = dict.fromkeys(
        f"{worth.use.replace('-', ' ')} ({worth.state})" if worth.state else worth.use
        for worth in credential.counts_for
    )
    if uses:
        found.append(say("compare_counts", uses=", ".join(uses)))
    if credential.ai_policy.use in ("forbidden", "coaching_only"):
        found.append(say(f"compare_ai_{credential.ai_policy.use}"))
    return found


def _grades(credential: Credential) -> str:
    first, last = credential.grades[0], credential.grades[-1]
    return first if first == last else f"{first}-{last}"


def _first_sentence(text: str) -> str:
    found = sentences(text)
    return found[0].text if found else text


def nearest_one(credential: Credential, say: Phrases) -> str:
    """The one of several that comes nearest to what was asked for, in its own words."""
    aim = say("compare_aim", competency=credential.competency)
    return "\n".join([say("nearest_one", title=credential.title), aim, say("nearest_ask")])


def why_this(
    credential: Credential, goal: str, reasons: Sequence[str], profile: Profile, say: Phrases
) -> str:
    """Why it was offered: her words, its reasons, its own competency."""
    lines = [say("why_intro", title=credential.title)]
    if goal:
        words = " ".join(goal.split())
        short = words if len(words) <= _LONGEST_GOAL else f"{words[:_LONGEST_GOAL].rstrip()} …"
        lines.append(f"- {say('why_words', goal=f'“{short}”')}")
    lines.append(f"- {say('compare_aim', competency=_first_sentence(credential.competency))}")
    if say.language == "en":
        lines += [f"- {reason}" for reason in reasons[:3]]
    else:
        lines.append(f"- {Facts(credential, profile, say).hours()}")
    return "\n".join([*lines, "", say("why_ask")])


def why_not(
    other: Credential,
    chosen: Credential | None,
    shown: Sequence[str],
    limits: Limits,
    profile: Profile,
    say: Phrases,
) -> str:
    """Why another one was not put first: a limit of hers, or what tells the two apart."""
    lines = []
    broken = limits.broken_by(other)
    if broken:
        words = broken if say.language == "en" else "; ".join(limits_said(limits, say))
        lines.append(say("why_not_broken", title=other.title, broken=words))
    elif other.id in shown:
        lines.append(say("why_not_shown", title=other.title))
    else:
        lines.append(say("why_not_far", title=other.title))
    if chosen is not None and chosen.id != other.id:
        difference = differs(chosen, other, profile) if say.language == "en" else None
        if difference:
            lines.append(say("why_not_differs", other=chosen.title, difference=difference))
        for one in (chosen, other):
            lines.append(f"- **{one.title}**: {'; '.join(_facts(one, say))}.")
    return "\n".join([*lines, "", say("why_not_ask")])
