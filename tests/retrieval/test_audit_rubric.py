"""Rows for every part, levels that differ in what is seen, descriptors that can be assessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.audit.degree import difference, says_nothing
from retrieval.catalogue import Criterion, Level
from tests.retrieval.audited import BEST, LOW, RIGOROUS, line_of, row, with_levels

SAME = "Shows two moments of the lesson and what changed in them."


def test_no_rubric_leaves_three_lines_missing() -> None:
    bare = replace(RIGOROUS, rubric=())
    keys = ("rubric", "levels", "assessable")
    assert [line_of(bare, key).result for key in keys] == ["missing"] * 3


def test_a_rubric_of_none_of_the_parts_is_missing_and_names_them() -> None:
    found = line_of(replace(RIGOROUS, rubric=(row("r", None),)), "rubric")
    assert found.result == "missing"
    assert "“Part p1”, “Part p2” and “Part p3”" in found.detail


def test_a_row_that_belongs_to_no_part_is_named() -> None:
    found = line_of(replace(RIGOROUS, rubric=(*RIGOROUS.rubric, row("adrift", None))), "rubric")
    assert (found.result, "“Adrift”" in found.detail) == ("partly", True)


def test_a_rubric_without_a_submission_is_partly_there() -> None:
    assert line_of(replace(RIGOROUS, submission=()), "rubric").result == "partly"


@pytest.mark.parametrize(
    ("better", "worse", "only"),
    [
        (SAME, f"  {SAME.upper()} ", ()),
        ("Most students take part.", "Some students take part.", ("most", "some")),
        ("Gives a very clear account.", "Gives a clear account.", ("very",)),
        (
            "Plans talk consistently.",
            "Plans talk inconsistently.",
            ("consistently", "inconsistently"),
        ),
        ("Uses all of the strategies.", "Uses some strategies.", ("all", "some")),
        ("An excellent analysis of talk.", "A good analysis of talk.", ("excellent", "good")),
        ("Muestra todas las pausas.", "Muestra algunas pausas.", ("todas", "algunas")),
    ],
)
def test_levels_that_differ_only_in_how_much_or_how_well_are_found(
    better: str, worse: str, only: tuple[str, ...]
) -> None:
    assert difference(better, worse) == only
    found = line_of(with_levels(better, worse), "levels")
    assert found.result == "partly"
    assert [words.text for words in found.rests_on] == list(
        dict.fromkeys([better.strip(), worse.strip()])
    )
    assert all(f"“{word}”" in found.detail for word in only)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (BEST, LOW),
        ("Names two moments of talk.", "Names one moment of talk."),
        ("Pauses are shown in the lesson.", "No pauses are shown in the lesson."),
        ("Counts turns before and after.", "Counts turns after the change."),
        ("Reports weekly counts of talk.", "Reports yearly counts of talk."),
    ],
)
def test_levels_that_differ_in_what_is_seen_are_let_through(better: str, worse: str) -> None:
    assert difference(better, worse) is None
    assert line_of(with_levels(better, worse), "levels").passed


def test_three_identical_levels_in_every_row_are_missing() -> None:
    levels = tuple(Level(name, SAME) for name in ("A", "B", "C"))
    rows = tuple(Criterion(r.id, r.title, r.part, levels, "A") for r in RIGOROUS.rubric)
    found = line_of(replace(RIGOROUS, rubric=rows), "levels")
    assert found.result == "missing"
    assert "“A” and “B” say the same" in found.detail
    assert "3 of 3 rows" in found.detail


def test_a_row_of_one_level_has_nothing_to_be_told_apart_from() -> None:
    found = line_of(with_levels(BEST), "levels")
    assert (found.result, "“Three”" in found.detail) == ("partly", True)


@pytest.mark.parametrize(
    "text", ["", "  ", "Bad.", "Not met", "N/A", "Does not meet the criteria.", "No cumple"]
)
def test_a_lowest_level_that_says_nothing_of_its_own_is_told(text: str) -> None:
    assert says_nothing(text)
    found = line_of(with_levels(BEST, text), "levels")
    assert (found.result, "“L1”" in found.detail) == ("partly", True)


def test_a_pass_level_that_says_nothing_is_graver_than_a_lowest_one() -> None:
    rows = tuple(
        Criterion(r.id, r.title, r.part, (Level("Met", ""), Level("No", LOW)), "Met")
        for r in RIGOROUS.rubric
    )
    assert line_of(replace(RIGOROUS, rubric=rows), "levels").result == "missing"
    rows = tuple(
        Criterion(r.id, r.title, r.part, (Level("Met", BEST), Level("No", "")), "Met")
        for r in RIGOROUS.rubric
    )
    assert line_of(replace(RIGOROUS, rubric=rows), "levels").result == "partly"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Names at least two moments of the lesson.", "passed"),
        ("The transcript has pauses after questions.", "passed"),
        ("Shows pauses after questions.", "passed"),
        ("Shows a strong and a weak example of a goal.", "passed"),
        ("Praise such as “excellent work” is named as empty.", "passed"),
        ("Names two appropriate moments.", "partly"),
        ("Shows thorough and effective use of pauses.", "partly"),
        ("Teaching is of high quality.", "partly"),
        ("La docente hace pausas de calidad.", "partly"),
        ("Good teaching.", "partly"),
    ],
)
def test_a_pass_level_has_to_name_what_can_be_seen(text: str, result: str) -> None:
    assert line_of(with_levels(text, LOW), "assessable").result == result


def test_words_of_judgement_are_named_and_quoted() -> None:
    text = "The lesson ran. It shows a Deep Understanding of effective questions."
    found = line_of(with_levels(text, LOW), "assessable")
    assert "“deep understanding of” and “effective”" in found.detail
    assert found.rests_on[0].text == "It shows a Deep Understanding of effective questions."
    assert found.rests_on[0].field == "rubric[three].levels[L0]"


def test_only_the_pass_level_has_to_be_assessable() -> None:
    assert line_of(with_levels("Excellent.", BEST, LOW, passes=1), "assessable").passed


def test_rows_that_name_nothing_to_be_seen_are_missing_where_they_are_most() -> None:
    rows = tuple(row(r.id, r.part, "Excellent teaching of its kind") for r in RIGOROUS.rubric)
    found = line_of(replace(RIGOROUS, rubric=rows), "assessable")
    assert (found.result, "“One”, “Two” and “Three”" in found.detail) == ("missing", True)
