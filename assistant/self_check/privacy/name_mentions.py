"""Where a text may name a person: every possible mention, with the cues around it."""

from __future__ import annotations

import re

from assistant.self_check.privacy.name_candidates import Candidates
from assistant.self_check.privacy.name_company import Company, repeats
from assistant.self_check.privacy.name_figures import Figures
from assistant.self_check.privacy.name_lexicon import lexicon, plain
from assistant.self_check.privacy.name_listings import Listings
from assistant.self_check.privacy.name_lowercase import lowercase_names
from assistant.self_check.privacy.name_mention import Mention
from assistant.self_check.privacy.name_surroundings import Surroundings
from assistant.self_check.privacy.name_tokens import Token, titled_people, tokenise
from assistant.self_check.privacy.rosters import Listing, listed_names, speech_labels

_REFERENCE_LINE = re.compile(
    r"^[ \t>*•-]*[A-Z][\w'’-]+, (?:[A-Z]\. ?){1,3}[^\n]{0,200}\(?(?:19|20)\d\d[^\n]*$|https?://\S+"
    r"|^[ \t>*•-]*[A-Z][\w'’-]+, [A-Z][\w'’-]+(?: [A-Z][\w'’.-]*)*[.,] (?:[^\n“\"*_]{0,80})[“\"*_]"
    r"[^\n]{3,200}?(?:(?:19|20)\d\d|\bvol\.|\bpp?\.)[^\n]{0,20}(?=\.|$)",
    re.MULTILINE,
)


class Mentions:
    """Reads one text for possible names; `all` has those that stand as a name."""

    def __init__(self, text: str) -> None:
        self.near = Surroundings(text)
        self.tokens: list[Token] = tokenise(text)
        self.titled = titled_people(text)
        self._text = text
        self._words = lexicon()
        self.figures = Figures(text, self.tokens)
        self._closed = [
            *(match.span() for match in _REFERENCE_LINE.finditer(text)),
            *self.figures.titles,
        ]
        self.titled_surnames = {person.surname for person in self.titled}

    def all(self) -> list[Mention]:
        """Mentions in reading order, none overlapping."""
        listings = listed_names(self._text)
        for start, end in self.near.letters.signers:
            listings.append(Listing(start, end, "parent", "contact"))
        labels, dialogue = speech_labels(self._text)
        return self._mentions(listings, {label.start for label in labels}, dialogue)

    def _mentions(
        self, listings: list[Listing], label_starts: set[int], dialogue: bool
    ) -> list[Mention]:
        mentions = Listings(self._text, self.near).mentions(listings)
        candidates = Candidates(self._text, self.tokens, self.near, self.titled_surnames)
        company = Company(self._text, self.figures.cited | self.titled_surnames)
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
            mention = candidates.candidate(number, token.start in label_starts, dialogue)
            if mention:
                skip_to = mention.end
                (mentions if mention.sure else pending).append(mention)
        mentions += company.in_company(pending, mentions)
        mentions += company.treated_as_people(pending)
        known = {mention.first for mention in mentions}
        mentions += [m for m in pending if not m.sure and m.first in known and repeats(m)]
        mentions += self._again(mentions)
        mentions += self._without_capital(known)
        company.mark(mentions)
        return sorted(mentions, key=lambda mention: mention.start)

    def _again(self, mentions: list[Mention]) -> list[Mention]:
        """Listed names of two words of which the first is an everyday syllable: `Eh Doh`, again."""
        names: dict[str, Mention] = {}
        for mention in mentions:
            if mention.listed and " " in mention.full and self._words.is_ordinary(mention.first):
                names.setdefault(" ".join(mention.full.split()[:2]), mention)
        taken = {mention.start for mention in mentions}
        found: list[Mention] = []
        for token, following in zip(self.tokens, self.tokens[1:], strict=False):
            if not token.capital or not following.capital or token.start in taken:
                continue
            known = names.get(plain(f"{token.word} {following.word}"))
            if known and following.start - token.end == 1:
                cues = self.near.read(token.start, following.end)
                found.append(
                    Mention(token.start, following.end, known.first, known.full, cues, True)
                )
        return found

    def _without_capital(self, known: set[str]) -> list[Mention]:
        return [
            Mention(start, end, key, key, self.near.read(start, end), True)
            for start, end, key in lowercase_names(self._text, self.tokens, known)
        ]
