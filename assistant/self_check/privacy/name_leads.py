"""Lines that begin alike, each with a person: bold leads, bullets, labels, name and number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.self_check.privacy.name_lexicon import Lexicon, lexicon, plain

_NAME = (
    r"[^\W\d_a-zà-öø-ÿ][\w’ʻ'-]*(?: (?:[^\W\d_a-zà-öø-ÿ][\w’ʻ'-]*\.?|de|la|del|al|von|van|bin|y))*"
)
_NAMES = rf"{_NAME}(?:(?:, | and | & |, and ){_NAME})*"
_BULLET = r"(?:[-*•+]|\d{1,2}[.)])"
_SHAPES = {
    "bold": re.compile(
        rf"^[ \t>]{{0,8}}(?:{_BULLET}[ \t]{{1,4}})?(?:\*\*|__)(?P<names>{_NAMES})[:.,]?(?:\*\*|__)",
        re.MULTILINE,
    ),
    "bullet": re.compile(
        rf"^[ \t>]{{0,8}}{_BULLET}[ \t]{{1,4}}(?P<names>{_NAMES})"
        r"(?=['’]s? |,? [(a-zà-öø-ÿ]|:|,| [-–—] |[ \t]{0,8}$)",
        re.MULTILINE,
    ),
    "label": re.compile(rf"^[ \t>]{{0,8}}(?P<names>{_NAMES})[ ]?:(?=[ \t])", re.MULTILINE),
    "dash": re.compile(rf"^[ \t>]{{0,8}}(?P<names>{_NAMES}) [-–—] (?=\w)", re.MULTILINE),
    "heading": re.compile(rf"^#{{1,6}} (?P<names>{_NAMES})[ \t]*$", re.MULTILINE),
    "line": re.compile(rf"^[ \t>]{{0,8}}(?P<names>{_NAMES})[ \t]*$", re.MULTILINE),
    "score": re.compile(
        rf"^[ \t>]{{0,8}}(?P<names>{_NAME})[ \t:,–—-]{{1,4}}\d[\d/%. ]{{0,12}}$", re.MULTILINE
    ),
}
_JOINED = re.compile(r", and |, | and | & ")
_FEWEST = 3
_SHARE = 0.7  # of a shape's leads that must be able to name a person
_LONGEST = 80
# Things that come in lists and give names too: without one sure name beside them, no people.
_FAMILIES = tuple(
    frozenset(words.split())
    for words in (
        "january april may june july august autumn summer winter easter sunday",
        "hope faith grace joy charity patience prudence justice temperance mercy honor harmony "
        "unity peace love truth liberty honesty wisdom trinity verity constance felicity",
        "amber coral jade ruby pearl opal emerald diamond crystal garnet onyx sterling",
        "red blue green brown gray grey black white violet rose orange pink silver gold olive",
        "rose lily violet iris daisy ivy willow hazel heather holly fern poppy sage basil rosemary "
        "clover ginger olive juniper aspen laurel magnolia jasmine saffron",
        "river brook lake ocean rain storm sky star moon sun snow cloud dawn meadow forest reef",
    )
)


@dataclass(frozen=True, slots=True)
class Lead:
    """One name at the start of a line, by its place."""

    start: int
    end: int


def led_names(text: str) -> list[Lead]:
    """The names that lines begin with, where at least three lines of one shape begin so."""
    words = lexicon()
    found: dict[int, Lead] = {}
    for pattern in _SHAPES.values():
        lines: defaultdict[int, list[Lead]] = defaultdict(list)
        for number, match in enumerate(pattern.finditer(text)):
            if match.end("names") - match.start("names") <= _LONGEST:
                lines[number] += _split(match)
        leads = [lead for some in lines.values() for lead in some]
        if _are_people([text[lead.start : lead.end] for lead in leads], len(lines), words):
            kept = [lead for lead in leads if _weight(text[lead.start : lead.end], words)]
            found.update((lead.start, lead) for lead in kept)
    return [found[start] for start in sorted(found)]


def _split(match: re.Match[str]) -> Iterator[Lead]:
    names, offset = match["names"], match.start("names")
    at = 0
    for gap in (*_JOINED.finditer(names), None):
        end = gap.start() if gap else len(names)
        shown = names[at:end]
        for ending in ("'s", "’s", "'", "’", ":"):
            shown = shown.removesuffix(ending)
        yield Lead(offset + at, offset + at + len(shown))
        at = gap.end() if gap else end


def _are_people(names: list[str], lines: int, words: Lexicon) -> bool:
    if lines < _FEWEST:
        return False
    weights = [_weight(name, words) for name in names]
    if sum(weight > 0 for weight in weights) < _SHARE * len(names):
        return False
    if _SURE in weights:
        return True
    firsts = {plain(name.split()[0]) for name, weight in zip(names, weights, strict=True) if weight}
    maybe = sum(weight == _MAYBE for weight in weights)
    return maybe >= _FEWEST and not any(len(firsts - family) <= 1 for family in _FAMILIES)


_SURE, _MAYBE, _UNKNOWN = 3, 2, 1


def _weight(name: str, words: Lexicon) -> int:
    """How far a lead can be a person's name; 0 for everyday words."""
    parts = name.split()
    if name.isupper() and len(name) > 2:
        parts = name.title().split()
    first = parts[0]
    if len(parts) > 4 or len(first) < 2 or first.isupper():
        return 0
    if any(
        words.is_ordinary(p) and not words.may_be_surname(p) for p in parts[1:] if p[0].isupper()
    ):
        return 0
    if words.is_given(first):
        return _SURE
    if words.word_kind(first):
        return _MAYBE
    if words.is_ordinary(first) or words.is_term(first):
        return 0
    return _UNKNOWN
