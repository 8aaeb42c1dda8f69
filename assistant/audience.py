"""Whom a goal is about: role, grade and subject, where the teacher says them in passing.

What is said moves the order of answers like a profile does; it never excludes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.people import Profile
from retrieval.catalogue import Credential

# A role in its usual name, how people say they have it, and which names catalogues give it.
_ROLES: tuple[tuple[str, str, str], ...] = (
    (
        "principal",
        r"(?:vice |assistant |deputy )?principal|school leader|administrator|head of school|"
        r"director(?:a)? de (?:la |mi )?escuela",
        r"principal|administrator|school leader|head of school|superintendent",
    ),
    (
        "instructional coach",
        r"(?:instructional |literacy |math |reading |tech(?:nology)? |curriculum )?coach",
        r"coach",
    ),
    ("mentor", r"mentor(?: teacher)?|cooperating teacher|host teacher", r"mentor"),
    (
        "special educator",
        r"(?:special ed(?:ucation)?|sped|resource(?: room)?|self[- ]contained|inclusion) "
        r"(?:teacher|educator)|special ed(?:ucator)?|sped|resource teacher|case manager|"
        r"maestr[oa] de educación especial",
        r"special ed|case manager|inclusion",
    ),
    (
        "paraprofessional",
        r"para(?:professional|educator)?|aide|teacher'?s? assistant|instructional assistant|"
        r"asistente de (?:clase|maestr[oa])",
        r"para|aide|assistant",
    ),
    ("school counselor", r"(?:school |guidance )?counsel+or|consejer[oa]", r"counsel|social work"),
    ("librarian", r"(?:school )?librarian|media specialist|bibliotecari[oa]", r"librar|media"),
    (
        "ESL specialist",
        r"(?:esl|ell?|eld|esol|bilingual|multilingual) (?:teacher|specialist|coordinator)",
        r"esl|ell|eld|esol|bilingual|multilingual|language specialist",
    ),
    (
        "interventionist",
        r"(?:reading |math |academic )?interventionist|title (?:1|one|i) teacher|"
        r"reading specialist",
        r"intervention|reading specialist|specialist",
    ),
)
_I_AM = (
    r"\b(?:i'?m|i am|im|as|being|yo soy|soy|my job (?:is|as)|work(?:ing)? as)\s+"
    r"(?:[\w'-]+\s+){0,3}?"
)
_SAID = [(name, re.compile(rf"{_I_AM}(?:{said})\b", re.IGNORECASE)) for name, said, _ in _ROLES]
_CALLED = {name: re.compile(called, re.IGNORECASE) for name, _, called in _ROLES}
_I_COACH = re.compile(r"\bi (?:also )?coach (?:teachers|colleagues|staff|adults)\b", re.IGNORECASE)
_CLASSROOM = re.compile(r"\b(?:classroom )?teacher\b|^educator$", re.IGNORECASE)

_ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "tenth": "10",
    "eleventh": "11",
    "twelfth": "12",
    "freshman": "9",
    "freshmen": "9",
    "sophomore": "10",
    "junior": "11",
    "senior": "12",
    "primer": "1",
    "primero": "1",
    "segundo": "2",
    "tercer": "3",
    "tercero": "3",
    "cuarto": "4",
    "quinto": "5",
    "sexto": "6",
}
_GRADE = re.compile(
    r"\b(?:(?P<number>1[0-2]|[1-9])(?:st|nd|rd|th)(?:[- ]?grad\w*)?|grade (?P<bare>1[0-2]|[1-9])|"
    r"(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
    r"[- ]grad\w*|(?P<class>freshm[ae]n|sophomore|junior|senior)s?\b(?! (?:high|project|teacher))|"
    r"(?P<es>primer|primero|segundo|tercer|tercero|cuarto|quinto|sexto)(?: grado)|"
    r"(?P<k>kinder(?:garten|garden)?(?:ers|ners)?|k-?garten)|(?P<pk>pre-?k|preschool\w*|toddlers))",
    re.IGNORECASE,
)
_SUBJECTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{said})\b", re.IGNORECASE))
    for name, said in (
        ("mathematics", r"math(?:s|ematics)?|algebra|geometry|calculus|matemáticas?"),
        ("science", r"science|biology|chemistry|physics|ciencias?"),
        ("social studies", r"social studies|history|civics|geography|historia"),
        ("english language arts", r"ela|english (?:class|language arts|teacher)|language arts"),
        ("physical education", r"pe|p\.e\.|phys(?:ical)? ed(?:ucation)?|gym"),
        ("music", r"music|band|choir|orchestra|chorus|música"),
        ("art", r"art (?:class|room|teacher)|visual arts|ceramics"),
        ("computer science", r"computer science|coding class|programming class"),
        ("world languages", r"(?:spanish|french|german|latin|mandarin) (?:class|teacher|1|2|3|i+)"),
        (
            "career and technical education",
            r"cte|shop class|welding|culinary|ag(?:riculture)? class",
        ),
    )
)
_TEACH = re.compile(r"\b(?:i teach|teaching|my|our|teacher|class|enseño|clase de)\b", re.IGNORECASE)


def heard_in(goal: str, profile: Profile) -> Profile:
    """The profile with what it lacks filled from what the goal says in passing."""
    return replace(
        profile,
        role=profile.role or _role(goal),
        grade=profile.grade or _grade(goal),
        subject=profile.subject or _subject(goal),
    )


def _role(goal: str) -> str | None:
    for name, said in _SAID:
        if said.search(goal):
            return name
    return "instructional coach" if _I_COACH.search(goal) else None


def _grade(goal: str) -> str | None:
    found = {_grade_of(match) for match in _GRADE.finditer(goal)}
    return found.pop() if len(found) == 1 else None  # two grades say no more than none


def _grade_of(match: re.Match[str]) -> str:
    if match["k"]:
        return "K"
    if match["pk"]:
        return "PK"
    word = match["word"] or match["class"] or match["es"]
    if word:
        return _ORDINALS[word.casefold()]
    return match["number"] or match["bare"]


def _subject(goal: str) -> str | None:
    if not _TEACH.search(goal):
        return None
    found = [name for name, said in _SUBJECTS if said.search(goal)]
    return found[0] if len(found) == 1 else None


def is_for(credential: Credential, role: str) -> bool | None:
    """Whether a credential is written for people of a role; None where it names no role."""
    if not credential.roles:
        return None
    wanted = role.casefold()
    if any(wanted == said.casefold() for said in credential.roles):
        return True
    for name, called in _CALLED.items():
        if name.casefold() == wanted or called.search(role):
            return any(called.search(said) for said in credential.roles)
    if _CLASSROOM.search(role):
        return any(_CLASSROOM.search(said) for said in credential.roles)
    return False
