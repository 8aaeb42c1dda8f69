"""Slips that are mended before the reader reads, and words that must be left alone."""

from __future__ import annotations

import pytest

from assistant.self_check.slips import Slips

KNOWN = "because their students waited tire tires spies tied united diary paired".split()


@pytest.fixture
def slips() -> Slips:
    return Slips(KNOWN)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("I waited becuase they", "I waited because they"),
        ("all studnets, at once", "all students, at once"),
        ("they dont, I didnt", "they don't, I didn't"),
        ('"im done"', '"i\'m done"'),
    ],
)
def test_swapped_letters_and_lost_apostrophes_are_put_right(slips, written, meant) -> None:
    assert slips.mended(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Sipes and Becuase are names",
        "three tiers",  # of "tier", which is not known: no slip of "tires", by its ending
        "untied",
        "dairies",
        "thier",
        "were its well, she'll, co-dont",
        "zebrafish pedagogy",
        "los niños esperan por la tarde",  # no slip of "trade"
    ],
)
def test_names_made_up_words_and_doubtful_ones_stay_as_they_are(text) -> None:
    known = [*KNOWN, "tier", "diaries", "dairy", "trade"]
    assert Slips(known).mended(text) == text


def test_a_word_that_may_mean_two_others_is_left_alone() -> None:
    assert Slips(["angels", "angles"]).mended("the anglse") == "the angles"
    assert Slips(["abcdef", "acbedf"]).mended("abcedf") == "abcedf"


def test_short_words_are_left_alone() -> None:
    assert Slips(["boats", "really"]).mended("they boast") == "they boast"


def test_what_is_mended_once_is_not_mended_again(slips) -> None:
    once = slips.mended("I didnt wait becuase of studnets")
    assert slips.mended(once) == once
