"""What a person says about her work: grade, subject, role, state; kept for this conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.audience import heard_in
from assistant.dialogue.hearing import folded
from assistant.limits.reading import limits_in
from assistant.limits.states import NAMES, STATE_NAME
from assistant.people import Person, Profile

FIELDS = ("grade", "subject", "role", "state")
# A level of school stands for the grade in its middle: it moves answers, and is never kept.
_LEVELS = (
    ("middle", "7", r"middle[- ]?school\w*|junior high|intermediate school|secundaria"),
    ("high", "10", r"high[- ]?school\w*|preparatoria|bachillerato|prepa"),
    ("elementary", "3", r"elementary(?: school)?|primary(?: school)?|primaria|grade school"),
    ("early", "PK", r"preschool|early childhood|daycare|preescolar"),
)
_LEVEL_PATTERNS = tuple(
    (name, grade, re.compile(rf"\b(?:{said})\b")) for name, grade, said in _LEVELS
)
LEVEL_GRADES = {name: grade for name, grade, _ in _LEVELS}
_SPEAKS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|ok|so|well|by the way|btw|fyi|also|and|hola|bueno|pues|yo|oh|sorry|no|"
    r"actually|wait|perdon|es que)[\s,.!]+)*(?:i(?:'m| am|'ve| have| teach| work| coach| do|'m "
    r"a)?\b|"
    r"my (?:grade|subject|class|students|school|job|role|state|kids)|we (?:teach|are|'re)\b|"
    r"for (?:my )?|it's for|soy|enseno|doy|trabajo|mi (?:grado|clase|materia|escuela|estado)|"
    r"mis (?:alumnos|estudiantes)|tengo|estoy en|es para|para)"
)
_CORRECTS = re.compile(
    r"^\W*(?:(?:no+|nope|sorry|wait|actually|oops|hmm|not quite|i mean|perdon|espera|disculpa|mas "
    r"bien|en realidad|ups)[\s,.!:-]+)+(?:(?:not [\w ]{1,30}?[,.;:-]+ ?|no [\w ]{1,30}?[,.;:-]+ "
    r"?)?)"
    r"(?:(?:but|sino|pero) )?(?:i (?:meant|mean|said|teach|wanted|was (?:asking|talking) about|"
    r"am|was thinking of)|i'm(?: (?:asking|talking) about)?|it's(?: for| about)?|for|what i "
    r"(?:meant|mean) (?:was|is)|make (?:it|that)|(?:quise|queria) decir|me refer(?:ia|i) a|"
    r"digo|hablo de|enseno|soy|es(?: para)?|para)\b(?: (?:that|to say|a|for|about|de|que))?[\s,:]*|"
    r"^\W*(?:i (?:meant|mean)|(?:quise|queria) decir|me referia a)\b[\s,:]*(?:for |about )?"
)
_GRADE_ONLY = re.compile(
    r"^\W*(?:(?:my|i teach|it's|grade|about|mostly|mainly|in|for|the|en|de|grado|doy|enseno|para|"
    r"with|con)\b[\s,]*)*(?:(?P<number>1[0-2]|[1-9])(?:st|nd|rd|th|o|er|do|to)?|(?P<word>first|"
    r"second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|primer[oa]?|segund[oa]|"
    r"tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa]|noven[oa]|decim[oa])|(?P<k>k|"
    r"kinder"
    r"\w*)|(?P<pk>pre-?k|preschool|preescolar))\b"
    r"(?:[\s-]*(?:grade\w*|graders?|grado|year|ano|de primaria|de secundaria|kids|students|"
    r"class))*\W*$"
)
_ORDINAL_GRADES = {
    word: str(number)
    for number, words in enumerate(
        (
            "first primer primero primera",
            "second segundo segunda",
            "third tercer tercero tercera",
            "fourth cuarto cuarta",
            "fifth quinto quinta",
            "sixth sexto sexta",
            "seventh septimo septima",
            "eighth octavo octava",
            "ninth noveno novena",
            "tenth decimo decima",
            "eleventh",
            "twelfth",
        ),
        start=1,
    )
    for word in words.split()
}
# Words that a sentence about oneself is made of; whatever is left tells of something else.
_OF_ONESELF = re.compile(
    r"\b(?:hi|hello|hey|hola|i|i'm|i've|im|a|an|the|at|in|of|for|to|with|and|or|my|we|our|it's|is|"
    r"are|am|be|been|have|has|teach(?:ing|er|ers)?|taught|work(?:ing)?|job|role|year|years|now|"
    r"currently|new|veteran|classroom|class|classes|school|schools|public|private|charter|rural|"
    r"urban|small|big|large|title|one|two|grade|grades|grader|graders|students|kids|no|sorry|"
    r"actually|meant|mean|not|so|ok|well|also|by|way|btw|here|from|all|day|general|gen|ed|"
    r"education|regular|self[- ]contained|primary|elementary|middle|high|junior|secondary|level|"
    r"room|as|do|mostly|mainly|just|only|district|state|subject|subjects|"
    r"math(?:s|ematics)?|algebra|geometry|calculus|science|biology|chemistry|physics|social|"
    r"studies|history|civics|geography|ela|english|language|arts|art|pe|gym|physical|music|band|"
    r"choir|orchestra|chorus|visual|ceramics|computer|coding|programming|spanish|french|german|"
    r"cte|shop|reading|writing|literacy|"
    r"principal|vice|assistant|coach|instructional|mentor|special|sped|educator|resource|"
    r"inclusion|para(?:professional|educator)?|aide|counsel\w+|guidance|librarian|media|specialist|"
    r"esl|ell|eld|esol|bilingual|multilingual|interventionist|intervention|"
    r"soy|yo|enseno|doy|clase|clases|de|del|la|el|en|los|las|un|una|maestr[oa]|profesor[a]?|"
    r"docente|"
    r"trabajo|escuela|primaria|secundaria|preparatoria|prepa|prekinder|kinder|grado|ano|anos|"
    r"matematicas?|ciencias?|historia|ingles|espanol|lectura|musica|arte|educacion|"
    r"mi|mis|alumnos|estudiantes|tengo|para|y|es|publica|bilingue|no|perdon|digo|estado|"
    r"pequen[ao]|nuev[ao])\b|"
    r"\b(?:\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|"
    r"kinder\w*|pre-?k|preschool|freshm[ae]n|sophomores?|juniors?|seniors?)\b"
)
_MOST_LEFT = 1


def heard_of(message: str) -> dict[str, str]:
    """What a message says of grade, level, subject, role and state; only what it says."""
    found = heard_in(message, Profile())
    said = folded(message)
    heard = {name: getattr(found, name) for name in FIELDS if getattr(found, name)}
    if not heard.get("subject") and _SPEAKS.search(said):
        again = heard_in(f"I teach {said}", Profile())
        heard.update({"subject": again.subject} if again.subject else {})
    if state := limits_in(message).state_said:
        heard["state"] = state
    if "grade" not in heard:
        level = next((name for name, _, rule in _LEVEL_PATTERNS if rule.search(said)), None)
        if level:
            heard["level"] = level
    return heard


def describes_herself(message: str) -> bool:
    """Whether a message says who she teaches, and nothing else."""
    said = folded(message)
    if not _SPEAKS.search(said) or "?" in said or not heard_of(message):
        return False
    return _left(message) <= _MOST_LEFT


def _left(message: str) -> int:
    names = STATE_NAME.sub(" ", message)
    rest = _OF_ONESELF.sub(" ", folded(names))
    return len(re.findall(r"[^\W\d_]{3,}", rest))


def corrected(message: str) -> str | None:
    """What is meant instead ("no, I meant middle school"), or None where nothing is corrected."""
    said = folded(message)
    found = _CORRECTS.match(said)
    return said[found.end() :].strip(" .!,") if found and said[found.end() :].strip() else None


def only_about_her(text: str) -> bool:
    """Whether a piece of a sentence is about grade, subject, role or state alone."""
    return bool(heard_of(f"I teach {text}")) and _left(text) <= _MOST_LEFT


def grade_answered(message: str) -> dict[str, str]:
    """The grade or level in an answer to "which grade?"; empty where there is none."""
    said = folded(message)
    if found := _GRADE_ONLY.match(said):
        if found["k"]:
            return {"grade": "K"}
        if found["pk"]:
            return {"grade": "PK"}
        return {"grade": found["number"] or _ORDINAL_GRADES[found["word"]]}
    heard = heard_of(message)
    return {key: heard[key] for key in ("grade", "level") if key in heard}


def state_in(text: str) -> str | None:
    """The two letters of a state that is named in a question, as far as its name is known."""
    if found := STATE_NAME.search(text):
        return NAMES[found.group().casefold().removesuffix("'s")]
    return None


def with_heard(person: Person, memory: Mapping[str, Any]) -> Person:
    """The person with what she said of herself in this conversation; it counts at once."""
    heard: Mapping[str, str] = memory.get("profile") or {}
    known = {name: heard[name] for name in FIELDS if heard.get(name)}
    if "grade" not in known and (level := heard.get("level")):
        known["grade"] = LEVEL_GRADES.get(level, "")
    if not known:
        return person
    return replace(person, profile=replace(person.profile, **known))


def merged(before: Mapping[str, str], heard: Mapping[str, str]) -> dict[str, str]:
    """What is known of her now; a level takes the place of a grade and the other way round."""
    kept = dict(before)
    if "grade" in heard:
        kept.pop("level", None)
    if "level" in heard:
        kept.pop("grade", None)
    return {**kept, **heard}
