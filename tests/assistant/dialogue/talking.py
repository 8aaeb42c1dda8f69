"""Says a written dialogue to an assistant and tells what was missed in its answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.replies import Card
from tests.assistant.dialogue.own_words import own_words, spoken_language
from tests.assistant.dialogue.scripts import Script, Turn, says

_PROMISES = re.compile(
    r"\byou(?: will|'ll) (?:surely |definitely )?pass\b|\bvas a (?:aprobar|pasar)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Heard:
    """One answer, and how things stand after it; `stages` are by credential."""

    text: str
    cards: tuple[Card, ...] = ()
    done: bool = True
    memory: Mapping[str, Any] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    profile: Mapping[str, str | None] = field(default_factory=dict)
    shared: bool = False


@dataclass(frozen=True)
class Shelf:
    """What is known of the catalogue: its words, and the hours of each credential."""

    texts: frozenset[str] = frozenset()
    hours: Mapping[str, float] = field(default_factory=dict)


Answering = Callable[[str], Heard]


def missed_in(script: Script, answering: Answering, shelf: Shelf) -> str:
    """Empty when the dialogue reaches its end; otherwise the talk, with what each turn missed."""
    told, missing = [f"{script.name}: {script.end}"], 0
    recommended: list[str] = []
    for number, turn in enumerate(script.turns, start=1):
        heard = answering(turn.say)
        missed = misses(turn, heard, shelf, recommended)
        recommended += matches_of(heard)
        missing += len(missed)
        told.append(f"\n{number}. > {_short(turn.say)}\n{_short(heard.text, 900)}")
        told += [f"   [{_card_words(card)}]" for card in heard.cards]
        told += [f"   MISSED: {what}" for what in missed]
    return "\n".join(told) if missing else ""


def misses(turn: Turn, heard: Heard, shelf: Shelf, before: list[str]) -> list[str]:
    """What the turn expects and the answer does not show; `before` was recommended earlier."""
    own = own_words(heard.text, shelf.texts)
    found = []
    if not heard.done:
        found.append("the turn does not end well")
    if not heard.text.strip():
        found.append("nothing is said")
    if _PROMISES.search(own):
        found.append("she is told that she will pass")
    for key, value in turn.expect.items():
        if what := _CHECKS[key](value, heard, own, shelf, before):
            found.append(what)
    return found


def matches_of(heard: Heard) -> list[str]:
    """The credentials that an answer recommends."""
    cards = [card for card in heard.cards if card.kind == "recommendations"]
    return [match["credential_id"] for card in cards for match in card.body.get("matches", ())]


Check = Callable[[Any, Heard, str, Shelf, list[str]], str]


def _card(value: str, heard: Heard, *_: object) -> str:
    kinds: list[str] = [card.kind for card in heard.cards]
    return "" if value in kinds else f"a card {value}; shown: {kinds or 'none'}"


def _no_card(_value: bool, heard: Heard, *_: object) -> str:
    return f"no card; shown: {[card.kind for card in heard.cards]}" if heard.cards else ""


def _any_match(value: list[str], heard: Heard, *_: object) -> str:
    found = matches_of(heard)
    return "" if set(value) & set(found) else f"one of {value}; recommended: {found}"


def _none_match(value: list[str], heard: Heard, *_: object) -> str:
    wrong = sorted(set(value) & set(matches_of(heard)))
    return f"not to recommend {wrong}" if wrong else ""


def _shorter(_value: bool, heard: Heard, _own: str, shelf: Shelf, before: list[str]) -> str:
    longest = max((shelf.hours.get(i, 0.0) for i in before), default=0.0)
    long = [i for i in matches_of(heard) if shelf.hours.get(i, 0.0) >= longest]
    return f"only what takes less than {longest:g} hours; recommended: {long}" if long else ""


def _says_any(value: list[str], heard: Heard, *_: object) -> str:
    return "" if any(says(heard.text, stem) for stem in value) else f"to say one of {value}"


def _says_none(value: list[str], heard: Heard, *_: object) -> str:
    said = [stem for stem in value if says(heard.text, stem)]
    return f"not to say {said}" if said else ""


def _language(value: str, _heard: Heard, own: str, *_: object) -> str:
    spoken = spoken_language(own)
    return "" if spoken == value else f"to be in {value}; its own words are in {spoken}"


def _at_most_questions(value: int, _heard: Heard, own: str, *_: object) -> str:
    asked = own.count("?")
    return f"at most {value} questions; it asks {asked}" if asked > value else ""


def _memory(value: dict[str, Any], heard: Heard, *_: object) -> str:
    return _differences("memory", value, heard.memory)


def _stage(value: dict[str, str], heard: Heard, *_: object) -> str:
    return _differences("stage", value, heard.stages)


def _profile(value: dict[str, str | None], heard: Heard, *_: object) -> str:
    return _differences("profile", value, heard.profile)


def _shared(value: bool, heard: Heard, *_: object) -> str:
    return "" if heard.shared is value else f"shared with her coach: {value}; is {heard.shared}"


def _differences(what: str, wanted: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    differing = {key: found.get(key) for key in wanted if found.get(key) != wanted[key]}
    return f"{what} {dict(wanted)}; is {differing}" if differing else ""


_CHECKS: dict[str, Check] = {
    "card": _card,
    "no_card": _no_card,
    "any_match": _any_match,
    "none_match": _none_match,
    "shorter": _shorter,
    "says_any": _says_any,
    "says_none": _says_none,
    "language": _language,
    "at_most_questions": _at_most_questions,
    "memory": _memory,
    "stage": _stage,
    "profile": _profile,
    "shared": _shared,
}


def _short(text: str, most: int = 200) -> str:
    return text if len(text) <= most else f"{text[:most]} …"


def _card_words(card: Card) -> str:
    matches = [match["credential_id"] for match in card.body.get("matches", ())]
    return f"{card.kind}: {', '.join(matches)}" if matches else card.kind
