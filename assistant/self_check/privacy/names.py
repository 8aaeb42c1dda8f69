"""Finds the names of students and families: possible mentions, then a verdict for each person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assistant.self_check.privacy.name_cues import Cue
from assistant.self_check.privacy.name_lexicon import Lexicon, lexicon, plain
from assistant.self_check.privacy.name_mention import Mention
from assistant.self_check.privacy.name_mentions import Mentions
from assistant.self_check.report import PrivacyKind

NameSpan = tuple[int, int, PrivacyKind]

_FAMILY = re.compile(
    r"\b(?:[Tt]he|la familia) (?P<name>[^\W\d_a-zà-öø-ÿ][\w'’-]+?)(?:['’]s?)?(?= (?:family|"
    r"household|"
    r"parents)\b)"
)
_FAMILY_PLURAL = re.compile(r"\b[Tt]he (?P<name>[A-Z][\w'’-]+?)(?:e?s)\b(?! [A-Z])")
_ROW = re.compile(r"(?: ?\([^)\n]{0,40}\))?[,;]? ?(?:and |& |with )?")
_NOT_KIN = frozenset(("sam", "tom", "ben", "remus", "jemima"))  # uncles and aunts of books
_FAMILY_PROOF = Cue.STUDENT | Cue.PARENT
# Second halves of double first names, so that `José Luis` is no whole name.
_SECOND_NAMES = frozenset(
    "luis jose carlos manuel antonio angel pablo fernando miguel andres maria ana sofia isabel luz "
    "fernanda elena guadalupe cristina beth ann anne jo lynn lou mae bob ray sue kate rose jean "
    "marie "
    "claire pierre paul luc marc thi thu anh nhia houa yer hli ger see mee khang long bao minh "
    "pedro vitor clara priya".split()
)
_TREATED = Cue.SAID | Cue.SAYS | Cue.DOES | Cue.MET | Cue.NAMED | Cue.WHO


@dataclass(slots=True)
class _Person:
    cues: Cue = Cue.NONE
    proofs: int = 0
    spoke: int = 0
    colleague: int = 0
    seen: bool = False


def find_names(
    text: str, own_names: Collection[str] = (), *, believe_changed: bool = True
) -> list[NameSpan]:
    """Spans of students' and parents' names; colleagues, authors and figures are left out.

    A text that says its names are changed has none, where that is believed.
    """
    return _Search(text, own_names, believe_changed).spans()


class _Search:
    """One reading of one text."""

    def __init__(self, text: str, own_names: Collection[str], believe_changed: bool) -> None:
        self._text = text
        self._believe_changed = believe_changed
        self._words: Lexicon = lexicon()
        self._page = Mentions(text)
        self._own = {
            plain(part) for name in own_names for part in re.findall(r"[^\W\d_][\w'’-]*", name)
        }
        self._people: dict[str, _Person] = defaultdict(_Person)
        self._written: set[str] = set()
        self._first_of_titled = {
            plain(person.first) for person in self._page.titled if person.first
        }

    def spans(self) -> list[NameSpan]:
        """The findings among names; none where the writer says that the names are changed."""
        mentions = self._page.all()
        self._pass_on_colleagues(mentions)
        for mention in mentions:
            self._note(mention)
        found: list[NameSpan] = []
        for mention in mentions:
            kind = self._verdict(mention)
            if kind:
                found.append((mention.start, mention.end, kind))
        surnames = {
            parts[-1]
            for mention in mentions
            if len(parts := mention.full.split()) > 1 and self._verdict(mention)
        }
        found += self._titled_parents(surnames)
        found += self._families(surnames)
        if self._believe_changed and self._page.near.names_are_changed:
            return []
        return found

    def _pass_on_colleagues(self, mentions: list[Mention]) -> None:
        """In a row of whole names, one who teaches makes the others teachers as well."""
        row: list[Mention] = []
        for mention in [*mentions, None]:
            joined = mention and row and _ROW.fullmatch(self._text, row[-1].end, mention.start)
            if mention and " " in mention.full and not mention.listed and (joined or not row):
                row.append(mention)
                continue
            if any(one.cues & Cue.COLLEAGUE for one in row):
                for one in row:
                    one.cues |= Cue.COLLEAGUE
            row = [mention] if mention and " " in mention.full and not mention.listed else []

    def _note(self, mention: Mention) -> None:
        for key in {mention.first, mention.full}:
            person = self._people[key]
            if not person.seen and mention.quoted:
                person.cues |= Cue.ALIAS
            person.seen = True
            self._written.add(mention.full)
            person.cues |= mention.cues
            fiction = bool(mention.cues & Cue.FICTION) and not mention.listed
            vague = Cue.VAGUE in mention.cues and " " in mention.full
            proof = bool(mention.cues & _FAMILY_PROOF) and not fiction and not vague
            person.proofs += proof or mention.listed
            person.spoke += bool(mention.cues & Cue.SAID) and not fiction
            person.colleague += bool(mention.cues & Cue.COLLEAGUE)

    def _verdict(self, mention: Mention) -> PrivacyKind | None:
        person = self._people[mention.full if " " in mention.full else mention.first]
        named = self._people[mention.first]
        parts = mention.full.replace(",", "").split()
        if self._own.issuperset(parts):
            return None
        if (person.cues | named.cues) & Cue.ALIAS:
            return None
        proved = person.proofs > 0 or person.spoke > 0
        if mention.full in self._words.figures and not person.cues & _FAMILY_PROOF:
            return None
        if self._is_figure(mention, proved):
            return None
        colleague = person.colleague or (0 if len(parts) > 1 and person.proofs else named.colleague)
        if colleague and colleague >= person.proofs and not person.cues & Cue.PARENT:
            return None
        if person.cues & (Cue.FIGURE | Cue.FICTION) and not proved:
            return None
        known = proved or named.proofs > 0 or named.spoke > 0 or mention.company
        # What a model may read is guarded more closely: there an author's name may go, too.
        if not known and self._believe_changed and self._is_scholar(mention, parts, person):
            return None
        if person.cues & Cue.EXERCISE and not proved and len(parts) == 1:
            return None
        return "parent_name" if self._is_parent(mention, person, named) else "student_name"

    def _is_parent(self, mention: Mention, person: _Person, named: _Person) -> bool:
        if mention.cues & Cue.PARENT or person.cues & Cue.PARENT:
            return True
        return bool(named.cues & Cue.PARENT) and " " not in mention.full

    def _is_figure(self, mention: Mention, proved: bool) -> bool:
        figures = self._page.figures
        if mention.first in figures.characters or mention.first in figures.names:
            return not proved
        return mention.full in figures.names or (
            mention.first in self._words.figures and not proved
        )

    def _is_scholar(self, mention: Mention, parts: list[str], person: _Person) -> bool:
        """Whether a whole name, never shortened to the first, is cited, stands among figures, or
        does nothing that children in a class do."""
        figures = self._page.figures
        if parts[-1] in figures.cited:
            return True
        start, end = self._page.near.sentence_span(mention.start)
        among = figures.stand_in(start, end) and not person.cues & _TREATED
        if mention.first in self._first_of_titled and not person.cues & Cue.MET:
            return True
        shortened = any(" ".join(parts[:n]) in self._written for n in range(1, len(parts)))
        double = len(parts) == 2 and parts[1] in _SECOND_NAMES
        if len(parts) < 2 or len(parts[-1]) < 3 or shortened or double:
            return among
        if among or Cue.SCHOLAR in person.cues:
            return True
        is_somehow = Cue.IS in person.cues and (
            Cue.PERSON in person.cues or parts[-1] in self._page.titled_surnames
        )
        return not (
            is_somehow or person.cues & (_TREATED & ~(Cue.SAYS | Cue.WHO) | Cue.ED | Cue.ES)
        )

    def _titled_parents(self, surnames: set[str]) -> list[NameSpan]:
        """Titled adults whom kin words, the sentence or a child's surname make a parent."""
        kin: dict[str, bool] = {}
        colleagues: set[str] = set()
        for person in self._page.titled:
            cues = self._page.near.read(person.start, person.end)
            signed = any(
                start <= person.start < end for start, end in self._page.near.letters.signers
            )
            if (
                signed
                or cues & (Cue.PARENT | Cue.LETTER)
                or (person.kin and person.surname not in _NOT_KIN)
            ):
                kin[person.surname] = True
            if cues & (Cue.COLLEAGUE | Cue.FIGURE) and not cues & Cue.PARENT:
                colleagues.add(person.surname)
            elif self._page.near.speaks_of_family(person.start) or person.surname in surnames:
                kin.setdefault(person.surname, False)
        return [
            (person.start, person.end, "parent_name")
            for person in self._page.titled
            if person.family_title
            and (
                kin.get(person.surname)
                or (person.surname in kin and person.surname not in colleagues)
            )
            and person.surname not in self._own
        ]

    def _families(self, surnames: set[str]) -> Iterable[NameSpan]:
        titled = {person.surname for person in self._page.titled}
        for match in _FAMILY.finditer(self._text):
            word = match["name"]
            key = plain(word)
            ordinary = self._words.is_ordinary(word) and key not in surnames | titled
            if not ordinary and key not in self._words.figures | self._own:
                yield (*match.span("name"), "parent_name")
        for match in _FAMILY_PLURAL.finditer(self._text):
            if plain(match["name"]) in surnames:
                yield (*match.span("name"), "parent_name")
        alone = {
            name
            for name in surnames - self._own
            if not self._words.is_ordinary(name) and not self._words.is_given(name)
        }
        for token in self._page.tokens:
            if token.capital and not token.titled and plain(token.word) in alone:
                yield (token.start, token.end, "student_name")
