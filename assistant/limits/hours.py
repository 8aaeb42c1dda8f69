"""How many hours a goal allows; hours that are needed, or a pace, are no limit."""

from __future__ import annotations

import re

from assistant.limits.numbers import NUMBER, RANGE, most, number
from assistant.limits.wording import of_students

# What a teacher can give in such a time, at most: hours.
_HOURS_IN = {
    "hour": 1.0,
    "evening": 3.0,
    "night": 3.0,
    "afternoon": 4.0,
    "morning": 4.0,
    "day": 8.0,
    "saturday": 8.0,
    "sunday": 8.0,
    "weekend": 16.0,
    "tarde": 4.0,
    "noche": 3.0,
    "manana": 4.0,
    "dia": 8.0,
    "fin de semana": 16.0,
    "fines de semana": 16.0,
}
_UNIT = r"(?:hours?|hrs?|h\b|horas?)"
_FIRM = (
    r"(?:under|less than|fewer than|at most|no more than|not more than|nothing (?:longer|more|over)"
    r"(?: than)?|within|up to|max(?:imum)?(?: of)?|no longer than|not longer than|not over|"
    r"shorter than|menos de|(?:no |nada )?mas de|maximo(?: de)?|hasta|a lo mucho|limit(?: is| of)?|"
    r"keep it (?:to|under)|can't (?:do|give|spend) more than|cap(?:ped)? (?:of|at)|(?:don't|won't|"
    r"can't|not|doesn't) (?:have|take|be|spend|need|run|last) (?:more than|over|longer than)|only|"
    r"solo|"
    r"no pase de|just|below)"
)
_LOOSE = (
    r"(?:(?:i|i'd|i've|have|i've got|got|give(?: it)?|spare|spend|something|anything|one|(?:that|"
    r"which|it) takes|that's|finish"
    r"(?:ed)?(?: it)? in|done in|done with in|do(?:able)? in|fits? (?:in|into|within)|it in|tengo|"
    r"dedicar(?:le)?|algo|puedo dar(?:le)?|commit(?: to)?|(?:can|could) do|manage|swing|handle|"
    r"put in|"
    r"a quick one,?|a short one,?|in the|"
    r"dispongo de|cuento con|terminar en|hacer en|available is|between)"
    r"(?: like| maybe| about| around| roughly| approximately| perhaps| free| de| en| unas| como|"
    r" solo| nada mas|"
    r" between| of| only| of about| que sea| entre)*)"
)
_ABOUT = (
    r"(?:(?:about|around|maybe|roughly|approximately|like|unas|como|between|entre|alrededor de) )"
    r"{0,3}"
)
_AFTER = (
    r"(?: (?:[\w']+ )?(?:tops|max(?:imum)?|at (?:the )?(?:very )?(?:most|outside|max)|or (?:less|"
    r"under|fewer)|"
    r"no more|total|is what i have|is as much as|is (?:all|the most|plenty|my (?:limit|max))|"
    r"limit|cap\b|range\b|"
    r"would be (?:ideal|perfect|great|good|fine|best)|(?:one|credential|course|badge|option)\b|"
    r"como maximo|maximo|a lo (?:mucho|mas)|"
    r"o menos|nada mas)\b|,? (?:no more|max|tops|at most|at the most)\b)"
)
_PACE = re.compile(
    r" ?(?:/|(?:every|each|cada) \w+|(?:a|an|per|each|every|por|al?|a la|cada|one) (?:week|day|"
    r"month|night|class|session|semana|dia|"
    r"mes|school|shift)\b|weekly|daily|nightly|semanales|diarias|(?:of|de) (?!my time|work|time|"
    r"trabajo)|"
    r"(?:apart|later|away|ago|late|long (?:block|class|day))\b|credits?\b|ceu|pd\b)"
)
# Hours that are owed, worth or were lost: said right before the number.
_NEEDED = re.compile(
    r"\b(?:needs?|short|owe|owed|requires?|required|at least|minimum(?: of)?|worth|earn(?:s|ed)?|"
    r"missing|counts? (?:for|as)|"
    r"took(?: me)?|spen[dt](?: all| the)?|spending|teach(?:ing)?|works?|worked|working|wasted?|"
    r"los[et]|"
    r"(?<!no )(?<!not )(?<!nothing )more than|after|sleep|slept|need another|get|"
    r"necesito|me faltan?|por lo menos|al menos|tard[eo]|trabajo|doy|for all)"
    r"(?: (?:another|about|around|my|the|me|us|of|all|like|almost|over|up to|it|unas|como|otras|"
    r"more)){0,2} ?$"
)
_I_GIVE = re.compile(
    r"\bi(?:'ll|'d)? (?:can |could |want to |will |would |only |might |have to )+"
    r"(?:spend|give|get|earn)[\w' ]{0,14}$"
)
_HOURS = re.compile(
    rf"(?:(?P<firm>\b{_FIRM})|(?P<loose>\b{_LOOSE})|(?P<start>^|(?<=[.!?;:,(] )))? ?{_ABOUT}{RANGE}"
    rf" ?-?(?:credit |clock |contact |pd |ceu )?{_UNIT}(?: or so|ish)?(?: or (?P<or>two|three|"
    rf"dos))?"
)
_BARE = re.compile(rf"\b{_FIRM} {_ABOUT}{RANGE}(?=,? (?:i mean )?(?:hours|horas))")
_WOULD_DO = re.compile(
    rf"\b{_ABOUT}{RANGE}(?: or so)? (?:would (?:work|be (?:fine|ok|okay|great|good|better))|"
    rf"is (?:fine|plenty|ok|better|"
    rf"all i|my limit)|tops|max\b|at (?:the )?most)"
)
_TOO_MUCH = re.compile(
    rf"(?P<low>{NUMBER}) ?{_UNIT} (?:is|are|would be|es|son|seria[n]?)(?: way| just| muchas?)? "
    r"?(?:too (?:much|many|long)|demasiad\w+)"
)
_SPANS = "|".join(sorted((unit for unit in _HOURS_IN if unit != "hour"), key=len, reverse=True))
_SPAN = re.compile(
    rf"(?:(?P<firm>\b{_FIRM})|(?P<loose>\b{_LOOSE})|(?P<in>\b(?:in|over|en|across)\b)|(?P<start>^|"
    rf"(?<=[.!?;:,(] ))) ?(?:the )?"
    rf"{_ABOUT}(?:(?P<this>this|the|este)|{RANGE}) (?:free |long |single |solid |whole |good |"
    rf"saturday |sunday |weekday )*"
    rf"(?P<unit>{_SPANS})e?s?\b(?: or (?P<or>two|three|dos))?"
)
_DONE = re.compile(
    r"\b(?:done|finish\w*|complet\w+|do|doable|knock \w+ out|knocked out|wrap\w*|fits?|hacer\w*|"
    r"terminar\w*|work)\b[^.;!?]{0,20}$"
)
_LEAST, _MOST = 0.5, 200.0  # hours that a credential can take; anything else is another number


def most_hours(even_text: str) -> float | None:
    """The most hours that may be spent, or None where no limit is said."""
    found = [hours for hours in _allowed(even_text) if _LEAST <= hours <= _MOST]
    if found:
        return min(found)
    too_much = [number(match["low"]) for match in _TOO_MUCH.finditer(even_text)]
    return max(min(too_much) - 1, 1.0) if too_much else None


def _allowed(text: str) -> list[float]:
    found = []
    for match in _HOURS.finditer(text):
        rest = text[match.end() :]
        if _PACE.match(rest) or _TOO_MUCH.match(text, match.start("low")) or _unwanted(text, match):
            continue
        if re.search(r"(?:credit|clock|contact|pd|ceu) ?-?hours?", match.group()):
            continue
        if match["firm"] or match["loose"] or re.match(_AFTER, rest) or match["start"] is not None:
            if match["start"] is not None and not _opens(rest) and not re.match(_AFTER, rest):
                continue
            more = number(match["or"]) if match["or"] else 0.0
            found.append(max(most(match), more))
    if "hour" in text or "hora" in text:
        found += [most(match) for rule in (_BARE, _WOULD_DO) for match in rule.finditer(text)]
    return found + list(_spans(text))


def _spans(text: str) -> list[float]:
    found = []
    for match in _SPAN.finditer(text):
        rest = text[match.end() :]
        weekend = match["unit"].startswith(("weekend", "fin"))
        if _PACE.match(rest) or _unwanted(text, match):
            continue
        if match["this"] and not weekend:
            continue
        day = match["unit"] in ("day", "dia", "morning", "manana", "night", "noche")
        before = text[max(0, match.start() - 60) : match.start()]
        if match["in"] and before.strip() and not _DONE.search(before):
            continue
        if (match["start"] is not None or day) and not (
            re.match(_AFTER, rest)
            or (match["in"] and not match["this"])
            or (not day and _opens(rest))
        ):
            continue
        count = 1.0 if match["this"] else most(match)
        count = max(count, number(match["or"])) if match["or"] else count
        found.append(count * _HOURS_IN[match["unit"]])
    return found


def _opens(rest: str) -> bool:
    """Whether the words after a number at a clause's start end the clause, or ask for something."""
    return (
        re.match(r" ?(?:$|[,.;:!?)-]| (?:of my time|please|on|for|to|is fine|of work))", rest)
        is not None
    )


def _unwanted(text: str, match: re.Match[str]) -> bool:
    start = match.start("low") if match["low"] else match.start()
    before = text[max(0, start - 60) : start]
    if of_students(text, match.start()) or of_students(text, start):
        return True
    return _NEEDED.search(before) is not None and _I_GIVE.search(before) is None
