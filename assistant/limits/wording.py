"""A goal's words made even, so that a rule needs one spelling; and who a saying is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

Rules = tuple[re.Pattern[str], ...]

# What the rules rest on, mended when one keystroke is wrong; nothing shorter than five letters.
_MENDED = frozenset(
    "student students video videos audio record recording recordings film filming camera cameras "
    "colleague colleagues family families parent parents principal principals signature approval "
    "permission summer weekend afternoon afternoons evening dollars hours release releases without "
    "nothing renewal semester classroom maternity sabbatical consecutive estudiantes alumnos "
    "gratis vacaciones colegas familias aprobacion".split()
)
_OTHER_WORDS = frozenset(
    "rewording recoding recorded recorder records released releasing patent patents parented "
    "summers simmer renewals firms films filmed parental".split()
)
_SHORTEST_MENDED = 5
_CONTRACTIONS = (
    (r"\b(do|does|did|is|are|was|were|could|would|should|have|has|had)(?:nt| not)\b", r"\1n't"),
    (r"\b(?:cant|cannot|can not)\b", "can't"),
    (r"\b(?:wont|will not)\b", "won't"),
    (r"\b(?:im|i am)\b", "i'm"),
    (r"\b(?:ive|i have)\b(?= (?:got|no|only|about|kept|saved|nobody)\b)", "i've"),
    (r"\b(it|that|what) is\b", r"\1's"),
    (r"\bwe are\b", "we're"),
)
# Whoever stands right before a refusal is the one who refuses.
_STUDENTS = re.compile(
    r"\b(?:students?|kids?|child(?:ren)?|pupils?|they|(?<!of )them|he|she|boys?|girls?|readers?|"
    r"learners?|"
    r"graders?|teens?|kinders|alumn[oa]s?|estudiantes?|nin[oa]s?|ellos|muchachos|jovenes)"
    r"(?:'\w+)?(?: (?:in|from) (?:my|the) \w+)?(?: [\w']+){0,2} ?$"
)
_STUDENTS_CANNOT = re.compile(
    r"\b(?:students?|kids?|children|they|he|she|alumn[oa]s|estudiantes|ninos)(?: (?:in|"
    r"from) (?:my|the) \w+)?(?: who| that| just|"
    r" still| really)*"
    r" (?:\w+n't|never|struggle\w*|cannot|no)\b"
    r"(?:(?!\b(?:so|but|and|because|i|i'm|we|my|y|pero|porque|asi)\b)[^,.;:!?])*$"
)
_NEAR = 120  # characters before a refusal in which its subject is looked for
_TAKEN_BACK = re.compile(r"[^.!?;]{0,30}\bbut (?:i|we) (?:could|can|might|would|do|am|will)\b")
_SENTENCE_END = re.compile(r"[.!?;\n]+(?=\s|$)")


def even(text: str) -> str:
    """The text in lower case, without accents, contractions made even, small typos mended."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("‘", "'"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(r"[–—]", "-", re.sub(r"[^\S\n]+", " ", plain)).strip()
    for written, meant in _CONTRACTIONS:
        plain = re.sub(written, meant, plain)
    return re.sub(r"[a-z']{5,}", lambda word: _mended(word.group()), plain)


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    if word in _MENDED or word in _OTHER_WORDS or "'" in word or len(word) < _SHORTEST_MENDED:
        return word
    near = sorted(known for known in _MENDED if _one_keystroke(word, known))
    return near[0] if near else word


def _one_keystroke(word: str, known: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two beside each other are swapped."""
    start = next(
        (at for at, (one, other) in enumerate(zip(word, known, strict=False)) if one != other),
        min(len(word), len(known)),
    )
    if start == 0:  # a first letter is hardly ever mistyped
        return False
    typed, meant = word[start:], known[start:]
    if len(typed) == len(meant):
        swapped = typed[:2] == meant[:2][::-1] and typed[2:] == meant[2:]
        return swapped or typed[1:] == meant[1:]
    return typed[1:] == meant if len(typed) > len(meant) else typed == meant[1:]


def sentences_of(even_text: str) -> list[str]:
    """The sentences of an even text; a decimal point ends none."""
    return [part.strip() for part in _SENTENCE_END.split(even_text) if part.strip()]


def rules(*patterns: str) -> Rules:
    """Patterns over even text."""
    return tuple(re.compile(pattern) for pattern in patterns)


def of_students(text: str, at: int) -> bool:
    """Whether what begins there is said of students: "students won't", "they have no"."""
    before = text[max(0, at - _NEAR) : at]
    return _STUDENTS.search(before) is not None or _STUDENTS_CANNOT.search(before) is not None


def found(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """Where a rule holds: not of students, and not taken back at once ("but I could")."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not of_students(text, match.start()) and not _TAKEN_BACK.match(
                text[match.end() : match.end() + _NEAR]
            ):
                yield match


def said(text: str, patterns: Iterable[re.Pattern[str]]) -> bool:
    """Whether any rule holds somewhere in the text."""
    return next(found(text, patterns), None) is not None


_FILL = (
    r"(?:(?:any|an?|the|my|more|some|having|needing|using|making|doing|involving|sharing|asking|of|"
    r"kind|sort|to|for|with|be|on|in|own|that|this|classroom|required|signed|new|other|submitting|"
    r"recording|parts? of) )*"
)
_LIST = r"(?:(?:[\w']+, )*[\w']+(?: [\w']+)? (?:or|and|nor|ni|o|y) (?:any )?)?"
_PLAINLY = (
    r"\b(?:no|zero|without|skips?(?: the)?|minus|avoid|instead of|rather than|other than|"
    r"anything but|leave out|ni|"
    r"nothing (?:with|on|involving|needing|requiring|where i (?:have|need) to|"
    r"(?:that |which )(?:needs|requires|uses|involves|asks for|has|wants|depends on|relies on))|"
    r"(?:do|does|did|should|must|ca|wo)n't (?:need|require|involve|ask for|want|include|depend on|"
    r"rely on)|"
    r"(?:leave|keep) out|not (?:need|require|involve|depend on|rely on)|sin|nada de|nada con|"
    r"ningun[ao]?|"
    r"(?:que )?no (?:requiera|necesite|pida|ocupe|exija|dependa de|incluya|involucre)n?)"
)
_UNABLE = (
    r"\b(?:can't|won't|(?:may|must) not|(?:don't|didn't) want|not (?:allowed|permitted|able|"
    r"comfortable|ok|okay|willing)|(?:is|are)n't (?:allowed|permitted)|unable|uncomfortable|hate|"
    r"refuse[sd]?|"
    r"rather not|prefer not|don't (?:have|allow|let)|didn't let|won't (?:have|allow|let|permit)|"
    r"doesn't (?:allow|let|permit|want)|forbid\w*|prohibit\w*|bans?|banned|said no to|says no to|"
    r"no (?:quiero|puedo|podemos|pueden|tengo|tenemos|tenga(?:mos)?(?: que)?|haya que|hay que|"
    r"tener que|se (?:puede|permite)|me dejan|"
    r"nos dejan|me permiten|quieren|esta permitido|me gusta)|prohib\w+)"
)


def refused(noun: str, far: int = 4) -> Rules:
    """Rules for a thing that is ruled out: "no X", "nothing that needs X", "I can't ... X".

    `far` is the most words between being unable and the thing.
    """
    return rules(
        rf"{_PLAINLY} {_FILL}{_LIST}(?:{noun})",
        rf"{_UNABLE}(?: (?!who\b|that\b|which\b|watch|get\b|know|find|see\b|stop)[\w'-]+)"
        rf"{{0,{far}}}? (?:{noun})",
    )
