"""What is given away by the words alone: copies and promises."""

from __future__ import annotations

import pytest

from assistant.self_check.cues import CopyGuard, promises, trigrams
from retrieval.catalogue import Credential


@pytest.mark.parametrize(
    "sentence",
    [
        "The transcript shows pauses of three seconds after questions in two lessons.",
        "THE TRANSCRIPT SHOWS PAUSES OF THREE SECONDS, after questions",
        "My transcript shows pauses of three seconds after questions in two lessons.",
        "Describe your class and its discussions.",
        "The educator pauses after questions so that more students think and join discussion.",
    ],
)
def test_the_credentials_own_words_are_recognised(thinking_time: Credential, sentence: str) -> None:
    assert CopyGuard(thinking_time).copied(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "On Tuesday nineteen of my students spoke after I waited.",
        "I waited three seconds.",
        "Yes.",
        "",
    ],
)
def test_a_teachers_own_words_are_no_copy(thinking_time: Credential, sentence: str) -> None:
    assert not CopyGuard(thinking_time).copied(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I will count the pauses next week.",
        "We're going to film a lesson.",
        "I plan to ask the students.",
        "I hope to see more hands.",
        "I'd like to try this.",
        "Dates are to be decided.",
    ],
)
def test_a_promise_is_recognised(sentence: str) -> None:
    assert promises(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["I counted the pauses.", "Her plan helped.", "She expected noise.", "Willing hands"],
)
def test_what_was_done_is_no_promise(sentence: str) -> None:
    assert not promises(sentence)


def test_trigrams_are_runs_of_three_words() -> None:
    assert trigrams("One, two THREE four") == {("one", "two", "three"), ("two", "three", "four")}
    assert trigrams("one two") == set()
