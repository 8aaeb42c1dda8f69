"""Whether a model's own words about a row may be shown; where they may not, code's words are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.self_check.grounding import folded
from assistant.self_check.instructions import instructs
from assistant.self_check.report import Status
from assistant.self_check.wording import MAX_WORDS

MAX_CHARACTERS = 900  # 90 words of ten letters
_QUOTED_FROM = 3  # words; a shorter quotation is a term, not somebody's sentence
_SHORT = 6  # words; as few as these tell no language ("Count the pauses once more.")
_ENGLISH_SHARE = 0.2  # of the words outside quotations; plain English has twice as many of these

_QUOTATION = re.compile(r"[\"“„«]([^\"“”„«»]{2,900})[\"”»]|(?<!\w)[‘']([^‘’'\"]{12,900})[’'](?!\w)")
_OUTER = " .,;:!?…"
_ENGLISH = frozenset(
    "a an and any are as at be before but by can could did do does each every find for from had "
    "has have how if in is it its may more not of on once one or say see so still than that the "
    "their them then there these they this to two was were what when where which who why with "
    "would you your add name show count describe tell".split()
)
_MARKUP = re.compile(r"https?:|www\.|<[a-z/!]|\]\(|```|[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e]")
_PROMISES = re.compile(
    r"\bpass(?:es|ed|ing)?\b(?! (?:level|it on|out|around|period))"
    r"|\bready (?:to (?:submit|hand|send|go)|for (?:submission|assessment))|\bgood to go\b|"
    r"\ball set\b"
    r"|\b(?:is|are|looks?) (?:now |all )?ready\b"
    r"|\bhand (?:it|this|your \w+) in\b|\b(?:submit|send) (?:it|this|now|your)\b"
    r"|\bnothing (?:more|else|further)\b|\bno (?:more |further )?(?:changes|edits|work|"
    r"revisions?)\b"
    r"|\bguarantee|\b(?:certain|sure|bound|likely) to (?!ask|look|miss|want|need)"
    r"|\bwill (?:be )?(?:approved|accepted|awarded|credited|earn|succeed|get|receive|satisfy)\b"
    r"|\b(?:earn|award|receive)(?:s|ed)? (?:the|this|your) (?:micro-?)?(?:credential|badge)\b"
    r"|\baprob(?:ar|ad|ara)|\breussi|\bbestehen\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:copy|paste|reword it|rephrase it)\b"
    r"|\b(?:you (?:could|can|might|may|should)|try|consider|just|simply|please|for example,?|"
    r"e\.g\.,?)"
    r" (?:to )?(?:writ|say|add|insert|us|stat|includ|phras|put)[a-z]*\b[^.?!]{0,40}[:“\"]"
    r"|\b(?:here is|here's|here are|below is|as follows)\b"
    r"|\bthe following (?:sentence|text|paragraph|words|reflection|passage)\b"
    r"|\b(?:sample|model|example|draft|suggested) (?:sentence|paragraph|text|answer|reflection|"
    r"wording)"
    r"|\b(?:write|add|insert|say|state|something like)\s*:|\bI(?:'ve| have)? (?:re)?(?:wrote|"
    r"written|"
    r"drafted)\b",
    re.IGNORECASE,
)
# The assistant speaks to the teacher; in the teacher's own voice it would be writing for her.
_HER_VOICE = re.compile(
    r"\b(?:my|our) (?:students?|class(?:room|es)?|lessons?|pupils|kids|practice|teaching|school|"
    r"colleagues?|team|unit|data)\b|\b(?:I|[Ww]e) (?:have )?(?:taught|counted|noticed|learn|"
    r"asked|used|"
    r"gave|tried|changed|plan|will|realiz|realis|observed|collected|compared|waited|led|made|"
    r"grouped|"
    r"believe|felt|began|decided|am going)"
)
_PRAISE = re.compile(
    r"\b(?:great|excellent|wonderful|fantastic|amazing|awesome|outstanding|impressive|superb|"
    r"terrific|"
    r"brilliant|perfect|beautiful|lovely|strong|solid|well done|good|nice|kudos|congratulations|"
    r"bravo|"
    r"proud|powerful|compelling|rich|thoughtful|vivid|effective|successful|clear|helpful|detailed|"
    r"concrete)(?:ly)?\b(?! (?:enough|next step))"
    r"|(?<!once )(?<!if )(?<!when )(?<!until )(?<!where )(?<!how )(?<!that )(?<!what )(?<!before )"
    r"\byou(?:'ve| have| do| already| clearly| really)* (?:show|demonstrat|prove|met|meet|satisf|"
    r"fulfil|captur|succe|achiev)"
    r"|\b(?:excelente|perfecto|felicid\w+|muy bien|parfait|tres bien)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no|not|nothing|without|never|more|any)\s+(?:\w+\s+)?$"
    r"|\b(?:find|looks? for|choose|pick|name|add|asks? for|needs?|wants?)\s+(?:an?|one|some|"
    r"the)\s+$",
    re.IGNORECASE,
)
_CLAIMS_ALL = re.compile(
    r"\b(?:everything|all(?: of)? (?:the |these )?elements?|every element|each element|this row|"
    r"the row)"
    r" (?:is|are|has been|have been)(?: now| already| fully| clearly| well)* (?:met|shown|there|"
    r"in place|"
    r"complete|demonstrated|covered|satisfied)\b|\bnothing (?:is )?missing\b"
    r"|\bfully (?:met|shown|demonstrated|satisf)",
    re.IGNORECASE,
)


def may_be_shown(words: str, status: Status, sources: Iterable[str]) -> bool:
    """Whether a model's feedback or next step keeps the manners for a row of this status.

    At most 90 words of plain English without markup; no promise of passing; no praise where nothing
    is credited and no "all is there" below `met`; nothing to paste in; and every quotation of three
    words or more stands verbatim in one of `sources`, the draft and the row as the model saw them.
    """
    if not words.strip() or len(words) > MAX_CHARACTERS or len(words.split()) > MAX_WORDS:
        return False
    quotations = [m.group(1) or m.group(2) for m in _QUOTATION.finditer(words)]
    own = _QUOTATION.sub(" ", words)
    if not _is_english(own) or instructs(words):
        return False
    if any(p.search(own) for p in (_MARKUP, _PROMISES, _HER_VOICE)) or _OFFERS.search(words):
        return False
    if status != "met" and _CLAIMS_ALL.search(own):
        return False
    if status == "not_met" and _praises(own):
        return False
    wanted = [q for q in quotations if len(q.split()) >= _QUOTED_FROM]
    return not wanted or _all_stand(wanted, sources)


def _is_english(own: str) -> bool:
    words = re.findall(r"[^\W\d_]+", own.lower())
    known = sum(word in _ENGLISH for word in words)
    short = own.isascii() and len(words) <= _SHORT
    return short or known >= _ENGLISH_SHARE * len(words)


def _praises(own: str) -> bool:
    """Praise that is not of the kind "not yet concrete" or "one concrete moment"."""
    return any(not _NEGATED.search(own[: match.start()]) for match in _PRAISE.finditer(own))


def _all_stand(quotations: Iterable[str], sources: Iterable[str]) -> bool:
    plain = [folded(source)[0] for source in sources]
    return all(
        any(wanted in source for source in plain)
        for wanted in (folded(quotation)[0].strip(_OUTER) for quotation in quotations)
    )
