"""How many days in a row a goal allows."""

from __future__ import annotations

import re

from assistant.limits.numbers import NUMBER, number
from assistant.limits.wording import of_students

# School days, as a credential's window counts them.
_DAYS_IN = {"day": 1, "week": 5, "month": 20, "dia": 1, "semana": 5, "mes": 20}
_UNIT = r"(?P<unit>day|week|month|dia|semana|mes)(?:e?s)?"
_RUNNING = (
    r"(?:in[- ]a[- ]row|straight|running|on end|back[- ]to[- ]back|consecutively|at a stretch|"
    r"seguid[oa]s|"
    r"consecutiv[oa]s|sin parar)"
)
_SPANS = (
    re.compile(
        rf"\b(?P<count>{NUMBER}|several|many|varios|varias)[ -](?:school )?{_UNIT}[ -]{_RUNNING}"
    ),
    re.compile(
        rf"\b(?P<count>{NUMBER}) (?:consecutive|straight|back-to-back) (?:school )?{_UNIT}\b"
    ),
    re.compile(rf"\bconsecutive[- ](?:school[- ])?{_UNIT}(?P<count>)"),
    re.compile(rf"\b(?P<count>(?:{NUMBER}))-{_UNIT} (?:window|stretch|run|commitment|cycle)\b"),
)
_COUNTED = re.compile(rf"\b{NUMBER} $")
_NO = re.compile(
    r"\b(?:nothing|\w+n't|don't|doesn't|not|no|never|without|avoid|isn't|wouldn't|nada|sin|"
    r"impossible|hard to|"
    r"rather not)\b[^.!?;]{0,40}$"
)
_AT_MOST = re.compile(
    r"\b(?:longer than|more than|over|at most|no more than|up to|only|mas de|hasta|maximo)(?: for|"
    r" about)? ?$"
)
_NOT_POSSIBLE = re.compile(
    r" (?:(?:just |really |simply )?(?:won't|doesn't|isn't|can't|wouldn't) (?:work|possible|"
    r"happen|be)|"
    r"(?:is|are|would be) (?:too|impossible|hard|out|not)|no puedo|no se puede)\b"
)
_AWAY = re.compile(
    r"\b(?:absen\w+|miss\w*|truan\w+|suspen\w+|out sick|tardy|late|falt\w+|attend\w*)\b"
)
_LASTS = re.compile(
    rf"\bnothing (?:that |which )?(?:runs?|lasts?|goes|takes|drags|stretches)(?: on| out)?"
    rf"(?: for| over)?(?P<than> (?:longer|more) than|"
    rf" over)? (?P<count>{NUMBER}) (?:school )?{_UNIT}\b"
)
_SEVERAL = 2.0


def most_days_in_a_row(even_text: str) -> int | None:
    """The longest fixed window in school days, or None where nothing is said."""
    found = []
    for pattern in _SPANS:
        for match in pattern.finditer(even_text):
            before = even_text[max(0, match.start() - 80) : match.start()]
            if not match["count"] and _COUNTED.search(before):
                continue
            near = re.split(r"[.!?;]", before)[-1]
            if of_students(even_text, match.start()) or _AWAY.search(near[-40:]):
                continue
            refusal = _NO.search(near)
            if refusal and of_students(near, refusal.start()):
                continue
            days = _days(match)
            if _AT_MOST.search(near):
                found.append(days)
            elif refusal or _NOT_POSSIBLE.match(even_text[match.end() :]):
                found.append(max(days - 1, 1))
    for match in _LASTS.finditer(even_text):
        days = _days(match)
        found.append(days if match["than"] else max(days - 1, 1))
    return min(found, default=None)


def _days(match: re.Match[str]) -> int:
    written = match["count"]
    spelled = written and written not in ("several", "many", "varios", "varias")
    return round((number(written) if spelled else _SEVERAL) * _DAYS_IN[match["unit"]])
