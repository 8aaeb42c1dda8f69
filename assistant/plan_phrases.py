"""What is said of a plan, read without a model: this week, hours, a deadline, days without school.

Only messages that say nothing else are taken: "I only have 2 hours a week" is about the plan, and
"I want better discussions, but I only have 2 hours a week" is a goal with a limit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.planning.spoken_dates import day_pattern, day_said, span_in

MOST_CHARACTERS = 240  # longer messages say something else beside

PlanSaidKind = Literal["week", "hours", "deadline", "shift", "no_deadline", "break", "no_breaks"]


@dataclass(frozen=True, slots=True)
class PlanSaid:
    """One thing that was said of the plan."""

    kind: PlanSaidKind
    hours: float = 0.0
    day: date | None = None
    last_day: date | None = None
    shift_days: int = 0  # later, or earlier where it is negative
    of: str = ""  # what the deadline is for, in the person's words
    name: str = ""  # of a break


_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|half an|an?|{'|'.join(_COUNTS)})"
_LEAD = r"^\W*(?:(?:ok(?:ay)?|well|so|hi|hello|please|actually|sorry|and|but|oh|now)\b[\s,.!]*)*"
_ASK = r"(?:(?:can|could) you |i (?:want|need|would like|have|'d like) to |i'd like to |let's )?"
_END = r"[\s.!?]*$"
_DUE = r"(?:deadline|target(?: date)?|due date|renewal(?: (?:date|deadline))?|end date)"
_BREAK_NAME = (
    r"(?:thanksgiving|winter|christmas|holiday|spring|fall|autumn|mid-?winter|february|easter|"
    r"summer|school) (?:break|vacation|recess|holidays?)|thanksgiving"
)


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{_LEAD}(?:{pattern}){_END}", re.IGNORECASE)


_WEEK = _whole(
    r"(?:(?:can|could) you )?(?:tell me |show me )?"
    r"what(?:'s| is| should| do| can| must| am| are)?\b"
    r"[^.?!]{0,60}? (?:(?:for )?(?:this|next|the) week|today|tonight)(?: please)?"
    r"|what (?:should|do|can) i (?:do|collect|work on|write) (?:now|next)"
    r"|(?:show me |open )?my (?:week|weekly plan|calendar)"
)
_OF_THE_PLAN = re.compile(
    r"\b(?:do|collect|write|due|next|plan|planned|working?|on|up|gather|finish|begin|start)\b"
    r" (?:(?:on|with|for|in|during) )*(?:my (?:plan|list|credential) )?"
    r"(?:this week|next week|the week|today|tonight|now|next)|what(?:'s| is) (?:this|next) week|"
    r"\bmy (?:week|weekly plan|calendar)",
    re.IGNORECASE,
)
_HOURS = _whole(
    r"(?:(?:i|we)(?:'ve|'m|'ll| am| have| only| just| really| can| could| will| now| get| got| do| "
    r"spend| give| spare| manage| find| put in| work)* )?"
    r"(?:(?:plan|count|change|make|set)(?: (?:it|that))?(?: (?:with|to|on|for))? )?"
    rf"(?:(?:only|just|about|around|at most|maybe|up to|some|roughly) )*(?P<hours>{_COUNT}) ?"
    r"(?:hours?|hrs?|h) ?(?:a|per|each|every|/) ?(?:week|wk)"
    r"(?: (?:for (?:this|it|that)|now|only|at most|left|free|instead|to work on (?:this|it)))*"
)
_DEADLINE = _whole(
    rf"(?:{_ASK}(?:move|set|change|push|shift|make|put|extend) (?:back )?(?:my |the )?{_DUE}"
    r"(?P<of1> (?:for|of) .{3,160}?)?(?: back| out| up| forward)? (?:to|till|until|on|for|be|as) "
    rf"|(?:my|the) {_DUE}(?P<of2> (?:for|of) .{{3,160}}?)? "
    r"(?:is|is now|has moved to|moved to|was moved to|changed to|will be) (?:due )?(?:on |by )?"
    r"|i (?:have to|need to|must|want to|should) (?:be )?(?:done|finish(?:ed)?|ready|renew|hand "
    r"(?:it|everything|this) in)(?: (?:it|everything|with (?:it|everything)))? (?:by|before|until) "
    rf"){day_pattern('day')}(?: (?:please|instead|now))?"
)
_SHIFT = _whole(
    rf"{_ASK}(?:move|push|shift|extend) (?:back )?(?:my|the) {_DUE} (?:(?P<way>back|out|later|up|"
    rf"forward|earlier) )?(?:by )?(?P<count>{_COUNT}) (?P<unit>day|week|month)s?"
    r"(?: (?P<way2>later|earlier|back|out|forward))?"
)
_NO_DEADLINE = _whole(
    rf"(?:remove|drop|delete|forget|clear|cancel|take away) (?:my|the) {_DUE}"
    rf"|(?:i have |there is |there's )?no {_DUE}(?: (?:now|any ?more))?"
)
_NO_BREAKS = _whole(
    r"(?:remove|drop|delete|forget|clear) (?:all )?(?:my|the) (?:school )?"
    r"(?:breaks?|holidays?|vacations?)"
)
_BREAK = _whole(
    r"(?:(?:there(?:'s| is| will be)|we(?: will|'ll)? have|we've|we got|i have|add(?: a)?) )?"
    rf"(?:no (?:school|students|class|classes|lessons)|(?:our |my |the |a )?(?P<name>{_BREAK_NAME})"
    r"|(?:a |our |my |the )?(?:break|vacation|holidays?)|(?:we|i|students|kids)(?:'re| are|'m| am) "
    r"(?:off|on (?:break|vacation|holiday)|out)|school(?:'s| is) (?:out|closed|off))\b"
    r"(?: (?:is|are|runs?|goes|lasts?|will be|starts?))?[:,]? ?(?:(?:from|on|between|the) )*"
    r"(?P<days>[\w/,.–— -]{3,60})"
)
_EARLIER = ("up", "forward", "earlier")
_DAYS_IN = {"day": 1, "week": 7, "month": 30}
_IN_A_SPAN = {"to", "and", "until", "till", "through", "thru", "the", "from", "please"}


def speaks_of_plan(message: str) -> bool:
    """Whether a message is about the plan's weeks, hours, deadline or breaks, and nothing else."""
    return bool(_match(message))


def plan_said(message: str, today: date) -> PlanSaid | None:
    """What a message says of the plan; raises BadInput for a day that no calendar has."""
    found = _match(message)
    if found is None:
        return None
    kind, match = found
    if kind == "hours":
        return PlanSaid(kind, hours=_number(match["hours"]))
    if kind == "deadline":
        of = (match["of1"] or match["of2"] or "").strip()
        return PlanSaid(kind, day=day_said(match, "day", today), of=of)
    if kind == "shift":
        days = int(_number(match["count"]) * _DAYS_IN[match["unit"].casefold()])
        earlier = (match["way2"] or match["way"] or "").casefold() in _EARLIER
        return PlanSaid(kind, shift_days=-days if earlier else days)
    if kind == "break" and (span := span_in(match["days"], today)):
        name = (match["name"] or "").capitalize()
        return PlanSaid(kind, day=span[0], last_day=span[1], name=name)
    return PlanSaid(kind)


def _match(message: str) -> tuple[PlanSaidKind, re.Match[str]] | None:
    said = " ".join(message.replace("’", "'").split())
    if len(said) > MOST_CHARACTERS:
        return None
    kinds: tuple[tuple[PlanSaidKind, re.Pattern[str]], ...] = (
        ("hours", _HOURS),
        ("deadline", _DEADLINE),
        ("shift", _SHIFT),
        ("no_deadline", _NO_DEADLINE),
        ("no_breaks", _NO_BREAKS),
        ("break", _BREAK),
        ("week", _WEEK),
    )
    for kind, pattern in kinds:
        match = pattern.match(said)
        if match is None or (kind == "week" and not _OF_THE_PLAN.search(said)):
            continue
        if kind == "break" and not _is_span(match["days"]):
            continue
        return kind, match
    return None


def _is_span(text: str) -> bool:
    """Whether a text holds a day and hardly anything else."""
    rest = re.sub(day_pattern("day"), " ", text, flags=re.IGNORECASE)
    words = re.findall(r"[^\W\d]{2,}", rest)
    return rest != text and all(word.casefold() in _IN_A_SPAN for word in words)


def _number(said: str) -> float:
    if said[0].isdigit():
        return float(said.replace(",", "."))
    word = said.casefold()
    if word == "half an":
        return 0.5
    return float(_COUNTS.index(word) + 1) if word in _COUNTS else 1.0
