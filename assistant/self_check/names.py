"""Finds the names of students and families in a text by given-name lists and the words around."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from assistant.self_check.name_cues import Cue, Surroundings
from assistant.self_check.name_lexicon import Lexicon, lexicon, plain
from assistant.self_check.name_tokens import Token, Titled, titled_people, tokenise, whole_name
from assistant.self_check.report import PrivacyKind
from assistant.self_check.rosters import Listing, listed_names, speech_labels

NameSpan = tuple[int, int, PrivacyKind]

_LIST_GAP = re.compile(r"(?:,| ?/| ?&|,? (?:and|or|y|with))? ?\Z")
_FAMILY = re.compile(
    r"\b(?:[Tt]he|la familia) (?P<name>[A-Z][\w'’-]+?)(?:['’]s?)?(?= (?:family|household|parents)\b)"
)
_FAMILY_PLURAL = re.compile(r"\b[Tt]he (?P<name>[A-Z][\w'’-]+?)(?:e?s)\b(?! [A-Z])")
_REFERENCE_LINE = re.compile(
    r"^[ \t>*•-]*[A-Z][\w'’-]+, (?:[A-Z]\. ?){1,3}[^\n]{0,200}\(?(?:19|20)\d\d[^\n]*$|https?://\S+",
    re.MULTILINE,
)
_TITLE_LINE_SHARE = 0.6
_PROOF = Cue.STUDENT | Cue.PARENT | Cue.SAID
_FAMILY_PROOF = Cue.STUDENT | Cue.PARENT


@dataclass(slots=True)
class _Mention:
    start: int
    end: int
    first: str
    full: str
    cues: Cue
    sure: bool
    listed: bool = False
    opens: bool = False
    quoted: bool = False


@dataclass(slots=True)
class _Person:
    cues: Cue = Cue.NONE
    proofs: int = 0
    spoke: int = 0
    colleague: int = 0
    mentions: list[_Mention] = field(default_factory=list)


def find_names(text: str, own_names: Collection[str] = ()) -> list[NameSpan]:
    """Spans of students' and parents' names in reading order; colleagues and authors are left out."""
    return _Search(text, own_names).spans()


class _Search:
    """One reading of one text: first every possible mention, then a verdict for each person."""

    def __init__(self, text: str, own_names: Collection[str]) -> None:
        self._text = text
        self._words: Lexicon = lexicon()
        self._tokens: list[Token] = tokenise(text)
        self._near = Surroundings(text)
        self._own = {
            plain(part) for name in own_names for part in re.findall(r"[^\W\d_][\w'’-]+", name)
        }
        self._people: dict[str, _Person] = defaultdict(_Person)
        self._closed = [match.span() for match in _REFERENCE_LINE.finditer(text)]
        self._titled: list[Titled] = titled_people(text)
        self._fiction = {
            name for title, people in self._words.works.items() if title in text for name in people
        }
        self._figure_names = self._figures_in_text()

    def spans(self) -> list[NameSpan]:
        """The findings among names; none where the writer says that the names are changed."""
        listings = listed_names(self._text)
        labels, dialogue = speech_labels(self._text)
        mentions = self._mentions(listings, {label.start for label in labels}, dialogue)
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
        if self._near.names_are_changed:
            return []
        return found

    def _mentions(
        self, listings: list[Listing], label_starts: set[int], dialogue: bool
    ) -> list[_Mention]:
        mentions = self._listed(listings)
        taken = {mention.start for mention in mentions}
        covered = sorted(
            [(m.start, m.end) for m in mentions]
            + [(t.start, t.end) for t in self._titled]
            + self._closed
        )
        pending: list[_Mention] = []
        at, skip_to = 0, 0
        for number, token in enumerate(self._tokens):
            if not token.capital or token.start < skip_to or token.start in taken:
                continue
            while at < len(covered) and covered[at][1] <= token.start:
                at += 1
            if at < len(covered) and covered[at][0] <= token.start:
                continue
            mention = self._candidate(number, token.start in label_starts, dialogue)
            if mention:
                skip_to = mention.end
                (mentions if mention.sure else pending).append(mention)
        known = {mention.first for mention in mentions if mention.sure}
        mentions += self._by_company(pending, mentions)
        known |= {mention.first for mention in mentions}
        mentions += [m for m in pending if not m.sure and m.first in known and not m.opens]
        return sorted(mentions, key=lambda mention: mention.start)

    def _listed(self, listings: list[Listing]) -> list[_Mention]:
        """Names in name columns are sure; bare lines need company: two given names in the list."""
        sure_lines = [
            listing
            for listing in listings
            if listing.shape == "line" and self._words.is_given(self._first_word(listing))
        ]
        mentions: list[_Mention] = []
        for listing in listings:
            shown = self._text[listing.start : listing.end]
            first = self._first_word(listing)
            given = self._words.is_given(first) or bool(self._words.word_kind(first))
            if listing.shape == "last_first":
                first = shown.split(", ")[1].split()[0]
                if not self._words.is_given(first):
                    continue
            elif listing.shape == "line" and (
                not given or len(sure_lines) < 2 or self._stray(shown, first)
            ):
                continue
            elif listing.shape == "cell" and not given and self._words.is_ordinary(first):
                continue
            cues = Cue.PARENT if listing.who == "parent" else Cue.STUDENT
            if listing.shape == "line":
                cues = Cue.NONE
            cues |= self._near.read(listing.start, listing.end) & (Cue.ALIAS | Cue.COLLEAGUE)
            mention = _Mention(
                listing.start, listing.end, plain(first), plain(shown), cues, True, True
            )
            if mentions and mentions[-1].end > mention.start:
                continue
            mentions.append(mention)
        return sorted(mentions, key=lambda mention: mention.start)

    def _stray(self, shown: str, first: str) -> bool:
        others = shown.split()[1:]
        return self._words.word_kind(first) == "rare" or any(
            not self._words.may_be_surname(word) for word in others
        )

    def _first_word(self, listing: Listing) -> str:
        return self._text[listing.start : listing.end].split()[0].rstrip(",")

    def _candidate(self, number: int, label: bool, dialogue: bool) -> _Mention | None:
        """A possible mention starting at a token, or None; `sure` when it needs no company."""
        token = self._tokens[number]
        word = token.word.title() if token.word.isupper() and len(token.word) > 2 else token.word
        shouted = word != token.word
        given = self._words.is_given(word)
        kind = self._words.word_kind(word)
        if not given and not kind and self._words.is_ordinary(word):
            return None
        if len(word) < 2 or (word.isupper() and word.isascii()) or self._initials(token):
            return None
        if shouted and not (given and (label or self._shouted_line(number))):
            return None
        end, last = whole_name(self._text, self._tokens, number, self._words)
        if last is None:
            return None
        full = plain(self._text[token.start : end])
        cues = self._near.read(token.start, end)
        if label:
            cues |= Cue.SAID if dialogue else Cue.NONE
        mention = _Mention(token.start, end, plain(word), full, cues, False, opens=token.opens)
        mention.quoted = self._quoted(token.start, end)
        surname = last > number
        proof = bool(cues & _PROOF)
        if given:
            mention.sure = True
        elif kind:
            mention.sure = self._word_is_name(number, mention, kind, label, surname)
        elif len(token.word) > 1:
            mention.sure = self._unknown_is_name(number, cues, label and dialogue, proof)
        return mention

    def _word_is_name(
        self, number: int, mention: _Mention, kind: str, label: bool, surname: bool
    ) -> bool:
        """Whether a word that can be a name (`Hope`, `Jordan`, `April`) is one here."""
        token = self._tokens[number]
        if self._in_title(number) and not mention.cues & Cue.PARENT:
            return False
        if mention.cues & _FAMILY_PROOF or (label and mention.cues & Cue.SAID):
            clear = Cue.OWNER | Cue.PARENT
            acts = self._near.acts(mention.end) or bool(mention.cues & clear)
            return kind != "rare" or acts or surname or label
        if mention.cues & Cue.SAID:
            return kind != "rare" or not token.opens
        if kind == "rare":
            return surname and not token.opens
        if kind == "place" and token.after_place_word:
            return False
        if token.opens:
            follower = self._tokens[number + 1].word if surname else ""
            return surname and not (kind == "word" and self._words.is_given(follower))
        return surname or self._alone(number)

    def _unknown_is_name(self, number: int, cues: Cue, label: bool, proof: bool) -> bool:
        token = self._tokens[number]
        if token.word.isupper() or plain(token.word) in self._words.figures:
            return False
        if cues & Cue.PARENT or label:
            return True
        if proof and not token.opens:
            return not self._in_title(number)
        return proof and bool(cues & Cue.STUDENT) and bool(cues & Cue.OWNER)

    def _by_company(self, pending: list[_Mention], sure: list[_Mention]) -> list[_Mention]:
        """Names joined to sure names by commas and `and`: `Maya, Xochiquetl and Hope`."""
        starts = {mention.start: mention for mention in sure}
        ends = {mention.end: mention for mention in sure}
        accepted: list[_Mention] = []
        for mention in pending:
            if self._words.word_kind(mention.first) == "rare" and not mention.cues & Cue.OWNER:
                neighbours = 2
            else:
                neighbours = 1
            left = self._joined_left(mention.start, ends)
            right = self._joined_right(mention.end, starts)
            if (left is not None) + (right is not None) >= neighbours:
                mention.sure = True
                starts[mention.start] = ends[mention.end] = mention
                accepted.append(mention)
        return accepted

    def _joined_left(self, start: int, ends: dict[int, _Mention]) -> _Mention | None:
        for width in range(1, 7):
            other = ends.get(start - width)
            if other and width > 1 and _LIST_GAP.match(self._text, start - width, start):
                return other
        return None

    def _joined_right(self, end: int, starts: dict[int, _Mention]) -> _Mention | None:
        for width in range(2, 7):
            other = starts.get(end + width)
            if other and _LIST_GAP.match(self._text, end, end + width):
                return other
        return None

    def _note(self, mention: _Mention) -> None:
        for key in {mention.first, mention.full}:
            person = self._people[key]
            if not person.mentions and mention.quoted:
                person.cues |= Cue.ALIAS
            person.mentions.append(mention)
            person.cues |= mention.cues
            person.proofs += bool(mention.cues & _FAMILY_PROOF) or mention.listed
            person.spoke += bool(mention.cues & Cue.SAID)
            person.colleague += bool(mention.cues & Cue.COLLEAGUE)

    def _verdict(self, mention: _Mention) -> PrivacyKind | None:
        person = self._people[mention.full if " " in mention.full else mention.first]
        named = self._people[mention.first]
        parts = mention.full.replace(",", "").split()
        if set(parts[-1:]) & self._own or (mention.first in self._own and len(parts) == 1):
            return None
        if (person.cues | named.cues) & Cue.ALIAS:
            return None
        proved = person.proofs > 0 or person.spoke > 0
        if mention.full in self._words.figures or self._is_figure(mention, proved):
            return None
        colleague = person.colleague or (0 if len(parts) > 1 and person.proofs else named.colleague)
        if colleague and colleague >= person.proofs and not person.cues & Cue.PARENT:
            return None
        if person.cues & Cue.FIGURE and not proved:
            return None
        if person.cues & Cue.EXERCISE and not proved and len(parts) == 1 and not self._acts(named):
            return None
        return "parent_name" if self._is_parent(mention, person, named) else "student_name"

    def _is_parent(self, mention: _Mention, person: _Person, named: _Person) -> bool:
        if mention.cues & Cue.PARENT or person.cues & Cue.PARENT:
            return True
        return bool(named.cues & Cue.PARENT) and " " not in mention.full

    def _is_figure(self, mention: _Mention, proved: bool) -> bool:
        if mention.first in self._fiction or mention.first in self._figure_names:
            return not proved
        return mention.full in self._figure_names or (
            mention.first in self._words.figures and not proved
        )

    def _acts(self, person: _Person) -> bool:
        return any(self._near.acts(mention.end) for mention in person.mentions)

    def _figures_in_text(self) -> set[str]:
        """First and last names of known people whose whole name stands in the text."""
        names: set[str] = set()
        for token, following in zip(self._tokens, self._tokens[1:], strict=False):
            if token.capital and following.capital:
                whole = plain(f"{token.word} {following.word}")
                if whole in self._words.figures:
                    names |= set(whole.split())
        return names

    def _titled_parents(self, surnames: set[str]) -> list[NameSpan]:
        """Mr., Mrs., Ms. and the like, where kin words, the sentence or a child's surname say parent."""
        kin: dict[str, bool] = {}
        colleagues: set[str] = set()
        for person in self._titled:
            cues = self._near.read(person.start, person.end)
            if cues & Cue.PARENT:
                kin[person.surname] = True
            if cues & (Cue.COLLEAGUE | Cue.FIGURE) and not cues & Cue.PARENT:
                colleagues.add(person.surname)
            elif self._near.speaks_of_family(person.start) or person.surname in surnames:
                kin.setdefault(person.surname, False)
        return [
            (person.start, person.end, "parent_name")
            for person in self._titled
            if person.family_title
            and (
                kin.get(person.surname)
                or (person.surname in kin and person.surname not in colleagues)
            )
            and person.surname not in self._own
        ]

    def _families(self, surnames: set[str]) -> Iterable[NameSpan]:
        titled = {person.surname for person in self._titled}
        for match in _FAMILY.finditer(self._text):
            word = match["name"]
            key = plain(word)
            ordinary = self._words.is_ordinary(word) and key not in surnames | titled
            if not ordinary and key not in self._words.figures | self._own:
                yield (*match.span("name"), "parent_name")
        for match in _FAMILY_PLURAL.finditer(self._text):
            if plain(match["name"]) in surnames:
                yield (*match.span("name"), "parent_name")
        for token in self._tokens:
            key = plain(token.word)
            if (
                token.capital
                and key in surnames
                and not token.titled
                and not self._words.is_ordinary(token.word)
            ):
                if not self._words.is_given(token.word):
                    yield (token.start, token.end, "student_name")

    def _alone(self, number: int) -> bool:
        """Whether no other capitalised word touches the token on the same line."""
        for near in (number - 1, number + 1):
            if 0 <= near < len(self._tokens) and self._tokens[near].capital:
                low, high = sorted((number, near))
                gap = self._text[self._tokens[low].end_written : self._tokens[high].start]
                if gap in (" ", "-", " & ", "/") and not self._words.is_given(
                    self._tokens[near].word
                ):
                    if near > number or not self._tokens[near].opens:
                        return False
        return True

    def _in_title(self, number: int) -> bool:
        """Whether the token stands in a heading or a run of title case."""
        token = self._tokens[number]
        line_start = self._text.rfind("\n", max(0, token.start - 120), token.start) + 1
        if self._text[line_start : line_start + 1] == "#":
            return True
        nearby = [
            t
            for t in self._tokens[max(0, number - 4) : number + 5]
            if len(t.word) > 3 and t is not token
        ]
        nearby = [
            t
            for t in nearby
            if "\n" not in self._text[min(t.end, token.end) : max(t.start, token.start)]
        ]
        capital = sum(t.capital and not self._words.is_given(t.word) for t in nearby)
        return len(nearby) > 1 and capital / len(nearby) >= _TITLE_LINE_SHARE

    def _initials(self, token: Token) -> bool:
        """`Li.` in the middle of a line is a short form, not a name."""
        after = self._text[token.end : token.end + 3]
        return len(token.word) == 2 and after[:1] == "." and bool(re.match(r"\. [a-z|]", after))

    def _shouted_line(self, number: int) -> bool:
        following = self._tokens[number + 1] if number + 1 < len(self._tokens) else None
        return bool(
            following
            and following.word.isupper()
            and len(following.word) > 2
            and following.start - self._tokens[number].end_written == 1
        )

    def _quoted(self, start: int, end: int) -> bool:
        return self._text[start - 1 : start] in ('"', "“") and self._text[end : end + 1] in (
            '"',
            "”",
        )
