"""A research base, resources, effort and cost, privacy, and the rule on AI: stated or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from retrieval.audit import Words
from retrieval.catalogue import (
    AiPolicy,
    Constraints,
    Resource,
    credential_from_json,
    credential_json,
)
from retrieval.loading import load_catalogue
from tests.retrieval.audited import RIGOROUS, line_of, part, row

GUIDE = Resource("A guide", kind="guide", file="a.md")
HEAD = "id: a\ntitle: A\nissuer: I\ncompetency: The educator waits after asking.\n"


@pytest.mark.parametrize(
    ("resource", "result"),
    [
        (Resource("Wait Time (M. B. Rowe, 1986)"), "passed"),
        (Resource("Wait Time", note="Rowe (1986) counted pauses."), "passed"),
        (Resource("Wait Time", url="https://doi.org/10.1/x"), "passed"),
        (Resource("Practice guide", kind="guide", url="https://ies.ed.gov/x"), "passed"),
        (Resource("Wait Time", kind="book", url="https://example.org/x"), "passed"),
        (Resource("Wait Time", kind="study"), "partly"),
        (Resource("A study of wait time", kind="pdf"), "partly"),
        (Resource("Ten tips", url="https://example.org/doi.org"), "missing"),
        (Resource("Ten tips from our workshop of 2019"), "missing"),
        (Resource("A college page", kind="website", url="https://x.edu/"), "missing"),
        (GUIDE, "missing"),
    ],
)
def test_a_source_has_to_be_one_that_can_be_looked_up(resource: Resource, result: str) -> None:
    assert line_of(replace(RIGOROUS, resources=(resource,)), "research").result == result


def test_a_source_may_be_cited_in_the_method() -> None:
    cited = replace(RIGOROUS, resources=(GUIDE,), key_method="Pause twice (Rowe, 1986). Listen.")
    found = line_of(cited, "research")
    assert found.passed
    assert found.rests_on == (Words("key_method", "Pause twice (Rowe, 1986)."),)


def test_research_that_is_claimed_and_not_named_is_partly_there() -> None:
    claimed = replace(RIGOROUS, resources=(), key_method="Pause. Research shows that it works.")
    found = line_of(claimed, "research")
    assert found.result == "partly"
    assert found.rests_on[0].text == "Research shows that it works."


@pytest.mark.parametrize(
    ("resources", "result"),
    [
        (RIGOROUS.resources, "passed"),
        ((GUIDE,), "passed"),
        ((Resource("A guide", kind="guide"),), "partly"),
        (RIGOROUS.resources[:1], "partly"),
        ((), "missing"),
    ],
)
def test_resources_can_be_opened_and_are_more_than_the_research(
    resources: tuple[Resource, ...], result: str
) -> None:
    assert line_of(replace(RIGOROUS, resources=resources), "resources").result == result


@pytest.mark.parametrize(
    ("hours", "cost", "result", "said"),
    [
        (12, 0, "passed", ""),
        (12, None, "partly", "cost_usd"),
        (None, 75, "partly", "effort_hours"),
        (0, 0, "partly", "effort_hours"),
        (None, None, "missing", "effort_hours"),
    ],
)
def test_effort_and_cost_are_stated_and_free_is_a_cost(
    hours: float | None, cost: float | None, result: str, said: str
) -> None:
    found = line_of(replace(RIGOROUS, effort_hours=hours, cost_usd=cost), "effort")
    assert found.result == result
    assert said in found.detail


def asking(overview: str, artifact: str = "Submit a log.", **more: Any) -> str:
    """What the privacy line says of a credential with these prompts."""
    _, _, last = RIGOROUS.submission
    parts = (part("p1", "overview", overview), part("p2", "artifact", artifact), last)
    return line_of(replace(RIGOROUS, submission=parts, **more), "privacy").result


@pytest.mark.parametrize(
    "text",
    [
        "Remove names.",
        "Describe the class; leave out all student names.",
        "Hand it in with the names of students removed.",
        "Give figures and no names.",
        "Use initials or invented names.",
        "Describe two students without identifying them.",
        "Introduce, by code, three writers.",
        "With students as A, B, C: who is in the group?",
        "Everything must be anonymous.",
        "Retire los nombres de los estudiantes.",
        "Use seudónimos.",
    ],
)
def test_what_to_do_with_names_is_understood_in_many_words(text: str) -> None:
    assert asking(text) == "passed"


@pytest.mark.parametrize(
    "text",
    [
        "Give the names of your students.",
        "Describe a class that coded a game.",
        "The report names no remaining doubt, and names one step.",
        "Explain it without naming the practice's author.",
        "Spell the words letter by letter.",
        "Hand in what families wrote.",
    ],
)
def test_words_about_something_else_say_nothing_of_privacy(text: str) -> None:
    assert asking(text) == "missing"


def test_a_recording_needs_a_word_on_consent() -> None:
    video = "Submit ten minutes of video."
    assert asking("Remove names.", video) == "partly"
    assert asking("Remove names. Families gave consent.", video) == "passed"
    assert asking("Remove names.", constraints=Constraints(needs_audio=True)) == "partly"
    assert asking("Remove names.", "Submit a log and no video.") == "passed"
    assert asking("Families gave permission.", video) == "partly"


def test_privacy_that_is_said_only_beside_is_partly_there() -> None:
    rows = (*RIGOROUS.rubric[:2], row("three", "p3", "Lists two moments, with names removed."))
    assert asking("Describe it.", rubric=rows) == "partly"
    policy = AiPolicy("allowed", "Put no student names into a tool.")
    assert asking("Describe it.", ai_policy=policy) == "partly"


def test_a_resource_on_privacy_counts() -> None:
    resource = Resource("Protecting Student Privacy", url="https://studentprivacy.ed.gov")
    assert asking("Describe it.", resources=(resource,)) == "passed"


@pytest.mark.parametrize(
    ("written", "result"),
    [
        ("ai_policy: {use: disclose}\n", "passed"),
        ("ai_policy: {use: forbidden, note: None at all.}\n", "passed"),
        ("ai_policy: {note: Ask us first.}\n", "partly"),
        ("ai_policy: {}\n", "missing"),
        ("ai_policy:\n", "missing"),
        ("", "missing"),
    ],
)
def test_a_rule_on_ai_that_is_only_assumed_does_not_count(
    tmp_path: Path, written: str, result: str
) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + written)
    credential = load_catalogue(tmp_path).credentials["a"]
    assert credential.ai_policy.use in ("disclose", "forbidden")
    assert line_of(credential, "ai_policy").result == result
    assert credential_from_json(credential_json(credential)) == credential


def test_a_record_from_before_is_read_as_stated_where_it_says_more_than_the_default() -> None:
    def kept(use: str, note: str) -> bool:
        body = {**credential_json(RIGOROUS), "ai_policy": {"use": use, "note": note}}
        return credential_from_json(body).ai_policy.stated

    assert kept("forbidden", "")
    assert kept("disclose", "Say so.")
    assert not kept("disclose", "")
