"""The names that a credential's rows, levels and parts go by in an assessor's letter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.catalogue import Credential, Criterion, Part

# What issuers write where a level has no name of its own in the catalogue.
_FAILS = (
    "not yet demonstrated",
    "not demonstrated",
    "does not meet",
    "did not meet",
    "not met",
    "not yet",
    "needs revision",
    "needs work",
    "not passing",
    "did not pass",
    "incomplete",
    "progressing",
)
_PASSES = ("meets expectations", "demonstrated", "passing", "passed", "meets", "met", "pass")
_COUNTED = r"(?:criterion|criteria|row|indicator|component|standard|rubric row)"
_LEAD = r"[\s\-*•#>|\"“”_]*(?:\d{1,2}[.):]\s*)?"
_SEPARATOR = r"[\"”*_]*(?:\s*[:|,(\t]|\s+[-–—]\s?|\s*[–—]|\s*\Z)[\s|*_]*"
_SCORE = r"(?:(?:your\s+)?(?:score|level|rating|result|status)\s*[:=-]?\s*)?"
_AFTER_LEVEL = r"[\"”*_]*(?:\s*\)|\s*[.,;:|\t\n–—-]|\s*\Z)[\s|*_:.)–—-]*"
LONG_NAME = 3  # words from which a name inside a sentence is meant as one, without a label
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


@dataclass(frozen=True, slots=True)
class Named:
    """A row or part that a piece of text begins with, and where what is said of it begins."""

    row: Criterion | None
    part: Part | None
    end: int


@dataclass(frozen=True, slots=True)
class LevelSaid:
    """A level as it was written: its end in the text, its words, and whether it passes."""

    end: int
    words: str
    passes: bool


class RubricNames:
    """Finds rows and parts by their names, as labels or inside a sentence; code, no judgement."""

    def __init__(self, credential: Credential | None) -> None:
        """Without a credential (it may have left the catalogue) nothing has a name."""
        self._rows = list(credential.rubric) if credential else []
        self._parts = list(credential.submission) if credential else []
        self._labels: list[tuple[re.Pattern[str], Criterion | None, Part | None]] = []
        for order, row in enumerate(self._rows, start=1):
            counted = rf"(?:{_COUNTED}\s*#?{order}\b[\s:.–—-]*)"
            names = "|".join(sorted({_loose(row.title), _loose(row.id)}, key=len, reverse=True))
            self._labels.append((_label(rf"(?:{counted}?(?:{names})|{counted})"), row, None))
        for order, part in enumerate(self._parts, start=1):
            numbered = rf"part\s+(?:{order}|{_roman(order)})\b"
            names = "|".join({_loose(part.title), _loose(untitled(part)), _loose(part.id)} - {""})
            pattern = rf"(?:{numbered}[\s:.–—-]*(?:{names})?|{names})"
            self._labels.append((_label(pattern), None, part))

    def leading(self, text: str) -> Named | None:
        """The row or part whose name the text begins with, as a label before what is said."""
        found = [(pattern.match(text), row, part) for pattern, row, part in self._labels]
        ends = [Named(row, part, match.end()) for match, row, part in found if match]
        return max(ends, key=lambda named: named.end, default=None)

    def rows_in(self, text: str) -> list[Criterion]:
        """The rows whose whole title, of three words or more or in quotation marks, is said."""
        return [row for row in self._rows if _said(row.title, text)]

    def part_in(self, text: str) -> Part | None:
        """The part that is said by its number or title, or by its kind where it has it alone."""
        for order, part in enumerate(self._parts, start=1):
            numbered = re.search(rf"\bpart\s+(?:{order}|{_roman(order)})\b", text, re.IGNORECASE)
            if numbered or _said(part.title, text) or _said(untitled(part), text):
                return part
        for kind in ("overview", "reflection"):
            of_kind = [part for part in self._parts if part.kind == kind]
            if len(of_kind) == 1 and re.search(rf"\b{kind}\b", text, re.IGNORECASE):
                return of_kind[0]
        return None

    def level_at(self, text: str, row: Criterion | None) -> LevelSaid | None:
        """The level that the text begins with, of that row or in the words that issuers use."""
        own = {level.name.casefold(): i for i, level in enumerate(row.levels)} if row else {}
        names = sorted({*own, *_FAILS, *_PASSES}, key=len, reverse=True)
        spelled = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
        match = re.match(
            rf"[\s\"“*_|(]*{_SCORE}[\"“*_]*(?P<level>{spelled}){_AFTER_LEVEL}", text, re.IGNORECASE
        )
        if match is None:
            return None
        said = " ".join(match["level"].split())
        order = own.get(said.casefold())
        if row is not None and order is not None:
            return LevelSaid(match.end(), said, order <= row.pass_index)
        return LevelSaid(match.end(), said, said.casefold() in _PASSES)


def untitled(part: Part) -> str:
    """A part's title without its leading 'Part 2.'"""
    return re.sub(r"^\s*part\s+\w+\s*[.:)\-–—]*\s*", "", part.title, flags=re.IGNORECASE)


def _label(name: str) -> re.Pattern[str]:
    return re.compile(_LEAD + name + _SEPARATOR, re.IGNORECASE)


def _loose(name: str) -> str:
    """A pattern of the name's words, whatever stands between them."""
    return r"[\W_]+".join(re.escape(word) for word in re.findall(r"[^\W_]+", name))


def _said(name: str, text: str) -> bool:
    words = re.findall(r"[^\W_]+", name)
    if not words:
        return False
    quoted = r"" if len(words) >= LONG_NAME else r"[\"“‘']"
    close = r"" if len(words) >= LONG_NAME else r"[.,]?[\"”’']"
    pattern = rf"{quoted}(?<!\w){_loose(name)}(?!\w){close}"
    return re.search(pattern, text, re.IGNORECASE) is not None


def _roman(order: int) -> str:
    return next((name for name, number in _ROMAN.items() if number == order), str(order))
