"""A letter cut: lines that mail broke stay one, two wishes in one sentence become two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.self_check.returned.cutting import blocks, wishes_in


def cut(text: str) -> list[str]:
    return [
        text[a:b] for start, end, _ in blocks(text) for a, b in wishes_in(text, start, end) if a < b
    ]


def test_lines_that_mail_broke_are_one_and_list_items_are_not() -> None:
    text = (
        "The transcript shows pauses in one lesson, and nothing of what you did\n"
        "meanwhile is marked.\n- Add a count\n- Name the students by code\n"
    )
    assert cut(text) == [
        "The transcript shows pauses in one lesson, and nothing of what you did\n"
        "meanwhile is marked.",
        "Add a count",
        "Name the students by code",
    ]


def test_a_blank_line_sets_blocks_apart() -> None:
    text = "Use of pauses\nOne lesson only\n\n\nStarting point\n"
    assert [(text[a:b].strip(), apart) for a, b, apart in blocks(text)] == [
        ("Use of pauses", False),
        ("One lesson only", False),
        ("Starting point", True),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "I only see one lesson in the timings, and the reflection compares no numbers.",
            ["I only see one lesson in the timings", "the reflection compares no numbers."],
        ),
        ("Please fix the names, also need the second transcript.", None),
        ("There is only one later map; we need at least two.", []),
        ("Add the date, and the time.", []),
    ],
)
def test_a_second_wish_is_cut_off_where_both_are_whole(text: str, pieces: list[str] | None) -> None:
    if pieces is None:
        pieces = ["Please fix the names", "need the second transcript."]
    assert cut(text) == (pieces or [text])


def test_what_only_points_back_stays_with_what_it_points_to() -> None:
    text = "You report one exchange with a parent. The rubric asks for two. Please add a table."
    assert cut(text) == [
        "You report one exchange with a parent. The rubric asks for two.",
        "Please add a table.",
    ]


def test_cells_of_a_table_are_read_one_by_one() -> None:
    assert cut("| Two pieces carry a score. | Say when that ends. |\n") == [
        "Two pieces carry a score. | Say when that ends."
    ]
    assert cut("| Nicely sorted comments. | Two pieces carry a score. |\n") == [
        "Nicely sorted comments.",
        "Two pieces carry a score.",
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "Add a count. ",
                "\n",
                "\r\n",
                "| a | b |\n",
                "- ",
                "ünïcode 😀, and the: ",
                "It.",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_pieces_come_in_order_and_never_overlap(text: str) -> None:
    at = 0
    for start, end, _ in blocks(text):
        assert at <= start < end <= len(text)
        for a, b in wishes_in(text, start, end):
            assert at <= a <= b <= end
            at = b
