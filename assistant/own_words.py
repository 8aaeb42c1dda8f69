"""What a person already does, in her own words: habits in a goal, and rows that she has shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.store.records import EarnedBadge, SelfCheck
from retrieval.catalogue import Credential

MOST_CHECKS = 5
_SHORTEST, _LONGEST = 5, 60  # words of what is quoted; a rambling one shows nothing

# Where a clause ends: her habit and what she wants besides often stand in one sentence.
_WISHES = (
    r"(?:(?:i|we)\s+)?(?:now\s+|just\s+|still\s+)?(?:i'd|we'd|want|would|need|wonder|wish|like)"
)
_QUIERE = r"(?:ahora\s+)?(?:quiero|queremos|quisiera|necesito|busco|me\s+gustaría)"
_CUT = re.compile(
    r"[.!?;\n]+\s*"
    r"|\s[-–—]+\s"
    r"|\s*,?\s+(?=(?:but|because|so|yet|though|although|pero|porque|aunque)\s)"
    rf"|\s*,?\s+(?=and\s+(?:{_WISHES}|am|are|never|nobody|looking)\b)"
    rf"|\s*,?\s+(?=y\s+{_QUIERE}\b)"
    rf"|\s*,\s+(?=(?:and|y)\s|{_WISHES}\b|{_QUIERE}\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:and|but|so|yet|though|although|because|pero|y|aunque|porque|well|hi|hello)[\s,]+",
    re.IGNORECASE,
)
_PERSONS = r"\b(?:i|we)(?:'ve|\s+have)?\s+"
_ONE_OF = r"my\b|them\b|(?:the\s+)?(?:class|students|kids|children)\b"
_OFTEN = (
    r"(?:every|each|most)\s+(?:single\s+|other\s+)?(?:day|week|morning|afternoon|lesson|unit|class|"
    r"period|month|quarter|semester|year|mon|tues|wednes|thurs|fri)\w*"
    r"|daily|weekly|monthly|regularly|routinely|(?:once|twice|(?:two|three|four|\d)\s+times)\s+an?\s"
    r"|on\s+(?:mon|tues|wednes|thurs|fri)days|for\s+(?:\w+\s+)?years|since\s+\w"
)
_HACE = (
    r"hago|hacemos|uso|usamos|utilizo|utilizamos|doy|damos|llevo|llevamos|aplico|trabajo|trabajamos|"
    r"enseño|dirijo"
)
_HABITS = (
    rf"{_PERSONS}already\s+(?!have\s+(?!{_ONE_OF})|(?:know|am|are)\b)\w+",
    r"\b(?:i|we)(?:'ve|\s+have)\s+been\s+(?!teaching\b|going\b|given\b|doing\b)\w+ing\b",
    rf"\b(?:i|we)\s+\w+(?=.*\b(?:{_OFTEN}))",
    rf"\b(?:{_OFTEN})[\s,]+(?:\w+\s+){{0,4}}(?:i|we)\s+\w+",
    rf"\bya\s+(?:lo\s+)?(?:{_HACE})\b",
    r"\bllev(?:o|amos)\s.*(?:ando|iendo)\b",
    rf"\b(?:{_HACE})\b.*\b(?:cada|tod[oa]s\s+l[oa]s)\s+\w+",
)
_HABIT = re.compile("|".join(_HABITS), re.IGNORECASE)
# What takes a habit back: a wish, a question, a lack, trouble with it, only knowing of it.
_TAKEN_BACK = re.compile(
    r"n['’]t\b|\b(?:not|never|no|nobody|none|nothing|without|hardly|barely|rarely|cannot|if|when|how|"
    r"struggl\w+|try\w*|tried|fail\w*|trouble|hard|difficult\w*|wonder\w*|want\w*|wish\w*|would|"
    r"could|should|must|need\w*|hop(?:e|ing)|going\s+to|gonna|told|asked|assigned|thinking|looking|"
    r"avoid\w*|hat(?:e|ing)|tired|worr\w+|frustrat\w+|stuck|los(?:e|ing|t)|notic\w+|wast\w+|dread\w*|"
    r"fight\w*|argu\w+|spend|spent|drown\w*|get|gets|getting|see|hear|feel|planning|plan\s+to|supposed|explained|"
    r"(?:read|learn|hear)\w*\s+(?:\w+\s+){0,2}about|"
    r"nunca|nadie|quiero|queremos|quisiera|necesito|cuesta|sin|tampoco|intent\w+|debo|debemos)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EarlierWork:
    """A credential that she was checked for or has earned; `shown` are words of hers by row id."""

    credential: Credential
    earned: bool
    shown: Mapping[str, str] = field(default_factory=dict)


def habits_in(goal: str) -> tuple[str, ...]:
    """The clauses, verbatim, in which a goal tells what she does by habit or has long done."""
    found = []
    start = 0
    for end, onward in [*(cut.span() for cut in _CUT.finditer(goal)), (len(goal), len(goal))]:
        text = goal[start:end].strip(" ,:\t")
        if lead := _LEAD.match(text):
            text = text[lead.end() :]
        said = _HABIT.search(text) and not _TAKEN_BACK.search(text)
        if said and "?" not in goal[end:onward] and _SHORTEST <= len(text.split()) <= _LONGEST:
            found.append(text)
        start = onward
    return tuple(found)


def earlier_work(
    checks: Sequence[SelfCheck],
    badges: Sequence[EarnedBadge],
    known: Mapping[str, Credential],
) -> tuple[EarlierWork, ...]:
    """What her latest checks saw shown, and what she has earned; only what is on the shelf.

    The text of a draft counts only where a check saw a row shown in it: by meaning alone, sentences
    come as near to rows that they have nothing to do with as to their own.
    """
    found: dict[str, EarlierWork] = {}
    for check in checks:  # the latest first
        credential = known.get(check.credential_id)
        if credential is not None and credential.id not in found:
            found[credential.id] = EarlierWork(credential, False, _shown(check, credential))
    earned = {badge.credential_id: known.get(badge.credential_id) for badge in badges}
    return (
        *[work for work in found.values() if work.shown][:MOST_CHECKS],
        *[EarlierWork(credential, True) for credential in earned.values() if credential],
    )


def _shown(check: SelfCheck, credential: Credential) -> dict[str, str]:
    """The first verified quote of each row that was shown and is still in the rubric."""
    rows = {row.id for row in credential.rubric}
    return {
        str(finding["criterion_id"]): str(finding["quotes"][0]["text"])
        for finding in check.report.get("findings", ())
        if finding.get("status") == "met"
        and finding.get("quotes")
        and finding.get("criterion_id") in rows
    }
