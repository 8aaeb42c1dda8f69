"""What gives an assessor's sentence away: a wish, praise, a form of words that asks for nothing."""

from __future__ import annotations

import re
from typing import Literal

from assistant.self_check.returned.remark_topics import exposes, is_about_submitting

Tone = Literal["asks", "plain", "praise", "formal"]

STRENGTHS = re.compile(
    r"^\W*(?:areas? of )?(?:strengths?|what went well|what worked|glows?|positives?|commendations?|"
    r"celebrations?)\b[^.!?:\n]{0,30}(?::|\n|\Z)\s*",
    re.IGNORECASE,
)
SECTION = re.compile(
    r"^\W*(?:areas? (?:for|of) (?:growth|improvement|revision)|needed (?:changes|revisions)|grows?|"
    r"next steps?|suggestions?|(?:required )?revisions?(?: needed| required)?|what to revise|"
    r"comments?|feedback|notes?|overall|rationale|evidence|general (?:comments?|feedback))"
    r"(?: from \w+(?: \w+)?)?\s*(?::|\n|\Z)\s*",
    re.IGNORECASE,
)
OF_THE_WHOLE = re.compile(
    r"^\W*(?:overall|in general|generally|general comments?|across (?:all|the))\b", re.IGNORECASE
)
_FORMAL = re.compile(
    r"^\W*(?:dear|hi|hello|good (?:morning|afternoon|evening|luck)|thanks?\b|thx|thank you|"
    r"best\b[^.]{0,20}$|(?:kind|warm|best) regards|regards|sincerely|respectfully|cheers|yours|"
    r"congratulations|(?:assessor|reviewer)\b[^.]{0,40}$|"
    r"(?:submission|assessment|review|date|id|attempt|status|decision|result|outcome|"
    r"overall (?:score|result|decision|status))\b[^.!?]{0,60}$)"
    r"|\b(?:re-?submit\w*|submit (?:it )?again|resubmission|do not hesitate|reach out|"
    r"contact (?:us|me|your|the)|if you have (?:any )?questions|look(?:ing)? forward|good luck|"
    r"best of luck|we appreciate|we wish you|keep up|keep going|appeal|"
    r"within \d+ (?:business |calendar )?days)\b"
    r"|\b(?:it|(?:your|this|the) (?:submission|portfolio|micro-?credential|work)) (?:has|have|"
    r"was|were|is|did|does|cannot|can['’]t|could)\b[^.]{0,30}\b(?:returned|reviewed|assessed|scored|"
    r"evaluated|awarded|approved|accepted|pass(?:ed)?|not yet|sent back)\b"
    r"|\b(?:has|have) (?:been )?(?:returned|not been awarded|not been approved)\b"
    r"|\b(?:cannot|can['’]t|could not|unable to) (?:\w+ )?(?:award|pass|approve|accept)\b"
    r"|\b(?:things?|changes?|points?|areas?|items?|revisions?) (?:is|are|were) (?:still |yet )?"
    r"(?:needed|required|missing|outstanding|noted|listed)\b",
    re.IGNORECASE,
)
# Words that a sentence about the procedure is made of; what is left over is what it asks.
_PROCEDURE = frozenset(
    "a about above address addressing after again all an and any are areas as assessor at be been "
    "before below best by can carefully changes comments complete contact credential date day days "
    "dear do each evidence feedback find following for from good have here hesitate hi i if in is "
    "it let make may me micro more need needs next not note notes of on once or our out passed "
    "please portal questions reach ready resubmission resubmit resubmitting returned review "
    "reviewed revise revised revising revision revisions row rows rubric so submission submissions "
    "submit submitted submitting support team thank thanks that the then these this through time "
    "to updated use using was we welcome when where which will window with within work would you "
    "your yours yet few needed one pass several things three two accept approve award cannot "
    "by dashboard decision however log my part parts pleasure read reason reasons return score "
    "scores see sign though unfortunately".split()
)
_CONTENT = 3  # words left over from which a sentence about the procedure asks for something too
_PRAISE = re.compile(
    r"\b(?:great|excellent|strong(?:ly)?|well|nice(?:ly)?|thoughtful(?:ly)?|impressive|wonderful|"
    r"love[ds]?|commend(?:able)?|appreciate[ds]?|effective(?:ly)?|thorough(?:ly)?|clear(?:ly)?|"
    r"good|fantastic|beautiful(?:ly)?|enjoyed|kudos|rich|powerful|exemplary|insightful|"
    r"meets? (?:all|the|this)|fully|successfully|shows? growth|evident)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:but|however|although|though|yet|nevertheless|instead|miss(?:ing|es)|lack(?:s|ed|ing)?|"
    r"without|only|just one|merely|needs?|needed|should|must|please|requires?|required|unclear|"
    r"vague|general (?:statements?|terms|remarks)|too|more|further|additional|another|second|"
    r"add|provide|include|revise|rewrite|clarify|explain|expand|elaborate|strengthen|specify|"
    r"consider|insufficient|incomplete|inconsistent|remove|redact|replace|correct|fix|at least|"
    r"exceeds?|under|over|below|could|cannot|can['’]t|unable|no|none|not|never|nothing|nowhere|"
    r"neither|nor|hardly|rather than|fails?|failed|limited|weak|thin|brief|superficial|absent|"
    r"broken|blank|empty|private|hard to|difficult to|remains? to|still|a single|expect(?:ed|ing)?|"
    r"(?:want|like|love|hope[ds]?|glad) to (?:see|know|hear|read)|look(?:ing|s)? for|asks? for|"
    r"calls? for)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"(?:^|[.!,;:]\s|\bpls\s|\balso\s)\W*(?:then\s|also\s|next,?\s)?(?:address|answer|attach|be|bring|"
    r"change|check|choose|compare|connect|count|define|delete|describe|discuss|document|draw|edit|"
    r"ensure|give|go|hand|identify|keep|label|link|list|look|make|mark|move|name|narrow|offer|point|"
    r"put|quote|reflect|refer|report|say|send|separate|share|show|split|state|submit|support|take|"
    r"tell|tie|trim|try|upload|use|write)\s",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:must|needs? to|required|missing|please|has to|have to|before (?:you|it) can|"
    r"not (?:included|provided|submitted|found|shown))\b",
    re.IGNORECASE,
)
_ASKS_NOTHING = re.compile(
    r"\b(?:no (?:changes?|revisions?|further|action|concerns?|issues?)|not only|no need|"
    r"nothing (?:further|else|more)|without (?:a )?doubt|could not be (?:clearer|better))\b",
    re.IGNORECASE,
)


def tone_of(words: str) -> Tone:
    """Whether a sentence asks for something, praises, keeps to the forms, or only states."""
    left = [word for word in re.findall(r"[a-z]{2,}", words.lower()) if word not in _PROCEDURE]
    asks = _asks(words)
    if not left or (_FORMAL.search(words) and not (asks and len(left) >= _CONTENT)):
        return "formal"
    if asks:
        return "asks"
    if _PRAISE.search(words):
        return "praise"
    return "asks" if is_about_submitting(words) else "plain"


def _asks(words: str) -> bool:
    wishes = _ASKS_NOTHING.sub("", words)
    return bool(_ASKS.search(wishes) or _IMPERATIVE.search(wishes)) or exposes(words)


def insists(words: str) -> bool:
    """Whether a sentence demands a change, where advice alone could be left for another time."""
    return _MUST.search(words) is not None
