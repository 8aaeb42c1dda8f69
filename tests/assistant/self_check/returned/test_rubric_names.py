"""Names of rows, levels and parts in a letter: as labels, in a sentence, and not by accident."""

from __future__ import annotations

import pytest

from assistant.self_check.returned.rubric_names import RubricNames
from retrieval.catalogue import Credential


@pytest.fixture
def names(thinking_time: Credential) -> RubricNames:
    return RubricNames(thinking_time)


@pytest.mark.parametrize(
    ("text", "row", "rest"),
    [
        ("Use of pauses: The transcript shows one.", "use-of-pauses", "The transcript shows one."),
        ("- **Use of Pauses** - Basic", "use-of-pauses", "Basic"),
        ("Criterion 2: Starting point (No)", "baseline", "No)"),
        ("Row 3\n", "looking-back", ""),
        ("| Looking back | Developing | general |", "looking-back", "Developing | general |"),
        ("1. use-of-pauses: too short", "use-of-pauses", "too short"),
        ("STARTING POINT", "baseline", ""),
    ],
)
def test_a_label_names_its_row_and_ends_where_the_remark_begins(
    names: RubricNames, text: str, row: str, rest: str
) -> None:
    found = names.leading(text)
    assert found
    assert found.row
    assert found.row.id == row
    assert text[found.end :] == rest


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Part 2. Work examples", "artifacts"),
        ("PART 3: the habit is missing", "reflection"),
        ("Part I - fine", "overview"),
        ("Reflection: too general", "reflection"),
    ],
)
def test_a_part_is_named_by_number_title_or_id(names: RubricNames, text: str, part: str) -> None:
    found = names.leading(text)
    assert found
    assert found.part
    assert found.part.id == part


@pytest.mark.parametrize(
    "text",
    [
        "Looking back on your lessons, you name one habit.",
        "The starting point is given.",
        "Overviews are fine.",
        "Criterion 9: none such",
        "",
    ],
)
def test_a_sentence_that_only_begins_alike_is_no_label(names: RubricNames, text: str) -> None:
    assert names.leading(text) is None


def test_rows_are_named_in_a_sentence_by_long_titles_or_in_quotation_marks(
    names: RubricNames,
) -> None:
    assert [r.id for r in names.rows_in("We saw no Use of Pauses here.")] == ["use-of-pauses"]
    assert [r.id for r in names.rows_in("For “Looking back”, say more.")] == ["looking-back"]
    assert names.rows_in("Looking back, it went well.") == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("In Part 2 we miss a transcript.", "artifacts"),
        ("Your reflection is general.", "reflection"),
        ("The transcript is short.", None),
    ],
)
def test_a_part_is_found_inside_a_sentence(names: RubricNames, text: str, part: str | None) -> None:
    found = names.part_in(text)
    assert (found.id if found else None) == part


@pytest.mark.parametrize(
    ("text", "row", "level", "passes"),
    [
        ("Basic. One lesson only.", 0, "Basic", False),
        ("Score: Proficient\n", 0, "Proficient", True),
        ("(Developing) - no pauses", 0, "Developing", False),
        ("No\n", 1, "No", False),
        ("Met", 1, "Met", True),
        ("Not Met: no counts", 0, "Not Met", False),
        ("Not yet. Counts are missing.", 1, "Not yet", False),
    ],
)
def test_a_level_is_read_where_it_stands_alone(
    names: RubricNames,
    thinking_time: Credential,
    text: str,
    row: int,
    level: str,
    passes: bool,
) -> None:
    said = names.level_at(text, thinking_time.rubric[row])
    assert said
    assert (said.words, said.passes) == (level, passes)


@pytest.mark.parametrize("text", ["No counts are reported.", "Met with families twice.", "Basics"])
def test_a_sentence_that_begins_like_a_level_is_none(
    names: RubricNames, thinking_time: Credential, text: str
) -> None:
    assert names.level_at(text, thinking_time.rubric[1]) is None


def test_without_a_credential_nothing_has_a_name() -> None:
    nobody = RubricNames(None)
    assert nobody.leading("Use of pauses: Basic") is None
    assert nobody.rows_in("use of pauses") == []
    assert nobody.part_in("Part 2") is None
