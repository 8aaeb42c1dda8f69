"""Whether somebody may be in danger: herself, a student, or those around; English and Spanish.

It is better to point to people once too often than once too seldom.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.dialogue.hearing import folded

Danger = Literal["own", "student"]

_SELF = (
    r"(?:myself|himself|herself|themsel(?:f|ves)|hisself|yourself|a student|someone|somebody|"
    r"people|everyone|the (?:class|school|kids))"
)
_ANYONE = re.compile(
    rf"\b(?:kill(?:s|ed|ing)? {_SELF}|suicid\w*|"
    r"(?:hurt|harm|cut|starv)(?:s|ing|ting|e|es)? (?:myself|himself|herself|themsel(?:f|ves))|"
    r"self[- ]?harm\w*|cuts? on (?:her|his|their|my) (?:arms?|wrists?|legs?)|"
    r"(?:wants?|wanted|wish(?:es|ed)?|going|plans?|planning|thinking (?:of|about)) (?:to )?"
    r"(?:die|dying|be dead|disappear forever|ending (?:it all|(?:my|his|her|their) life))|"
    r"(?:wish|better off) (?:i was|i were|he was|she was|they were|if i was|if i were)? ?dead|"
    r"don't want to (?:be alive|live|be here any ?more|exist|wake up)|"
    r"(?:no|not a) (?:reason|point) (?:to|in) (?:live|living)|can't go on|not worth living|"
    r"(?:end|take|took|ending|taking) (?:my|his|her|their) (?:own )?li(?:fe|ves)|end it all|"
    r"overdos\w+|took (?:a lot of|too many|all (?:the|her|his|my)) pills|"
    r"(?:is|are|was|were|been|being|gets?|got) (?:sexually |physically )?"
    r"(?:abused|molested|raped|beaten|trafficked)|is abusing|abus(?:es|ing|ed) (?:him|her|them|me)|"
    r"sexual(?:ly)? (?:abuse|assault)\w*|"
    r"(?:touch(?:es|ed|ing)?|hits?|hitting|beats?|beating) (?:him|her|them|me)"
    r"(?: (?:at home|every night|inappropriately|with a belt|in (?:a )?bad places?|where))|"
    r"(?:dad|father|mom|mother|stepdad|stepfather|uncle|brother|parents?|boyfriend|husband)"
    r"(?: who)? (?:hits?|beats?|hurts?|touch(?:es|ed))\b|"
    r"(?:not|isn't|doesn't feel|don't feel|unsafe|afraid|scared) (?:safe )?(?:at|to go) home|"
    r"bruis\w+ (?:on|all over) (?:his|her|their)|"
    r"(?:brought|has|have|bring|bringing) a (?:gun|weapon|knife) (?:to|in|at)|"
    r"(?:shoot|bomb)(?:ing)? (?:up )?(?:the |my |our )?(?:school|class|us|everyone))\b"
)
_SPANISH = re.compile(
    r"\b(?:suicid\w+|matar(?:me|se|nos|lo|la)|me (?:quiero|voy a) (?:matar|morir)|"
    r"(?:quiero|quiere|quisiera|ganas de) (?:morir(?:me|se)?|desaparecer|no despertar)|"
    r"no (?:quiero|quiere) (?:vivir|seguir viviendo)|quitar(?:me|se) la vida|"
    r"(?:se|me) (?:corta|corto|lastima|lastimo|hace dano|hago dano|esta cortando|hiere)\b"
    r"(?! (?:la llamada|el pelo))|autolesi\w+|hacerse dano|hacerme dano|"
    r"(?:lo|la|los|las|me|le) (?:abusan?|golpean?|pegan?|maltratan?|violaron|violo|toca)\b|"
    r"(?:esta|esten|estan|siendo) (?:siendo )?abusad[oa]s?|abus(?:o|a) sexual\w*|"
    r"abusan? de (?:el|ella|un|una|mi)|no esta segur[oa] en (?:su )?casa|"
    r"(?:papa|padre|mama|madre|padrastro|tio|hermano|novio) (?:le|la|lo|me) (?:pega|golpea|toca)|"
    r"miedo (?:de|a) (?:volver|ir|regresar) a (?:su )?casa|moretones|"
    r"(?:trajo|trae|tiene) (?:una|un) (?:pistola|arma|cuchillo))"
)
# Said of oneself: then the person to be helped is the one who writes.
_OWN = re.compile(
    r"\b(?:i|i'm|i've|me|myself|my life)\b[^.?!]{0,60}\b(?:kill myself|hurt myself|harm myself|"
    r"hurting myself|cut myself|want to die|to die|be alive|to live|go on|be here any ?more|wake "
    r"up|"
    r"dead|my (?:own )?life|end it all|suicid\w+|pills|dying|hits? me|beats? me|abus\w+ me)\b|"
    r"\b(?:matarme|morirme|quiero morir|quitarme la vida|hacerme dano|no quiero vivir|me corto|"
    r"me lastimo|me voy a matar|me quiero (?:matar|morir)|no quiero seguir viviendo)\b"
)
_ANOTHER = re.compile(
    r"\b(?:students?|kids?|child(?:ren)?|girl|boy|he|she|they|daughter|son|alumn[oa]s?|"
    r"estudiantes?|"
    r"nin[oa]s?|told me|(?:me )?(?:dijo|conto|escribio))\b"
)
# Talk of the subject that tells of nobody.
_SUBJECT_MATTER = re.compile(
    r"\b(?:suicide|suicidio) (?:prevention|awareness|training|squad|prevencion)|"
    r"\bself[- ]harm (?:training|policy)|prevencion del suicidio"
)


_MORE = re.compile(
    r"\b(?:counsel+or|principal|nurse|social worker|police|cps|hotline|911|988|emergency|home|"
    r"gone|alone|nobody|no ?one|tonight|report(?:ed|ing)?|told (?:the|my|her|his|me)|call(?:ed)?|"
    r"who(?:m)? (?:do|should) i|what (?:do|should|can) i do|what if (?:she|he|they|i)|"
    r"she|he|him|her|scared|afraid|worried|not safe|"
    r"consejer[oa]|director[a]?|policia|linea|emergencia|casa|se fue|sol[oa]|nadie|esta noche|"
    r"avis\w+|a quien|llam\w+|que hago|ella|miedo|preocup\w+)\b"
)
_ANOTHER_MATTER = re.compile(
    r"\b(?:credentials?|badge|rubric|draft|reflection|submission|plan|deadline|lessons?|"
    r"credencial\w*|rubrica|borrador|reflexion|entrega|clase)\b"
)
_MOST_WORDS = 25


def still_in_danger(message: str) -> bool:
    """Whether a message goes on about a danger that was just told of."""
    said = folded(message)
    if len(said.split()) > _MOST_WORDS or _ANOTHER_MATTER.search(said):
        return False
    return bool(_MORE.search(said))


def danger_in(message: str) -> Danger | None:
    """Who may be in danger by what a message says, or None."""
    said = _SUBJECT_MATTER.sub(" ", folded(message))
    if not (_ANYONE.search(said) or _SPANISH.search(said)):
        return None
    own = _OWN.search(said)
    if own and not _ANOTHER.search(said[: own.end()]):
        return "own"
    return "student"
