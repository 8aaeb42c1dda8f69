"""The same thing said in another way: by one new to English, in a dialect, in a hurry.

Rules, not samples: each rewrites all, or every second or third, of something that leaves the
meaning as it was. They are few and mild, and no picture of how anyone really writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from assistant.evaluation.verbs import rewritten

Rule = Callable[[str], str]

# Headings, tables and code say where things stand, so they are left alone.
_NOT_PROSE = re.compile(r"\s*(?:#|\||```|~~~|\*\*[^*]+\*\*\s*$)")
_PREPOSITIONS = {"in": "on", "on": "in", "at": "on", "for": "to", "from": "of", "with": "by"}
_BRITISH = {
    "analyze": "analyse",
    "analyzed": "analysed",
    "behavior": "behaviour",
    "behaviors": "behaviours",
    "center": "centre",
    "centers": "centres",
    "color": "colour",
    "colored": "coloured",
    "colors": "colours",
    "favorite": "favourite",
    "learned": "learnt",
    "math": "maths",
    "modeled": "modelled",
    "modeling": "modelling",
    "neighbor": "neighbour",
    "organized": "organised",
    "program": "programme",
    "realize": "realise",
    "realized": "realised",
    "recognize": "recognise",
    "recognized": "recognised",
    "while": "whilst",
}
_SOUTHERN = (
    (r"\byou all\b|\byou guys\b", "y'all"),
    (r"\b(I'm|I am|we're|we are|they're) going to\b", r"\1 fixing to"),
    (r"\bI think\b", "I reckon"),
    (r"\b(?:isn't|aren't|is not|are not|am not)\b", "ain't"),
    (r"\bvery\b", "right"),
    (r"\bthose (?=[a-z])", "them "),
    (r"\bwe were\b", "we was"),
    (r"\bthey were\b", "they was"),
    (r"\bmight\b", "might could"),
    (r"\bover there\b", "over yonder"),
    (r"\bsaw\b", "seen"),
)
_AFRICAN_AMERICAN = (
    (r"\b(they|we|you)(?:'re| are) (?=\w+ing\b)", r"\1 "),
    (r"\b(he|she)(?:'s| is) (?=\w+ing\b)", r"\1 "),
    (r"\b(they|we|you)(?:'re| are) (?=always|usually|mostly)", r"\1 be "),
    (r"\b(?:isn't|aren't|hasn't|haven't|didn't|is not|are not)\b", "ain't"),
    (r"\b(ain't|don't|can't|never) (\w+) any\b", r"\1 \2 no"),
    (r"\b(he|she|it) doesn't\b", r"\1 don't"),
    (r"\b(he|she) (want|need|know|get|say|read|write|think|come|work|talk|ask)s\b", r"\1 \2"),
    (r"\b(they|we|you) were\b", r"\1 was"),
    (r"\b[Tt]here (is|was)\b", r"it \1"),
)
_LONG_WORD = re.compile(r"(?<![\w'’-])[a-z]{6,}(?![\w'’-])")
_TYPO_EVERY = 5  # long words of a line
_THIRD, _SECOND = 3, 2


def prose(rule: Rule) -> Rule:
    """The rule applied to a draft's lines of prose, and to nothing else."""

    def applied(text: str) -> str:
        fenced = False
        lines = []
        for line in text.split("\n"):
            fenced ^= line.lstrip().startswith(("```", "~~~"))
            lines.append(line if fenced or _NOT_PROSE.match(line) else rule(line))
        return "\n".join(lines)

    return applied


def articles_dropped(line: str) -> str:
    """Two of three articles left out."""
    return _some(r"\b(?:the|a|an) (?=\w)", line, lambda _: "", keep=_THIRD)


def tenses_slipped(line: str) -> str:
    """Every second verb in the past left in its bare form."""
    seen = 0

    def make(verb: str, base: str) -> str:
        nonlocal seen
        seen += 1
        return verb if base == "be" or seen % _SECOND == 0 else base

    return rewritten(line, make)


def prepositions_mixed(line: str) -> str:
    """Two of three common prepositions taken for one another."""
    pattern = rf"\b(?:{'|'.join(_PREPOSITIONS)})\b"
    return _some(pattern, line, lambda found: _PREPOSITIONS[found[0]], keep=_THIRD)


def new_to_english(line: str) -> str:
    """All three at once."""
    return articles_dropped(prepositions_mixed(tenses_slipped(line)))


def british(line: str) -> str:
    """British spelling."""
    pattern = rf"\b(?:{'|'.join(sorted(_BRITISH, key=len, reverse=True))})\b"
    return re.sub(pattern, lambda found: _BRITISH[found[0]], line)


def southern(line: str) -> str:
    """A few features of Southern American English."""
    return _all(_SOUTHERN, line)


def african_american(line: str) -> str:
    """A few grammatical features of African American English."""
    return _all(_AFRICAN_AMERICAN, line)


def letters_swapped(line: str) -> str:
    """Two inner letters of some long words change places."""

    def swapped(found: re.Match[str]) -> str:
        word = found[0]
        return word[:2] + word[3] + word[2] + word[4:]

    return _some(_LONG_WORD, line, swapped, only=_TYPO_EVERY)


def hasty(line: str) -> str:
    """No apostrophes, no capital I, no space after a comma now and then."""
    line = re.sub(r"(?<=\w)['’](?=\w)", "", line)
    line = re.sub(r"\bI\b", "i", line)
    return _some(r", (?=\w)", line, lambda _: ",", only=_THIRD)


MANNERS: Mapping[str, Rule] = {
    "esl_articles": prose(articles_dropped),
    "esl_tenses": prose(tenses_slipped),
    "esl_prepositions": prose(prepositions_mixed),
    "esl_together": prose(new_to_english),
    "dialect_british": prose(british),
    "dialect_southern": prose(southern),
    "dialect_african_american": prose(african_american),
    "typos_letters": prose(letters_swapped),
    "typos_haste": prose(hasty),
}


def _some(
    pattern: str | re.Pattern[str],
    line: str,
    make: Callable[[re.Match[str]], str],
    *,
    keep: int = 0,
    only: int = 1,
) -> str:
    """The line with matches as `make` gives them: all but every `keep`-th, or every `only`-th."""
    seen = 0

    def one(found: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        skipped = (keep and seen % keep == 0) or seen % only
        return found[0] if skipped else make(found)

    return re.sub(pattern, one, line)


def _all(rules: Iterable[tuple[str, str]], line: str) -> str:
    for pattern, words in rules:
        line = re.sub(pattern, words, line)
    return line
