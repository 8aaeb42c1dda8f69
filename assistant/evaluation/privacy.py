"""How well the privacy sweep finds what was planted, and how often it is alarmed for nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_args

from assistant.errors import BadInput
from assistant.evaluation.retrieval import json_lines
from assistant.self_check.privacy.sweep import find_in_filename, find_private
from assistant.self_check.report import PrivacyFinding, PrivacyKind

NAMES: frozenset[PrivacyKind] = frozenset(("student_name", "parent_name"))
_KINDS: tuple[PrivacyKind, ...] = get_args(PrivacyKind)
_CONTACTS = tuple(kind for kind in _KINDS if kind not in NAMES)
_PER_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Planted:
    """Something private in a draft's text or file name; offsets are code points."""

    kind: PrivacyKind
    start: int
    end: int
    text: str
    in_file_name: bool = False


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A draft and everything private in it; nothing planted means that every finding is wrong."""

    draft: str
    half: str
    text: str
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class PrivacyFigures:
    """Figures over some drafts; None where nothing was planted that could be found."""

    drafts: int
    words: int
    names: int  # distinct in each draft, students' and parents'
    names_found: float | None  # of these: covered whole at one place or more
    mentions_found: float | None  # of all places where they stand
    student_id: float | None
    email: float | None
    phone: float | None
    address: float | None
    false_alarms_per_1000_words: float | None
    false_alarms_per_1000_clean_words: float | None  # in the drafts that hold nothing private


Swept = Sequence[tuple[LabelledText, Sequence[PrivacyFinding]]]


def read_private_set(folder: Path) -> list[LabelledText]:
    """The drafts of a set with their labels; raises BadInput naming file and line.

    A label without `start` counts wherever its text stands as a whole word.
    """

    def read(row: dict[str, Any]) -> LabelledText:
        name = str(row["draft"])
        text = _text_of(folder / "drafts" / name)
        planted = [p for label in row["privacy"] for p in _planted(label, text, False)]
        planted += [p for label in row.get("file_name") or [] for p in _planted(label, name, True)]
        return LabelledText(name, str(row.get("half") or ""), text, tuple(planted))

    return list(json_lines(folder / "labels.jsonl", ("draft", "privacy"), read))


def sweep(labelled: LabelledText) -> list[PrivacyFinding]:
    """What the product finds in a draft's text and in its file name."""
    return [*find_private("", labelled.text), *find_in_filename(labelled.draft)]


def privacy_figures(swept: Swept) -> dict[str, PrivacyFigures]:
    """Figures over all drafts, then by half where the set is divided."""
    groups: dict[str, Swept] = {"all": swept}
    for half in sorted({labelled.half for labelled, _ in swept} - {""}):
        groups[half] = [pair for pair in swept if pair[0].half == half]
    return {name: _figures(group) for name, group in groups.items()}


def privacy_lines(figures: Mapping[str, PrivacyFigures]) -> list[str]:
    """The figures as lines, one a figure, with a column for each half."""
    names = [field.name for field in fields(PrivacyFigures)]
    widest = max(map(len, names))
    lines = [" " * widest + "".join(f"{half:>9}" for half in figures)]
    for name in names:
        cells = [getattr(one, name) for one in figures.values()]
        shown = [
            "-" if c is None else f"{c:.3f}" if isinstance(c, float) else str(c) for c in cells
        ]
        lines.append(f"{name.replace('_', ' '):<{widest}}" + "".join(f"{c:>9}" for c in shown))
    return lines


def missed(labelled: LabelledText, findings: Sequence[PrivacyFinding]) -> list[Planted]:
    """Planted things of which no place is covered, in order."""
    found = {_key(p) for p in labelled.planted if _is_found(p, labelled, findings)}
    kept = {_key(p): p for p in reversed(labelled.planted) if _key(p) not in found}
    return sorted(kept.values(), key=lambda p: (p.in_file_name, p.start))


def false_alarms(
    labelled: LabelledText, findings: Sequence[PrivacyFinding]
) -> list[PrivacyFinding]:
    """Findings that touch nothing planted."""
    return [
        finding
        for finding in findings
        if not any(
            _in_file_name(finding, labelled) == p.in_file_name
            and finding.start < p.end
            and p.start < finding.end
            for p in labelled.planted
        )
    ]


def _figures(swept: Swept) -> PrivacyFigures:
    words = sum(len(labelled.text.split()) for labelled, _ in swept)
    clean = [(labelled, found) for labelled, found in swept if not labelled.planted]
    clean_words = sum(len(labelled.text.split()) for labelled, _ in clean)
    distinct = [
        (labelled, {_key(p) for p in labelled.planted}, missed(labelled, found))
        for labelled, found in swept
    ]
    places = [
        _is_found(p, labelled, found)
        for labelled, found in swept
        for p in labelled.planted
        if p.kind in NAMES
    ]

    def recall(kinds: Sequence[PrivacyKind]) -> tuple[int, float | None]:
        wanted = sum(key[0] in kinds for _, keys, _ in distinct for key in keys)
        lost = sum(p.kind in kinds for _, _, gone in distinct for p in gone)
        return wanted, round(1 - lost / wanted, 4) if wanted else None

    contacts: Mapping[str, float | None] = {kind: recall((kind,))[1] for kind in _CONTACTS}
    names, names_found = recall(tuple(NAMES))
    return PrivacyFigures(
        drafts=len(swept),
        words=words,
        names=names,
        names_found=names_found,
        mentions_found=round(sum(places) / len(places), 4) if places else None,
        student_id=contacts["student_id"],
        email=contacts["email"],
        phone=contacts["phone"],
        address=contacts["address"],
        false_alarms_per_1000_words=_rate(swept, words),
        false_alarms_per_1000_clean_words=_rate(clean, clean_words),
    )


def _rate(swept: Swept, words: int) -> float | None:
    alarms = sum(len(false_alarms(labelled, found)) for labelled, found in swept)
    return round(_PER_WORDS * alarms / words, 3) if words else None


def _is_found(planted: Planted, labelled: LabelledText, findings: Sequence[PrivacyFinding]) -> bool:
    """Whether one finding covers it whole; a student's name told as a parent's is found too."""
    return any(
        (finding.kind == planted.kind or {finding.kind, planted.kind} <= NAMES)
        and _in_file_name(finding, labelled) == planted.in_file_name
        and finding.start <= planted.start
        and planted.end <= finding.end
        for finding in findings
    )


def _in_file_name(finding: PrivacyFinding, labelled: LabelledText) -> bool:
    return finding.file == labelled.draft


def _key(planted: Planted) -> tuple[PrivacyKind, str, bool]:
    return planted.kind, planted.text, planted.in_file_name


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadInput(f"{file} does not exist.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read as text.") from error


def _planted(label: Mapping[str, Any], text: str, in_file_name: bool) -> list[Planted]:
    kind, shown = label["kind"], label["text"]
    if kind not in _KINDS:
        raise ValueError(f"unknown kind {kind}")
    starts = (
        [int(label["start"])]
        if "start" in label
        else [m.start() for m in re.finditer(rf"(?<!\w){re.escape(shown)}(?!\w)", text)]
    )
    if not starts or any(text[start : start + len(shown)] != shown for start in starts):
        raise ValueError(f"{shown} does not stand there")
    return [Planted(kind, start, start + len(shown), shown, in_file_name) for start in starts]
