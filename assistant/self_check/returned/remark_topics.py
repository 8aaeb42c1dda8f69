"""What an assessor's sentence is about beside rows: who can be recognised, lengths, files, gaps."""

from __future__ import annotations

import re

_WHO = (
    r"(?:students?|child(?:ren)?|kids?|boys?|girls?|pupils?|learners?|minors?|famil(?:y|ies)|"
    r"parents?|guardians?)"
)
_PRIVACY = re.compile(
    rf"\b{_WHO}['’]?s?['’]?\s+(?:full |real |last |first |actual |personal )*(?:names?|ids?|faces?|"
    rf"identit(?:y|ies)|photos?|information|initials)\b"
    rf"|\b(?:names?|faces?|photos?|ids?|identit(?:y|ies)) (?:of|for) (?:\w+ ){{0,3}}{_WHO}\b"
    rf"|\b(?:identif(?:y|ies|iable|ying)|recogni[sz]able) (?:\w+ ){{0,3}}{_WHO}\b"
    rf"|\b{_WHO} (?:\w+ ){{0,4}}(?:identified|identifiable|named|visible|recogni[sz]able)\b"
    r"|\b(?:redact\w*|anonymi[sz]\w*|de-?identif\w*|pseudonyms?|blur\w*|ferpa|pii|"
    r"personally identif\w*|identifying (?:information|details)|confidential(?:ity)?)\b"
    r"|\b(?:fix|removed?|change|take out|delete|cover|hide|replace|black out|initials? (?:for|of)) "
    r"(?:\w+['’]? ){0,3}names\b",
    re.IGNORECASE,
)
_EXPOSED = re.compile(
    r"\b(?:visible|appears?|real|full|left in|identifiable|recogni[sz]able|"
    r"can be (?:seen|read|found|heard|recogni[sz]ed|identified)|is in the|are in the|"
    r"(?:is|are|was|were) (?:still |clearly )?(?:included|shown|used|listed|given|named|read))\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"\b(?:removed|replaced|redacted|coded?s?|pseudonyms?|anonymi[sz]ed|protected|blurred)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\b(?:word|page|character)s? (?:count|limit|minimum|maximum|requirement)s?\b"
    r"|\b\d[\d,]*[ -]?(?:words?|pages?)\b.{0,60}\b(?:minimum|maximum|limit|required|"
    r"at least|at most|exceeds?|over|under|below|short|long)\b"
    r"|\b(?:minimum|maximum|limit|at least|at most|no more than|exceeds?|fewer than|less than|"
    r"under|below|over)\b.{0,30}\b\d[\d,]*[ -]?(?:words?|pages?)\b"
    r"|\b(?:too|very) (?:short|long)\b",
    re.IGNORECASE,
)
_FILES = re.compile(
    r"\b(?:links?|urls?|files?|pdfs?|docx?|slides?|folders?|attachments?|videos?|recordings?|audio|documents?|uploads?|images?|"
    r"photos?)\b.{0,60}\b(?:broken|password|locked|private|blank|empty|corrupt(?:ed)?|expired|unreadable|illegible|"
    r"permissions?|access|(?:not|n['’]t|cannot|unable to|could not|would not|did not|does not|"
    r"will not) (?:be )?(?:open\w*|play\w*|load\w*|work\w*|view\w*|access\w*|upload\w*|attach\w*|"
    r"readable|available|read))\b"
    r"|\b(?:unable to|cannot|can['’]t|could ?n[o']t|could not|do not have|no) (?:\w+ ){0,2}"
    r"(?:open|access|view|play|load|permission)\b"
    r"|\b(?:no|missing) (?:\w+ )?(?:file|attachment|upload|link)s?\b"
    r"|\b(?:upload|attach|re-?upload)\b",
    re.IGNORECASE,
)
_SKIPPED = re.compile(
    r"\b(?:parts?(?: \w+)?|sections?|questions?(?: \w+)?|prompts?(?: \w+)?|overview|reflection|"
    r"consent|release|signatures?|forms?)\b.{0,40}\b(?:missing|blank|empty|skipped|incomplete|"
    r"unanswered|not (?:\w+ )?(?:included|submitted|answered|uploaded|provided|completed|"
    r"addressed))\b"
    r"|\b(?:missing|skipped|no|not answer(?:ed)?|did not (?:answer|complete|submit)) (?:\w+ ){0,3}"
    r"(?:parts? \w+|sections?|questions?(?: \w+)?|prompts?(?: \w+)?|overview|reflection|"
    r"consent|release form|signatures?)\b",
    re.IGNORECASE,
)


def asks_for_privacy(words: str) -> bool:
    """Whether a sentence says that students or families could be recognised."""
    return _PRIVACY.search(words) is not None


def is_about_submitting(words: str) -> bool:
    """Whether a sentence is about lengths, files or skipped parts, not about what they show."""
    return (_LENGTH.search(words) or _FILES.search(words) or _SKIPPED.search(words)) is not None


def is_about_length(words: str) -> bool:
    """Whether a sentence is about how long something is."""
    return _LENGTH.search(words) is not None


def is_about_files(words: str) -> bool:
    """Whether a sentence is about a file or a link that cannot be used."""
    return _FILES.search(words) is not None


def exposes(words: str) -> bool:
    """Whether a sentence states, without asking for anything, that somebody can be recognised."""
    return (
        asks_for_privacy(words)
        and _EXPOSED.search(words) is not None
        and _HIDDEN.search(words) is None
    )
