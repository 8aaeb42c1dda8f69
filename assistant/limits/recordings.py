"""Whether a goal rules out video, audio, or any recording: by wish, by rule, by lack of consent."""

from __future__ import annotations

from assistant.limits.wording import Rules, found, refused, rules, said

_VIDEO = (
    r"video ?tap\w+|videos?(?![ -](?:clubs?|games?|gaming|projects?|essays?|production|editing|"
    r"release|announcements?))|video\w*ing|film(?:ed|ing|s)?\b(?! (?:study|unit|club|class|"
    r"festival|clips?|analysis))|(?:web)?cameras?\b(?! club)|on[- ]camera|filmar(?:me)?\b|"
    r"camaras?\b"
)
_AUDIO = r"(?:audio|voice|sound)(?:[ -]recordings?|s)?\b(?! ?-?books?| level| effect|s? in)"
# A recording of neither kind is of both; to record is what a teacher may not do, not a record.
_BOTH = (
    r"recordings?\b(?! (?:their|observations|data|scores|notes))|(?:be|being|get|getting) recorded"
    r"|recorded lessons|grabaciones|grabacion"
)
_WHO_SAYS_NO = (
    r"\b(?:parents?|famil(?:y|ies)|union|contract|district|principal|policy|school|facility|"
    r"admin\w*|lawyers?|half|guardians?|padres|sindicato|escuela|distrito)\b"
)
_NO = (
    r"(?:refuse[sd]?|won't|don't|doesn't|didn't|said no|says? no|says? (?:teachers |we |i )?"
    r"(?:may|can|must)(?:n't|'t| not)|not allow\w*|forbid\w*|prohibit\w*|bans?|banned|objects?|"
    r"opted? out|opposed|no quieren|no permiten?|no dejan?|prohib\w+)"
)
_RECORD = r"(?:record(?:ed|ing)?|grabar)\b(?! (?:their|observations|data|scores|notes|keeping))"
# "Nobody on staff will agree to be": who refuses without a word of refusal.
_NOBODY_WILL = (
    r"\b(?:nobody|no ?one|none of (?:them|us|my \w+)|no (?:teacher|colleague|parent|famil)\w*)\b"
    r"[^.!?;]{0,30}\b(?:agree|consent|want|like|willing|let|allow|sign)\w*\b[^.!?;]{0,20}\b"
)
_NO_VIDEO: Rules = (
    *refused(_VIDEO),
    *rules(
        rf"{_WHO_SAYS_NO}[^.!?;]{{0,40}}\b{_NO}\b[^.!?;,]{{0,40}}\b(?:{_VIDEO})",
        rf"{_NOBODY_WILL}(?:{_VIDEO})",
        rf"\b(?:students|kids|children|minors|they|pupils) (?:can't|(?:may|must) not|(?:is|"
        rf"are)n't (?:allowed|supposed) to|shouldn't|"
        rf"no pueden) (?:be|ser|appear|go)(?: on)? (?:{_VIDEO}|videotaped|photographed)",
        r"\bwithout (?:video)?taping\b(?! (?:off|up|down))",
        r"\bcamera[- ]shy\b|\bnothing (?:filmed|on video|on camera)\b",
        rf"\b(?:{_VIDEO}) (?:is|are|isn't|aren't|would be)(?: also| just)? (?:out\b|allowed|"
        rf"possible|an option|"
        r"impossible|off the table|forbidden|banned|not (?:allowed|possible|an option)|a (?:no\b|"
        r"deal ?breaker))",
        r"\bvideos?\?? (?:absolutely |definitely |please |really )?(?:not|no)\b(?= ?(?:$|[,.;!)]|"
        r" thank))|\bno way to (?:film|video|videotape)\b",
        r"\bno (?:[\w]+ ){1,3}?grabar(?:me)? (?:un |en )?videos?",
    ),
)
_NO_AUDIO: Rules = (
    *refused(_AUDIO),
    *rules(
        rf"\b(?:{_AUDIO})(?:'s| is| are|n't)* (?:out\b|not (?:allowed|possible|an option)|"
        rf"off the table|forbidden|banned)",
        rf"{_WHO_SAYS_NO}[^.!?;]{{0,40}}\b{_NO}\b[^.!?;,]{{0,40}}\b(?:{_AUDIO})",
    ),
)
_NO_RECORDING: Rules = (
    refused(_BOTH)[0],
    *rules(
        rf"{_NOBODY_WILL}(?:{_BOTH}|{_RECORD})",
        r"\b(?:don't|doesn't) feel (?:right|comfortable|ok|good)(?: about)? (?:recording|taping)\b",
        rf"\b(?:students|kids|children|minors|they|pupils) (?:can't|(?:may|must) not|(?:is|"
        rf"are)n't (?:allowed|supposed) to|shouldn't|"
        rf"no pueden) (?:be|ser) {_RECORD}",
        r"\bnothing (?:is |gets |to be )?recorded\b|\bno way to record\b|\brecording (?:isn't|"
        r"is not|is out)\b",
        rf"\b(?:hate|can't|don't want|not (?:allowed|permitted|comfortable|ok|okay|willing)|"
        rf"rather not|won't|may not|without|(?:is|are)n't (?:allowed|permitted)|"
        rf"aren't allowed|unable|refuse|(?:no (?:puedo|quiero|se (?:puede|permite)|me dejan|"
        rf"nos dejan|podemos|haya que|tenga que|hay que|tener que|pueden)))(?: (?!who\b|get\b|"
        rf"let\b)[\w']+){{0,3}}? {_RECORD}"
        r"(?! (?:un |en )?(?:video|audio))",
        rf"{_WHO_SAYS_NO}[^.!?;]{{0,40}}\b{_NO}\b[^.!?;,]{{0,30}}\b{_RECORD}"
        r"(?! (?:un |en )?(?:video|audio))",
        rf"\bteachers (?:may|can|must) ?(?:not|'t) be {_RECORD}",
    ),
)
_RELEASE = (
    r"(?:(?:media|photo|video|filming|recording|image|consent)(?: (?:and|or) [\w]+)? "
    r"(?:releases?|consents?|permissions?|forms?|slips?)(?: forms?| slips?)?"
    r"|releases|release forms|consent forms)"
)
_NO_RELEASE = rules(
    rf"\b(?:don't|didn't|won't|never|haven't|no|without|missing|refuse[sd]?|can't|not)"
    rf"(?: [\w']+){{0,4}}? {_RELEASE}\b",
    rf"\b{_RELEASE} (?:aren't|weren't|isn't|never|haven't|not|are not|came back un)\b",
    rf"\b(?:only|few|half|not all)\b[^.!?;]{{0,30}}\b(?:famil|parent|"
    rf"guardian)\w*[^.!?;]{{0,15}}(?:signed|returned|gave)"
    rf"[^.!?;]{{0,20}} {_RELEASE}\b",
    r"\bno (?:\w+ )?(?:firmaron|han firmado|tengo|tenemos|entregaron) (?:el |los )?(?:permisos?|"
    r"consentimientos?)\b",
    r"\bsin (?:los )?(?:permisos|consentimientos)(?: firmados)? (?:de|para) (?:imagen|grabar|"
    r"video)",
)
_ONLY_ONE = 18  # characters before: "audio recordings" are only audio


def without_recordings(even_text: str) -> tuple[bool, bool]:
    """Whether video, and whether audio, is ruled out."""
    both = said(even_text, _NO_RELEASE) or any(
        not _names_a_kind(even_text, match.start(), match.end())
        for match in found(even_text, _NO_RECORDING)
    )
    return both or said(even_text, _NO_VIDEO), both or said(even_text, _NO_AUDIO)


def _names_a_kind(text: str, start: int, end: int) -> bool:
    around = text[max(start, end - _ONLY_ONE) : end]
    return any(kind in around for kind in ("audio", "video", "voice", "sound"))
