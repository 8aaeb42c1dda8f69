"""What a message asks for, read without a model: a small closed set of intents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.plan_phrases import speaks_of_plan
from retrieval.catalogue import Credential

IntentKind = Literal[
    "goal",  # wants credentials for something
    "refine",  # the same goal with another wish: shorter, free, no video
    "tell_more",  # about one credential that was shown or named
    "ask",  # what the text of one credential says to a question
    "explain_row",  # about a rubric row
    "check",  # hands in a draft; without a credential, asks what it could count for
    "hand_in",  # asks what a text could count for that is not there yet
    "which_for_draft",  # names the credential for a draft handed in before
    "choose",  # wants to start one
    "plan",  # asks for her plan
    "plan_talk",  # asks for her week, or says what her plan must keep to
    "cohort",  # a coach asks how her cohort is
    "write_for_me",  # wants the submission written
    "crisis",  # somebody may be in danger
    "thanks",
    "greeting",
    "unclear",
]


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent and what it is about."""

    kind: IntentKind
    credential_id: str | None = None
    criterion_id: str | None = None


DRAFT_WORDS = 90  # a message this long that is no question is taken for a draft
_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening)|hola|buen[oa]s \w+)\b[\s!.,]*"
    r"(?:there|credcoach)?[\s!.]*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^\s*(?:ok(?:ay)?[,.!]?\s*)?(?:great[,.!]?\s*)?(?:thanks|thank you|thx|gracias|perfect|bye|"
    r"good night|that helps|got it)\b[^?]{0,60}$",
    re.IGNORECASE,
)
_WRITE = re.compile(
    r"\b(?:write|draft|compose|generate|rewrite|make up|redact(?:a|ar)|escr[ií]b(?:e|a|eme|ame|"
    r"ir))\b"
    r"[^.?!]{0,60}\b(?:reflection|evidence|submission|overview|essay|paragraph|part \d|"
    r"it for me|for me|artifact|lesson plan|response|answer|reflexi[oó]n|evidencia|p[aá]rrafo|"
    r"por m[ií])\b"
    r"|\b(?:give|show) me (?:an? )?(?:example|sample|model) (?:paragraph|reflection|answer|"
    r"submission)"
    r"|\b(?:finish|complete|fill in|do) (?:my|the|this) (?:reflection|submission|part \d|"
    r"evidence)\b"
    r"|\bwhat (?:should|would) i (?:write|say) (?:exactly|word for word)\b",
    re.IGNORECASE,
)
_CRISIS = re.compile(
    r"\b(?:kill (?:myself|himself|herself|themself)|suicid\w+|"
    r"hurt(?:ing)? (?:myself|himself|herself)|self[- ]harm\w*|want(?:s)? to die|end (?:my|his|"
    r"her) life|being abused|is abusing|"
    r"not safe at home|suicidi\w+|matarme)\b",
    re.IGNORECASE,
)
_COHORT = re.compile(
    r"\b(?:my|the|our) (?:cohort|teachers|group)\b.*"
    r"\b(?:how|doing|stuck|status|progress|who|where)\b|"
    r"\bhow(?:'s| is| are| are all)? (?:my|the|our) (?:cohort|teachers|group)\b|\bwho is stuck\b|"
    r"\bwho asked for help\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:my plan|where (?:am|was) i|what'?s next for me|what am i working on|my credentials|"
    r"my progress)\b",
    re.IGNORECASE,
)
_CHOOSE = re.compile(
    r"\b(?:i(?:'ll| will|'d like to| want to)? (?:take|choose|start|pick|do|go (?:for|with))|"
    r"sign me up for|let'?s (?:do|start|go with)|start)\b[^.?!]{0,40}\b(?:it|this|that|one|first|"
    r"second|third|credential|number \d)\b",
    re.IGNORECASE,
)
_REFINE = re.compile(
    r"\b(?:shorter|quicker|less (?:time|work|hours)|fewer hours|cheaper|free|something else|"
    r"other ones?|different|another|anything else|more like|instead|not (?:that|those|this|"
    r"for me)|no video|"
    r"without (?:video|students|recording)|none of (?:these|those)|more options)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:tell me more|more about|what (?:does|is|about|would)|explain|details?|open|describe|"
    r"how long|how much|what do i (?:need|have)|hand in|why not|why)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\?\s*$|^\s*(?:may|can|could|do|does|did|is|are|am|should|must|has|have|what|when|where|who|"
    r"how|which|why)\b",
    re.IGNORECASE,
)
# "How can I get families to answer?" looks for a credential, whatever was talked of before.
_SEEKS = re.compile(
    r"\b(?:how (?:can|could|do|should|might) i|how to|what (?:can|could|should|do) i do|"
    r"(?<!do )i (?:want|need|wish)|looking for|is there (?:a|any)(?:thing)?|are there any|"
    r"do you have|(?:which|what) (?:credential|badge|course)s?)\b",
    re.IGNORECASE,
)
_HERE = re.compile(r"\b(?:here|this credential|for this one|in this one)\b", re.IGNORECASE)
_QUESTION_WORDS = 40  # a question of more words tells a story
_OWN_WORDS = 4  # that a question has beside the name of the credential it is about
_ROW = re.compile(r"\b(?:row|rubric|criterion|level|proficient|assessor)\b", re.IGNORECASE)
# "My first graders", "a second language": not every ordinal means a place in what was shown.
_OF_SCHOOL = (
    r"(?![\s-]+(?:grade|year|language|hand|period|semester|trimester|quarter|day|week|month|hour|"
    r"lesson|class|time|step|unit|draft|part|student|kid|person|of all)\w*)"
)
_ORDINALS: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), index)
    for pattern, index in (
        (rf"\b(?:first|1st){_OF_SCHOOL}\b|\b(?:number 1|no\. ?1|top one)\b|#1\b|^\s*1\s*$", 0),
        (rf"\b(?:second|2nd){_OF_SCHOOL}\b|\b(?:number 2|no\. ?2)\b|#2\b|^\s*2\s*$", 1),
        (rf"\b(?:third|3rd){_OF_SCHOOL}\b|\b(?:number 3|no\. ?3)\b|#3\b|^\s*3\s*$", 2),
        (rf"\b(?:fourth|4th){_OF_SCHOOL}\b|\bnumber 4\b|#4\b|^\s*4\s*$", 3),
        (rf"\b(?:fifth|5th){_OF_SCHOOL}\b|\bnumber 5\b|#5\b|^\s*5\s*$", 4),
        (r"\b(?:last one)\b", -1),
    )
)
# "Which credential could this lesson plan count for?"
_WHICH_FOR = re.compile(
    r"\b(?:which|what) (?:other )?(?:micro-?)?(?:credential|badge)s?\b[^.?!\n]{0,60}?"
    r"\b(?:this|these|my|the|it)\b"
    r"(?P<text> (?:\w+ )?(?:lesson|unit|plan|reflection|evidence|text|file|draft|essay|report|"
    r"transcript|work|notes?|artifacts?|portfolio)s?\b)?[^.?!\n]{0,60}?"
    r"\b(?:count|fit|belong|be (?:used|good|enough)|speak|serve|match)\w*\b[^.?!\n]{0,80}[.?!]?",
    re.IGNORECASE,
)
_QUESTION_NEAR = 400  # characters at either end of a text, where such a question stands
_THIS = re.compile(r"\b(?:it|this|that)(?: one| credential)?\b", re.IGNORECASE)
_HEADING = re.compile(r"(?m)^#{1,4} \S|^\s*part \d\b", re.IGNORECASE)


def understand(
    message: str,
    memory: Mapping[str, Any],
    credentials: Mapping[str, Credential],
    *,
    has_files: bool = False,
    leads: bool = False,
) -> Intent:
    """The intent of a message, given what was talked about (`memory`) and what exists."""
    shown: Sequence[str] = memory.get("shown", ())
    named = named_credential(message, credentials) or _ordinal(message, shown)
    current: str | None = named or memory.get("current")
    if _CRISIS.search(message):
        return Intent("crisis")
    if has_files or looks_like_draft(message):
        return Intent("check", None if _which_for(message) else current)
    if (asked := _which_for(message)) and asked["text"]:
        return Intent("hand_in")
    if _WRITE.search(message):
        return Intent("write_for_me", current)
    if memory.get("draft_waiting") and named:
        return Intent("which_for_draft", named)
    if leads and _COHORT.search(message):
        return Intent("cohort")
    if speaks_of_plan(message):
        return Intent("plan_talk")
    if _GREETING.match(message):
        return Intent("greeting")
    if _THANKS.match(message):
        return Intent("thanks")
    if current and current in credentials and (row := _row(message, credentials[current])):
        return Intent("explain_row", current, row)
    if named and _CHOOSE.search(message):
        return Intent("choose", named)
    if current and _CHOOSE.search(message) and _THIS.search(message):
        return Intent("choose", current)
    if _PLAN.search(message):
        return Intent("plan")
    if named and _asks_of(message, credentials[named]):
        return Intent("ask", named)
    if named:
        return Intent("tell_more", named)
    if memory.get("goal") and _REFINE.search(message) and len(message.split()) <= 25:
        return Intent("refine")
    if current and _MORE.search(message) and _THIS.search(message):
        return Intent("tell_more", current)
    if current and current in credentials and _asks_on(message):
        return Intent("ask", current)
    if len(message.split()) < 2 and not memory.get("awaiting_goal"):
        return Intent("unclear")
    return Intent("goal")


def about_it(message: str) -> bool:
    """Whether a question says itself that it is about the credential that was talked of."""
    return bool(_THIS.search(message) or _HERE.search(message))


def _is_question(message: str) -> bool:
    return bool(_QUESTION.search(message)) and 2 < len(message.split()) <= _QUESTION_WORDS


def _asks_on(message: str) -> bool:
    """Whether a message goes on asking about what was talked of, and seeks nothing new."""
    return _is_question(message) and bool(_HERE.search(message) or not _SEEKS.search(message))


def _asks_of(message: str, credential: Credential) -> bool:
    """Whether a message asks something of the credential it names, and not what it is."""
    if not _is_question(message) or _MORE.search(message):
        return False
    own = set(_plain(message).split()) - set(_plain(f"{credential.title} {credential.id}").split())
    return len(own) > _OWN_WORDS


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
    asked = _which_for(message)
    if asked is None:
        return message
    before = message[: asked.start()]
    start = max(before.rfind(mark) for mark in ".?!\n") + 1
    return f"{message[:start]}{message[asked.end() :]}".strip() or message


def _which_for(message: str) -> re.Match[str] | None:
    """The question what a text could count for, where it opens or ends a message."""
    end = len(message) - _QUESTION_NEAR
    opening = _WHICH_FOR.search(message, 0, _QUESTION_NEAR)
    return opening or _WHICH_FOR.search(message, max(end, 0))


def named_credential(message: str, credentials: Mapping[str, Credential]) -> str | None:
    """The credential whose id or title stands in the message, the longest where several do."""
    said = f" {_plain(message)} "
    found = [
        credential_id
        for credential_id, credential in credentials.items()
        if f" {_plain(credential_id)} " in said
        or f" {_plain(credential.title)} " in said
        or (":" in credential.title and f" {_plain(credential.title.split(':')[0])} " in said)
    ]
    return max(found, key=lambda i: len(credentials[i].title), default=None)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _ordinal(message: str, shown: Sequence[str]) -> str | None:
    """Which of the credentials shown last is meant by 'the second one'."""
    for pattern, index in _ORDINALS:
        if pattern.search(message) and -len(shown) <= index < len(shown):
            return shown[index]
    return None


def _row(message: str, credential: Credential) -> str | None:
    """The rubric row that a question is about, by its title or by shared words."""
    said = _plain(message)
    for row in credential.rubric:
        if _plain(row.title) in said or _plain(row.id) in said:
            return row.id
    if not _ROW.search(message):
        return None
    words = set(said.split())
    shares = {
        row.id: len(words & set(_plain(f"{row.title} {row.target.descriptor}").split()))
        for row in credential.rubric
    }
    return max(shares, key=lambda i: shares[i], default=None)
