"""What a letter's remarks come together to: one bundle for each thing that is to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.self_check.returned.remark_topics import (
    asks_for_privacy,
    is_about_files,
    is_about_submitting,
)
from assistant.self_check.returned.remarks import Letter, Remark
from retrieval.catalogue import Credential, Criterion, Part

Kind = Literal["privacy", "part", "row", "whole"]
# What is looked at before anything is judged comes first; what nobody can place comes last.
ORDER: tuple[Kind, ...] = ("privacy", "part", "row", "whole")


@dataclass(frozen=True, slots=True)
class Said:
    """The assessor's own words: exactly `start:end` (code points) of the letter."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Bundle:
    """All remarks on one thing."""

    kind: Kind
    row: Criterion | None
    part: Part | None
    words: list[Said]

    @property
    def texts(self) -> list[str]:
        """What was said of it."""
        return [one.text for one in self.words]


def counting(
    heard: Sequence[Remark],
    near: Sequence[Criterion | None],
    letter: Letter,
    credential: Credential | None,
) -> list[tuple[Remark, Bundle]]:
    """The remarks that count, each with what it is about.

    All that ask do. Plain words do where a list item is made of them, under a row that did not
    pass, and beside a wish about the same thing: there they say what is the matter.
    """
    about = [_bundle(r, row, credential) for r, row in zip(heard, near, strict=True)]
    wished = {(r.block, key_of(b)) for r, b in zip(heard, about, strict=True) if r.tone == "asks"}
    failed = {i for i, given in letter.levels.items() if not given.passes}
    return [
        (remark, bundle)
        for remark, bundle in zip(heard, about, strict=True)
        if remark.tone == "asks"
        or (remark.block, key_of(bundle)) in wished
        or (remark.row is not None and remark.row.id in failed)
        or (remark.listed and bundle.kind != "whole")
    ]


def _bundle(remark: Remark, near: Criterion | None, credential: Credential | None) -> Bundle:
    """What a remark is about; its words are not in it yet."""
    row = remark.row or near
    part = remark.part or (credential.part(row.part) if credential and row else None)
    if part is None and is_about_files(remark.text):
        part = _only_artifact(credential)
    about_privacy = row is not None and asks_for_privacy(f"{row.title}. {row.target.descriptor}")
    if asks_for_privacy(remark.text) and not about_privacy:
        return Bundle("privacy", None, None, [])
    if is_about_submitting(remark.text):
        return Bundle("part", None, part, [])
    if row:
        return Bundle("row", row, credential.part(row.part) if credential else None, [])
    return Bundle("part", None, part, []) if part else Bundle("whole", None, None, [])


def _only_artifact(credential: Credential | None) -> Part | None:
    """The part that files belong to, where there is one."""
    parts = credential.submission if credential else ()
    artifacts = [part for part in parts if part.kind == "artifact"]
    return artifacts[0] if len(artifacts) == 1 else None


def key_of(bundle: Bundle) -> tuple[Kind, str]:
    """Bundles of one key are one."""
    about = bundle.row or bundle.part
    return bundle.kind, about.id if about else ""


def level_said(letter: Letter, row: Criterion) -> list[Said]:
    """The level of a row of which nothing else is said."""
    given = letter.levels[row.id]
    return [Said(given.start, given.end, letter.text[given.start : given.end])]


def place_of(bundle: Bundle, credential: Credential | None) -> tuple[int, int, int]:
    """Where a bundle stands in the list: by kind, then in the credential's own order."""
    rows = list(credential.rubric) if credential else []
    parts = [part.id for part in credential.submission] if credential else []
    return (
        ORDER.index(bundle.kind),
        rows.index(bundle.row) if bundle.row else 0,
        parts.index(bundle.part.id) if bundle.part else len(parts),
    )
