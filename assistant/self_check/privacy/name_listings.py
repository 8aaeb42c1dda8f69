"""Which of the names that a page lists are people, and whose."""

from __future__ import annotations

from assistant.self_check.privacy.name_cues import Cue
from assistant.self_check.privacy.name_lexicon import lexicon, plain
from assistant.self_check.privacy.name_mention import Mention
from assistant.self_check.privacy.name_surroundings import Surroundings
from assistant.self_check.privacy.rosters import Listing


class Listings:
    """Judges the listings of one text by the lists of names and by each other."""

    def __init__(self, text: str, near: Surroundings) -> None:
        self._text = text
        self._near = near
        self._words = lexicon()

    def mentions(self, listings: list[Listing]) -> list[Mention]:
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
        for listing in sorted(listings, key=lambda one: (one.start, one.shape == "line", -one.end)):
            shown = self._text[listing.start : listing.end]
            first = self._first_word(listing)
            given = self._words.is_given(first) or bool(self._words.word_kind(first))
            if listing.shape == "last_first":
                first = self._second_word(listing)
                able = bool(self._words.word_kind(first)) or not self._words.is_ordinary(first)
                if not self._words.is_given(first) and not (able and reversed_names > 1):
                    continue
            elif listing.shape == "line" and (
                not given or len(sure_lines) < 2 or self._stray(shown, first)
            ):
                continue
            elif listing.shape == "contact" and not self._all_surnames(shown):
                continue
            elif listing.shape in ("cell", "group", "contact") and not given:
                if self._words.is_ordinary(first) and not self._later_name(shown):
                    continue
            cues = Cue.PARENT if listing.who == "parent" else Cue.STUDENT
            if listing.shape in ("line", "group", "lead"):
                cues = Cue.NONE
            cues |= self._near.read(listing.start, listing.end) & (Cue.ALIAS | Cue.COLLEAGUE)
            mention = Mention(
                listing.start, listing.end, plain(first), plain(shown), cues, True, True
            )
            if not mentions or mentions[-1].end <= mention.start:
                mentions.append(mention)
        return mentions

    def _later_name(self, shown: str) -> bool:
        """Whether a word after the first can only be a name, as in `Eh Doh`."""
        later = shown.split()[1:]
        return any(self._words.is_given(w) or not self._words.is_ordinary(w) for w in later)

    def _stray(self, shown: str, first: str) -> bool:
        return self._words.word_kind(first) == "rare" or not self._all_surnames(shown)

    def _all_surnames(self, shown: str) -> bool:
        return all(self._words.may_be_surname(w) for w in shown.split()[1:] if not w.islower())

    def _first_word(self, listing: Listing) -> str:
        return self._text[listing.start : listing.end].split()[0].rstrip(",")

    def _second_word(self, listing: Listing) -> str:
        return self._text[listing.start : listing.end].split()[1]
