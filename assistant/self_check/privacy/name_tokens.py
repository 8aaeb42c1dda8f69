"""Splits a text into words with places, and joins words into whole names and titled people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from assistant.self_check.privacy.name_lexicon import Lexicon, lexicon, plain

_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʻ-][^\W\d_]+)*")
_ENDINGS = ("'s", "’s", "'d", "’d", "'ll", "’ll", "'ve", "’ve", "'re", "’re")
_OPENERS = '.!?:\n"“”(*#>|[•_—\t–…{/;'
_PLACE_WORDS = frozenset(
    "in at from near to of visit visited north south east west new outside across around "
    "throughout "
    "en de desde southern northern eastern western downtown".split()
)
_PARTICLES = frozenset(
    "de la las los del van von der den bin bint ibn al el da das dos di le du ter ten y st".split()
)
_JOINED = re.compile(r" (?:[A-Z]\.? )?\Z")
_INITIAL = re.compile(
    r" (?P<letter>[B-HJ-Z]\.(?=[^\w]|\Z)|[B-HJ-Z](?=[ ,;:)\n]|\Z)|A\.(?=[ ,;:)\n]))"
)
_MAX_PARTS = 4
TITLE_WORDS = frozenset(("Mister", "Mr", "Mrs", "Ms", "Dr", "Miss", "Mx"))
_NOT_PEOPLE = frozenset(
    "school elementary middle high academy university college street avenue road park county city "
    "library center centre museum river lake island bay beach mountain mount hall building award "
    "act "
    "press institute district foundation hospital church day week month house protocol method "
    "model "
    "test program project assessment inventory award fund company bank store creek springs valley "
    "heights square bridge tower stadium airport theater theatre journal times post magazine "
    "literacy math reading curriculum stage level".split()
)
_NO_SURNAMES = frozenset(
    "january february march april may june july august september october november december autumn "
    "summer winter spring fall easter sunday monday tuesday wednesday thursday friday saturday "
    "english spanish french math science history art music reading writing i what when where why "
    "how who and or the a an in on at he she they we you it my her his our but if then because "
    "that "
    "this there here not no yes ok dear see read write group table room unit lesson day week grade "
    "says said".split()
)
_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sr|Sra|Srta)\.?|Professor|Principal|Coach|Se[ñn]or(?:a|ita)?|"
    r"Do[ñn]a|"
    r"Maestr[ao]|Sister|Father|Brother|Rabbi|Imam|Pastor|Reverend|Madame|Mme|Officer|President|"
    r"Senator|Governor|King|Queen|Saint|St\.|Sir|Lady|Lord|Captain|General|Emperor|Pope|"
    r"Superintendent|"
    r"Nurse|Dean|Counselor|Judge|Chief|Mayor|Deputy|Sergeant|Colonel|Congressman|Congresswoman|"
    r"Auntie|"
    r"Uncle|Aunt|Abuela|Abuelo|Grandma|Grandpa"
)
_TITLED = re.compile(
    rf"(?<![\w.])(?:(?P<pair>(?:Mr|Dr)\.? and )?(?P<title>{_TITLES})) "
    r"(?P<name>(?:[A-Z]\. )?[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]+){0,2})"
)
_KIN_TITLE = re.compile(r"Aunt|Uncle|Grand|Abuel")
_FAMILY_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sr|Sra|Srta|Se[ñn]or|Do[ñn]a|Mme|Madame|Aunt|Uncle|Grand|Abuel)"
)


class Token(NamedTuple):
    """A word; `end` leaves out a possessive, `end_written` keeps it; a tuple, for speed."""

    word: str
    start: int
    end: int
    end_written: int
    capital: bool
    opens: bool = False
    after_place_word: bool = False
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Titled:
    """`Mrs. Alvarez`: the span with its title, and the surname as a key."""

    start: int
    end: int
    surname: str
    family_title: bool
    kin: bool
    first: str = ""


def tokenise(text: str) -> list[Token]:
    """All words of the text in order."""
    tokens: list[Token] = []
    before = ""
    for match in _WORD.finditer(text):
        word = match.group()
        start, end_written = match.span()
        if not word[0].isupper() or word.startswith(("I'", "I’")):
            tokens.append(Token(word, start, end_written, end_written, False))
        else:
            word = _without_ending(word)
            titled = before in TITLE_WORDS
            tokens.append(
                Token(
                    word,
                    start,
                    start + len(word),
                    end_written,
                    True,
                    not titled and _opens_sentence(text, start),
                    before.lower() in _PLACE_WORDS,
                    titled,
                )
            )
        before = word
    return tokens


def _opens_sentence(text: str, start: int) -> bool:
    position = start - 1
    for _ in range(2):
        if position >= 0 and text[position] in " *_":
            position -= 1
    return position < 0 or text[position] in _OPENERS or text[start - 1] in _OPENERS


def whole_name(
    text: str, tokens: list[Token], number: int, words: Lexicon
) -> tuple[int, int | None]:
    """End of the name that starts at a token and its last token; None when it names no person."""
    last, at = number, number
    while at + 1 < len(tokens) and last - number < _MAX_PARTS - 1:
        if tokens[at].end != tokens[at].end_written:
            break
        following = tokens[at + 1]
        gap = text[tokens[at].end : following.start]
        if not gap or len(gap) > 4 or not _JOINED.match(gap):
            break
        if not following.capital:
            if plain(following.word) not in _PARTICLES or at - last > 1:
                break
            at += 1
            continue
        if len(following.word) == 1:
            if text[following.end : following.end + 2] == ". ":
                at += 1
                if (
                    at + 1 < len(tokens)
                    and tokens[at + 1].capital
                    and tokens[at + 1].start == following.end + 2
                ):
                    if words.may_be_surname(tokens[at + 1].word):
                        last = at = at + 1
                        continue
            break
        korean = following.word == "Park" and words.is_given(tokens[number].word)
        if plain(following.word) in _NOT_PEOPLE and not (
            korean and not tokens[number].after_place_word
        ):
            return tokens[last].end, None
        if following.word.isupper() and not tokens[number].word.isupper():
            break
        if not words.may_be_surname(following.word):
            if not _word_surname(tokens, number, at + 1, words):
                break
        at += 1
        last = at
    end = tokens[last].end
    if tokens[last].end == tokens[last].end_written:
        initial = _INITIAL.match(text, end)
        if initial and last == number:
            end = initial.end("letter")
    return end, last


def _word_surname(tokens: list[Token], number: int, at: int, words: Lexicon) -> bool:
    """Whether an everyday word (`Block`, `Gill`) is a surname here: after a sure name, alone."""
    first, word = tokens[number], tokens[at]
    sure = words.is_given(first.word) or not (
        words.is_ordinary(first.word) or words.word_kind(first.word)
    )
    touched = (
        at + 1 < len(tokens)
        and tokens[at + 1].capital
        and (tokens[at + 1].start - word.end_written == 1)
    )
    return sure and at == number + 1 and not touched and plain(word.word) not in _NO_SURNAMES


def titled_people(text: str) -> list[Titled]:
    """Every title with a name after it."""
    found: list[Titled] = []
    for match in _TITLED.finditer(text):
        name = _without_ending(match["name"])
        start = match.start("pair") if match["pair"] else match.start("title")
        parts = name.split()
        if len(parts[-1]) < 2:
            continue
        found.append(
            Titled(
                start,
                match.start("name") + len(name),
                plain(parts[-1]),
                bool(_FAMILY_TITLE.match(match["title"])),
                bool(_KIN_TITLE.match(match["title"]))
                and not text[max(0, start - 4) : start].lower().endswith(("my ", "our ")),
                parts[0] if len(parts) > 1 and len(parts[0]) > 2 else "",
            )
        )
    return found


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending):
            word = word[: -len(ending)]
    head, hyphen, tail = word.partition("-")
    if (
        hyphen
        and not lexicon().is_given(word)
        and tail[:1].islower()
        and len(head) > 1
        and lexicon().is_ordinary(tail)
    ):
        return head
    return word
