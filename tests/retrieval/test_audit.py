"""The audit tells a rigorous credential from a thin one, and on which words each line rests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.audit import AuditLine, audit_credential
from retrieval.catalogue import (
    AiPolicy,
    Constraints,
    Credential,
    Criterion,
    Level,
    MethodComponent,
    Part,
    Prompt,
    Resource,
)
from retrieval.loading import load_catalogue
from retrieval.sample_vectors import SAMPLE_CATALOGUE


def row(row_id: str, part: str, best: str = "", low: str = "") -> Criterion:
    return Criterion(
        row_id,
        row_id.title(),
        part,
        (
            Level("Met", best or "Names two moments and shows what changed after each of them."),
            Level(
                "Not Met", low or "Tells of the lesson as a whole and points to no moment in it."
            ),
        ),
        "Met",
    )


RIGOROUS = Credential(
    id="thinking-time",
    title="Thinking Time",
    issuer="I",
    competency="The educator waits after asking so that more students speak.",
    key_method="Pause twice.",
    method_components=(MethodComponent("Pause", "Count."),),
    effort_hours=12,
    cost_usd=0,
    ai_policy=AiPolicy("disclose", "Say so."),
    constraints=Constraints(needs_students=True),
    resources=(Resource("Wait Time", kind="article", url="https://example.org"),),
    submission=(
        Part("p1", "Part 1", "overview", prompts=(Prompt("a", "Describe your class."),)),
        Part("p2", "Part 2", "artifact", prompts=(Prompt("b", "Submit a transcript."),)),
        Part("p3", "Part 3", "reflection", prompts=(Prompt("c", "What will you change?"),)),
    ),
    rubric=(row("one", "p1"), row("two", "p2"), row("three", "p3")),
)


def failed(credential: Credential) -> list[str]:
    return [line.criterion for line in audit_credential(credential).lines if not line.passed]


def line_of(credential: Credential, criterion: str) -> AuditLine:
    return next(x for x in audit_credential(credential).lines if x.criterion == criterion)


def test_a_rigorous_credential_lacks_nothing() -> None:
    audit = audit_credential(RIGOROUS)
    assert failed(RIGOROUS) == []
    assert (audit.credential_id, audit.title, audit.score) == (
        "thinking-time",
        "Thinking Time",
        100,
    )


def test_a_bare_credential_lacks_nearly_everything() -> None:
    bare = Credential(id="a", title="A", issuer="I", competency="The educator waits.")
    audit = audit_credential(bare)
    assert failed(bare) == [
        x.criterion for x in audit.lines if x.criterion != "A discrete competency"
    ]
    assert audit.score == 10


part_1, part_2, part_3 = RIGOROUS.submission
ROWS = RIGOROUS.rubric
SEAT_TIME = Prompt("b", "Attach a certificate of completion from the course.")
SAME = "Shows two moments of the lesson and what changed in them."

LACKING: dict[str, tuple[str, Credential]] = {
    "a competency of many sentences": (
        "A discrete competency",
        replace(RIGOROUS, competency="She waits. She asks. She grades."),
    ),
    "a competency of many words": (
        "A discrete competency",
        replace(RIGOROUS, competency="wait " * 61),
    ),
    "no artifacts": (
        "Evidence of practice rather than seat time",
        replace(RIGOROUS, submission=(part_1, replace(part_2, prompts=()), part_3)),
    ),
    "seat time": (
        "Evidence of practice rather than seat time",
        replace(RIGOROUS, submission=(part_1, replace(part_2, prompts=(SEAT_TIME,)), part_3)),
    ),
    "a part without a row": (
        "A public rubric for every part",
        replace(RIGOROUS, rubric=(ROWS[0], ROWS[1], row("other", "p1"))),
    ),
    "too few rows": (
        "A public rubric for every part",
        replace(RIGOROUS, rubric=ROWS[1:], submission=(part_2, part_3)),
    ),
    "two levels of the same words": (
        "Levels that can be told apart",
        replace(RIGOROUS, rubric=(*ROWS[:2], row("three", "p3", SAME, f" {SAME.upper()} "))),
    ),
    "a descriptor of one word": (
        "Levels that can be told apart",
        replace(RIGOROUS, rubric=(*ROWS[:2], row("three", "p3", low="Bad."))),
    ),
    "a descriptor with nothing to check": (
        "Descriptors that can be assessed",
        replace(
            RIGOROUS, rubric=(*ROWS[:2], row("three", "p3", "Teaching that is excellent " * 3))
        ),
    ),
    "a descriptor of vague words": (
        "Descriptors that can be assessed",
        replace(
            RIGOROUS,
            rubric=(
                *ROWS[:2],
                row("three", "p3", "Shows thorough and effective use of pauses here"),
            ),
        ),
    ),
    "no resources": ("A research base and resources", replace(RIGOROUS, resources=())),
    "nothing to reflect on": (
        "Prompts for reflection",
        replace(RIGOROUS, submission=(part_1, part_2, replace(part_3, prompts=()))),
    ),
    "no effort": ("Effort and cost are stated", replace(RIGOROUS, effort_hours=None)),
    "no cost": ("Effort and cost are stated", replace(RIGOROUS, cost_usd=None)),
    "no method": ("A key method in components", replace(RIGOROUS, key_method="")),
    "no steps": ("A key method in components", replace(RIGOROUS, method_components=())),
    "constraints unsaid": (
        "Constraints and AI policy are stated",
        replace(RIGOROUS, constraints=Constraints()),
    ),
    "an AI policy unsaid": (
        "Constraints and AI policy are stated",
        replace(RIGOROUS, ai_policy=AiPolicy()),
    ),
}


@pytest.mark.parametrize("what", LACKING)
def test_each_thing_lacking_fails_its_own_line_alone(what: str) -> None:
    criterion, credential = LACKING[what]
    assert failed(credential) == [criterion]
    assert audit_credential(credential).score == 90


def test_what_a_line_rests_on_is_verbatim_from_the_credential() -> None:
    seat = LACKING["seat time"][1]
    assert line_of(seat, "Evidence of practice rather than seat time").rests_on == SEAT_TIME.text
    assert line_of(RIGOROUS, "A discrete competency").rests_on == RIGOROUS.competency
    assert line_of(RIGOROUS, "Prompts for reflection").rests_on == "What will you change?"


def test_a_free_credential_has_a_stated_cost() -> None:
    assert line_of(replace(RIGOROUS, cost_usd=0.0), "Effort and cost are stated").passed


def test_the_same_credential_gives_the_same_audit() -> None:
    assert audit_credential(RIGOROUS) == audit_credential(replace(RIGOROUS))


def test_the_sample_catalogue_meets_its_own_bar() -> None:
    scores = {
        credential.id: audit_credential(credential).score
        for credential in load_catalogue(SAMPLE_CATALOGUE).credentials.values()
    }
    assert {i: score for i, score in scores.items() if score < 80} == {}
