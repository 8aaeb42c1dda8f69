"""Promises get the honest sentence, invented titles are named; what is honest is left alone."""

from __future__ import annotations

import pytest

from assistant.after_words import NO_PROMISE, invented, promises, to_add
from assistant.library import Library


@pytest.mark.parametrize(
    "text",
    [
        "You will pass.",
        "With that, you'll pass easily!",
        "If you add the counts, you will pass.",
        "Your draft is ready to submit.",
        "It looks good to go.",
        "You have a 90% chance of passing.",
        "There is an 80 percent chance that it is accepted.",
        "The odds are about 75%.",
        "I guarantee that it passes.",
        "Your submission should pass.",
        "Con eso vas a aprobar.",
        "Tu borrador está listo para entregar.",
        "Hay un 90 % de probabilidad de que pase.",
        "Te garantizo que sale bien.",
        "You are now ready to hand in part 2.",
    ],
)
def test_a_promise_is_heard(text: str) -> None:
    assert promises(f"Lovely work on the counts. {text}")


@pytest.mark.parametrize(
    "text",
    [
        "I cannot say that you will pass.",
        "Nobody can promise that you will pass; an assessor decides.",
        "It isn't ready to submit yet.",
        "An assessor passes it at Proficient.",
        "Is it ready to hand in, do you think?",
        "All rows have to be met before it can pass.",
        "It counts for 15 hours in Arkansas.",
        "60% of your class spoke, you wrote.",
        "No puedo decir que vas a aprobar.",
        "What would you like to look at until you are ready?",
        "You will earn 15 hours for it in Example District.",
    ],
)
def test_what_promises_nothing_is_left_alone(text: str) -> None:
    assert not promises(text)


def test_a_title_that_is_nowhere_in_the_catalogue_is_named(stocked: Library) -> None:
    text = "The credential *Joyful Zebra Talk* may fit you, or *Giving Students Time to Think*."
    assert invented(text, stocked) == ["Joyful Zebra Talk"]
    assert to_add(text, stocked, "en") == "I cannot find *Joyful Zebra Talk* in this catalogue."
    assert to_add(text, stocked, "es").startswith("No encuentro *Joyful Zebra Talk*")


def test_titles_in_a_list_of_credentials_are_looked_up(stocked: Library) -> None:
    titles = "1. **Number Talks: Mental Mathematics Aloud**\n2. **Zebra Math Moves**"
    text = f"These two credentials fit:\n\n{titles}"
    assert invented(text, stocked) == ["Zebra Math Moves"]


@pytest.mark.parametrize(
    "text",
    [
        "The credential *Giving Students Time to Think* takes 12 hours.",
        "The credential *Giving Students Time To Think!* takes 12 hours.",
        "The credential *Number Talks* is shorter.",
        "Its row *Use of Pauses* decides whether the credential is passed.",
        "Take *one* credential at a time.",
        "Do it *Before You Begin*, and keep the slips.",
        "**Next Step**: count who speaks.",
        "The guide *The Pause Protocol* comes with the credential.",
    ],
)
def test_what_is_in_the_catalogue_or_no_title_is_left_alone(text: str, stocked: Library) -> None:
    assert invented(text, stocked) == []


def test_a_promise_gets_its_sentence_in_her_language(stocked: Library) -> None:
    assert to_add("You will pass.", stocked, "en") == NO_PROMISE["en"]
    assert to_add("Vas a aprobar.", stocked, "es") == NO_PROMISE["es"]
    assert to_add("What will you count?", stocked, "en") == ""
