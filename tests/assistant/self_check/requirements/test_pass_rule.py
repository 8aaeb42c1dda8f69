"""How a credential is passed, for the scoring models in use; and what would fail today."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.self_check.report import Finding, Requirement, Status
from assistant.self_check.requirements.pass_rule import part_name, pass_rule, summary_of
from retrieval.catalogue import Credential, Criterion, Level, Part, Prompt
from retrieval.loading import load_catalogue

THREE = ("Proficient", "Basic", "Developing")
PHASES = ("Demonstrated", "Progressing", "Not Met")
FOUR = ("Exemplary", "Proficient", "Developing", "Emerging")
PARTS = (
    Part("one", "Part 1. Overview", "overview"),
    Part("two", "Part 2. Work", "artifact"),
    Part("three", "Part 3. Reflection", "reflection"),
)


def row(
    part: str | None, levels: tuple[str, ...], passes: str | None = None, n: int = 1
) -> Criterion:
    named = tuple(Level(name) for name in levels)
    return Criterion(f"{part}-{n}", f"Row {part} {n}", part, named, passes or levels[0])


def credential(*rows: Criterion, parts: tuple[Part, ...] = PARTS) -> Credential:
    return Credential("c", "C", "I", "Competency.", submission=parts, rubric=rows)


def finding(row_id: str, status: Status, unsure: bool = False) -> Finding:
    return Finding(row_id, status, "Level", 0.5, 0.5, unsure, "offline")


def test_parts_that_pass_or_not_beside_rows_of_levels() -> None:
    rule = pass_rule(
        credential(
            row("one", ("Passing", "Not Yet")),
            row("two", THREE),
            row("two", THREE, n=2),
            row("three", ("Passing", "Not Yet")),
        )
    )
    assert rule == (
        "Part 1 and Part 3 each pass or do not: every row there must be “Passing”. "
        "In Part 2 every row must be at “Proficient”. "
        "Nothing is averaged: one row below that fails the whole. "
        "Every part has to be complete as well."
    )


def test_phases_ask_for_the_best_level_on_every_row() -> None:
    rule = pass_rule(credential(row("one", PHASES), row("two", PHASES), row("three", PHASES)))
    assert rule.startswith("Every row must be at “Demonstrated”. Nothing is averaged")


def test_indicators_are_met_or_not_and_completeness_comes_first() -> None:
    rows = (row("one", ("Met", "Not Met")), row("two", ("Met", "Not Met")))
    assert pass_rule(credential(*rows)) == (
        "Each row is either “Met” or not, and all of them have to be. "
        "Nothing is averaged: one row below that fails the whole. "
        "The submission has to be complete first; some issuers return an incomplete one unread."
    )
    prompt = Prompt("p", "Anything missing means that the submission is returned unread.")
    parts = (replace(PARTS[0], prompts=(prompt,)), *PARTS[1:])
    assert "an incomplete one is returned unread." in pass_rule(credential(*rows, parts=parts))


def test_narratives_have_their_least_words_in_the_rule() -> None:
    prompt = Prompt("p", "Tell it.", min_words=500)
    short = Prompt("q", "And this.", min_words=100)
    parts = (
        replace(PARTS[0], min_words=1000),
        replace(PARTS[1], prompts=(short,)),
        replace(PARTS[2], prompts=(prompt,)),
    )
    rows = (row("one", ("Proficient", "Not Proficient")), row("three", ("Proficient", "Not")))
    assert pass_rule(credential(*rows, parts=parts)).endswith(
        "It asks for at least 1,000 words in Part 1 and at least 500 words in Part 3."
    )


def test_a_guide_is_no_rule() -> None:
    parts = (replace(PARTS[0], min_words=1000, words_are="guide"), *PARTS[1:])
    rows = (row("one", THREE), row("two", THREE))
    assert "1,000" not in pass_rule(credential(*rows, parts=parts))


def test_a_pass_level_below_the_best_says_or_above() -> None:
    rule = pass_rule(credential(row("one", FOUR, "Proficient"), row("two", FOUR, "Proficient")))
    assert rule.startswith("Every row must be at “Proficient” or above.")


def test_one_row_decides_alone() -> None:
    assert pass_rule(credential(row("two", THREE))).startswith(
        "It has one row, and that row must be at “Proficient”."
    )


def test_rows_without_a_part_or_of_mixed_levels_are_named_by_their_levels() -> None:
    mixed = credential(row("two", THREE), row("two", FOUR, "Proficient", 2), row(None, PHASES))
    assert pass_rule(mixed).startswith(
        "Every row must reach a level of its own: at “Demonstrated”, at “Proficient” and at "
        "“Proficient” or above."
    )


def test_without_a_rubric_only_parts_are_spoken_of() -> None:
    assert pass_rule(credential()) == "It has no rubric here; every part has to be complete."
    assert pass_rule(Credential("c", "C", "I", "Competency.")) == ""


def test_parts_are_named_by_their_number_or_their_title() -> None:
    assert part_name(PARTS[1]) == "Part 2"
    assert part_name(Part("p", "PART  3: Reflection")) == "Part 3"
    assert part_name(Part("p", "Evidence")) == "“Evidence”"


def test_what_would_fail_is_named_with_the_rule_it_fails_under() -> None:
    made = credential(row("one", THREE), row("two", THREE), row("three", THREE))
    findings = [
        finding("one-1", "met"),
        finding("two-1", "partially_met"),
        finding("three-1", "not_met", unsure=True),
    ]
    assert summary_of(made, findings, ()) == (
        "Two rows would not pass today: “Row two 1” (Part 2) and “Row three 1” (Part 3). "
        "Every row has to be at “Proficient”, and one that is not fails the whole. "
        "I am not certain of “Row three 1”, so check by eye there."
    )


def test_where_rules_differ_each_failing_row_says_its_own() -> None:
    made = credential(row("one", ("Passing", "Not Yet")), row("two", THREE))
    told = summary_of(made, [finding("one-1", "not_met"), finding("two-1", "met")], ())
    assert told == (
        "One row would not pass today: “Row one 1” (Part 1, must be “Passing”). "
        "One row below its level fails the whole."
    )


def test_many_failing_rows_are_counted() -> None:
    rows = tuple(row("two", THREE, n=n) for n in range(1, 7))
    told = summary_of(credential(*rows), [finding(r.id, "not_met") for r in rows], ())
    assert told.startswith("Six rows would not pass today: “Row two 1” (Part 2), ")
    assert "and three more." in told


def test_with_nothing_found_it_says_so_and_promises_nothing() -> None:
    made = credential(row("one", THREE), row("two", THREE))
    findings = [finding("one-1", "met"), finding("two-1", "met")]
    assert summary_of(made, findings, ()) == (
        "Nothing found that would fail today. That is no promise: an assessor decides."
    )


def test_what_is_asked_for_and_missing_is_said_beside_the_rows() -> None:
    made = credential(row("one", THREE), row("two", THREE))
    findings = [finding("one-1", "met"), finding("two-1", "met")]
    lacking = [
        Requirement("one", None, "not_met", "4 of at least 12 words"),
        Requirement("one", "context", "not_met", "4 of at least 10 words"),
        Requirement("two", "log", "not_met", "no text found for this part"),
        Requirement("three", None, "not_checked", "nobody can say"),
    ]
    assert summary_of(made, findings, lacking) == (
        "No row was found that would fail today. Something asked for is not all there: Part 1 (4 "
        "of at least 12 words); Part 2, log (no text found for this part). That is no promise: an "
        "assessor decides."
    )


@pytest.mark.parametrize("folder", ["retrieval/sample_catalogue"])
def test_every_sample_credential_has_a_rule_without_a_number_of_per_cent(folder: str) -> None:
    root = Path(__file__).parents[4] / folder
    for one in load_catalogue(root).credentials.values():
        rule = pass_rule(one)
        assert rule.count(".") in (3, 4), one.id
        assert len(rule.split()) <= 60
        assert "%" not in rule
        assert all(r.pass_level in rule for r in one.rubric), one.id
