"""Remarks that name no row find theirs by meaning and by the row's own words."""

from __future__ import annotations

import pytest

from assistant.self_check.returned.row_nearness import RowNearness
from retrieval.catalogue import Credential
from tests.fakes import WordEmbedder


@pytest.fixture
def nearness(thinking_time: Credential) -> RowNearness:
    return RowNearness(thinking_time.rubric, WordEmbedder())


@pytest.mark.parametrize(
    ("remark", "row"),
    [
        ("The transcript shows pauses after questions in one of the lessons.", "use-of-pauses"),
        ("Counts of participation from before the change are missing.", "baseline"),
        ("States no habit to keep.", "looking-back"),
        ("Fix your margins and your fonts.", None),
        ("", None),
    ],
)
def test_a_remark_finds_its_row_or_none(
    nearness: RowNearness, remark: str, row: str | None
) -> None:
    (found,) = nearness.nearest([remark], [None])
    assert (found.id if found else None) == row


def test_a_part_keeps_a_remark_to_its_rows(nearness: RowNearness) -> None:
    remark = "The transcript shows pauses after questions in one of the lessons."
    (found,) = nearness.nearest([remark], ["artifacts"])
    assert found
    assert found.id == "use-of-pauses"
    assert nearness.nearest([remark], ["overview"]) == [None]
    assert nearness.nearest([remark], ["no-such-part"]) == [None]


def test_without_rows_or_remarks_there_is_nothing_to_find(nearness: RowNearness) -> None:
    assert nearness.nearest([], []) == []
    assert RowNearness((), WordEmbedder()).nearest(["Add a lesson."], [None]) == [None]
