"""Numbers as people write them: digits, words in English and Spanish, "a couple of"."""

from __future__ import annotations

import re

_ONES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "a dozen": 12,
    "half a dozen": 6,
    "a hundred": 100,
    "one hundred": 100,
    "hundred": 100,
    "a couple of": 2,
    "a couple": 2,
    "couple of": 2,
    "couple": 2,
    "a few": 5,
    "a handful of": 5,
    "a single": 1,
    "an": 1,
    "a": 1,
    "half a": 0.5,
    "half an": 0.5,
}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_TENS |= {"eighty": 80, "ninety": 90}
_SPANISH = {
    "un": 1,
    "una": 1,
    "uno": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "siete": 7,
    "ocho": 8,
    "nueve": 9,
    "diez": 10,
    "once": 11,
    "doce": 12,
    "trece": 13,
    "catorce": 14,
    "quince": 15,
    "veinte": 20,
    "veinticinco": 25,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
    "cien": 100,
    "un par de": 2,
    "unas pocas": 5,
    "pocas": 5,
    "medio": 0.5,
    "media": 0.5,
}
_WORDS: dict[str, float] = {**_ONES, **_TENS, **_SPANISH}
_AFTER_TENS = "one two three four five six seven eight nine".split()
_SPELLED = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_TWO_WORDS = rf"(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_AFTER_TENS)})"
NUMBER = rf"(?:\d{{1,4}}(?:\.\d)?|{_TWO_WORDS}\b|(?:{_SPELLED})\b)"
# "5 to 8", "6-8"; "an hour or two" is read with its unit.
RANGE = rf"(?P<low>{NUMBER})(?: ?(?:-|to|or|and|a|o|y|u) ?(?P<high>{NUMBER}))?"


def number(written: str) -> float:
    """The value of what NUMBER matched."""
    if written[0].isdigit():
        return float(written)
    if written in _WORDS:
        return float(_WORDS[written])
    tens, ones = re.split(r"[ -]", written, maxsplit=1)
    return float(_TENS[tens] + _WORDS[ones])


def most(match: re.Match[str]) -> float:
    """The upper end of what RANGE matched."""
    return number(match["high"] or match["low"])
