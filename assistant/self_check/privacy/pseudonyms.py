"""Stands for people in what a model reads: `Student A`, `Parent A`, `[email]`, and back again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.self_check.privacy.name_lexicon import lexicon, plain
from assistant.self_check.report import PrivacyFinding, PrivacyKind

_ROLES: dict[PrivacyKind, str] = {"student_name": "Student", "parent_name": "Parent"}
_PLACEHOLDERS: dict[PrivacyKind, str] = {
    "student_id": "student ID",
    "email": "email",
    "phone": "phone",
    "address": "address",
}
_IN_USE = re.compile(
    r"\b(?:Student|Parent) [A-Z]{1,2}\b|\[(?:student ID|email|phone|address)(?: \d{1,3})?\]"
)
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sr|Sra|Srta|Mme)\.?(?: and (?:Mr|Mrs|Ms)\.?)? ")
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """What stands for one person or contact; `texts` as they were written, the first one first."""

    shown: str
    kind: PrivacyKind
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with placeholders, and the way from its offsets back to the original's."""

    text: str
    _starts: tuple[int, ...]
    _pieces: tuple[tuple[int, int, int, int], ...]

    @property
    def pieces(self) -> tuple[tuple[int, int, int, int], ...]:
        """(start, end) of each placeholder here, then of what it stands for in the original."""
        return self._pieces

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

    `texts` are searched for letters the writer uses already ("Student A"), which are left alone.
    `kept` are those of an earlier time: whoever is among them has the same letter again.
    `leave` are texts, as written, that stand for nobody."""

    def __init__(
        self,
        findings: Iterable[PrivacyFinding],
        texts: Iterable[str] = (),
        kept: Iterable[Pseudonym] = (),
        leave: Collection[str] = (),
    ) -> None:
        earlier = tuple(kept)
        taken = {match.group() for text in texts for match in _IN_USE.finditer(text)}
        taken -= {pseudonym.shown for pseudonym in earlier}
        self._placeholder: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._people: dict[str, list[tuple[str, str]]] = {"Student": [], "Parent": []}
        self._taken = taken
        self._kinds: dict[str, PrivacyKind] = {}
        self._found = [finding for finding in findings if finding.text not in leave]
        for pseudonym in earlier:
            self._recall(pseudonym)
        for finding in self._found:
            self._add(finding)
        for role in self._people:
            self._add_first_names(role)
        self._placeholder = {t: s for t, s in self._placeholder.items() if t not in leave}
        self._in_text = _alternatives(self._placeholder)
        self._in_reply = _alternatives(self._shown)

    def replace(self, text: str) -> str:
        """The text with every known name, address and number replaced, whole words only."""
        return self.redact(text).text

    def redact(self, text: str, found: Sequence[PrivacyFinding] = ()) -> Redacted:
        """As `replace`, with the offsets to come back by; what was `found` in the text is replaced
        where it stands, also in the midst of a word."""
        if not self._in_text:
            return Redacted(text, (), ())
        out: list[str] = []
        pieces: list[tuple[int, int, int, int]] = []
        position = length = 0
        for start, end in self._spans(text, found):
            new = self._placeholder[text[start:end]]
            out += (text[position:start], new)
            length += start - position
            pieces.append((length, length + len(new), start, end))
            length += len(new)
            position = end
        out.append(text[position:])
        return Redacted("".join(out), tuple(piece[0] for piece in pieces), tuple(pieces))

    def _spans(self, text: str, found: Sequence[PrivacyFinding]) -> list[tuple[int, int]]:
        """What is replaced, in order: what was found, and every other place that names the same."""
        spans = sorted((f.start, f.end) for f in found if f.text in self._placeholder)
        starts = [start for start, _ in spans]
        others: list[tuple[int, int]] = []
        for match in self._in_text.finditer(text) if self._in_text else ():
            at = bisect_right(starts, match.start())
            touches = (at and spans[at - 1][1] > match.start()) or (
                at < len(spans) and spans[at][0] < match.end()
            )
            if not touches and self._stands_as_name(match):
                others.append(match.span())
        return sorted([*spans, *others])

    def kept(self) -> tuple[Pseudonym, ...]:
        """All of them, with every way in which each was written, to be handed back later."""
        texts: dict[str, list[str]] = {shown: [text] for shown, text in self._shown.items()}
        for text, shown in self._placeholder.items():
            if text not in texts[shown]:
                texts[shown].append(text)
        return tuple(
            Pseudonym(shown, self._kinds[shown], tuple(written)) for shown, written in texts.items()
        )

    def restore(self, text: str) -> str:
        """The text with each placeholder given back as the name that first appeared for it."""
        if not self._in_reply:
            return text
        return self._in_reply.sub(lambda match: self._shown[match.group()], text)

    def _recall(self, pseudonym: Pseudonym) -> None:
        """Takes up one of an earlier time, whether or not anybody is found by it now."""
        role = _ROLES.get(pseudonym.kind)
        for text in pseudonym.texts:
            self._placeholder.setdefault(text, pseudonym.shown)
            self._shown.setdefault(pseudonym.shown, text)
            if role:
                self._people[role].append((_key(text), pseudonym.shown))
        self._kinds.setdefault(pseudonym.shown, pseudonym.kind)

    def _add(self, finding: PrivacyFinding) -> None:
        if finding.text in self._placeholder:
            return
        role = _ROLES.get(finding.kind)
        new = self._person(role, finding.text) if role else self._contact(finding.kind)
        self._placeholder[finding.text] = new
        self._shown.setdefault(new, finding.text)
        self._kinds.setdefault(new, finding.kind)

    def _contact(self, kind: PrivacyKind) -> str:
        """`[email]`, then `[email 2]`: the first that is free."""
        name, number = _PLACEHOLDERS[kind], 1
        while True:
            new = f"[{name}]" if number == 1 else f"[{name} {number}]"
            if new not in self._taken and new not in self._shown:
                return new
            number += 1

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
    # An underscore ends a word, as in `maya_draft.pdf`.
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, ordered)) + r")(?![^\W_])")


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
