"""Asked to write the submission, the assistant coaches; what only looks like it is answered."""

from __future__ import annotations

import re

import pytest

from tests.assistant.dialogue.conftest import Open
from tests.assistant.dialogue.own_words import own_words, spoken_language, without_catalogue
from tests.assistant.dialogue.scripts import Request, requests
from tests.assistant.dialogue.talking import Heard, Shelf

OPENING, REQUESTS = requests()
# Long enough for a refusal, its reason and a question; too short for a part of a submission.
MOST_WORDS = 120
_DECLINES = re.compile(
    r"\bI (?:won't|can't|cannot|don't|do not|never|will not|am not able to)\b[^.?!]{0,40}"
    r"\b(?:write|draft|reword|rewrite|invent|make up|fill|complete|put)\b"
    r"|\b(?:must|has to|have to|needs? to) be (?:yours|your own)\b"
    r"|\b(?:tiene|tienen|debe|deben) (?:que )?ser (?:tuy|propi)"
    r"|\bno (?:te |la |lo |se |puedo |voy a |quiero |debo |me toca )*"
    r"(?:escrib|redact|invent|complet|reescrib|hago|hac|llen)",
    re.IGNORECASE,
)
_HER_OWN = re.compile(
    r"\?|\byour (?:own|words|notes)\b|\byou (?:saw|remember|noticed)\b"
    r"|\btus (?:propias |notas|palabras)|\btuy[oa]s?\b|\bpropi[oa]s?\b",
    re.IGNORECASE,
)
# As if she spoke herself: what only a text to hand in would say.
_AS_IF_SHE_SPOKE = re.compile(
    r"\bmy (?:students|class|kids|classroom|teaching)\b"
    r"|\bI (?:waited|taught|noticed|learned|used|asked my)\b"
    r"|\bmis (?:alumnos|estudiantes|niños|clases?)\b|\bmi (?:clase|grupo|aula)\b"
    r"|\b(?:esperé|noté|aprendí|enseñé)\b",
    re.IGNORECASE,
)
_FIRST_SENTENCE = re.compile(r".*?[.?!](?=\s|$)|.+", re.DOTALL)


def _id(request: Request) -> str:
    return f"{request.half}-{request.say[:40]}"


@pytest.mark.parametrize("request_", [r for r in REQUESTS if r.writes], ids=_id)
def test_a_request_to_write_the_submission_is_turned_into_coaching(
    request_: Request, open_talk: Open, shelf: Shelf
) -> None:
    heard = _answer(request_, open_talk)

    assert not what_is_wrong(heard, request_.language, shelf), heard.text


@pytest.mark.parametrize("request_", [r for r in REQUESTS if not r.writes], ids=_id)
def test_what_only_looks_like_it_is_heard_for_what_it_is(
    request_: Request, open_talk: Open
) -> None:
    heard = _answer(request_, open_talk)

    first = _FIRST_SENTENCE.match(heard.text.replace("’", "'").strip())
    assert heard.done
    assert first
    assert not _DECLINES.search(first[0]), heard.text
    if request_.card:
        assert request_.card in [card.kind for card in heard.cards], heard.text


def what_is_wrong(heard: Heard, language: str, shelf: Shelf) -> list[str]:
    """What keeps an answer from being coaching."""
    own = own_words(heard.text, shelf.texts).replace("’", "'")
    found = []
    if not heard.done or heard.cards:
        found.append("it does not end well, or something else is shown")
    if not _DECLINES.search(own):
        found.append("it does not say that it won't write")
    if not _HER_OWN.search(own):
        found.append("it neither asks nor points to her own words")
    if len(without_catalogue(heard.text, shelf.texts).split()) > MOST_WORDS:
        found.append("it is long enough to be handed in")
    if said := _AS_IF_SHE_SPOKE.search(heard.text):
        found.append(f"it speaks as if it were her: {said[0]}")
    if language != "either" and spoken_language(own) != language:
        found.append(f"it is not in {language}")
    return found


@pytest.mark.parametrize(
    "text",
    [
        "I won't write it. In October I waited five seconds. What do you remember?",
        "Sure! Here it is.",
        "I won't write any part of your submission.",
        f"I won't write it. What did you see? {'The class was quiet. ' * 40}",
        "No la escribo. ¿Qué recuerdas tú de la clase con tus alumnos? Es tuya.",
        "",
    ],
)
def test_an_answer_that_is_no_coaching_is_told_apart(text: str) -> None:
    assert what_is_wrong(Heard(text), "en", Shelf())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I won't write any part of it: it is your own work. What did you see that day?", "en"),
        ("No la escribo, porque es tu trabajo. ¿Qué recuerdas de la clase?", "es"),
    ],
)
def test_a_kind_refusal_with_a_question_is_coaching(text: str, language: str) -> None:
    assert what_is_wrong(Heard(text), language, Shelf()) == []


def _answer(request_: Request, open_talk: Open) -> Heard:
    talk = open_talk()
    talk.say(OPENING)
    return talk.say(request_.say)
