"""How much a credential may cost."""

from __future__ import annotations

import re

from assistant.limits.numbers import NUMBER, number
from assistant.limits.wording import of_students, rules

_FREE = rules(
    r"\b(?:for free|free of (?:charge|cost)|free (?:one|ones|credential|credentials|course|"
    r"courses|badge|"
    r"option|options|of cost)|that(?:'s| are) free)\b",
    r"\b(?:must|has to|have to|needs? to|should|gotta|can|got to)(?: also)? be (?:totally |"
    r"completely |100% )?free\b"
    r"(?! (?:to|of (?!ch|co)|on|from|at|in|for))",
    r"\b(?:is|are|it's|completely|totally|only|stay|100%|hopefully|ideally|"
    r"preferably)(?: it)? free\b"
    r"(?= ?(?:$|[,.;:!?)]| (?:please|only|to do|to take|for (?:me|teachers)|and )))",
    r"\b(?:something|anything|one|ones|credentials?|course|badge|and|also|but)(?: that's|"
    r" completely| totally)* free\b"
    r"(?= ?(?:$|[,.;:!?)]| (?:please|only|on|about|for|in|with|to|and|or)))",
    r"(?:^|(?<=[,.;:!?(-] )|(?<=[,(-]))free\b(?= ?(?:$|[,.;:!?)]| (?:please|only|and short|stuff|"
    r"if possible|"
    r"ideally|preferred)))",
    r"\b(?:at )?(?:no|zero|0) cost\b(?! (?:to (?:students|families|kids)|of living))",
    r"\bwithout (?:any |a )?(?:cost|fees?|paying|spending)\b|\bno (?:fees?|charge)\b|"
    r"\bcosts? (?:me )?nothing\b"
    r"|\bdoesn't cost\b|(?:\bnot|n't) cost (?:me )?(?:anything|a (?:cent|dime|thing))\b",
    r"\b(?:can't|won't|don't want to|refuse to|not going to|not willing to|don't have to|"
    r"rather not|not|n't be)(?: afford to)? "
    r"(?:pay(?:ing)?|spend(?:ing)? (?:any )?(?:money|(?:a|one) (?:dime|cent|penny)|"
    r"anything))\b(?! (?:attention|more (?:attention|than )))",
    r"\bcan't afford (?:it|anything|a fee|fees|to pay|to spend|(?:a|another|"
    r"any) (?:paid )?(?:course|fee|credential|program|"
    r"badge|one))\b",
    r"\b(?:i have|i've|i've got|have|there's|with|we have) no (?:pd |course |more )?(?:money|"
    r"budget|funds)\b(?! (?:sense|unit|skills|for (?:new|books|supplies|materials|titles|my|the)))",
    r"\b(?:i|we) don't have (?:any |the |a )?(?:money|budget|funds)\b",
    r"(?:^|(?<=[,.;:(] ))no (?:money|budget)\b(?= ?(?:$|[,.;:!?)]| (?:for (?:this|it|pd|courses|"
    r"a course|fees)|to (?:pay|spend)|please)))",
    r"\bi'm (?:totally )?broke\b",
    r"(?<!libros )(?<!recursos )(?<!materiales )\b(?:gratis|gratuit[oa]s?|sin costo|sin pagar|"
    r"que no cueste(?: nada)?|no cueste nada|sin cobro)\b",
    r"\bno (?:puedo|quiero|tengo para) pagar\b|\bno tengo (?:dinero|presupuesto)(?: para (?:pagar|"
    r"curs\w+|esto)|$)",
)
# Things that are free and cost nobody anything.
_NOT_MONEY = re.compile(r"\bfree(?:,| and| or|/) ?(?:reduced|appropriate)|\bfeel free\b|-free\b")
_MONEY = (
    rf"(?:\$ ?(?P<sign>\d{{1,4}})(?:\.\d\d)?|(?P<words>{NUMBER}) ?(?:dollars?|bucks|usd|dolares))"
)
_BEFORE = (
    r"(?:nothing (?:over|above|more than|that costs (?:more than|over))|no more than|"
    r"not more than|under|less than|"
    r"below|cheaper than|at most|up to|max(?:imum)?(?: of)?|within|cost(?:s)? more than|(?:spend|"
    r"pay|go) (?:more than|over|above)|budget(?: is| of|:)?|pays?|covers?|reimburses?(?: me|"
    r" us)?(?: up to)?|costs? less than|"
    r"(?:can |could |will )?(?:spend|pay|afford|swing)|only have|i have(?: got)?|i've got|"
    r"limit(?: is| of)?|menos de|"
    r"hasta|(?:no |nada )?(?:de )?mas de|no pase de|maximo(?: de)?|cap (?:is|of)|not over|"
    r"costs? over|over)"
)
_LOOSELY = (
    r"(?:(?: about| around| maybe| up to| like| only| roughly| at most| unos| como| perhaps|"
    r" just)*)"
)
_CAP = re.compile(rf"\b(?P<before>{_BEFORE}){_LOOSELY} ?{_MONEY}")
_CAP_AFTER = re.compile(
    rf"{_MONEY}(?: is)? ?(?:tops|max(?:imum)?\b|at (?:the )?most|or (?:less|under)|"
    rf"(?:is )?my (?:limit|budget|max)|"
    rf"budget|como maximo|o menos|a lo mucho|limit|cap\b)"
)
_WITHIN = re.compile(
    rf"\bi (?:get|have|receive) {_MONEY}[^.!?;]{{0,25}}\bfor (?:pd|professional|learning|"
    rf"courses?)\b"
)
_OTHER_MONEY = re.compile(
    r"\b(?:raise[ds]?|raising|grants?|stipends?|fundrais\w*|earns?|earned|owes?|pays me|pay me|"
    r"bonus|raise|prizes?|worth|"
    r"story problem|allowance|supplies)\b[^.;!?]{0,30}$"
)
_PACE = re.compile(
    r" ?(?:a|per|each|every|/) ?(?:week|day|month|student|kid|hour)\b|[^.;!?,]{0,12}\b(?:bonus|"
    r"stipend|raise|grant)"
)
_OVER_IS_A_CAP = re.compile(r"(?:n't|\b(?:nothing|not|no|nada|too))\b[^.;!?]{0,25}$")


_OVER = re.compile(r"^(?!no|nada)(?:.* )?(?:over|above|more than|mas de)$")


def most_dollars(even_text: str) -> float | None:
    """The most it may cost in dollars, 0 for what has to be free, or None where nothing is said."""
    plain = _NOT_MONEY.sub(" ", even_text)
    if any(
        not of_students(plain, match.start()) and not _of_families(plain, match.start())
        for pattern in _FREE
        for match in pattern.finditer(plain)
    ):
        return 0.0
    caps = []
    for pattern in (_CAP, _CAP_AFTER, _WITHIN):
        for match in pattern.finditer(even_text):
            before = even_text[max(0, match.start() - 60) : match.start()]
            if of_students(
                even_text, match.start("sign" if match["sign"] else "words")
            ) or _OTHER_MONEY.search(before):
                continue
            if pattern is not _WITHIN and _PACE.match(even_text[match.end() :]):
                continue
            bare_over = pattern is _CAP and _OVER.search(match["before"]) is not None
            if bare_over and not _OVER_IS_A_CAP.search(before):
                continue
            caps.append(float(match["sign"]) if match["sign"] else number(match["words"]))
    return min(caps, default=None)


def _of_families(text: str, at: int) -> bool:
    return (
        re.search(
            r"\b(?:famil(?:y|ies)|parents|familias|padres)(?: \w+){0,2} ?$",
            text[max(0, at - 60) : at],
        )
        is not None
    )
