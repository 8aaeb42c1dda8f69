"""Stands for people in what a model reads: `Student A`, `Parent A`, `[email]`, and back again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.self_check.name_lexicon import lexicon, plain
from assistant.self_check.report import PrivacyFinding, PrivacyKind

_ROLES: dict[PrivacyKind, str] = {"student_name": "Student", "parent_name": "Parent"}
_PLACEHOLDERS: dict[PrivacyKind, str] = {
    "student_id": "student ID",
    "email": "email",
    "phone": "phone",
    "address": "address",
}
_IN_USE = re.compile(r"\b(Student|Parent) ([A-Z]{1,2})\b")
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sr|Sra|Srta|Mme)\.?(?: and (?:Mr|Mrs|Ms)\.?)? ")
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with placeholders, and the way from its offsets back to the original's."""

    text: str
    _starts: tuple[int, ...]
    _pieces: tuple[tuple[int, int, int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original span behind start:end; a cut placeholder counts whole."""
        return self._back(start, False), self._back(end, True)

    def _back(self, position: int, closing: bool) -> int:
        at = bisect_right(self._starts, position - closing) - 1
        if at < 0:
            return position
        red_start, red_end, start, end = self._pieces[at]
        if position < red_end or (closing and position == red_end):
            if position == red_start:
                return start
            return end if closing else start
        return end + position - red_end


class Pseudonyms:
    """One person, one letter, over all files of a check; letters follow first appearance.

    `texts` are searched for letters the writer uses already ("Student A"), which are left alone."""

    def __init__(self, findings: Iterable[PrivacyFinding], texts: Iterable[str] = ()) -> None:
        taken = {match.group() for text in texts for match in _IN_USE.finditer(text)}
        self._placeholder: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._people: dict[str, list[tuple[str, str]]] = {"Student": [], "Parent": []}
        self._taken = taken
        self._found = list(findings)
        for finding in self._found:
            self._add(finding)
        for role in self._people:
            self._add_first_names(role)
        self._in_text = _alternatives(self._placeholder)
        self._in_reply = _alternatives(self._shown)

    def replace(self, text: str) -> str:
        """The text with every known name, address and number replaced, whole words only."""
        return self.redact(text).text

    def redact(self, text: str) -> Redacted:
        """As `replace`, with the offsets to come back by."""
        if not self._in_text:
            return Redacted(text, (), ())
        out: list[str] = []
        pieces: list[tuple[int, int, int, int]] = []
        position = length = 0
        for match in self._in_text.finditer(text):
            if not self._stands_as_name(match):
                continue
            new = self._placeholder[match.group()]
            out += (text[position : match.start()], new)
            length += match.start() - position
            pieces.append((length, length + len(new), match.start(), match.end()))
            length += len(new)
            position = match.end()
        out.append(text[position:])
        return Redacted("".join(out), tuple(piece[0] for piece in pieces), tuple(pieces))

    def restore(self, text: str) -> str:
        """The text with each placeholder given back as the name that first appeared for it."""
        if not self._in_reply:
            return text
        return self._in_reply.sub(lambda match: self._shown[match.group()], text)

    def _add(self, finding: PrivacyFinding) -> None:
        if finding.text in self._placeholder:
            return
        role = _ROLES.get(finding.kind)
        if role is None:
            name = _PLACEHOLDERS[finding.kind]
            count = sum(shown.startswith(f"[{name}") for shown in self._shown)
            new = f"[{name}]" if not count else f"[{name} {count + 1}]"
        else:
            new = self._person(role, finding.text)
        self._placeholder[finding.text] = new
        self._shown.setdefault(new, finding.text)

    def _person(self, role: str, name: str) -> str:
        key = _key(name)
        for known, placeholder in self._people[role]:
            if _same_person(known, key):
                if len(key.split()) > len(known.split()):
                    self._people[role].append((key, placeholder))
                return placeholder
        new = self._next(role)
        self._people[role].append((key, new))
        return new

    def _next(self, role: str) -> str:
        used = len({placeholder for _, placeholder in self._people[role]})
        number = used
        while True:
            candidate = f"{role} {_letters(number)}"
            if candidate not in self._taken and candidate not in self._shown:
                return candidate
            number += 1

    def _add_first_names(self, role: str) -> None:
        """`Maya` stands for `Maya Johnson` also where only the whole name was found."""
        for finding in self._found:
            name = _TITLE.sub("", finding.text)
            first = name.split()[0].rstrip(",") if " " in name else ""
            titled = name != finding.text
            if _ROLES.get(finding.kind) == role and len(first) > 1 and not titled:
                if "," in name:
                    first = name.split(", ")[-1].split()[0]
                self._placeholder.setdefault(first, self._placeholder[finding.text])
                self._placeholder.setdefault(first.upper(), self._placeholder[finding.text])

    def _stands_as_name(self, match: re.Match[str]) -> bool:
        """False for a word at a sentence's start that only looks like a known name (`Will`)."""
        word = match.group()
        if " " in word or not word[0].isalpha() or not lexicon().word_kind(word):
            return True
        before = match.string[max(0, match.start() - 3) : match.start()].rstrip(' *_"“')
        opens = not before or before[-1] in ".!?\n>|-•:"
        after = match.string[match.end() : match.end() + 14]
        return not opens or bool(_ACTS.match(after))


_ACTS = re.compile(
    r"['’]s\b|:|,|\*|\||\n|\Z| (?:and|said|asked|told|wrote|has|had|is|was|needs|did|used|got|"
    r"made|read)\b"
)


def _letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    high, low = divmod(number, _LETTERS)
    return (_letters(high - 1) if high else "") + chr(ord("A") + low)


def _key(name: str) -> str:
    if ", " in name:
        last, first = name.split(", ", 1)
        name = f"{first} {last}"
    titled = _TITLE.match(name)
    bare = plain(_TITLE.sub("", name)).replace(".", "")
    return f"~ {bare.split()[-1]}" if titled and bare else bare


def _same_person(known: str, key: str) -> bool:
    """The same words; a first name or first name with an initial; a title with the surname."""
    if known == key:
        return True
    one, two = known.split(), key.split()
    if "~" in (one[0], two[0]):
        return one[-1] == two[-1] and len(one) > 1 and len(two) > 1
    if one[0] != two[0]:
        single, whole = (one, two) if len(one) == 1 else (two, one)
        return len(single) == 1 and len(whole) > 1 and single[0] == whole[-1]
    if len(one) == 1 or len(two) == 1:
        return True
    return one[-1].startswith(two[-1]) or two[-1].startswith(one[-1])


def _alternatives(strings: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(strings, key=lambda s: (-len(s), s))
    if not ordered:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


class StreamRestorer:
    """Gives names back in a text that comes in pieces, even where a placeholder is cut in two."""

    _OPEN_END = re.compile(r"(?:\[[a-zA-Z ]{0,20}\d{0,2}|\b(?:Student|Parent)(?: [A-Z]{0,2})?)\Z")

    def __init__(self, pseudonyms: Pseudonyms) -> None:
        self._pseudonyms = pseudonyms
        self._held = ""

    def feed(self, piece: str) -> str:
        """What of the text so far can be shown; what may be half a placeholder waits."""
        text = self._held + piece
        match = self._OPEN_END.search(text)
        cut = match.start() if match else len(text)
        self._held = text[cut:]
        return self._pseudonyms.restore(text[:cut])

    def rest(self) -> str:
        """What was still held back, at the end."""
        held, self._held = self._held, ""
        return self._pseudonyms.restore(held)
