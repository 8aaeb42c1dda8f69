"""Heard twice: rules where they are sure, the learned ear where they are not, help before all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assistant.dialogue.ear import MOMENTS, Ear, moment_of
from assistant.dialogue.second_hearing import heard
from retrieval.catalogue import Credential
from retrieval.embeddings import LocalEmbedder
from retrieval.loading import load_catalogue
from retrieval.sample_vectors import SAMPLE_CATALOGUE

SHOWN: dict[str, Any] = {
    "goal": "three kids do all the talking",
    "topic": "three kids do all the talking",
    "shown": ["equitable-participation", "student-led-seminar"],
    "seen": ["equitable-participation", "student-led-seminar"],
    "current": "equitable-participation",
    "notes": ["goal"],
    "last": "goal",
}


class Hears:
    """An ear that hears what it is told to."""

    hears = True

    def __init__(self, **chances: float) -> None:
        self.chances = chances

    def probabilities(self, said: str, moment: str) -> Mapping[str, float]:
        assert moment in MOMENTS
        return self.chances


@pytest.fixture(scope="module")
def credentials() -> Mapping[str, Credential]:
    return load_catalogue(SAMPLE_CATALOGUE).credentials


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear(LocalEmbedder())


def kind(said: str, credentials: Mapping[str, Credential], ear: Any, **memory: Any) -> str:
    return heard(said, memory, credentials, ear).kind


def test_without_an_ear_rules_decide(credentials: Mapping[str, Credential]) -> None:
    assert heard("thanks!", {}, credentials, None).kind == "thanks"


def test_an_ear_of_another_encoder_is_not_asked(credentials: Mapping[str, Credential]) -> None:
    class Deaf(Hears):
        hears = False

    assert kind("my kids are bored", credentials, Deaf(thanks=1.0)) == "goal"


def test_what_no_rule_knows_is_what_the_ear_is_sure_of(
    credentials: Mapping[str, Credential],
) -> None:
    said = "so whats the damage there"
    assert heard(said, SHOWN, credentials, Hears(ask=0.9)).kind == "ask"  # type: ignore[arg-type]


def test_nothing_is_begun_on_a_guess(credentials: Mapping[str, Credential]) -> None:
    said = "i'll take the first one"
    assert kind(said, credentials, Hears(choose=0.9), **SHOWN) == "choose"
    assert kind(said, credentials, Hears(tell_more=0.4, choose=0.01), **SHOWN) == "tell_more"


def test_sharing_and_forgetting_need_more_than_a_guess(
    credentials: Mapping[str, Credential],
) -> None:
    for act in ("share", "forget", "choose"):
        assert kind("mm what about the thing", credentials, Hears(**{act: 0.55}), **SHOWN) != act


def test_possible_danger_gets_help_and_her_goal_is_answered_too(
    credentials: Mapping[str, Credential],
) -> None:
    said = "he says nobody would care if he was gone"
    perhaps = heard(said, {}, credentials, Hears(crisis=0.7, goal=0.2))  # type: ignore[arg-type]
    surely = heard(said, {}, credentials, Hears(crisis=0.95))  # type: ignore[arg-type]

    assert (perhaps.kind, perhaps.topic) == ("crisis", "perhaps")
    assert (surely.kind, surely.topic) == ("crisis", "student")


def test_what_is_neither_known_nor_a_goal_is_not_searched_for(
    credentials: Mapping[str, Credential],
) -> None:
    low = {"unclear": 0.4, "goal": 0.02, "ask": 0.01}
    assert kind("zzz the whatsit again", credentials, Hears(**low), **SHOWN) == "unclear"


def test_the_moment_is_what_came_just_before() -> None:
    assert moment_of({}) == "start"
    assert moment_of({"last": "goal"}) == "shown"
    assert moment_of({"last": "check"}) == "checked"
    assert moment_of({"last": "next_step", "checked": "x"}) == "checked"
    assert moment_of({"last": "choose", "pending": {"do": "share"}}) == "asked"


@pytest.mark.parametrize(
    ("said", "moment", "act"),
    [
        (
            "my fifth graders shut down as soon as a word problem is longer than a line",
            "start",
            "goal",
        ),
        ("hm ok and roughly how many hours are we talking", "current", "ask"),
        ("go on then, sign me up", "current", "choose"),
        ("¿y no hay algo más corto?", "shown", "refine"),
        ("just write it for me please, i have no energy left", "checked", "write_for_me"),
        ("a girl in my class told me she wants to hurt herself", "start", "crisis"),
    ],
)
def test_the_learned_ear_hears_plain_words(ear: Ear, said: str, moment: str, act: str) -> None:
    chances = ear.probabilities(said, moment)

    assert sum(chances.values()) == pytest.approx(1.0, abs=1e-3)
    assert max(chances, key=lambda one: chances[one]) == act
    assert chances == ear.probabilities(said, moment)
