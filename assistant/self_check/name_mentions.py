"""Where a text may name a person: every possible mention, with the cues around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.self_check.name_cues import Cue
from assistant.self_check.name_lexicon import lexicon, plain
from assistant.self_check.name_surroundings import Surroundings
from assistant.self_check.name_tokens import Token, titled_people, tokenise, whole_name
from assistant.self_check.rosters import Listing, listed_names, speech_labels

_LIST_GAP = re.compile(r"(?:,| ?/| ?&|,? (?:and|or|y|with))? ?\Z")
_REFERENCE_LINE = re.compile(
    r"^[ \t>*•-]*[A-Z][\w'’-]+, (?:[A-Z]\. ?){1,3}[^\n]{0,200}\(?(?:19|20)\d\d[^\n]*$|https?://\S+",
    re.MULTILINE,
)
_TITLE_LINE_SHARE = 0.6
# Family names written before the given name, as in `Nguyen Minh Anh` or `Vang Mai`.
_FAMILY_NAME_FIRST = frozenset(
    "nguyen tran le pham phan vo dang bui do ngo duong huynh hoang kim lee park choi jung wang "
    "zhang "
    "li chen liu yang zhao wu zhou xu vang xiong thao moua lor her cha yun".split()
)
_PROOF = Cue.STUDENT | Cue.PARENT | Cue.SAID
_FAMILY_PROOF = Cue.STUDENT | Cue.PARENT


@dataclass(slots=True)
class Mention:
    """A possible name: its place, its keys without case and accents, what stands around it."""

    start: int
    end: int
    first: str
    full: str
    cues: Cue
    sure: bool
    listed: bool = False
    opens: bool = False
    quoted: bool = False
    alone: bool = True


class Mentions:
    """Reads one text for possible names; `all` has those that stand as a name."""

    def __init__(self, text: str) -> None:
        self.near = Surroundings(text)
        self.tokens: list[Token] = tokenise(text)
        self.titled = titled_people(text)
        self._text = text
        self._words = lexicon()
        self._closed = [match.span() for match in _REFERENCE_LINE.finditer(text)]
        self._titled_surnames = {person.surname for person in self.titled}

    def all(self) -> list[Mention]:
        """Mentions in reading order, none overlapping."""
        listings = listed_names(self._text)
        labels, dialogue = speech_labels(self._text)
        return self._mentions(listings, {label.start for label in labels}, dialogue)

    def _mentions(
        self, listings: list[Listing], label_starts: set[int], dialogue: bool
    ) -> list[Mention]:
        mentions = self._listed(listings)
        taken = {mention.start for mention in mentions}
        covered = sorted(
            [(m.start, m.end) for m in mentions]
            + [(t.start, t.end) for t in self.titled]
            + self._closed
        )
        pending: list[Mention] = []
        at, skip_to = 0, 0
        for number, token in enumerate(self.tokens):
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

    def _listed(self, listings: list[Listing]) -> list[Mention]:
        """Names in name columns are sure; bare lines need company: two given names in the list."""
        sure_lines = [
            listing
            for listing in listings
            if listing.shape == "line" and self._words.is_given(self._first_word(listing))
        ]
        reversed_names = sum(
            listing.shape == "last_first" and self._words.is_given(self._second_word(listing))
            for listing in listings
        )
        mentions: list[Mention] = []
        for listing in listings:
            shown = self._text[listing.start : listing.end]
            first = self._first_word(listing)
            given = self._words.is_given(first) or bool(self._words.word_kind(first))
            if listing.shape == "last_first":
                first = self._second_word(listing)
                unknown = not self._words.is_ordinary(first) and reversed_names > 1
                if not self._words.is_given(first) and not unknown:
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
            cues |= self.near.read(listing.start, listing.end) & (Cue.ALIAS | Cue.COLLEAGUE)
            mention = Mention(
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

    def _second_word(self, listing: Listing) -> str:
        return self._text[listing.start : listing.end].split()[1]

    def _candidate(self, number: int, label: bool, dialogue: bool) -> Mention | None:
        """A possible mention starting at a token, or None; `sure` when it needs no company."""
        token = self.tokens[number]
        word = token.word.title() if token.word.isupper() and len(token.word) > 2 else token.word
        shouted = word != token.word
        given = self._words.is_given(word)
        kind = self._words.word_kind(word)
        if not given and not kind and self._words.is_ordinary(word):
            return None
        if len(word) < 2 or (word.isupper() and word.isascii()) or self._short_form(token):
            return None
        if shouted and not (given and (label or self._shouted_line(number))):
            return None
        end, last = whole_name(self._text, self.tokens, number, self._words)
        if last is None:
            return None
        if last > number and plain(word) in _FAMILY_NAME_FIRST:
            given = given or self._words.is_given(self.tokens[number + 1].word)
        full = plain(self._text[token.start : end])
        cues = self.near.read(token.start, end)
        if label:
            cues |= Cue.SAID if dialogue else Cue.NONE
        mention = Mention(token.start, end, plain(word), full, cues, False, opens=token.opens)
        mention.quoted = self._quoted(token.start, end)
        surname = last > number
        mention.alone = surname or self._alone(number)
        proof = bool(cues & _PROOF)
        if given:
            mention.sure = True
        elif kind:
            mention.sure = self._word_is_name(number, mention, kind, label, surname)
        elif len(token.word) > 1:
            mention.sure = self._unknown_is_name(number, cues, label and dialogue, proof)
        return mention

    def _word_is_name(
        self, number: int, mention: Mention, kind: str, label: bool, surname: bool
    ) -> bool:
        """Whether a word that can be a name (`Hope`, `Jordan`, `April`) is one here."""
        token = self.tokens[number]
        if self._in_title(number) and not mention.cues & _FAMILY_PROOF:
            return False
        if mention.cues & _FAMILY_PROOF or (label and mention.cues & Cue.SAID):
            clear = Cue.OWNER | Cue.PARENT
            acts = self.near.acts(mention.end) or bool(mention.cues & clear)
            return kind != "rare" or acts or surname or label
        if mention.cues & Cue.SAID:
            return kind != "rare" or not token.opens
        if kind == "rare":
            return surname and not token.opens
        after = self._text[mention.end : mention.end + 5]
        if (kind == "place" and token.after_place_word) or re.match(r" of [A-Z]", after):
            return False
        if token.opens:
            follower = self.tokens[number + 1].word if surname else ""
            return surname and not (kind == "word" and self._words.is_given(follower))
        return surname or self._alone(number)

    def _unknown_is_name(self, number: int, cues: Cue, label: bool, proof: bool) -> bool:
        token = self.tokens[number]
        key = plain(token.word)
        if token.word.isupper() or key in self._words.figures or key in self._titled_surnames:
            return False
        if cues & Cue.PARENT or label:
            return True
        if proof and not token.opens:
            return not self._in_title(number)
        if cues & Cue.FIGURE or self._in_title(number):
            return False
        return bool(cues & Cue.SAID) or (proof and bool(cues & Cue.OWNER))

    def _by_company(self, pending: list[Mention], sure: list[Mention]) -> list[Mention]:
        """Names joined to sure names by commas and `and`: `Maya, Xochiquetl and Hope`."""
        starts = {mention.start: mention for mention in sure}
        ends = {mention.end: mention for mention in sure}
        accepted: list[Mention] = []
        for mention in pending:
            if self._words.word_kind(mention.first) == "rare" and not mention.cues & Cue.OWNER:
                neighbours = 2
            else:
                neighbours = 1
            left = self._joined_left(mention.start, ends)
            right = self._joined_right(mention.end, starts)
            joined = (left is not None) + (right is not None)
            if mention.alone and joined >= neighbours:
                mention.sure = True
                starts[mention.start] = ends[mention.end] = mention
                accepted.append(mention)
        return accepted

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

    def _alone(self, number: int) -> bool:
        """Whether no other capitalised word touches the token on the same line."""
        for near in (number - 1, number + 1):
            if 0 <= near < len(self.tokens) and self.tokens[near].capital:
                low, high = sorted((number, near))
                gap = self._text[self.tokens[low].end_written : self.tokens[high].start]
                if gap in (" ", "-", " & ", "/") and not self._words.is_given(
                    self.tokens[near].word
                ):
                    if near > number or not self.tokens[near].opens:
                        return False
        return True

    def _in_title(self, number: int) -> bool:
        """Whether the token stands in a heading or a run of title case."""
        token = self.tokens[number]
        line_start = self._text.rfind("\n", max(0, token.start - 120), token.start) + 1
        if self._text[line_start : line_start + 1] == "#":
            return True
        nearby = [
            t
            for t in self.tokens[max(0, number - 4) : number + 5]
            if len(t.word) > 3 and t is not token
        ]
        nearby = [
            t
            for t in nearby
            if "\n" not in self._text[min(t.end, token.end) : max(t.start, token.start)]
        ]
        capital = sum(t.capital and not self._words.is_given(t.word) for t in nearby)
        return len(nearby) > 1 and capital / len(nearby) >= _TITLE_LINE_SHARE

    def _short_form(self, token: Token) -> bool:
        """Whether the token is a short form: `Li.` inside a line, `Jan` beside a number."""
        after = self._text[token.end : token.end + 3]
        if plain(token.word) == "jan":
            before = self._text[max(0, token.start - 2) : token.start]
            return bool(re.match(r"\.?,? ?\d", after) or re.search(r"\d[ -]?\Z", before))
        return len(token.word) == 2 and bool(re.match(r"\. [a-z|]", after))

    def _shouted_line(self, number: int) -> bool:
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        return bool(
            following
            and following.word.isupper()
            and len(following.word) > 2
            and following.start - self.tokens[number].end_written == 1
        )

    def _quoted(self, start: int, end: int) -> bool:
        return self._text[start - 1 : start] in ('"', "“") and self._text[end : end + 1] in (
            '"',
            "”",
        )
