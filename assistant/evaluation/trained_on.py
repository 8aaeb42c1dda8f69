"""Whether a set's text was seen in training: figures on such text flatter the judge.

The judge's file lists sha256 hashes of what it learned from: of files, byte for byte, and of texts
(`text_digest`), which still match when a copy of a file has other line ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.labels import LabelledDraft
from assistant.evaluation.pairs import Pair
from assistant.self_check.pairing import pair_of
from assistant.self_check.reader import Reader
from retrieval.catalogue import Criterion
from retrieval.loading import load_catalogue


@dataclass(frozen=True, slots=True)
class Seen:
    """How much of a set the judge was trained on; a pair counts by its draft or its base."""

    drafts: int
    of_drafts: int
    pairs: int
    of_pairs: int
    rubric_rows: int
    of_rubric_rows: int

    @property
    def any(self) -> bool:
        """Whether a figure on this set is in doubt."""
        return bool(self.drafts or self.pairs or self.rubric_rows)

    def __str__(self) -> str:
        parts = [
            f"{some} of {all_} {name}"
            for some, all_, name in (
                (self.drafts, self.of_drafts, "drafts"),
                (self.pairs, self.of_pairs, "pairs"),
                (self.rubric_rows, self.of_rubric_rows, "rubric rows"),
            )
            if some
        ]
        return (
            f"WARNING: the offline judge was trained on {', '.join(parts)} of this set, so these "
            "figures flatter it. Figures on credentials that were left out of training stand "
            "beside these in `make eval`."
        )


def text_digest(text: str) -> str:
    """The sha256 of a text with its white space evened out."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def row_digest(row: Criterion) -> str:
    """The sha256 of a rubric row as a judge reads it."""
    return text_digest(pair_of(row, ()).row)


def learned_from() -> frozenset[str]:
    """The hashes that the offline judge's file lists."""
    return frozenset(Reader().about.get("trained_on", ()))


def seen(
    hashes: Collection[str],
    folder: Path,
    drafts: Sequence[LabelledDraft],
    pairs: Sequence[Pair] = (),
    pairs_folder: Path | None = None,
) -> Seen:
    """How much of a set stands in these hashes: drafts, minimal pairs and rubric rows.

    A row counts when its catalogue file is listed, or its own `row_digest`.
    """
    known = frozenset(hashes)
    trained = {d.draft for d in drafts if _known(folder / "drafts" / d.draft, known)}
    changed = [
        pair
        for pair in pairs
        if pair.base in trained
        or (pairs_folder is not None and _known(pairs_folder / "drafts" / pair.draft, known))
    ]
    catalogue = load_catalogue(folder / "catalog")
    rows = [
        _known(folder / "catalog" / catalogue.paths[credential.id], known)
        or row_digest(row) in known
        for credential in catalogue.credentials.values()
        for row in credential.rubric
    ]
    return Seen(
        drafts=len({d.draft for d in drafts} & trained),
        of_drafts=len({d.draft for d in drafts}),
        pairs=len(changed),
        of_pairs=len(pairs),
        rubric_rows=sum(rows),
        of_rubric_rows=len(rows),
    )


def _known(file: Path, hashes: Collection[str]) -> bool:
    try:
        data = file.read_bytes()
    except OSError:
        return False  # said when the draft is checked
    text = text_digest(data.decode("utf-8", errors="replace"))
    return hashlib.sha256(data).hexdigest() in hashes or text in hashes
