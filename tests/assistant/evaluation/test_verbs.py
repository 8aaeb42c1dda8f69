"""English past tense undone by rule."""

from __future__ import annotations

import pytest

from assistant.evaluation.verbs import as_denial, as_plan, as_present, base_form


@pytest.mark.parametrize(
    "pair",
    (
        "asked:ask noticed:notice shared:share planned:plan stopped:stop tried:try agreed:agree "
        "called:call missed:miss handled:handle judged:judge created:create repeated:repeat "
        "needed:need taught:teach wrote:write died:die changed:change belonged:belong fixed:fix"
    ).split(),
)
def test_a_past_form_is_led_back_to_its_verb(pair: str) -> None:
    past, base = pair.split(":")
    assert base_form(past) == base


def test_what_was_done_becomes_a_plan_a_denial_or_a_bare_form() -> None:
    told = "My intern kept a stopwatch and I asked 31 questions. They were open."
    assert as_plan(told) == (
        "My intern will keep a stopwatch and I will ask 31 questions. They will be open."
    )
    assert as_denial(told) == (
        "My intern did not keep a stopwatch and I did not ask 31 questions. They were not open."
    )
    assert as_present(told) == "My intern keep a stopwatch and I ask 31 questions. They were open."


@pytest.mark.parametrize(
    "told", ["the marked page", "the answers given", "She is tired of it", "a red set of cards"]
)
def test_what_only_describes_is_left_alone(told: str) -> None:
    assert as_plan(told) == told
