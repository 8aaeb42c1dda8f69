"""Whether two descriptors differ in what they describe, or only in how much and how well."""

from __future__ import annotations

import re

from retrieval.audit.cues import plain

_DEGREE = frozenset(
    """
    some most all many few several any much more less least little lot lots majority minority
    always often usually sometimes rarely occasionally seldom frequent consistent inconsistent
    very highly quite rather somewhat too fairly extremely fully partly only mainly largely almost
    clear unclear strong weak solid sound limited minimal partial complete incomplete full adequate
    inadequate sufficient insufficient thorough superficial deep deeper shallow rich detailed
    excellent exceptional exemplary outstanding superior good better best poor fair bad great basic
    advanced effective ineffective appropriate inappropriate convincing compelling insightful
    meaningful significant considerable substantial high low higher lower well satisfactory
    acceptable proficient developing emerging vague general specific
    alguno alguna algunos algunas todo toda todos todas muchos muchas pocos pocas varios varias
    mayoria muy mas menos poco mucho bastante siempre veces claro clara claros claras completo
    completa parcial excelente bueno buena buen adecuado adecuada limitado limitada eficaz
    """.split()
)
_BETWEEN = frozenset(
    "a an the of and or is are was were be with to in el la los las un una de del y o es son con"
    " en".split()
)
# End like an adverb and are none.
_NO_ADVERBS = frozenset(
    "apply assembly daily early family friendly hourly july monthly multiply only reply rely supply"
    " weekly yearly anomaly ally bully fly".split()
)
_NOTHING = re.compile(
    r"^\W*(?:n/?a|none|not?\s+met|met|see\s+above|(?:the\s+)?(?:\w+\s+){0,3}"
    r"(?:does|did|do|has|have)?\s*(?:not\s+)?(?:yet\s+)?(?:fully\s+|partially\s+)?"
    r"(?:meet|meets|met|satisf(?:y|ies|ied)|fulfil(?:l|s|ls|led)?|reach(?:es|ed)?)\s+"
    r"(?:\w+\s+){0,4}(?:criteri(?:a|on)|standards?|expectations?|requirements?|indicators?|levels?)"
    r"|no\s+cumple(?:\s+\w+){0,4})\W*$",
    re.IGNORECASE,
)
_LEAST_OF_ITS_OWN = 2  # "Incomplete answer." says a degree and one thing: nothing to look for


def says_nothing(descriptor: str) -> bool:
    """Whether a descriptor is empty, a bare judgement, or only repeats that the level is missed."""
    read = plain(descriptor)
    return len(_core(_tokens(read))) < _LEAST_OF_ITS_OWN or _NOTHING.match(read[:300]) is not None


def difference(better: str, worse: str) -> tuple[str, ...] | None:
    """The words of degree in which two descriptors alone differ, none if they are the same text;
    None where they differ in what they describe."""
    first, second = _tokens(plain(better)), _tokens(plain(worse))
    if first == second:
        return ()
    if _core(first) != _core(second):
        return None
    alone = [word for word in first if word not in second]
    alone += [word for word in second if word not in first]
    return tuple(dict.fromkeys(w for w in alone if _is_degree(w))) or ("word order",)


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _is_degree(word: str) -> bool:
    if word in _DEGREE or word.endswith("mente"):
        return True
    return word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS


def _core(words: list[str]) -> list[str]:
    """What is left without words of degree and little words; plural or not is the same."""
    left = [word for word in words if not _is_degree(word) and word not in _BETWEEN]
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in left]
