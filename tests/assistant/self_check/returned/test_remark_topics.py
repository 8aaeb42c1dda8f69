"""What a sentence is about beside rows: privacy, lengths, files and what was skipped."""

from __future__ import annotations

import pytest

from assistant.self_check.returned.remark_topics import (
    asks_for_privacy,
    exposes,
    is_about_files,
    is_about_length,
    is_about_submitting,
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Two students' names appear in the second transcript.", True),
        ("Please redact the work samples.", True),
        ("The faces of children can be seen in the video.", True),
        ("A student is identifiable by the file name.", True),
        ("pls fix the names", True),
        ("Name the strategy that you used.", False),
        ("Say which student the pauses did not help.", False),
        ("You name two students by code.", False),
    ],
)
def test_privacy_is_told_from_other_names(words: str, expected: bool) -> None:
    assert asks_for_privacy(words) is expected


@pytest.mark.parametrize(
    ("words", "length", "files"),
    [
        ("The reflection is under 80 words.", True, False),
        ("Your overview exceeds the word limit.", True, False),
        ("The link to the student work does not open for us.", False, True),
        ("We were unable to access the recording.", False, True),
        ("Please upload the signed form.", False, True),
        ("The audio file is password protected.", False, True),
        ("The transcript shows one lesson only.", False, False),
        ("Add two more counts to the table.", False, False),
    ],
)
def test_lengths_and_files_are_told_from_what_they_show(
    words: str, length: bool, files: bool
) -> None:
    assert (is_about_length(words), is_about_files(words)) == (length, files)
    assert is_about_submitting(words) is (length or files)


@pytest.mark.parametrize(
    "words", ["The consent form is missing.", "Question 3 was not answered.", "No reflection."]
)
def test_what_was_skipped_is_about_submitting(words: str) -> None:
    assert is_about_submitting(words)


def test_a_statement_that_somebody_can_be_recognised_is_told_from_one_that_all_is_well() -> None:
    assert exposes("The boy's first name is in the header of page 4.")
    assert not exposes("All students' names are replaced by codes.")
    assert not exposes("The transcript is in the second file.")
