"""Whether a goal rules out asking first, a signature, or what is for administrators only."""

from __future__ import annotations

import re

from assistant.limits.wording import Rules, rules, said

_BOSS = (
    r"(?:principal|admin\w*|supervisor|boss|superintendent|district|evaluator|administrator|"
    r"director[ao]?|"
    r"department (?:head|chair)|nobody|no one|no-one|ap|jef[ae]|nadie)\b"
)
_SIGN_OFF = r"(?:sign(?:ed|ing)?[ -]?off|signatures?)\b"
_WHOSE = (
    r"(?:(?:needing|getting|having|asking for|to get|an?|any|my|the|his|her|from|prior|"
    r"principal(?:'s)?|admin\w*|evaluator(?:'s)?|supervisor(?:'s)?|boss(?:'s)?) )*"
)
_NO_SIGN_OFF: Rules = rules(
    rf"\b(?:no|without|(?:doesn't|don't|not) (?:need|require|want|ask for)|nothing (?:that |"
    rf"which )?"
    rf"(?:needs|requires|needing|requiring|with)|can't get|won't get) {_WHOSE}{_SIGN_OFF}",
    rf"\b{_BOSS}[^.!?;]{{0,30}}(?:won't|refuses? to|can't|doesn't|never|isn't going to|"
    rf"not going to|"
    r"will never|no (?:va a|quiere|me|puede|piensa|me va a))\b (?:ever )?"
    r"(?:sign\b(?! up| out| in\b)|put (?:her|his|their|a) (?:signature|name) |firm\w+)",
    r"\b(?:nobody|no one|no-one|nadie)(?: here| left)? (?:can|will|would|to|is|who can|"
    r"who will) (?:ever )?(?:sign|firm)",
    r"\b(?:don't have|no|haven't got)(?: an?| any)? (?:administrator|principal|supervisor|boss|"
    r"evaluator) (?:who|that) "
    r"(?:would|will|can) sign\b",
    r"\bsin (?:la )?firma\b|\bno (?:requiera|necesite|pida|lleve) (?:la |una )?firma\b",
    r"\bnothing (?:that )?(?:she|he|they|anyone|my \w+|the \w+) (?:has|have|needs?|"
    r"would have) to sign\b",
    rf"\b(?:\w+n't|not) (?:require|need|involve|ask|make)(?: the| my| a)? {_BOSS} (?:to |"
    rf"who )?sign",
    r"\bcan't get (?:anyone|anybody|him|her|my \w+|the \w+) to sign\b",
)
_APPROVAL = (
    r"(?:approv(?:al|als|ed)|pre-?approv\w+|permission(?! slips?)|(?:the )?(?:ok|okay|go-ahead|"
    r"green light))\b"
)
_NO_APPROVAL: Rules = rules(
    rf"\b(?:no|without|(?:doesn't|don't|not|didn't) (?:need|require|involve)|nothing (?:that |"
    rf"which )?"
    rf"(?:needs|requires|needing|requiring|with|i need)|can't get|won't get) (?:(?:to (?:get|"
    rf"ask for|"
    rf"ask)|asking(?: for)?|getting|need (?:for|of)|needing|having to (?:get|ask for|ask)|"
    rf"waiting (?:for|on)|prior|advance|"
    rf"an?y?|my|the|it|district|principal(?:'s)?|admin\w*|written|anyone's?|anything|something|"
    rf"boss's?) )*{_APPROVAL}"
    r"(?! (?:forms|from parents|from families|from students))",
    r"\b(?:don't|not|rather not|won't|can't)(?: [\w']+){0,4} (?:ask|wait)(?:ing)?(?: for| on|"
    r" my \w+ for)? "
    r"(?:permission|approval)\b",
    r"\b(?:won't|doesn't|never|refuses? to|not going to|isn't going to) approve\b(?! of)",
    rf"\b(?:don't want|rather not have|not have|without)(?: to)?(?: have| involve| involving|"
    rf" telling| asking| going through| "
    rf"tell| ask)*(?: my| the)? {_BOSS}(?: first|[^.!?;]{{0,20}}\b(?:involved|approv\w+)| ?(?:$|"
    rf"[,.;]))",
    r"\b(?:sin|no)\b[^.!?;]{0,35}\b(?:autoriz\w+|aprueb\w+|aprobar\w*)\b",
    r"\b(?:no|sin|que no) (?:(?:requiera|necesite|pida|lleve|tener que|quiero|pedir) )*"
    r"(?:la |una )?(?:aprobacion|autorizacion|permiso(?!s (?:firmados|de imagen)))",
)
_ADMINISTRATORS = r"(?:administrators?|admins?|principals?|directores|directivos)\b"
_NOT_ADMINISTRATOR: Rules = rules(
    r"\b(?:i'm|i)(?: not| ain't| no) (?:an? |in )?(?:admin|administrator|administration|principal|"
    r"assistant principal|ap|school leader|supervisor)\b",
    rf"\b(?:not|nothing|no|can't|don't)\b[^.!?;]{{0,30}}\b(?:only )?(?:for|meant for|aimed at) "
    rf"(?:{_ADMINISTRATORS})(?: only)?",
    r"\b(?:i'm|as) an? [\w -]{2,30}, not (?:an? )?(?:admin\w*|principal|ap)\b",
    rf"\bno (?:{_ADMINISTRATORS})[- ](?:only|credentials|ones|courses)",
    r"\bno soy (?:el |la |un |una )?(?:director[ao]?|administrador[ao]?|directiv[ao]|"
    r"supervisor[ao]?)\b",
    rf"\b(?:no|nada) (?:sea |es |que sea )?(?:solo |solamente |exclusivo )?para {_ADMINISTRATORS}",
)
_IS_ADMINISTRATOR = re.compile(
    r"\b(?:i'm|as) (?:an?|the) (?:\w+ )?(?:principal|administrator|superintendent)\b"
    r"|\bsoy (?:el |la )?(?:director[ao]?|subdirector[ao]?)\b"
)


def without_sign_off(even_text: str) -> bool:
    """Whether no supervisor will sign."""
    return said(even_text, _NO_SIGN_OFF)


def without_approval(even_text: str) -> bool:
    """Whether it has to begin without anybody's approval."""
    return said(even_text, _NO_APPROVAL)


def not_for_administrators(even_text: str) -> bool:
    """Whether what is for administrators only is ruled out: said, and the person is none."""
    denies = re.sub(r"\bno soy (?:el |la )?\w+", "", even_text)
    return said(even_text, _NOT_ADMINISTRATOR) and not _IS_ADMINISTRATOR.search(denies)
