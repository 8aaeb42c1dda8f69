"""Labelled text for the judge: rubric rows with passages that meet them, in part, or not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.evaluation.training.marks import marks_for, read_marks
from assistant.self_check.pairing import Pair, pair_from
from assistant.self_check.report import STATUS_ORDER
from retrieval.catalogue import Credential, Criterion, Level
from retrieval.loading import load_catalogue
from retrieval.sample_vectors import SAMPLE_CATALOGUE


@dataclass(frozen=True, slots=True)
class Variant:
    """A passage and its label for one row: 0 not met, 1 in part, 2 met; `how` it was written.

    `marks` say how far each element is shown (0, 1, 2); None where nobody marked them.
    """

    text: str
    label: int
    how: str
    marks: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A rubric row as the judge reads it, the part it is judged on, and its variants."""

    id: str
    title: str
    descriptor: str
    part: str | None
    variants: tuple[Variant, ...]

    def beside(self, text: str) -> Pair:
        """The row and a passage as the reader reads them."""
        return pair_from(self.title, self.descriptor, (text,))

    def of(self, label: int) -> list[Variant]:
        """The variants with that label."""
        return [variant for variant in self.variants if variant.label == label]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one credential, which share a scene and stay together when folds are cut."""

    name: str
    rows: tuple[Row, ...]
    fillers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by part
    credential: Credential | None = None


# How a passage that meets nothing was written, where that alone says that no element is shown.
BARE = ("promise", "claim", "sibling", "other")


def row_variants(folder: Path, marks_folder: Path) -> Iterator[Group]:
    """The groups of `row-variants/`, one file a credential of the sample catalogue."""
    credentials = load_catalogue(SAMPLE_CATALOGUE).credentials
    marks = read_marks(marks_folder)
    for file in sorted(folder.glob("*.yaml")):
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
        credential = credentials[written["credential_id"]]
        fillers = {k: tuple(v) for k, v in (written.get("fillers") or {}).items()}
        rows = tuple(_row(credential, c, written["rows"][c.id], marks) for c in credential.rubric)
        yield Group(credential.id, rows, fillers, credential)


def _row(
    credential: Credential,
    criterion: Criterion,
    written: Mapping[str, Any],
    marks: Mapping[str, str],
) -> Row:
    count = len(pair_from(criterion.title, criterion.target.descriptor, ()).elements)
    variants = [Variant(text, 2, "evidence", (2,) * count) for text in written["met"]]
    for status, label in (("partially_met", 1), ("not_met", 0)):
        for number, said in enumerate(written[status]):
            item = f"{credential.id}/{criterion.id}/{status}/{number}"
            bare = said["how"] in BARE
            known = marks_for(marks, item, label, count, bare=bare)
            variants.append(Variant(said["text"], label, said["how"], known))
    return Row(
        criterion.id,
        criterion.title,
        criterion.target.descriptor,
        criterion.part,
        tuple(variants),
    )


def row_passages(folder: Path, marks_folder: Path) -> Iterator[Group]:
    """The groups of `row-passages/`, rows of one credential together."""
    marks = read_marks(marks_folder)
    passages: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        passages.setdefault(said["row_id"], []).append(said)
    groups: dict[str, list[Row]] = {}
    for line in (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines():
        r = json.loads(line)
        levels = tuple(Level(**level) for level in r["levels"])
        criterion = Criterion(r["row_id"], r["criterion"], None, levels, r["pass_level"])
        wanted = criterion.target.descriptor
        count = len(pair_from(criterion.title, wanted, ()).elements)
        variants = []
        for number, said in enumerate(passages[r["row_id"]]):
            label = STATUS_ORDER[said["label"]]
            item = f"{r['row_id']}/{number}"
            known = marks_for(marks, item, label, count, bare=said["how"] in BARE)
            variants.append(Variant(said["text"], label, said["how"], known))
        row = Row(r["row_id"], criterion.title, wanted, None, tuple(variants))
        groups.setdefault(f"row-passages/{r['credential']}", []).append(row)
    return (Group(name, tuple(rows)) for name, rows in groups.items())


def digests(folder: Path) -> list[str]:
    """The sha256 of every file below a folder, in the order of their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
