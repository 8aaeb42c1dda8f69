"""The status follows the score, the readiness follows the statuses."""

from __future__ import annotations

import pytest

from assistant.self_check.report import Quote, Status, readiness_of
from assistant.self_check.verdict import Verdict

QUOTE = (Quote("d.md", 0, 25, "x" * 25),)


@pytest.mark.parametrize(
    ("score", "status"),
    [
        (0.0, "not_met"),
        (0.333, "not_met"),
        (0.334, "partially_met"),
        (0.666, "partially_met"),
        (0.667, "met"),
        (1.0, "met"),
    ],
)
def test_a_status_is_read_off_the_score(score: float, status: Status) -> None:
    assert Verdict(score, 0.5, False, QUOTE).status == status


@pytest.mark.parametrize("score", [0.0, 0.5, 1.0])
def test_nothing_is_credited_without_a_quote(score: float) -> None:
    assert Verdict(score, 0.5, False).status == "not_met"


MET, PART, NOT = "met", "partially_met", "not_met"


@pytest.mark.parametrize(
    ("statuses", "readiness"),
    [
        ([MET], "ready"),
        ([MET, MET, MET], "ready"),
        ([MET, MET, PART], "nearly_ready"),
        ([MET, MET, MET, PART], "nearly_ready"),
        ([MET, PART, PART], "not_ready"),
        ([MET, PART], "not_ready"),
        ([MET, MET, MET, MET, NOT], "not_ready"),
        ([PART], "not_ready"),
        ([NOT], "not_ready"),
        ([], "not_ready"),
    ],
)
def test_readiness_is_all_or_two_thirds_and_never_an_average(
    statuses: list[Status], readiness: str
) -> None:
    assert readiness_of(statuses) == readiness
