"""Whether a capitalised word of a text names a person, by its lists, its place and its cues."""

from __future__ import annotations

import re

from assistant.self_check.privacy.name_cues import Cue
from assistant.self_check.privacy.name_lexicon import lexicon, plain
from assistant.self_check.privacy.name_mention import ACTIVE, CAPITAL_ANYWAY, Mention
from assistant.self_check.privacy.name_surroundings import Surroundings
from assistant.self_check.privacy.name_tokens import TITLE_WORDS, Token, whole_name

_HEADING_MAX = 120
_TITLE_LINE_SHARE = 0.6
_SYLLABLE = 3
_NOT_A_SYLLABLE = frozenset(
    "a an as at but by can did do for had has he her his how i if in is it its let mr mrs ms dr "
    "my no "
    "not of oh ok on one or our out per she so the to two us was we who why yes yet you me am be "
    "see "
    "new old all any day too may now saw met put ask get got and are".split()
)
# Family names written before the given name, as in `Nguyen Minh Anh` or `Vang Mai`.
_FAMILY_NAME_FIRST = frozenset(
    "nguyen tran le pham phan vo dang bui do ngo duong huynh hoang kim lee park choi jung wang "
    "zhang "
    "li chen liu yang zhao wu zhou xu vang xiong thao moua lor her cha yun".split()
)
_PROOF = Cue.STUDENT | Cue.PARENT | Cue.SAID
_FAMILY_PROOF = Cue.STUDENT | Cue.PARENT
_ARTICLES = frozenset("the a an each every no another".split())


class Candidates:
    """Judges the words of one text, one by one."""

    def __init__(
        self, text: str, tokens: list[Token], near: Surroundings, titled_surnames: set[str]
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._near = near
        self._titled = titled_surnames
        self._words = lexicon()

    def candidate(self, number: int, label: bool, dialogue: bool) -> Mention | None:
        """A possible mention starting at a token, or None; `sure` when it needs no company."""
        token = self._tokens[number]
        word = token.word.title() if token.word.isupper() and len(token.word) > 2 else token.word
        shouted = word != token.word
        given = self._words.is_given(word)
        kind = self._words.word_kind(word)
        double = not given and self._begins_double(number)
        if not given and not kind and not double and self._words.is_ordinary(word):
            return None
        if len(word) < 2 or (word.isupper() and word.isascii()) or self._short_form(token):
            return None
        if word in TITLE_WORDS:
            return None
        if shouted and not (given and (label or self._shouted_line(number))):
            return None
        end, last = whole_name(self._text, self._tokens, number, self._words)
        if last is None:
            return None
        if last > number and plain(word) in _FAMILY_NAME_FIRST:
            given = given or self._words.is_given(self._tokens[number + 1].word)
        given = given or double
        full = plain(self._text[token.start : end])
        cues = self._near.read(token.start, end)
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
            mention.word = self._alone(number) and not (
                self._in_title(number) or self._after_article(number)
            )
            mention.sure = self._word_is_name(number, mention, kind, label, surname)
        elif len(token.word) > 1:
            mention.unknown = not (
                self._in_title(number) or self._after_article(number) or self._words.is_term(word)
            )
            mention.placed = token.after_place_word
            mention.sure = self._unknown_is_name(number, cues, label and dialogue, proof)
        return mention

    def _begins_double(self, number: int) -> bool:
        """Whether a short syllable begins a name of two words, as in `Pa Nhia`, inside a line."""
        token = self._tokens[number]
        if len(token.word) > _SYLLABLE or not token.word.isalpha() or token.word.isupper():
            return False
        following = self._tokens[number + 1] if number + 1 < len(self._tokens) else None
        return bool(
            following
            and following.capital
            and len(following.word) > 2
            and following.start - token.end_written == 1
            and token.end == token.end_written
            and (
                self._words.is_given(following.word)
                or (len(token.word) < _SYLLABLE and not self._words.is_ordinary(following.word))
            )
            and plain(token.word) not in _NOT_A_SYLLABLE
            and not (token.opens and len(token.word) > _SYLLABLE - 1)
        )

    def _word_is_name(
        self, number: int, mention: Mention, kind: str, label: bool, surname: bool
    ) -> bool:
        """Whether a word that can be a name (`Hope`, `Jordan`, `April`) is one here."""
        token = self._tokens[number]
        if not mention.cues & _FAMILY_PROOF and (
            self._in_title(number) or (self._after_article(number) and not surname)
        ):
            return False
        if mention.cues & _FAMILY_PROOF or (label and mention.cues & Cue.SAID):
            clear = Cue.OWNER | Cue.PARENT
            acts = self._near.acts(mention.end) or bool(mention.cues & clear)
            return kind != "rare" or acts or surname or label
        if mention.cues & (Cue.SAID | Cue.SAYS | Cue.NAMED):
            return not token.after_place_word and not (
                kind == "rare" and token.opens and mention.first in CAPITAL_ANYWAY
            )
        if surname and token.opens and mention.cues & (Cue.DOES | Cue.ED | Cue.ES | Cue.IS):
            last = mention.full.split()[-1]
            if not self._words.is_ordinary(last) or self._words.is_given(last):
                return True
        if kind == "rare" and not token.opens and self._alone(number):
            clear = Cue.MET | Cue.DOES | Cue.WHO
            if mention.first not in CAPITAL_ANYWAY:
                clear |= Cue.OWNER | Cue.BESIDE | Cue.ED | Cue.PERSON
            if mention.cues & clear and not token.after_place_word:
                return True
        if kind == "rare" or len(token.word) < _SYLLABLE:
            return surname and not token.opens
        after = self._text[mention.end : mention.end + 5]
        if (kind == "place" and token.after_place_word) or re.match(r" of [A-Z]", after):
            return False
        if token.opens:
            follower = self._tokens[number + 1].word if surname else ""
            return surname and not (kind == "word" and self._words.is_given(follower))
        if kind == "place":
            treated = mention.cues & (ACTIVE | Cue.OWNER)
            return surname or (self._alone(number) and bool(treated))
        return surname or self._alone(number)

    def _unknown_is_name(self, number: int, cues: Cue, label: bool, proof: bool) -> bool:
        token = self._tokens[number]
        key = plain(token.word)
        if token.word.isupper() or key in self._words.figures or key in self._titled:
            return False
        if cues & Cue.PARENT or label:
            return True
        if proof and not token.opens:
            return not self._in_title(number)
        if cues & Cue.FIGURE or self._in_title(number):
            return False
        return bool(cues & Cue.SAID) or (proof and bool(cues & Cue.OWNER))

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
        low = max(0, token.start - _HEADING_MAX)
        line_end = self._text.rfind("\n", low, token.start)
        if (line_end >= 0 or low == 0) and self._text[line_end + 1 : line_end + 2] == "#":
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
        nearby = [t for t in nearby if not t.opens and (not t.capital or self._plain_word(t.word))]
        capital = sum(t.capital for t in nearby)
        return len(nearby) > 1 and capital / len(nearby) >= _TITLE_LINE_SHARE

    def _after_article(self, number: int) -> bool:
        before = self._tokens[number - 1] if number else None
        return bool(
            before
            and before.word.lower() in _ARTICLES
            and self._tokens[number].start - before.end_written == 1
        )

    def _plain_word(self, word: str) -> bool:
        return self._words.is_ordinary(word) and not self._words.is_given(word)

    def _short_form(self, token: Token) -> bool:
        """Whether the token is a short form: `Li.` inside a line, `Jan` beside a number."""
        after = self._text[token.end : token.end + 3]
        if plain(token.word) == "jan":
            before = self._text[max(0, token.start - 2) : token.start]
            return bool(re.match(r"\.?,? ?\d", after) or re.search(r"\d[ -]?\Z", before))
        return len(token.word) == 2 and bool(re.match(r"\. [a-z|]", after))

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
