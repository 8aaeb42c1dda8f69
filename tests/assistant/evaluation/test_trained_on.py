"""Text that the judge has learned from is recognised, however it was listed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assistant.evaluation.labels import LabelledDraft
from assistant.evaluation.pairs import Pair
from assistant.evaluation.trained_on import Seen, row_digest, seen, text_digest
from assistant.evaluation.training.variants import digests
from retrieval.loading import load_catalogue
from tests.catalogues import PROTOCOL, THINKING_TIME, write_catalogue


def draft(name: str) -> LabelledDraft:
    return LabelledDraft(name, "thinking-time", "k", "ready", {}, {})


DRAFTS = [draft("one.md"), draft("two.md")]
PAIRS = [Pair(p, f"{p}.md", f"{p}-changed.md", "thinking-time", "a", "h") for p in ("one", "two")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_catalogue(
        tmp_path / "catalog",
        {"thinking-time.yaml": THINKING_TIME, "pause-protocol.md": PROTOCOL},
    )
    (tmp_path / "drafts").mkdir()
    for name in ("one.md", "two.md", "one-changed.md", "two-changed.md"):
        (tmp_path / "drafts" / name).write_text(f"The draft {name}.\n")
    return tmp_path


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_nothing_is_said_of_a_set_that_was_not_seen(folder: Path) -> None:
    found = seen(["0" * 64], folder, DRAFTS, PAIRS, folder)
    assert found == Seen(0, 2, 0, 2, 0, 3)
    assert not found.any


def test_a_draft_is_known_by_its_bytes_or_by_its_words(folder: Path) -> None:
    by_bytes = digest(folder / "drafts" / "one.md")
    by_words = text_digest("The draft  two.md.")

    assert seen([by_bytes], folder, DRAFTS).drafts == 1
    assert seen([by_words], folder, DRAFTS).drafts == 1
    (folder / "drafts" / "two.md").write_bytes(b"\xef\xbb\xbfThe draft two.md.\r\n")
    assert seen([digest(folder / "drafts" / "two.md")], folder, DRAFTS).drafts == 1


def test_a_pair_is_known_by_its_draft_or_its_base(folder: Path) -> None:
    base = digest(folder / "drafts" / "one.md")
    changed = digest(folder / "drafts" / "two-changed.md")

    assert seen([base], folder, DRAFTS, PAIRS, folder).pairs == 1
    assert seen([base, changed], folder, DRAFTS, PAIRS, folder).pairs == 2


def test_rubric_rows_are_known_by_their_words_or_their_file(folder: Path) -> None:
    row = load_catalogue(folder / "catalog").credentials["thinking-time"].rubric[0]
    assert seen([row_digest(row)], folder, DRAFTS).rubric_rows == 1
    assert seen([digest(folder / "catalog" / "thinking-time.yaml")], folder, []).rubric_rows == 3


def test_the_hashes_that_training_lists_of_a_folder_are_enough(folder: Path) -> None:
    assert seen(digests(folder), folder, DRAFTS, PAIRS, folder) == Seen(2, 2, 2, 2, 3, 3)


def test_the_warning_names_what_was_seen_and_only_that() -> None:
    said = str(Seen(3, 80, 0, 186, 2, 51))
    assert said.startswith("WARNING: the offline judge was trained on 3 of 80 drafts, 2 of 51 rub")
    assert "pairs" not in said
    assert "make eval" in said
