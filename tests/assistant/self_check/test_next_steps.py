"""One next step: a verb first, what to look for, where it belongs, never what to write."""

from __future__ import annotations

import pytest

from assistant.self_check.next_steps import next_step, step_when_met, step_when_planned
from retrieval.catalogue import Part

WORK = Part("work", "Part 2. Work", "artifact")
OVERVIEW = Part("one", "Part 1. Overview", "overview")
VERBS = {
    "Ask", "Carry", "Check", "Count", "Find", "Gather", "Get", "Go", "Lay", "Look", "Name",
    "Note", "Put", "Recall", "Read", "Say", "Settle", "Think", "Turn",
}  # fmt: skip


@pytest.mark.parametrize(
    ("missing", "step"),
    [
        ("quotes at least one of them about the game", "Look up the exact words"),
        ("makes a decision for individual children", "Note down for yourself which decision"),
        ("Compares talk before and after, with quotations", "Lay the earlier result beside"),
        ("with something students said or did", "Look up the exact words"),
        ("Compares participation before and after", "Lay the earlier result beside the later one"),
        ("admits at least one other explanation or limit", "Ask yourself what else could explain"),
        ("points out students who did not move", "Look for whom or where it did not work"),
        ("names one change to the design", "Settle on one change"),
        ("states a definite next step", "Settle on one change"),
        ("Dated records of six circles", "Look up the dates"),
        ("gives the number who took part", "Find the figures in your records"),
        ("explains why this group belongs there", "Ask yourself why it was so"),
        ("Minutes of a meeting show the steps", "Find the piece itself"),
        ("each shows what the quiet led to", "Find one moment from your own work"),
    ],
)
def test_the_step_follows_from_the_kind_of_evidence(missing: str, step: str) -> None:
    assert next_step(missing, WORK, 0).startswith(step)


def test_a_number_that_the_row_asks_for_is_repeated() -> None:
    told = next_step("shows pauses in at least two lessons", WORK, 0)
    assert told == (
        "Go through your records and count what you have of this (the row asks for at least two). "
        "It belongs under “Part 2. Work”."
    )


def test_what_is_only_to_be_said_is_asked_for_in_ones_own_words() -> None:
    missing = "Names a single learning target"
    assert next_step(missing, OVERVIEW, 0).startswith("Put down in a sentence or two of your own")
    assert next_step(missing, WORK, 0).startswith("Find one moment from your own work")


def test_without_an_element_or_a_part_it_is_still_a_sentence() -> None:
    assert (
        next_step(None, None, 0) == "Find one moment from your own work in which this can be seen."
    )


def test_every_way_of_saying_it_begins_with_a_verb() -> None:
    kinds = "quotes them;Compares them;another explanation;who did not;differently;by when"
    kinds += ";how many;says why;to decide;notes;at least two;Names it;any of it"
    for missing in kinds.split(";"):
        ways = {next_step(missing, OVERVIEW, variant) for variant in range(6)}
        assert len(ways) == 2
        assert {way.split()[0] for way in ways} <= VERBS
    assert {step_when_planned(WORK, variant).split()[0] for variant in range(6)} <= VERBS
    assert {step_when_met(variant).split()[0] for variant in range(6)} <= VERBS
