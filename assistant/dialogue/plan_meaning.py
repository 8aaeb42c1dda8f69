"""What is said of the plan in other words, or in Spanish, put as its own rules read it."""

from __future__ import annotations

import re

from assistant.dialogue.hearing import folded
from assistant.plan_phrases import speaks_of_plan

_MONTHS = dict(
    zip(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
        "diciembre".split(),
        "January February March April May June July August September October November "
        "December".split(),
        strict=True,
    )
)
_NUMBERS = {
    "una": "1",
    "un": "1",
    "dos": "2",
    "tres": "3",
    "cuatro": "4",
    "cinco": "5",
    "seis": "6",
}
_LEAD = r"^\W*(?:(?:ok|bueno|pues|y|pero|es que|ahora|la verdad)[\s,.]+)*"
_COUNT = rf"(?P<count>\d+(?:[.,]\d+)?|{'|'.join(_NUMBERS)})"
_DAY = rf"(?P<day>\d{{1,2}}) (?:de )?(?P<month>{'|'.join(_MONTHS)})"
_HOURS = re.compile(
    rf"{_LEAD}(?:(?:yo )?(?:solo|solamente|nada mas)? ?(?:tengo|puedo dar(?:le)?|dispongo de|"
    rf"cuento "
    rf"con|puedo|puedo dedicar(?:le)?)? ?(?:solo |solamente |unas |como )*){_COUNT} horas? "
    r"(?:a la|por|cada|al?) semana\W*(?:nada mas)?\W*$"
)
_WEEK = re.compile(
    rf"{_LEAD}que (?:hago|me toca|tengo que hacer|debo hacer|sigue|me falta) (?:para )?(?:esta|la "
    r"proxima|hoy) ?(?:semana)?\W*$|^\W*(?:mi|muestrame mi) (?:semana|calendario)\W*$"
)
_DUE = re.compile(
    rf"{_LEAD}(?:mi fecha (?:limite|de entrega)? ?(?:es|cambio a)|tengo (?:que|hasta)(?: "
    rf"(?:terminar|entregar|acabar)(?:lo|la)?)?|debo (?:terminar|entregar)|quiero (?:terminar|"
    rf"entregar))(?: (?:antes|para|hasta|a mas tardar))?(?: (?:del?|el|la))* {_DAY}\W*$"
)


_PACE = re.compile(
    r"\b(?P<count>\d{1,3}(?:[.,]\d{1,2})?|an?|half an|one|two|three|four|five|six|seven|eight|nine|"
    r"ten) ?(?P<unit>hours?|minutes?|mins?) (?:a|per|each|every) week\b"
)
_PACE_WORDS = 14  # of a message that says nothing beside
_DEADLINE = re.compile(r"^\W*(?:deadline|due date|due|target date)(?:'s| is|:)? (?P<rest>.+)$")
_SENTENCE = re.compile(r"[^.!?;\n]+")
_MEANWHILE = 8  # words of what else may be said in another sentence
_OF_CLASS = re.compile(r"\b(?:students?|kids|class|lessons?|alumn[oa]s)\b")
_WILL_IT_DO = re.compile(
    r"\b(?:doable|(?:will|can|could) i (?:make it|manage|finish)|(?:is|will) (?:it|that) (?:enough|"
    r"work|possible|realistic|fit)|alcanza|me da tiempo|es posible)\b"
)


def asks_if_it_will_do(message: str) -> bool:
    """Whether a message asks if the plan that was just made can be kept."""
    return bool(_WILL_IT_DO.search(folded(message))) and len(message.split()) <= _MEANWHILE


def plan_meant(message: str) -> str | None:
    """The same thing as the plan's rules read it, or None where a message says no such thing."""
    if speaks_of_plan(message):
        return message
    said = folded(message)
    meant = _in_spanish(said) or _pace(said)
    if found := _DEADLINE.match(said):
        meant = f"my deadline is {found['rest']}"
    if meant is None:  # one sentence of two may say it
        for sentence in _SENTENCE.findall(message):
            rest = len(message.split()) - len(sentence.split())
            if 0 < rest <= _MEANWHILE and speaks_of_plan(sentence.strip()):
                return str(sentence).strip()
    return meant if meant and speaks_of_plan(meant) else None


def _pace(said: str) -> str | None:
    found = _PACE.search(said)
    if found is None or len(said.split()) > _PACE_WORDS or _OF_CLASS.search(said):
        return None
    count = found["count"]
    if found["unit"].startswith("min") and count.replace(",", ".").replace(".", "").isdigit():
        count = f"{float(count.replace(',', '.')) / 60:.4g}"
    return f"I only have {count} hours a week"


def _in_spanish(said: str) -> str | None:
    if found := _HOURS.match(said):
        return f"I only have {_NUMBERS.get(found['count'], found['count'])} hours a week"
    if _WEEK.match(said):
        return "what should I do this week"
    if found := _DUE.match(said):
        return f"my deadline is {_MONTHS[found['month']]} {found['day']}"
    return None
