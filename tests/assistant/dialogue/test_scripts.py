"""The written dialogues keep to their format, and no assistant reaches their ends by chance."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.replies import Card
from retrieval.loading import load_catalogue
from retrieval.sample_vectors import SAMPLE_CATALOGUE
from tests.assistant.dialogue.own_words import own_words, spoken_language
from tests.assistant.dialogue.scripts import (
    Script,
    Turn,
    fresh,
    requests,
    says,
    script_in,
    scripts,
)
from tests.assistant.dialogue.talking import Heard, Shelf, missed_in, misses

SPANISH = 10  # at least so many of the sixty
FRESH_SPANISH = 5
DULL = {
    "greets": Heard("Hello! Tell me in your own words what you would like to get better at."),
    "asks back": Heard("Could you tell me more about that?"),
    "saluda": Heard("¡Hola! Cuéntame con tus palabras en qué quieres mejorar."),
    "recommends": Heard(
        "These fit what you said. Shall I tell you more about one of them?",
        (Card("recommendations", {"matches": [{"credential_id": "room-to-think"}]}),),
    ),
    "refuses": Heard("I won't write any part of your submission. What do you remember of it?"),
}


def test_there_are_sixty_in_two_halves() -> None:
    names = [script.name for script in scripts()]

    assert [name[:6] for name in names] == [
        *(f"dev-{number:02}" for number in range(1, 31)),
        *(f"val-{number:02}" for number in range(31, 61)),
    ]


def test_there_are_twenty_fresh_ones() -> None:
    assert [script.name[:8] for script in fresh()] == [f"fresh-{n}" for n in range(61, 81)]
    assert sum(script.language == "es" for script in fresh()) == FRESH_SPANISH


@pytest.mark.parametrize("script", [*scripts(), *fresh()], ids=lambda script: script.name)
def test_a_talk_has_three_to_twelve_turns_and_an_end_that_can_be_missed(script: Script) -> None:
    assert 3 <= len(script.turns) <= 12
    assert any(set(turn.expect) - {"no_card"} for turn in script.turns[-2:])
    assert script.turns[-1].expect


def test_enough_of_them_are_spanish() -> None:
    assert sum(script.language == "es" for script in scripts()) >= SPANISH


def test_every_credential_and_row_of_them_is_in_the_sample_catalogue() -> None:
    known = set(load_catalogue(SAMPLE_CATALOGUE).credentials)
    for script in [*scripts(), *fresh()]:
        named = {i for stages in script.given.values() for i in stages}
        for turn in script.turns:
            expect = turn.expect
            named |= {*expect.get("any_match", ()), *expect.get("none_match", ())}
            named |= set(expect.get("stage", ()))
            named |= (
                {expect["memory"]["current"]} if "current" in expect.get("memory", ()) else set()
            )
        assert named <= known, f"{script.name}: {sorted(named - known)}"


@pytest.mark.parametrize("kind", DULL)
def test_an_assistant_that_always_says_the_same_reaches_no_end(kind: str) -> None:
    every = [*scripts(), *fresh()]
    reached = [s.name for s in every if not missed_in(s, lambda _: DULL[kind], Shelf())]

    assert reached == []


def test_forty_requests_and_twenty_look_alikes_stand_half_in_each_half() -> None:
    _, written = requests()

    for half in ("dev", "val"):
        assert sum(r.writes for r in written if r.half == half) == 20
        assert sum(not r.writes for r in written if r.half == half) == 10
    assert sum(r.writes and r.language == "es" for r in written) >= 12
    assert len({r.say for r in written}) == 60


@pytest.mark.parametrize(
    ("text", "stem", "stands"),
    [
        ("You know nothing", "no", False),
        ("No, only you.", "no", True),
        ("That’s yours", "that's", True),
        ("at most 12 hours", "hour", True),
        ("It is shorter", "hort", False),
        ("Shall I?", "?", True),
        ("costs $0 there", "$0", True),
    ],
)
def test_a_stem_stands_at_the_start_of_a_word(text: str, stem: str, stands: bool) -> None:
    assert says(text, stem) is stands


def test_own_words_are_without_quotations_names_and_the_catalogues_text() -> None:
    answer = "Es **Room to Think**. Pide: “What did you see?” The educator waits. ¿Te sirve?"

    own = own_words(answer, ["The educator waits."])

    assert own.split() == "Es … . Pide: … … ¿Te sirve?".split()
    assert spoken_language(own) == "es"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Shall I put it into your plan?", "en"),
        ("¿Quieres que la ponga en tu plan?", "es"),
        ("Aquí está en tu plan, como lo pediste. Shall I put it there?", "both"),
        ("", "both"),
    ],
)
def test_the_language_of_words_is_told_by_the_small_ones(words: str, language: str) -> None:
    assert spoken_language(words) == language


@pytest.mark.parametrize(
    ("expect", "heard"),
    [
        ({"card": "plan"}, Heard("Here.")),
        ({"no_card": True}, Heard("Here.", (Card("plan"),))),
        ({"any_match": ["number-talks"]}, DULL["recommends"]),
        ({"none_match": ["room-to-think"]}, DULL["recommends"]),
        ({"shorter": True}, DULL["recommends"]),
        ({"says_any": ["hour"]}, Heard("Here.")),
        ({"says_none": ["here"]}, Heard("Here.")),
        ({"language": "es"}, Heard("Here is what you asked for.")),
        ({"at_most_questions": 1}, Heard("Which? Why?")),
        ({"memory": {"current": "a"}}, Heard("Here.", memory={"current": "b"})),
        ({"stage": {"a": "chosen"}}, Heard("Here.", stages={"a": "drafting"})),
        ({"profile": {"grade": None}}, Heard("Here.", profile={"grade": "4"})),
        ({"shared": True}, Heard("Here.")),
        ({}, Heard("")),
        ({}, Heard("Here.", done=False)),
        ({}, Heard("You will pass.")),
    ],
)
def test_what_is_missed_is_told(expect: dict[str, object], heard: Heard, tmp_path: Path) -> None:
    turn = _turn(tmp_path, expect)
    hours = Shelf(hours={"room-to-think": 10.0, "specific-praise": 8.0})

    assert len(misses(turn, heard, hours, ["specific-praise"])) == 1


@pytest.mark.parametrize("wrong", [{"kard": "plan"}, {"card": "pan"}, {"says_any": ["a", False]}])
def test_an_expectation_that_is_written_wrongly_is_refused(
    wrong: dict[str, object], tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=r"turn 1: "):
        _turn(tmp_path, wrong)


def _turn(folder: Path, expect: dict[str, object]) -> Turn:
    file = folder / "dev-01-a.yaml"
    turns = [{"say": "hello", "expect": expect}]
    read = {"name": file.stem, "person": "alice", "language": "en", "turns": turns, "end": "done"}
    file.write_text(yaml.safe_dump(read), encoding="utf-8")
    return script_in(file).turns[0]
