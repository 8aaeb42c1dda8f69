"""Whether a message is a text handed in, and the question that may stand beside it."""

from __future__ import annotations

import re

DRAFT_WORDS = 90  # a message this long that is no question is taken for a draft
# "Which credential could this lesson plan count for?"
_WHICH_FOR = re.compile(
    r"(?:\b(?:which|what) (?:other )?(?:micro-?)?(?:credential|badge)s?\b[^.?!\n]{0,60}?"
    r"\b(?:this|these|my|the|it)\b"
    r"(?P<text> (?:\w+ )?(?:lesson|unit|plan|reflection|evidence|text|file|draft|essay|report|"
    r"transcript|work|notes?|artifacts?|portfolio)s?\b)?[^.?!\n]{0,60}?"
    r"\b(?:count|fit|belong|be (?:used|good|enough)|speak|serve|match)\w*\b[^.?!\n]{0,80}[.?!]?"
    r"|¿?(?:para )?(?:qu[eé]|cu[aá]l(?:es)?) "
    r"(?:micro-?)?credencial(?:es)?\b[^.?!\n]{0,60}?\b(?:est[aeo]s?|"
    r"mi|mis|el|la)(?P<texto> (?:lecci[oó]n|unidad|plan|reflexi[oó]n|evidencia|texto|archivo|"
    r"borrador|"
    r"trabajo|notas?|portafolio)\b)[^.?!\n]{0,60}[.?!]?)",
    re.IGNORECASE,
)
_QUESTION_NEAR = 400  # characters at either end of a text, where such a question stands
_HEADING = re.compile(r"(?m)^#{1,4} \S|^\s*(?:part|parte) \d\b", re.IGNORECASE)


def looks_like_draft(message: str) -> bool:
    """Whether a message is a piece of evidence rather than something said to the assistant."""
    words = len(message.split())
    if words < DRAFT_WORDS:
        return False
    return bool(_HEADING.search(message)) or message.count("?") <= words / 60


def without_question(message: str) -> str:
    """A pasted text without the question what it could count for: that is no evidence.

    A message that is nothing else stays as it is.
    """
    asked = which_for(message)
    if asked is None:
        return message
    before = message[: asked.start()]
    start = max(before.rfind(mark) for mark in ".?!\n") + 1
    return f"{message[:start]}{message[asked.end() :]}".strip() or message


def which_for(message: str) -> re.Match[str] | None:
    """The question what a text could count for, where it opens or ends a message."""
    end = len(message) - _QUESTION_NEAR
    opening = _WHICH_FOR.search(message, 0, _QUESTION_NEAR)
    return opening or _WHICH_FOR.search(message, max(end, 0))


def names_a_text(asked: re.Match[str]) -> bool:
    """Whether that question says that there is a text."""
    return bool(asked["text"] or asked["texto"])
