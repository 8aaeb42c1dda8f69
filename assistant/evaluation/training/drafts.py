"""Labelled drafts as the reader meets them: for each row the sentences found, and what is known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from assistant.evaluation.training.marks import UNKNOWN, marks_for, read_marks
from assistant.self_check.cues import CopyGuard
from assistant.self_check.extract import extract
from assistant.self_check.locator import Signs, Weights
from assistant.self_check.pairing import Pair, pair_of
from assistant.self_check.report import STATUS_ORDER
from assistant.self_check.submission import DraftSentence, Submission
from retrieval.catalogue import Credential, Criterion
from retrieval.documents import read_document
from retrieval.loading import load_catalogue

Array = npt.NDArray[np.float64]
_COVERED = 0.5  # of the shorter of a sentence and a gold passage: then the sentence is evidence


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A draft's text with labels: `evidence` None where the passages are not known.

    `labels` are 0, 1 or 2 by row id; `rows` limits what is trained on (None: all); `base` names the
    draft that this one is a changed version of; `of_sample`: of the sample catalogue.
    """

    name: str
    credential: Credential
    text: str
    labels: Mapping[str, int]
    evidence: Mapping[str, Sequence[str] | None]
    marks: Mapping[str, tuple[int, ...] | None] = field(default_factory=dict)
    rows: frozenset[str] | None = None
    base: str | None = None
    kind: str = ""
    of_sample: bool = False


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of a draft as it will be read, its label, marks and which sentences are evidence."""

    row: str
    pair: Pair
    label: int
    marks: tuple[int, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A draft's rows as they will be read."""

    source: LabelledText
    rows: tuple[ReadRow, ...]


def whole_drafts(folder: Path, catalogue: Path) -> Iterator[LabelledText]:
    """The drafts of `whole-drafts/`, over the sample catalogue and the set's own credentials."""
    of_sample = load_catalogue(catalogue).credentials
    credentials = {**of_sample, **load_catalogue(folder / "catalog").credentials}
    for file in sorted(folder.glob("*.yaml")):
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
        credential = credentials[written["credential_id"]]
        for draft in written["drafts"]:
            rows = draft["rows"]
            yield LabelledText(
                f"{credential.id}--{draft['name']}",
                credential,
                draft["text"],
                {row: STATUS_ORDER[said["status"]] for row, said in rows.items()},
                {row: said.get("evidence") or [] for row, said in rows.items()},
                {row: tuple(int(d) for d in str(said["elements"])) for row, said in rows.items()},
                kind=draft["name"],
                of_sample=credential.id in of_sample,
            )


def labelled_drafts(folder: Path, marks_folder: Path) -> Iterator[LabelledText]:
    """The drafts of a set in the form of `eval feedback`, with element marks where there are."""
    credentials = load_catalogue(folder / "catalog").credentials
    marks = read_marks(marks_folder)
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        credential = credentials[said["credential_id"]]
        name = said["draft"]
        labels = {row: STATUS_ORDER[status] for row, status in said["criteria"].items()}
        bare = said["kind"] == "parrot"
        yield LabelledText(
            name,
            credential,
            (folder / "drafts" / name).read_text(encoding="utf-8"),
            labels,
            {row.id: said["evidence"].get(row.id) or [] for row in credential.rubric},
            {
                row.id: marks_for(marks, f"{name}/{row.id}", labels[row.id], _count(row), bare=bare)
                for row in credential.rubric
            },
            kind=said["kind"],
        )


def changed_drafts(
    folder: Path, marks_folder: Path, credentials: Mapping[str, Credential]
) -> Iterator[LabelledText]:
    """The minimal pairs: only the row that was changed is trained on."""
    marks = read_marks(marks_folder)
    for line in (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        credential = credentials[said["credential_id"]]
        row = next(r for r in credential.rubric if r.id == said["criterion_id"])
        labels = {r: STATUS_ORDER[status] for r, status in said["labels"].items()}
        removed = said["how"] == "removed"
        yield LabelledText(
            said["pair_id"],
            credential,
            (folder / "drafts" / said["draft"]).read_text(encoding="utf-8"),
            labels,
            {row.id: [] if removed else None},
            {row.id: marks_for(marks, said["pair_id"], labels[row.id], _count(row), bare=removed)},
            rows=frozenset({row.id}),
            base=said["base"],
            kind=said["how"],
        )


def _count(row: Criterion) -> int:
    return len(pair_of(row, ()).elements)


def gold(
    text: str, sentences: Sequence[DraftSentence], passages: Sequence[str]
) -> npt.NDArray[np.bool_]:
    """Which sentences are among the passages, by overlap of at least half of the shorter."""
    found = np.zeros(len(sentences), dtype=bool)
    for passage in passages:
        start = text.find(passage)
        end = start + len(passage)
        for i, sentence in enumerate(sentences):
            shared = min(end, sentence.end) - max(start, sentence.start)
            shorter = min(sentence.end - sentence.start, len(passage))
            if start >= 0 and shared > _COVERED * shorter:
                found[i] = True
    return found


def laid_out(source: LabelledText) -> tuple[Submission, list[DraftSentence]]:
    """A draft as the self-check lays it out, and its sentences without headings and copies."""
    document = read_document("draft.md", source.text.encode())
    submission = Submission(source.credential, [document])
    guard = CopyGuard(source.credential)
    own = [s for s in submission.sentences if not s.heading and not guard.copied(s.text)]
    return submission, own


def read_draft(source: LabelledText, signs: Signs, weights: Weights) -> ReadDraft:
    """The rows of a draft as the judge will read them."""
    submission, sentences = laid_out(source)
    if not sentences:
        return ReadDraft(source, ())
    chances = weights.chances(signs.of(submission, sentences))
    texts = [s.text for s in sentences]
    rows = []
    for j, row in enumerate(source.credential.rubric):
        if source.rows is not None and row.id not in source.rows:
            continue
        chosen = extract(texts, chances[:, j])
        passages = source.evidence.get(row.id)
        flags = [UNKNOWN] * len(chosen)
        if passages is not None:
            evident = gold(source.text, sentences, passages)
            flags = [int(evident[i]) for i in chosen]
        pair = pair_of(row, [sentences[i].text for i in chosen])
        marks = source.marks.get(row.id) or (UNKNOWN,) * len(pair.elements)
        rows.append(ReadRow(row.id, pair, source.labels[row.id], marks, tuple(flags)))
    return ReadDraft(source, tuple(rows))
