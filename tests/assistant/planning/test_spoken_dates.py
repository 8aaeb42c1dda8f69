"""Days and spans as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.errors import BadInput
from assistant.planning.spoken_dates import span_in

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("Dec 20 to Jan 3", (2026, 12, 20), (2027, 1, 3)),
        ("December 20th through January 3rd, 2027", (2026, 12, 20), (2027, 1, 3)),
        ("the 20th of December until the 3rd of January", (2026, 12, 20), (2027, 1, 3)),
        ("12/20 - 1/3", (2026, 12, 20), (2027, 1, 3)),
        ("12/20/26–1/3/27", (2026, 12, 20), (2027, 1, 3)),
        ("2026-12-20 to 2027-01-03", (2026, 12, 20), (2027, 1, 3)),
        ("March 15 to 19", (2027, 3, 15), (2027, 3, 19)),
        ("Mar. 15-19, 2028", (2028, 3, 15), (2028, 3, 19)),
        ("Feb 15", (2027, 2, 15), (2027, 2, 15)),
        ("Dec 1", (2026, 12, 1), (2026, 12, 1)),
        ("Nov 30", (2027, 11, 30), (2027, 11, 30)),
        ("Feb 29", (2028, 2, 29), (2028, 2, 29)),
        ("Nov 28 to Dec 4", (2026, 11, 28), (2026, 12, 4)),  # it has begun
    ],
)
def test_a_span_is_the_one_that_ends_next(
    said: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert span_in(said, TODAY) == (date(*first), date(*last))


def test_no_day_is_none_and_a_day_of_no_calendar_is_refused() -> None:
    assert span_in("some time soon", TODAY) is None
    for said in ("February 30", "13/13", "2027-02-30", "June 1 to 31"):
        with pytest.raises(BadInput, match="There is no day"):
            span_in(said, TODAY)
