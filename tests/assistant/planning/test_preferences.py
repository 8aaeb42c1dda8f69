"""What a plan keeps to is checked once, with a sentence that says what to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.errors import BadInput
from assistant.planning.preferences import (
    MOST_BREAKS,
    Break,
    checked_breaks,
    checked_hours,
    checked_target,
)

TODAY = date(2026, 11, 4)


@pytest.mark.parametrize("hours", [0, -1, 41, float("nan"), float("inf")])
def test_hours_that_nobody_has_are_refused(hours: float) -> None:
    with pytest.raises(BadInput, match=r"from 0.5 to 40 hours a week"):
        checked_hours(hours)


def test_hours_target_and_breaks_may_be_taken_away() -> None:
    assert checked_hours(None) is None
    assert checked_target(None, TODAY) is None
    assert checked_breaks([], TODAY) == ()


def test_a_target_lies_ahead_and_within_five_years() -> None:
    assert checked_target(TODAY, TODAY) == TODAY
    with pytest.raises(BadInput, match="2026-11-03 is over"):
        checked_target(TODAY - timedelta(days=1), TODAY)
    with pytest.raises(BadInput, match="too far away"):
        checked_target(date(2099, 1, 1), TODAY)


def test_breaks_are_ordered_each_once_and_without_those_that_are_over() -> None:
    winter = Break(date(2026, 12, 20), date(2027, 1, 3), " Winter\n break ")
    fall = Break(date(2026, 11, 23), date(2026, 11, 27))
    gone = Break(date(2026, 10, 5), date(2026, 10, 9))
    kept = checked_breaks([winter, gone, fall, winter], TODAY)
    assert kept == (fall, Break(winter.first_day, winter.last_day, "Winter break"))


def test_breaks_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadInput, match="ends on its first day or later"):
        checked_breaks([Break(date(2027, 1, 3), date(2026, 12, 20))], TODAY)
    with pytest.raises(BadInput, match="half a year at most"):
        checked_breaks([Break(TODAY, TODAY + timedelta(days=400))], TODAY)
    many = [Break(TODAY + timedelta(days=n), TODAY + timedelta(days=n)) for n in range(30)]
    with pytest.raises(BadInput, match=f"At most {MOST_BREAKS} breaks"):
        checked_breaks(many, TODAY)
