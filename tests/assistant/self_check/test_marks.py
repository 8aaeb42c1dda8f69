"""Marks tell what was added and what was taken out, and nothing of what was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.self_check.marks import MARK_LENGTH, Kind, mark, marks_of, text_change
from tests.assistant.self_check.drafts import document

ONE, TWO, THREE = "I waited three seconds.", "Nineteen students spoke.", "I keep one habit."


def change(before: list[str], after: list[str]) -> tuple[Kind, int, int]:
    found = text_change({"draft.md": before}, {"draft.md": after})
    return found.kind, found.added, found.removed


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([ONE, TWO], [ONE, TWO], ("same", 0, 0)),
        ([ONE, TWO], [THREE, ONE, THREE, TWO], ("added", 2, 0)),
        ([ONE, TWO, THREE], [TWO], ("removed", 0, 2)),
        ([ONE, TWO], [ONE, THREE], ("mixed", 1, 1)),
        ([ONE, TWO], [TWO, ONE], ("mixed", 0, 0)),  # moved: another row may rest on it now
        ([ONE, ONE], [ONE], ("removed", 0, 1)),
        ([], [ONE], ("added", 1, 0)),
    ],
)
def test_a_change_is_counted_in_sentences(
    before: list[str], after: list[str], expected: tuple[Kind, int, int]
) -> None:
    assert change(before, after) == expected


@given(st.lists(st.sampled_from([ONE, TWO, THREE])), st.data())
def test_leaving_sentences_out_is_removing_and_the_way_back_is_adding(
    whole: list[str], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(whole), max_size=len(whole)))
    some = [sentence for sentence, stays in zip(whole, kept, strict=True) if stays]
    gone = len(whole) - len(some)
    assert change(whole, some) == ("removed" if gone else "same", 0, gone)
    assert change(some, whole) == ("added" if gone else "same", gone, 0)


def test_a_lone_file_may_be_renamed_and_a_file_that_went_is_taken_out() -> None:
    assert text_change({"draft.md": [ONE]}, {"draft-2.md": [ONE, TWO]}).kind == "added"
    two = {"overview.md": [ONE], "lesson.mp4": []}
    assert text_change(two, {"overview.md": [ONE]}).kind == "removed"
    moved = text_change({"a.md": [ONE], "b.md": [TWO]}, {"a.md": [], "b.md": [ONE, TWO]})
    assert (moved.kind, moved.added, moved.removed) == ("mixed", 0, 0)


def test_a_mark_holds_no_word_and_line_breaks_do_not_change_it() -> None:
    marks = marks_of([document(f"# Part 2\n\n{ONE} {TWO}\n")])
    assert list(marks) == ["draft.md"]
    assert marks["draft.md"] == [mark("Part 2"), mark(ONE), mark(TWO)]
    assert mark("I waited\n  three seconds.") == mark(ONE)
    assert all(len(one) == MARK_LENGTH and int(one, 16) >= 0 for one in marks["draft.md"])
