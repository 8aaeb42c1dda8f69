"""Names and IDs in the names of files, whether a file is handed in or only mentioned in a text."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.self_check.privacy.name_lexicon import lexicon, plain
from assistant.self_check.report import PrivacyKind

NameSpan = tuple[int, int, PrivacyKind]

_WORD = re.compile(r"[A-Z]?[a-zà-öø-ÿ'’]+|[A-Z]+(?![a-z])|[A-ZÀ-Þ][a-zà-öø-ÿ]*|[^\W\d_]+")
_ID = re.compile(r"(?<!\d)\d{6,10}(?!\d)")
_DATE = re.compile(r"(?:19|20)\d{6}|(?:0\d|1[0-2])\d{2}(?:19|20)?\d\d|\d{4}(?:19|20)\d\d")
_MAX = 255
_MENTIONED = re.compile(
    r"(?<![\w/.@-])\w[\w.'’()-]{1,80}\.(?:pdf|docx?|pptx?|xlsx?|csv|txt|md|rtf|odt|html?|jpe?g|png|"
    r"heic|gif|m4a|mp3|wav|mp4|mov|zip|pages|key)\b(?!@)"
)


def private_in_filename(name: str, own: Collection[str] = ()) -> list[NameSpan]:
    """Spans in a file's name; `own` are the teacher's own names, plain."""
    stem = name[:_MAX].rpartition(".")[0] or name[:_MAX]
    return [*_names(stem, own), *_ids(stem)]


def private_in_mentioned_files(text: str, own: Collection[str] = ()) -> list[NameSpan]:
    """Spans of names in the file names that a text mentions."""
    found: list[NameSpan] = []
    for match in _MENTIONED.finditer(text):
        stem = match.group().rpartition(".")[0]
        found += [
            (match.start() + start, match.start() + end, kind)
            for start, end, kind in _names(stem, own)
        ]
    return found


def _names(stem: str, own: Collection[str]) -> list[NameSpan]:
    words = lexicon()
    parts = list(_WORD.finditer(stem))
    spans: list[NameSpan] = []
    skip_to = 0
    for number, part in enumerate(parts):
        word = part.group()
        if part.start() < skip_to or plain(word) in own or len(word) < 3:
            continue
        following = parts[number + 1] if number + 1 < len(parts) else None
        surname = following is not None and _joined_surname(part.end(), following, own)
        ambiguous = words.word_kind(word) == "word" and surname
        if words.is_given(word.title()) or ambiguous:
            end = following.end() if following and surname else part.end()
            before = parts[number - 1] if number else None
            start = part.start()
            if before and not surname and _surname_before(before, part, skip_to, own):
                start = before.start()
            spans.append((start, end, "student_name"))
            skip_to = end
    return spans


def _ids(stem: str) -> list[NameSpan]:
    return [
        (*match.span(), "student_id")
        for match in _ID.finditer(stem)
        if not _DATE.fullmatch(match.group())
    ]


def _joined_surname(end: int, following: re.Match[str], own: Collection[str]) -> bool:
    word = following.group()
    words = lexicon()
    close = following.start() - end <= 1 and len(word) > 1 and word[0].isupper()
    unknown = not words.is_ordinary(word) or words.is_given(word)
    return close and unknown and not word.isupper() and plain(word) not in own


def _surname_before(
    before: re.Match[str], part: re.Match[str], skip_to: int, own: Collection[str]
) -> bool:
    """Whether the word before a given name is its surname, as in `Ruiz_Camila`."""
    word = before.group()
    return (
        before.start() >= skip_to
        and part.start() - before.end() <= 1
        and part.group()[0].isupper()
        and word.istitle()
        and not lexicon().is_ordinary(word)
        and plain(word) not in own
    )
