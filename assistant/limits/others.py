"""Whether a goal rules out working with colleagues, or with families."""

from __future__ import annotations

from assistant.limits.wording import Rules, refused, rules, said

_COLLEAGUES = (
    r"colleagues?\b(?! \w+ing\b)(?! who (?:don|won|can|are|do|is|say|think|refuse))|"
    r"co-?teachers?\b(?!')|team(?:mates?)?\b(?! (?:spirit|norms|agenda|building|"
    r"meeting|time|work|wants|likes|has|can|will))|partner teacher|(?:other|another|"
    r"fellow) (?:teachers?|adults?|staff|"
    r"educators?)\b|co-?workers?\b|colegas\b|companer[oa]s (?:de trabajo|maestr)|"
    r"otr[oa]s (?:maestr[oa]s|docentes|profesor\w+|colegas)|equipo docente"
)
_I_DO = (
    r"\b(?:i can|i could|can i|could i|i'd|i'll|i want to|i'd like to|let me|i prefer to|"
    r"i'd rather|i) "
)
_NO_COLLEAGUES: Rules = (
    *refused(_COLLEAGUES),
    *rules(
        rf"{_I_DO}(?:do|finish|complete|work|take|earn|tackle|go|handle)(?: [\w']+){{0,3}}? "
        r"(?:alone|solo)\b",
        r"(?<!nervous )(?<!stuck )\b(?:by myself|on my own)\b(?! (?:time|dime|terms|money))",
        r"\b(?:can't|shouldn't|doesn't|won't|not) (?:depend|rely|hinge) on (?:them|others|anyone|"
        r"anybody)\b",
        r"\bdepartment of one\b|\bsingleton\b|\bi (?:work|teach|am|'m) (?:all )?alone\b",
        r"\b(?:prefer|want|like|rather)(?: to| it)? (?:work|do it|do this|"
        r"go)(?:ing)? (?:independently|alone|solo)\b"
        r"|\b(?:an )?independent (?:one|project|credential)\b|\bself-paced and (?:alone|solo)\b",
        r"\b(?:a |something |anything )(?:solo|individual)\b|\balgo individual\b|\bcon nadie\b",
        r"\b(?:nobody|no one|no-one)(?: else)?(?: [\w']+){0,4} (?:would|will|wants to|can|"
        r"has time to) (?:team up|work|join|"
        r"partner|collaborate|help me|observe|pair|plan)\b",
        r"\bi'm the (?:only|lone|sole) [\w -]{0,25}teacher\b",
        r"\b(?:no one|nobody|no-one) else (?:in|at) (?:my|the|our) (?:building|school|department|"
        r"district|campus|grade)\b",
        r"\b(?:don't|won't|doesn't|not|without|rather not)(?: (?:want|have|having|need|needing|to|"
        r"be))* (?:coordinat|work|meet|collaborat|"
        r"plan|pair|team)(?:e|ing)?(?: up)? with (?:anyone|anybody|others|other people|"
        r"a partner)\b",
        r"\bno [^.;!?]{0,30}, just me\b(?= ?(?:$|[,.;!)]))|\bno (?:plc|partner)\b(?= ?(?:$|"
        r"[,.;!)]| (?:needed|required|please|here)))",
        r"\b(?:nobody|no one|no-one) (?:else )?(?:here )?(?:to|i can|i could) (?:work|collaborate|"
        r"plan|pair|partner|team up)\b",
        r"\b(?:hacer(?:lo|la)?|trabajar|terminar(?:lo)?|completar(?:lo)?|yo) sol[oa]\b",
        r"\b(?:por mi cuenta|sin ayuda de nadie|no tengo con quien)\b",
    ),
)
_FAMILIES = r"(?:parents?|famil(?:y|ies)|guardians?|caregivers?|padres|familias)\b"
_PART = (
    r"(?= ?(?:$|[,.;:!?)-])| (?:involved|needed|required|please|or|to (?:do|take|be|participate|"
    r"help|sign|come)|taking|participation|involvement|at all|doing|coming|helping))"
)
_NO_FAMILIES: Rules = (
    *rules(
        rf"\bno {_FAMILIES}{_PART}",
        rf"\b(?:without|not|doesn't|don't|can't|won't|rather not|don't want to|sin) (?:have to |"
        rf"tener que )?(?:involv\w+|depend(?:ing)? on|rely(?:ing)? on|count(?:ing)? on|"
        rf"need(?:ing)?|"
        rf"bother(?:ing)?|drag(?:ging)?|requir\w+|contact(?:ing)?|includ\w+|ask(?:ing)?|"
        rf"involucrar|incluir|contactar|"
        rf"depender de)(?: a)?(?: the| any| las| los| my| mis)? {_FAMILIES}",
        rf"\b(?:no|without) [\w'-]+,? (?:or|and|nor) {_FAMILIES}{_PART}",
        rf"\bnot (?:one|something|anything) (?:where|that|for which) i (?:need|have to involve|"
        rf"depend on) (?:the )?{_FAMILIES}",
        r"\b(?:no|without|without any|minus the|skip the) (?:family|parent|home) (?:component|"
        r"involvement|piece|part|participation)\b"
        r"(?! (?:at|in))",
        rf"\bno (?:involucre|requiera|necesite|dependa de|incluya)(?: a)?(?: las|"
        rf" los)? {_FAMILIES}",
        rf"\bnothing (?:that |which )?(?:needs|requires|involves|depends on|relies on|with|(?:has|"
        rf"have) to go through|goes through) "
        rf"(?:the |my )?{_FAMILIES}",
        rf"\bwithout {_FAMILIES}{_PART}",
        rf"\bsin (?:las |los |mis )?(?:padres|familias)\b{_PART}",
    ),
)
# "Families here don't answer, so nothing that depends on them": they are named, then ruled out.
_NOT_ON_THEM = rules(
    rf"\bkeep (?:the |my )?{_FAMILIES} out of\b|\bleave (?:the |my )?{_FAMILIES} out\b",
    rf"\b{_FAMILIES}[^.!?;]{{0,60}}\b(?:so )?(?:leave|keep) them out\b",
    rf"\b{_FAMILIES}[^.!?;]{{0,80}}(?:\b(?:nothing|not|without)|n't)\b[^.!?;]{{0,25}}"
    r"(?:depend|rel|count)\w* on (?:them|it)\b",
)


def without_colleagues(even_text: str) -> bool:
    """Whether it has to be done without colleagues."""
    return said(even_text, _NO_COLLEAGUES) and not without_families_by_name(even_text)


def without_families(even_text: str) -> bool:
    """Whether families cannot take part."""
    return said(even_text, _NO_FAMILIES) or without_families_by_name(even_text)


def without_families_by_name(even_text: str) -> bool:
    """Whether "them", on whom nothing may depend, are the families."""
    return said(even_text, _NOT_ON_THEM)
