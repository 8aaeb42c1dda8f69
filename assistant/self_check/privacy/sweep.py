"""The privacy sweep: what could identify a student or a family, found before any model reads it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from assistant.self_check.privacy.contacts import find_contacts
from assistant.self_check.privacy.name_files import private_in_filename, private_in_mentioned_files
from assistant.self_check.privacy.name_lexicon import plain
from assistant.self_check.privacy.names import find_names
from assistant.self_check.privacy.pseudonyms import Pseudonyms, Redacted
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


def find_private(
    file: str, text: str, own_names: Collection[str] = (), *, believe_changed: bool = True
) -> tuple[PrivacyFinding, ...]:
    """Findings in order of `start`, none overlapping; `own_names`, the teacher's, are never among
    them. Offsets are code points of `text`. A draft that says its names are changed reports none;
    `believe_changed` False finds them all the same, for what a model may read."""
    spans = [
        *find_contacts(text),
        *find_names(text, own_names, believe_changed=believe_changed),
        *private_in_mentioned_files(text, _plain_parts(own_names)),
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
    return tuple(
        PrivacyFinding(kind, name, start, end, name[start:end])
        for start, end, kind in _without_overlaps(
            private_in_filename(name, _plain_parts(own_names))
        )
    )


def _plain_parts(names: Collection[str]) -> set[str]:
    return {plain(part) for name in names for part in name.split()}


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
