"""Steps begin with a verb, say where to look, and write nothing that could be handed in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.self_check.returned.return_steps import (
    FOR_PRIVACY,
    FOR_THE_WHOLE,
    step_for_part,
    word_rule,
)
from retrieval.catalogue import Credential


def test_a_length_is_to_be_counted_against_its_rule(thinking_time: Credential) -> None:
    overview, artifacts, reflection = thinking_time.submission
    short = ["It is under the minimum of 80 words."]
    assert step_for_part(reflection, short) == (
        "Count Part 3 again and bring it within its rule (at most 40 words)."
    )
    # The overview has a rule of its own and one for a prompt: which is meant is not said.
    assert step_for_part(overview, short) == "Count Part 1 again and bring it within its rule."
    assert step_for_part(None, short).startswith("Count your submission again")
    assert step_for_part(artifacts, ["The link is broken."]).startswith("Open every file and link")
    assert step_for_part(artifacts, ["A part is missing."]).startswith(
        "Put what Part 2 still lacks"
    )


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (80, 300, "80 to 300 words"),
        (1000, None, "at least 1,000 words"),
        (None, 40, "at most 40 words"),
        (None, None, ""),
    ],
)
def test_a_word_rule_is_said_as_a_person_says_it(
    thinking_time: Credential, least: int | None, most: int | None, said: str
) -> None:
    part = replace(thinking_time.submission[0], min_words=least, max_words=most)
    assert word_rule(part) == said


@pytest.mark.parametrize("step", [FOR_PRIVACY, FOR_THE_WHOLE])
def test_the_other_steps_begin_with_a_verb_too(step: str) -> None:
    assert step.split()[0] in ("Replace", "Decide")
    assert step.endswith(".")
