"""Private details that would go out with a passage: found by the sweep, marked and counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.self_check.report import PrivacyKind

WORDS: dict[PrivacyKind, tuple[str, str]] = {
    "student_name": ("1 mention of a student’s name", "{} mentions of students’ names"),
    "parent_name": ("1 mention of a family member’s name", "{} mentions of family members’ names"),
    "student_id": ("1 student ID", "{} student IDs"),
    "email": ("1 e-mail address", "{} e-mail addresses"),
    "phone": ("1 phone number", "{} phone numbers"),
    "address": ("1 street address", "{} street addresses"),
}
SHORT_WORDS: dict[PrivacyKind, str] = {
    "student_name": "student’s name",
    "parent_name": "family member’s name",
    "student_id": "student ID",
    "email": "e-mail address",
    "phone": "phone number",
    "address": "street address",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A private detail inside a passage: `start:end` in code points of the passage's own text."""

    start: int
    end: int
    kind: PrivacyKind


def marks_in(quote: Mapping[str, Any], private: Iterable[Mapping[str, Any]]) -> tuple[Mark, ...]:
    """The findings of the sweep that lie in a quote, whole or cut by its edge, in order."""
    found = []
    for one in private:
        start, end = max(one["start"], quote["start"]), min(one["end"], quote["end"])
        if one["file"] != quote["file"] or start >= end:
            continue
        inside = quote["text"][start - quote["start"] : end - quote["start"]]
        # Findings in a file's name count their offsets there: the words tell the two apart.
        if inside == one["text"][start - one["start"] : end - one["start"]]:
            found.append(Mark(start - quote["start"], end - quote["start"], one["kind"]))
    return tuple(sorted(found, key=lambda mark: mark.start))


def in_file_name(file: str, private: Iterable[Mapping[str, Any]]) -> tuple[PrivacyKind, ...]:
    """The kinds of private details in a file's own name."""
    return _kinds(
        one
        for one in private
        if one["file"] == file and file[one["start"] : one["end"]] == one["text"]
    )


def in_heading(
    file: str, place: str | None, private: Iterable[Mapping[str, Any]]
) -> tuple[PrivacyKind, ...]:
    """The kinds of private details in the heading by which a place goes, if it is one."""
    if not place or not place.startswith("under "):
        return ()

    def named(words: str) -> bool:
        return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", place))

    return _kinds(one for one in private if one["file"] == file and named(one["text"]))


def counted(private: Mapping[PrivacyKind, int]) -> str:
    """Kinds and counts in words: "2 mentions of students’ names and 1 phone number"."""
    pieces = [
        WORDS[kind][0] if count == 1 else WORDS[kind][1].format(count)
        for kind, count in private.items()
    ]
    return " and ".join([*([", ".join(pieces[:-1])] if pieces[1:] else []), *pieces[-1:]])


def _kinds(found: Iterable[Mapping[str, Any]]) -> tuple[PrivacyKind, ...]:
    return tuple(dict.fromkeys(one["kind"] for one in found))
