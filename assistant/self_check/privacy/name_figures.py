"""Who in a text is an author, a historical person or a character: known ones and cited ones."""

from __future__ import annotations

import re
from bisect import bisect_right

from assistant.self_check.privacy.name_lexicon import lexicon, plain
from assistant.self_check.privacy.name_tokens import Token

_CITED = re.compile(
    r"(?<![\w'’-])(?P<one>[A-Z][\w'’-]{1,30})(?:,? (?:&|"
    r"and) (?P<two>[A-Z][\w'’-]{1,30}))?(?:,? et al\.?)?,? "
    r"\(?(?:19|20)\d\d[a-z]?(?=[,);:\]. ])"
)
_NOT_CITED = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"spring|summer|fall|autumn|winter|in|since|of|until)\Z",
    re.IGNORECASE,
)
_LISTED_WORK = re.compile(
    r"^[ \t>*•-]*(?P<one>[A-Z][\w'’-]+), [A-Z][\w'’-]+[^\n]{0,80}[“\"*_][^\n]{3,160}?"
    r"(?:(?:19|20)\d\d|\bvol\.|\bpp?\.)",
    re.MULTILINE,
)
_REFERENCE = re.compile(
    r"(?<![\w'’-])(?P<one>[A-Z][\w'’-]{1,30}), (?:[A-Z]\. ?){1,3}(?=[,&(]|\s?\()"
)
_WORK_OPENS = re.compile(
    r"In [*_“\"]?(?P<title>(?:[A-Z][\w’']+|of|the|and|a|an|in|to|for|on|with)"
    r"(?: (?:[A-Z][\w’']+|of|the|and|a|an|in|to|for|on|with)){2,7})[*_”\"]?, "
)


class Figures:
    """What a text says of people who are in no class: whom it cites, which works it names."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        words = lexicon()
        capitals = {token.word for token in tokens if token.capital}
        works = [
            title
            for title, people in words.works.items()
            if (title in text and _is_named(title, text)) or _is_implied(people, capitals)
        ]
        self.characters = {name for title in works for name in words.works[title]}
        self.titles = sorted(
            match.span() for title in works for match in re.finditer(re.escape(title), text)
        )
        self.names: set[str] = set()
        self._places: list[int] = []
        for token, following in zip(tokens, tokens[1:], strict=False):
            if token.capital and following.capital:
                whole = plain(f"{token.word} {following.word}")
                if whole in words.figures:
                    self.names |= set(whole.split())
                    self._places.append(token.start)
        lowered = plain(text)
        for figure in words.long_figures:
            at = lowered.find(figure)
            if at >= 0:
                self.names |= {figure, figure.split()[0], figure.split()[-1]}
                self._places.append(at)
        self._places.sort()
        self.cited = {
            plain(name)
            for pattern in (_CITED, _REFERENCE, _LISTED_WORK)
            for match in pattern.finditer(text)
            for name in match.groups()
            if name and not _NOT_CITED.match(name)
        }
        self._openings = [
            match.start() for match in _WORK_OPENS.finditer(text) if _is_title(match["title"])
        ]

    def stand_in(self, start: int, end: int) -> bool:
        """Whether a known person, or a work in whose story one is, stands between the offsets."""
        return _between(self._places, start, end) or _between(self._openings, start, end)


def _is_named(title: str, text: str) -> bool:
    """Whether a title stands as one; of one word (`Wonder`, `Matilda`) it may be a plain word."""
    if " " in title:
        return True
    word = re.escape(title)
    marked = (
        rf"[*_“\"]{word}[*_”\"]|\b{word}[*_”\"]?,? \(?by [A-Z]|\b(?:[Rr]ead(?:ing)?|novel|book|"
        rf"play|chapter of) {word}\b"
    )
    return bool(re.search(marked, text))


def _is_implied(people: frozenset[str], capitals: set[str]) -> bool:
    """Whether two people of a work are spoken of whose names nobody bears: Tybalt and Mercutio."""
    words = lexicon()
    borne_by_nobody = [
        name
        for name in people
        if name.title() in capitals and not words.is_given(name) and not words.is_ordinary(name)
    ]
    return len(borne_by_nobody) > 1


def _is_title(words: str) -> bool:
    ordinary = lexicon().is_ordinary
    parts = words.split()
    small = any(part.islower() for part in parts)
    return small and parts[0][0].isupper() and all(p.islower() or ordinary(p) for p in parts)


def _between(places: list[int], start: int, end: int) -> bool:
    at = bisect_right(places, start - 1)
    return at < len(places) and places[at] < end
