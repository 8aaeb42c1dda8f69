"""The privacy sweep: what could identify a student or a family, found before any model reads it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from assistant.self_check.contacts import find_contacts
from assistant.self_check.name_lexicon import lexicon, plain
from assistant.self_check.names import find_names
from assistant.self_check.pseudonyms import Pseudonyms, Redacted
from assistant.self_check.report import PrivacyFinding, PrivacyKind

__all__ = ["Pseudonyms", "Redacted", "find_in_filename", "find_private", "hiding"]

# Where two kinds claim the same characters, the one that says more wins.
_RANK: dict[PrivacyKind, int] = {
    "email": 0,
    "address": 1,
    "student_id": 2,
    "phone": 3,
    "parent_name": 4,
    "student_name": 5,
}
_FILE_WORD = re.compile(r"[A-Z]?[a-zà-öø-ÿ'’]+|[A-Z]+(?![a-z])|[A-ZÀ-Þ][a-zà-öø-ÿ]*")
_FILE_ID = re.compile(r"(?<!\d)\d{6,10}(?!\d)")
_FILE_DATE = re.compile(r"(?:19|20)\d{6}|(?:0\d|1[0-2])\d{2}(?:19|20)?\d\d|\d{4}(?:19|20)\d\d")
_FILE_MAX = 255


def find_private(
    file: str, text: str, own_names: Collection[str] = (), *, believe_changed: bool = True
) -> tuple[PrivacyFinding, ...]:
    """Findings in order of `start`, none overlapping; `own_names`, the teacher's, are never among
    them. Offsets are code points of `text`. A draft that says its names are changed reports none;
    `believe_changed` False finds them all the same, for what a model may read."""
    spans = [
        *find_contacts(text),
        *find_names(text, own_names, believe_changed=believe_changed),
    ]
    return tuple(
        PrivacyFinding(kind, file, start, end, text[start:end])
        for start, end, kind in _without_overlaps(spans)
    )


def hiding(text: str, own_names: Collection[str] = ()) -> Pseudonyms:
    """Stand-ins for everyone in a message that is about to go to a model."""
    return Pseudonyms(find_private("message", text, own_names, believe_changed=False), [text])


def find_in_filename(name: str, own_names: Collection[str] = ()) -> tuple[PrivacyFinding, ...]:
    """Names and IDs in a file's name; `file` is the name itself and offsets count in it."""
    words = lexicon()
    own = {plain(part) for own_name in own_names for part in own_name.split()}
    stem = name[:_FILE_MAX].rpartition(".")[0] or name[:_FILE_MAX]
    parts = list(_FILE_WORD.finditer(stem))
    spans: list[tuple[int, int, PrivacyKind]] = []
    skip_to = 0
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        word = part.group()
        if part.start() < skip_to or plain(word) in own or len(word) < 3:
            continue
        surname = following and _file_surname(part.end(), following, own)
        ambiguous = words.word_kind(word) == "word" and bool(surname)
        if words.is_given(word.title()) or ambiguous:
            end = following.end() if following and surname else part.end()
            spans.append((part.start(), end, "student_name"))
            skip_to = end
    for match in _FILE_ID.finditer(stem):
        if not _FILE_DATE.fullmatch(match.group()):
            spans.append((*match.span(), "student_id"))
    return tuple(
        PrivacyFinding(kind, name, start, end, name[start:end])
        for start, end, kind in _without_overlaps(spans)
    )


def _file_surname(end: int, following: re.Match[str], own: set[str]) -> bool:
    word = following.group()
    words = lexicon()
    close = following.start() - end <= 1 and len(word) > 1 and word[0].isupper()
    unknown = not words.is_ordinary(word) or words.is_given(word)
    return close and unknown and not word.isupper() and plain(word) not in own


def _without_overlaps(
    spans: Iterable[tuple[int, int, PrivacyKind]],
) -> list[tuple[int, int, PrivacyKind]]:
    kept: list[tuple[int, int, PrivacyKind]] = []
    for span in sorted(spans, key=lambda s: (s[0], _RANK[s[2]], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
        elif _RANK[span[2]] < _RANK[kept[-1][2]] or (
            span[2] == kept[-1][2] and span[1] - span[0] > kept[-1][1] - kept[-1][0]
        ):
            kept[-1] = span
    return kept
