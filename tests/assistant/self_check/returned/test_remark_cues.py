"""What gives an assessor's sentence away: each table was written as assessors write."""

from __future__ import annotations

import pytest

from assistant.self_check.returned.remark_cues import insists, tone_of


@pytest.mark.parametrize(
    "words",
    [
        "Please add a second lesson with timings.",
        "We could not find a moment in which you hold back.",
        "You compare both, but you do not say who was not helped.",
        "In the comparison, offer one explanation other than the structure.",
        "Number present is missing.",
        "Say how many families took part at first.",
        "The rubric asks for two.",
        "Unfortunately your submission did not pass because the table leaves out comments.",
        "Please resubmit with a second transcript that shows pauses.",
        "How many students spoke before you changed anything?",
        "A student's name can be read in the picture.",
    ],
)
def test_a_wish_is_heard_in_any_form(words: str) -> None:
    assert tone_of(words) == "asks"


@pytest.mark.parametrize(
    "words",
    [
        "Great routine!",
        "You describe your class clearly and the count is convincing; well done.",
        "I loved reading about your reading bags.",
        "All students' names are clearly replaced by codes.",
        "An excellent and thorough start: no changes are asked for.",
    ],
)
def test_praise_asks_for_nothing(words: str) -> None:
    assert tone_of(words) == "praise"


@pytest.mark.parametrize(
    "words",
    [
        "Dear Ms. Alvarez,",
        "Thank you for submitting your micro-credential!",
        "You may resubmit within 30 days.",
        "Please revise and resubmit.",
        "If you have questions, contact us.",
        "Best regards,",
        "Assessor 14",
        "Status: Returned",
        "Your submission has been reviewed and is not yet awarded.",
        "Please do not hesitate to reach out.",
        "Please log in to the portal to see your scores.",
        "Not passed.",
        "I cannot award this yet for three reasons:",
    ],
)
def test_formalities_are_let_go(words: str) -> None:
    assert tone_of(words) == "formal"


def test_what_only_states_is_neither() -> None:
    assert tone_of("The transcript shows pauses in lesson one.") == "plain"


def test_a_demand_is_told_from_advice() -> None:
    assert insists("You need to add the second lesson.")
    assert not insists("Consider adding a photo another time.")
