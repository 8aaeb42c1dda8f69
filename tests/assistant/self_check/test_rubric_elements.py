"""A row is compiled once for each wording: its elements, its text, and a digest of both."""

from __future__ import annotations

from dataclasses import replace

from assistant.self_check.rubric_elements import compiled
from retrieval.catalogue import Credential, Criterion, Level


def test_a_row_becomes_its_pass_levels_elements(thinking_time: Credential) -> None:
    row = compiled(thinking_time.rubric[0])
    assert row.elements == (
        "The transcript shows pauses of three seconds after questions in two lessons",
        "names what students did with the quiet",
    )
    assert row.text.startswith("Use of pauses\nProficient: The transcript shows")
    assert row.numbered.splitlines()[1] == "2. names what students did with the quiet"


def test_the_same_row_is_compiled_once(thinking_time: Credential) -> None:
    again = replace(thinking_time.rubric[0])
    assert compiled(again) is compiled(thinking_time.rubric[0])


def test_the_digest_changes_with_what_is_asked_and_with_nothing_else(
    thinking_time: Credential,
) -> None:
    row = thinking_time.rubric[0]
    best, *lower = row.levels
    same = replace(row, id="other-id", levels=(best, replace(lower[0], descriptor="x"), *lower[1:]))
    assert compiled(same).digest == compiled(row).digest
    for other in (
        replace(row, title="Pauses"),
        replace(row, levels=(replace(best, descriptor=f"{best.descriptor} And more."), *lower)),
        replace(row, levels=(replace(best, name="Met"), *lower), pass_level="Met"),
        replace(row, pass_level=lower[0].name),
    ):
        assert compiled(other).digest != compiled(row).digest


def test_a_level_without_words_is_one_element_the_rows_title() -> None:
    row = Criterion("r", "A title", None, (Level("Met", ""), Level("No", "")), "Met")
    assert compiled(row).elements == ("A title",)
