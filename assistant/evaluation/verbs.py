"""English past tense undone by rule, so that what was done can be made a plan or a denial.

Rough on purpose: it rewrites what it is sure of and leaves the rest. A test's sentence may come out
clumsy, as long as it no longer says that something happened.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "ate:eat became:become began:begin bought:buy broke:break brought:bring built:build "
        "came:come caught:catch chose:choose cut:cut died:die did:do drew:draw drove:drive "
        "fell:fall felt:feel found:find fought:fight gave:give got:get grew:grow had:have "
        "heard:hear held:hold hit:hit kept:keep knew:know laid:lay led:lead left:leave "
        "let:let lied:lie lost:lose made:make meant:mean met:meet paid:pay put:put ran:run "
        "rang:ring read:read rose:rise said:say sang:sing sat:sit saw:see sent:send set:set "
        "showed:show slept:sleep sold:sell spent:spend spoke:speak stood:stand stuck:stick "
        "swam:swim taught:teach thought:think threw:throw tied:tie told:tell took:take "
        "understood:understand was:be were:be went:go woke:wake won:win wore:wear wrote:write"
    ).split()
)
# Doubtful forms: the same word is also a present tense, a noun or an adjective.
_DOUBTFUL = {"cut", "hit", "left", "led", "let", "put", "read", "rose", "set", "met", "felt"}
# Stems that had an e before the d: by their ending, or by name where the ending does not tell.
_ENDINGS_WITH_E = re.compile(r"(?:[cuv]|[^s]s|[^z]z|[^aeioulr]l|dg|[^eo]at|[lnr]g)$")
_STEMS_WITH_E = frozenset(
    "admir arrang behav car challeng chang compar complet conclud creat decid declar defin "
    "delet describ determin divid encourag engag escap examin exchang excit exclud explor "
    "figur fil fir grad guid hir hop ignor imagin includ inquir inspir invit lik lin manag "
    "measur merg nam not observ outlin pag persuad pictur pil pip plac prepar promot provid "
    "quot rat refin replac requir restor sav scor shap shar sid smil star stor structur "
    "surpris tap tim trad typ unit updat upgrad vot wip".split()
)
_ENDINGS_WITHOUT_E = re.compile(r"(?:ong|ang|ing)$")  # belonged, banged, but not changed
_DOUBLED = re.compile(r"([bdgkmnprt])\1$")
# Words after which a form in -ed describes and does not tell: "was asked", "the marked page".
_NO_SUBJECT = (
    r"(?:am|is|are|was|were|be|been|being|have|has|had|having|get|got|not|to|a|an|the|my|our|his|"
    r"her|their|its|this|that|these|those|by|of|with|in|on|at|for|from|as|than|no|each|every|will|"
    r"did|more|most|very|so|too)"
)
_PAST = re.compile(
    rf"(?<![\w'’])(?P<before>[A-Za-z][\w'’]*)(?P<gap>[ \t]+)(?P<verb>[a-z]+(?:ed)|"
    rf"{'|'.join(sorted(_IRREGULAR, key=len, reverse=True))})(?![\w'’])"
)
_DESCRIBES = re.compile(_NO_SUBJECT, re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:I|we|he|she|they|you|it|who|everyone|everybody|nobody|students?|kids?|children|teacher)",
    re.IGNORECASE,
)


def base_form(past: str) -> str:
    """The verb that a past form belongs to: asked, ask; taught, teach; noticed, notice."""
    if past in _IRREGULAR:
        return _IRREGULAR[past]
    if past.endswith("ied"):
        return past[:-3] + "y"
    stem = past.removesuffix("ed")
    if past.endswith("eed"):
        return past[:-1]
    if _DOUBLED.search(stem):
        return stem[:-1]
    if stem in _STEMS_WITH_E:
        return stem + "e"
    with_e = _ENDINGS_WITH_E.search(stem) and not _ENDINGS_WITHOUT_E.search(stem)
    return stem + "e" if with_e else stem


def rewritten(text: str, make: Callable[[str, str], str]) -> str:
    """The text with each verb in the past as `make(verb, its base form)` gives it."""

    def one(found: re.Match[str]) -> str:
        before, verb = found["before"], found["verb"]
        told = _SUBJECT.fullmatch(before) or (
            verb not in _DOUBTFUL and not _DESCRIBES.fullmatch(before) and not before.endswith("ly")
        )
        if not told:
            return found[0]
        return f"{before}{found['gap']}{make(verb, base_form(verb))}"

    return _PAST.sub(one, text)


def as_plan(text: str) -> str:
    """What was done, as what will be done."""
    return rewritten(text, lambda _, base: f"will {base}")


def as_denial(text: str) -> str:
    """What was done, as what was not done."""

    def negated(verb: str, base: str) -> str:
        return f"{verb} not" if base == "be" else f"did not {base}"

    return rewritten(text, negated)


def as_present(text: str) -> str:
    """What was done, told in the bare form, as one who is new to English may write it."""
    return rewritten(text, lambda verb, base: verb if base == "be" else base)
