"""Days and spans of days as people say them: 'June 1', '6/1/2027', 'from Dec 20 to Jan 3'."""

from __future__ import annotations

import re
from datetime import date

from assistant.errors import BadInput

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEARS_TRIED = 9  # a leap day may be eight years away


def day_pattern(name: str) -> str:
    """A regular expression for one day, in groups whose names begin with `name`."""
    year = rf"(?:,?\s+(?P<{name}_year{{}}>20\d\d))?"
    return (
        rf"(?:(?P<{name}_iso>20\d\d-\d\d?-\d\d?)"
        rf"|(?P<{name}_us>\d{{1,2}}/\d{{1,2}}(?:/(?:20)?\d\d)?)"
        rf"|(?P<{name}_month>{_MONTH})\s*(?:the\s+)?(?P<{name}_day>\d{{1,2}})(?:st|nd|rd|th)?\b"
        + year.format("")
        + rf"|(?:the\s+)?(?P<{name}_day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+"
        rf"(?P<{name}_month2>{_MONTH})" + year.format("2") + ")"
    )


def day_said(match: re.Match[str], name: str, today: date) -> date:
    """The day that was matched; without a year the next such day. Raises BadInput."""
    year, month, day = _numbers(match, name)
    return _exact(year, month, day) if year else _nearest(month, day, today, forward=True)


_TO = r"\s*(?:to|through|thru|until|till|and|-|–|—)\s*"
_SPAN = re.compile(
    rf"{day_pattern('first')}(?:{_TO}(?:{day_pattern('last')}"
    r"|(?:the\s+)?(?P<only_day>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?P<only_year>20\d\d))?))?",
    re.IGNORECASE,
)


def span_in(text: str, today: date) -> tuple[date, date] | None:
    """The first span of days in a text, or a single day; None where there is none.

    Without years it is the span that ends next, so that a break that has begun is found too.
    Raises BadInput for a day that no calendar has.
    """
    match = _SPAN.search(text)
    if match is None:
        return None
    year, month, day = _numbers(match, "first")
    last_year, last_month, last_day = year, month, day
    if match["only_day"]:
        last_year, last_day = int(match["only_year"] or year or 0), int(match["only_day"])
    elif any(match[f"last_{form}"] for form in ("iso", "us", "day", "day2")):
        last_year, last_month, last_day = _numbers(match, "last")
    if year:
        first = _exact(year, month, day)
        if last_year:
            return first, _exact(last_year, last_month, last_day)
        return first, _nearest(last_month, last_day, first, forward=True)
    last = (
        _exact(last_year, last_month, last_day)
        if last_year
        else _nearest(last_month, last_day, today, forward=True)
    )
    return _nearest(month, day, last, forward=False), last


def _numbers(match: re.Match[str], name: str) -> tuple[int, int, int]:
    """Year (0 where none was said), month and day."""
    if iso := match[f"{name}_iso"]:
        year, month, day = (int(number) for number in iso.split("-"))
        return year, month, day
    if us := match[f"{name}_us"]:
        month, day, *years = (int(number) for number in us.split("/"))
        return (years[0] % 100 + 2000 if years else 0), month, day
    form = "" if match[f"{name}_day"] else "2"
    named = match[f"{name}_month{form}"][:3].lower()
    month = next(n for n, full in enumerate(_MONTHS, start=1) if full.startswith(named))
    return int(match[f"{name}_year{form}"] or 0), month, int(match[f"{name}_day{form}"])


def _nearest(month: int, day: int, from_day: date, *, forward: bool) -> date:
    """The next such day, or the last one, counted from a day that may be it."""
    for n in range(_YEARS_TRIED):
        try:
            found = date(from_day.year + (n if forward else -n), month, day)
        except ValueError:
            continue
        if (found >= from_day) if forward else (found <= from_day):
            return found
    raise BadInput(f"There is no day {month}/{day}; say it like June 1, or like 2027-06-01.")


def _exact(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BadInput(
            f"There is no day {year}-{month:02}-{day:02}; say it like June 1, or like 2027-06-01."
        ) from error
