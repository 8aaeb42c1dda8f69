"""Which doubtful words are people by the company they keep, or by what the whole text does to "
"them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection

from assistant.self_check.privacy.name_cues import Cue
from assistant.self_check.privacy.name_lexicon import lexicon
from assistant.self_check.privacy.name_mention import ACTIVE, CAPITAL_ANYWAY, Mention

_LIST_GAP = re.compile(r"(?:,| ?/| ?&| \+|,? (?:and|or|y|with))? ?\Z")
_CLEAR_TIMES = 2  # as often must a word like `June` act as a person does
_AUXILIARIES = frozenset(("will", "may", "mark", "can"))
_WEIGHTS = ACTIVE | Cue.IS | Cue.ED | Cue.OWNER | Cue.PERSON | Cue.BESIDE | Cue.TOLD
_CLEAR = Cue.SAID | Cue.SAYS | Cue.DOES | Cue.MET | Cue.OWNER | Cue.NAMED


def repeats(mention: Mention) -> bool:
    """Whether a word that is somebody's name in this text is it here as well."""
    if not mention.opens:
        return True
    acts = Cue.SAID | Cue.SAYS | Cue.DOES | Cue.OWNER
    if mention.first not in _AUXILIARIES:
        acts |= Cue.IS | Cue.ED | Cue.ES
    return bool(mention.cues & acts)


class Company:
    """Looks from the sure names of one text to the doubtful ones; `nobody` are cited surnames."""

    def __init__(self, text: str, nobody: Collection[str]) -> None:
        self._text = text
        self._nobody = nobody
        self._words = lexicon()

    def in_company(self, pending: list[Mention], sure: list[Mention]) -> list[Mention]:
        """Names joined to sure names by commas and `and`: `Maya, Xochiquetl and Hope`."""
        starts = {mention.start: mention for mention in sure}
        ends = {mention.end: mention for mention in sure}
        accepted: list[Mention] = []
        for mention in [*pending, *reversed(pending)]:
            if mention.sure or not mention.alone:
                continue
            left = self._joined_left(mention.start, ends)
            right = self._joined_right(mention.end, starts)
            neighbours = (left is not None) + (right is not None)
            if neighbours >= self._company_needed(mention):
                mention.sure = True
                starts[mention.start] = ends[mention.end] = mention
                accepted.append(mention)
        return accepted

    def _company_needed(self, mention: Mention) -> int:
        """How many names must stand beside a word in an enumeration to make it one."""
        kind = self._words.word_kind(mention.first)
        doubtful = kind == "place" or mention.first in CAPITAL_ANYWAY
        return 2 if doubtful and not mention.cues & Cue.OWNER else 1

    def treated_as_people(self, pending: list[Mention]) -> list[Mention]:
        """Unknown words, and words that can be names, which the text treats as people."""
        kinds: dict[str, Cue] = defaultdict(lambda: Cue.NONE)
        clear: Counter[str] = Counter()
        inside: set[str] = set()
        for mention in pending:
            kinds[mention.first] |= mention.cues & _WEIGHTS
            clear[mention.first] += bool(mention.cues & _CLEAR)
            if not mention.opens:
                inside.add(mention.first)
        accepted: list[Mention] = []
        for mention in pending:
            first, cues = mention.first, kinds[mention.first]
            if mention.sure or first in self._nobody:
                continue
            if mention.unknown:
                mention.sure = self._acts_as_person(mention, cues, first in inside)
            elif mention.word:
                mention.sure = clear[first] >= _CLEAR_TIMES and repeats(mention)
            if mention.sure:
                accepted.append(mention)
        return accepted

    def _acts_as_person(self, mention: Mention, cues: Cue, inside: bool) -> bool:
        """Whether a word of no list is a person: by one cue inside a sentence; at its beginning,
        where every word has a capital, by an act or by two."""
        if mention.placed:
            return bool(mention.cues & (ACTIVE | Cue.OWNER))
        if not mention.opens:
            return bool(mention.cues & _WEIGHTS)
        if cues & (ACTIVE | Cue.OWNS):
            return True
        return inside and len(cues) > 1 or Cue.PERSON in cues and len(cues) > 1

    def mark(self, mentions: list[Mention]) -> None:
        """Marks whole names that stand in one enumeration with first names alone."""
        single = [m for m in mentions if " " not in m.full]
        starts = {m.start: m for m in single}
        ends = {m.end: m for m in single}
        for mention in mentions:
            if " " in mention.full:
                left = self._joined_left(mention.start, ends)
                right = self._joined_right(mention.end, starts)
                mention.company = left is not None or right is not None

    def _joined_left(self, start: int, ends: dict[int, Mention]) -> Mention | None:
        for width in range(1, 7):
            other = ends.get(start - width)
            if other and width > 1 and _LIST_GAP.match(self._text, start - width, start):
                return other
        return None

    def _joined_right(self, end: int, starts: dict[int, Mention]) -> Mention | None:
        for width in range(2, 7):
            other = starts.get(end + width)
            if other and _LIST_GAP.match(self._text, end, end + width):
                return other
        return None
