"""One next step for a row: what to look for in one's own records, never what to write."""

from __future__ import annotations

import re

from retrieval.catalogue import Part

_AT_LEAST = re.compile(
    r"\bat least (?:two|three|four|five|six|seven|eight|ten|\d+)\b|\b(?:two|three|four) or more\b"
)

# What an element asks for -> where to look for it, in two ways of saying the same. The first that
# fits is taken, so what says most about the kind of evidence stands first.
_STEPS: tuple[tuple[re.Pattern[str], tuple[str, str]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), steps)
    for asked, steps in (
        (
            r"\bcompar|\bbefore and after\b|\bside by side\b|\bboth (?:times|surveys|games)\b"
            r"|\bsecond check\b|\blater (?:student )?work\b|\bearlier and (?:a )?later\b",
            (
                "Lay the earlier result beside the later one",
                "Find the same measure from before and from after",
            ),
        ),
        (
            r"\bto decide\b|\bdecisions?\b(?! rule| points| log)",
            (
                "Note down for yourself which decision followed, for whom, and on what it rests",
                "Recall what you decided, for whom, and which evidence made you",
            ),
        ),
        (
            r"\bquot(?:es?|ed|ation)|\bown words\b|\bexact words\b|\bword for word\b|\bactual "
            r"responses\b|\bwords (?:that|typed|offering)\b|\bsaid or (?:did|wrote)\b",
            (
                "Look up the exact words that were said or written",
                "Go back to your notes or recording for the exact words",
            ),
        ),
        (
            r"\b(?:other|another) explanation|\bwhat else\b|\bor limit\b",
            (
                "Ask yourself what else could explain it, and what speaks for or against that",
                "Think of one other cause, and look up what your records say about it",
            ),
        ),
        (
            r"\bwh(?:o|ich) did not\b|\bfor whom\b|\bone (?:that|which) [\w ]{0,12}did not\b"
            r"|\bnot yet\b|\bhelped little\b|\bnothing (?:changed|rose)\b|\bstill not\b"
            r"|\bdisadvantage\b|\bdid not work\b",
            (
                "Look for whom or where it did not work, and what your records say of it",
                "Go through your records once more for those whom it did not help",
            ),
        ),
        (
            r"\b(?:one|specific|particular|definite|stated) (?:\w+ )?"
            r"(?:change|adjustment)\b(?! made)"
            r"|\bdifferently\b|\bnext (?:step|time|condition)\b"
            r"|\bchange to (?:the |their )?\w+ing\b"
            r"|\bwhat (?:\w+ ){0,5}will (?:\w+ )?(?:change|do|be done)\b",
            (
                "Settle on one change, and on the piece of evidence that led you to it",
                "Name for yourself the one change that you draw from this, and what it rests on",
            ),
        ),
        (
            r"\bdated?\b|\bdates\b|\bby when\b|\bstated day\b",
            (
                "Look up the dates in your calendar or your records",
                "Check your records for the dates that belong to this",
            ),
        ),
        (
            r"\bcounts?\b|\bfigures?\b|\bnumbers? (?:of|who|in|for|taking|assessed)\b|\bhow many\b"
            r"|\b(?:gives?|reports?|with) (?:[\w’']+ ){0,3}(?:results?|scores?|data|record)\b"
            r"|\bmeasured?\b",
            (
                "Find the figures in your records, or count now",
                "Count it in your own records",
            ),
        ),
        (
            r"^\W*(?:and )?(?:explains? from|justif\w+)\b|\bgrounds\b"
            r"|^\W*(?:and )?(?:(?:explains?|says?|states?|tells?) (?:[\w’'-]+ ){0,4})?why\b"
            r"|\b(?:gives?|with) (?:a |the |their |your )?reasons?\b"
            r"|\breasons? (?:for|why|drawn)\b",
            (
                "Ask yourself why it was so, and which piece of evidence shows it",
                "Say the reason aloud until it fits into one sentence of your own",
            ),
        ),
        (
            r"\btranscripts?\b|\brecording|\bnotes\b|\bminutes\b|\bmaterials?\b(?!,)|\blogs?\b"
            r"|\bsamples?\b|\bpieces? of (?:student )?work\b|\bphoto|\bvideo\b|\bgraph\b"
            r"|\bversions?\b|\btemplate\b|\bticket's own\b|\bwork of\b",
            (
                "Find the piece itself among what you kept",
                "Get out the original that shows this",
            ),
        ),
    )
)
_NUMBER_OF = (
    "Go through your records and count what you have of this",
    "Gather what you have of this and count it",
)
_SAYS = re.compile(
    r"^\W*(?:and )?(?:names?|states?|describes?|tells?|says?|lists?|explains?|identifies|sets out"
    r"|gives)\b",
    re.IGNORECASE,
)
_SAID = (
    "Put down in a sentence or two of your own what the row asks for",
    "Turn the rubric's words into a question to yourself, and answer it in your own words",
)
_ANY = (
    "Find one moment from your own work in which this can be seen",
    "Go through your records for one moment that shows this",
)
_PLANNED = (
    "Carry it out, keep the record as it happens, and come back to this row with it",
    "Check whether it has happened by now, and if so look up what you kept of it",
)
_MET = (
    "Read the row once more and ask whether a stranger would find this passage quickly.",
    "Check that this passage is easy to find: a heading or a label beside it helps.",
    "Ask somebody who does not know your class whether this passage is clear by itself.",
)


def next_step(missing: str | None, part: Part | None, variant: int) -> str:
    """A step that begins with a verb, and its place; `missing` is the element to look for."""
    least = _AT_LEAST.search(missing or "")
    steps = _steps(missing or "", part, bool(least))
    asked = f" (the row asks for {least.group()})" if least else ""
    return f"{steps[variant % len(steps)]}{asked}.{_place(part, variant)}"


def _steps(missing: str, part: Part | None, a_number: bool) -> tuple[str, str]:
    for asked, steps in _STEPS:
        if asked.search(missing):
            return steps
    if a_number:
        return _NUMBER_OF
    told = part is not None and part.kind != "artifact" and _SAYS.search(missing)
    return _SAID if told else _ANY


def step_when_planned(part: Part | None, variant: int) -> str:
    """What to do for a row of which only the plan is there yet."""
    return f"{_PLANNED[variant % len(_PLANNED)]}.{_place(part, variant)}"


def step_when_met(variant: int) -> str:
    """What is left to do for a row that can be seen: make it easy to find."""
    return _MET[variant % len(_MET)]


def _place(part: Part | None, variant: int) -> str:
    if part is None:
        return ""
    ways = (" It belongs under “{}”.", " Its place is “{}”.")
    return ways[variant % len(ways)].format(part.title)
