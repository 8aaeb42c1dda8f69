"""Which of an issuer's AI policies a teacher who writes with AI can live with."""

from __future__ import annotations

import re

from assistant.limits.wording import sentences_of
from retrieval.catalogue import AiUse

_TOOL = (
    r"(?:ai|a\.i\.|chat ?-?gpt|gpt|copilot|claude|gemini|grammarly|magic ?school|chat ?bots?|llms?|"
    r"language models?|inteligencia artificial|ia)\b"
)
_I_USE = re.compile(
    rf"\b(?:i|we|me|let me|lets me)(?: (?:can|could|do|already|often|always|sometimes|will|"
    rf"want to|need to|like to|plan to))*"
    rf" (?:use|used|using|rely on|depend on|lean on|write with|draft with|work with|need|run|put|"
    rf"have|dictate|clean|polish)\b"
    rf"[^.!?;]{{0,40}}\b{_TOOL}|\b{_TOOL}[^.!?;]{{0,40}}\b(?:for my|to (?:clean|polish|fix|"
    rf"help me|draft|translate|check|"
    rf"proofread)|helps me|my (?:own )?(?:writing|drafts?|english|spelling|reflections?))"
    rf"|\b(?:uso|utilizo|usar|dependo de|me ayudo con|escribo con|trabajo con)(?: la| el)? {_TOOL}"
    rf"|\b(?:i|we|me)\b[^.!?;]{{0,40}}\b(?:depend|rely|lean) on it\b|\bi use it\b|"
    rf"\bmy (?:own )?writing\b"
)
_MUST_ALLOW = re.compile(
    r"(?:\b(?:no|not a|without a)|n't be (?:a|any)|n't (?:a|any|have a)) rules? (?:against|"
    r"about)\b|\bno rules? about\b|\bno rules? on\b"
    r"|\b(?:must|has to|have to|needs? to|should|can only|got to)\b[^.!?;]{0,25}\b(?:allow\w*|ok|"
    r"okay|permit\w*|fine|accept\w*|let)\b"
    r"|\b(?:that|which|where|issuer|one|ones|credential) (?:allows?|lets?|permits?|accepts?|"
    r"is (?:ok|okay|fine) with|doesn't mind|"
    r"isn't against|are (?:ok|okay) with)\b|\b(?:ok|okay|fine|allowed)(?: that| if| for me|"
    r" to)+ (?:i )?us"
    r"|\b(?:debe|tiene que|que)(?: estar| ser)? permi\w+|\bque (?:me )?(?:lo )?(?:permita|deje|"
    r"acepte)n?\b|\bsin regla"
    r"|\b(?:ai|gpt|it)\b[^.!?;]{0,14} (?:is|be) (?:allowed|ok|okay|fine|permitted)\b|"
    r"\bnot against (?:the rules|it)\b|\bwon't get me in trouble\b"
)
_NO_BAN = re.compile(
    r"(?:n't|\b(?:nothing|none|not|no|never|nada|sin|without|avoid|"
    r"except))\b[^.!?;]{0,40}\b(?:ban(?:s|ned|ning)?|forbid\w*|"
    r"prohib(?:it\w*|a|an|e|en|id[oa])|outlaw\w*|disallow\w*|zero[- ]tolerance)\b"
)
_SAYS_SO = re.compile(
    r"\b(?:say|disclose\w*|declare|cite|note|mention|report|acknowledge|label|credit|state|"
    r"explain|own up|tell (?:them|whoever)|"
    r"(?:be )?(?:open|upfront|honest|transparent) about|show where|digo|dire|decir(?:lo)?|"
    r"declar\w+|mencion\w+|avis\w+|"
    r"aclar\w+|informar|transparente)\b"
)
_STUDENTS = re.compile(
    r"\b(?:students?|kids|they|children|pupils|alumn[oa]s|estudiantes|ninos|class)\b"
)


def accepted_ai_uses(even_text: str) -> frozenset[AiUse] | None:
    """The policies under which the teacher may write as they do; None where nothing is asked."""
    asked = [
        sentence
        for sentence in sentences_of(even_text)
        if re.search(rf"\b{_TOOL}", sentence) and not _about_students(sentence)
    ]
    if not asked:
        return None
    whole = even_text
    bans = any(_NO_BAN.search(sentence) for sentence in asked) or (
        any(_I_USE.search(sentence) for sentence in asked)
        and _NO_BAN.search(_without_students(whole)) is not None
    )
    allows = any(_MUST_ALLOW.search(sentence) for sentence in asked)
    if not (bans or allows or _MUST_ALLOW.search(_without_students(whole))):
        return None
    uses = any(_I_USE.search(sentence) for sentence in asked)
    if not (uses or bans):
        return None
    discloses = any(
        _SAYS_SO.search(sentence) for sentence in sentences_of(_without_students(whole))
    )
    return frozenset({"allowed", "disclose"}) if bans or discloses else frozenset({"allowed"})


def _about_students(sentence: str) -> bool:
    return _STUDENTS.search(sentence) is not None and not re.search(
        r"\b(?:i|we) (?:use|used|rely|depend|need)", sentence
    )


def _without_students(text: str) -> str:
    return ". ".join(sentence for sentence in sentences_of(text) if not _about_students(sentence))
