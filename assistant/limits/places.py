"""Where a credential must count, and for what; a state that is only mentioned is kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.limits.states import NAMES, NOT_STATES, SMALL_CODE, STATE_CODE, STATE_NAME, UNSURE
from assistant.limits.wording import even, of_students

_MUST_COUNT = re.compile(
    r"\b(?:must|has to|have to|needs? (?:it |this |one )?to|gotta|got to|should|only (?:if|ones|"
    r"those|take|want|do)|can only use|"
    r"if it (?:doesn't|won't)|i need (?:one|something) that|no use unless|useless unless|unless|"
    r"as long as|tiene que|tienen que|debe|deben|necesito que|solo si|que)\b"
    r"[^.;!?]{0,30}?\b(?:count|counts|be (?:accepted|valid|good|recogni[sz]ed|approved|eligible|"
    r"usable)|"
    r"transfers?|apply|applies|qualif(?:y|ies)|accepts?|accepted|recogni[sz]es?d?|renews?|earn|"
    r"satisf(?:y|ies)|"
    r"cont(?:ar|arme)|cuente|valer|valga|sirva|servir|ser valid[oa]|aceptad[oa])\b"
)
# "que" alone asks, it does not insist, except with a verb of counting in the subjunctive.
_WEAK_QUE = re.compile(r"^que\b(?!.{0,30}\b(?:cuente|valga|sirva))")
_ACCEPTS = re.compile(
    r"\b(?:only|must|has to|nothing|solo|i need (?:one|something) (?:that|"
    r"which))\b[^.;!?]{0,30}\b(?:accepts?|recogni[sz]es|takes|approves?|allows|counts|acepta|"
    r"reconoce)\b"
)
_FOR = (
    (
        "renewal",
        re.compile(
            r"\b(?:renew\w*|relicens\w+|recertif\w+|licen[sc]e|licensure|certificat(?:e|ion)|"
            r"renova\w+|"
            r"licencia)\b"
        ),
    ),
    ("endorsement", re.compile(r"\bendors\w+|\badd-on\b|\bacreditacion\b")),
    ("rank", re.compile(r"\brank\b(?! (?:order|students|kids))|\brank[- ]?change\b")),
    (
        "salary",
        re.compile(
            r"\b(?:salary|lane|pay (?:scale|step|raise|bump)|stipend|step increase|salario|"
            r"sueldo)\b"
        ),
    ),
)
# A state is somebody's own where it is taught in; otherwise it may be a topic.
_MINE_BEFORE = re.compile(
    r"\b(?:in|en|de|for|from|here in|my|our|of|rural|eastern|western|northern|southern|central|"
    r"upstate|to)(?: the| "
    r"(?:rural|eastern|western|northern|southern|central|upstate|southeast|northeast|southwest|"
    r"northwest))? ?$",
    re.IGNORECASE,
)
_I_TEACH = re.compile(
    r"\b(?:i teach|i'm|i work|i coach|we're|we teach|i live|here|my (?:school|district|license|"
    r"licence|certificate|state|"
    r"renewal|classroom)|teacher|teaching|counts?|renew\w*|licen[sc]e\w*|certif\w+|rank|"
    r"credential|enseno|trabajo|soy|"
    r"doy clases|doy clase|maestr[oa]|licencia|district|our state|school in|grade|graders?|"
    r"kindergarten|high school|middle school|para)\b"
)
_MINE_AFTER = re.compile(
    r"^ (?:teach\w*|licen[sc]\w+|certif\w+|renewal|standards|department|doe|law|requires?|rank|"
    r"needs|principal|"
    r"(?:first|second|third|fourth|fifth|high|middle|elementary) )",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:history|unit on|novel|poem|read(?:ing)? (?:about|virginia)|map|battle|geography|"
    r"president\w*|colony|founding|"
    r"author|standards-based|field trip|moved|born|o'keeffe|woolf|jones)\b",
    re.IGNORECASE,
)
_CODE_NEAR = re.compile(r"[^.;!?]{0,40}\b(?:in|for|by|toward|towards|en) [a-z]{2}\b")
_LONGEST = 500  # characters of a sentence
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """The state it must count in, what it must count for, and the state that was mentioned."""

    counts_in: str | None = None
    counts_for: str | None = None
    said: str | None = None


def place_in(text: str) -> Place:
    """The place that a goal insists on or mentions; capitals matter, so `text` is as written."""
    mentioned = None
    counts_for = None
    counts_in = None
    for sentence in _pieces(text):
        plain = even(sentence)
        must = _must(plain)
        state = _state(sentence, plain, must)
        if must:
            counts_in = counts_in or state
            counts_for = counts_for or next((use for use, rule in _FOR if rule.search(plain)), None)
        mentioned = mentioned or state
    if counts_for and counts_in is None:
        return Place(None, counts_for, mentioned)
    return Place(counts_in, counts_for, counts_in or mentioned)


def _pieces(text: str) -> Iterator[str]:
    """The sentences; one that never ends is cut, so that a rule's time is bounded."""
    for sentence in _SENTENCE.split(text):
        for start in range(0, len(sentence), _LONGEST):
            yield sentence[start : start + _LONGEST]


def _must(plain: str) -> bool:
    has_use = any(rule.search(plain) for _, rule in _FOR)
    has_state = STATE_NAME.search(plain) is not None
    for rule in (_MUST_COUNT, _ACCEPTS):
        for match in rule.finditer(plain):
            if of_students(plain, match.start()) or _WEAK_QUE.match(match.group()):
                continue
            if has_use or has_state or _CODE_NEAR.match(plain, match.end()):
                return True
    return False


def _state(sentence: str, plain: str, must: bool) -> str | None:
    for match in STATE_NAME.finditer(sentence):
        code = NAMES[match.group().casefold().removesuffix("'s")]
        if must or _own(sentence, plain, match.start(), match.end()):
            return code
    for match in STATE_CODE.finditer(sentence):
        code = match.group()
        if code in NOT_STATES or sentence.isupper():
            continue
        known = code in NAMES.values()
        placed = re.search(
            r"\b(?:in|for|by|of|to|toward|towards|en|de|my|only)\s$",
            sentence[: match.start()],
            re.I,
        )
        if must and (placed or (known and code not in UNSURE)):
            return code
        if known and code not in UNSURE and _own(sentence, plain, match.start(), match.end()):
            return code
    for match in SMALL_CODE.finditer(sentence):
        if re.search(r"\b(?:in|for|en)\s$", sentence[: match.start()], re.I):
            return match.group().upper()
    return None


def _own(sentence: str, plain: str, start: int, end: int) -> bool:
    if (
        _TOPIC.search(plain)
        or re.match(r" (?:O'|[A-Z][a-z]+)", sentence[end:])
        and not _MINE_AFTER.match(sentence[end:])
    ):
        return False
    if _MINE_AFTER.match(sentence[end:]):
        return True
    return _MINE_BEFORE.search(sentence[:start]) is not None and _I_TEACH.search(plain) is not None
