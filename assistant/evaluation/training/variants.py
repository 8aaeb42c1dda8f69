"""Labelled text for the judge: rubric rows with passages that meet them, in part, or not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.self_check.extract import row_text
from assistant.self_check.report import STATUS_ORDER
from retrieval.catalogue import Credential, Criterion, Level
from retrieval.loading import load_catalogue
from retrieval.sample_vectors import SAMPLE_CATALOGUE


@dataclass(frozen=True, slots=True)
class Variant:
    """A passage and its label for one row: 0 not met, 1 in part, 2 met; `how` it was written."""

    text: str
    label: int
    how: str


@dataclass(frozen=True, slots=True)
class Row:
    """A rubric row as the judge reads it, the part it is judged on, and its variants."""

    id: str
    text: str
    part: str | None
    variants: tuple[Variant, ...]

    def of(self, label: int) -> list[Variant]:
        """The variants with that label."""
        return [variant for variant in self.variants if variant.label == label]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one credential, which share a scene and stay together when folds are cut."""

    name: str
    rows: tuple[Row, ...]
    fillers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by part
    parts: tuple[str, ...] = ()


def row_variants(folder: Path) -> Iterator[Group]:
    """The groups of `row-variants/`, one file a credential of the sample catalogue."""
    credentials = load_catalogue(SAMPLE_CATALOGUE).credentials
    for file in sorted(folder.glob("*.yaml")):
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
        credential = credentials[written["credential_id"]]
        fillers = {k: tuple(v) for k, v in (written.get("fillers") or {}).items()}
        rows = tuple(_row(credential, c, written["rows"][c.id]) for c in credential.rubric)
        parts = tuple(part.id for part in credential.submission)
        yield Group(credential.id, rows, fillers, parts)


def _row(credential: Credential, criterion: Criterion, written: Mapping[str, Any]) -> Row:
    variants = [Variant(text, 2, "evidence") for text in written["met"]]
    for status, label in (("partially_met", 1), ("not_met", 0)):
        variants += [Variant(v["text"], label, v["how"]) for v in written[status]]
    row_id = f"{credential.id}/{criterion.id}"
    return Row(row_id, row_text(criterion), criterion.part, tuple(variants))


def row_passages(folder: Path) -> Iterator[Group]:
    """The groups of `row-passages/`, rows of one credential together."""
    variants: dict[str, list[Variant]] = {}
    for line in (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines():
        p = json.loads(line)
        label = STATUS_ORDER[p["label"]]
        variants.setdefault(p["row_id"], []).append(Variant(p["text"], label, p["how"]))
    groups: dict[str, list[Row]] = {}
    for line in (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines():
        r = json.loads(line)
        levels = tuple(Level(**level) for level in r["levels"])
        criterion = Criterion(r["row_id"], r["criterion"], None, levels, r["pass_level"])
        row = Row(r["row_id"], row_text(criterion), None, tuple(variants[r["row_id"]]))
        groups.setdefault(f"row-passages/{r['credential']}", []).append(row)
    return (Group(name, tuple(rows)) for name, rows in groups.items())


def digests(folder: Path) -> list[str]:
    """The sha256 of every file below a folder, in the order of their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
