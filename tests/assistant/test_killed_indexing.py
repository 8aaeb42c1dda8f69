"""A run that is killed leaves the old catalogue answering, and the next run completes it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from random import Random

import pytest

from tests.assistant.indexing_run import MOMENTS, run_index, seen_in
from tests.catalogues import NUMBER_TALKS, minimal, write_catalogue

GOAL = "number talks mental mathematics"
KILLED = -9
MANY = 300  # that come where a run is killed at random
NEW = 12  # credentials that come, beside one that changes
QUICK = NUMBER_TALKS.replace("leads number talks", "leads quick number talks")
COMMITTED = {"records written", "old vectors dropped"}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A data folder with the small catalogue in it, and that catalogue with changes to come."""
    root = tmp_path_factory.mktemp("killed")
    folder = write_catalogue(root / "catalogue")
    (root / "data").mkdir()
    assert run_index(root / "data", folder) == 0
    (folder / "number-talks.yaml").write_text(QUICK)
    write_catalogue(folder, {f"new-{n}.yaml": minimal(f"new-{n}") for n in range(NEW)})
    return root / "data", folder


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_leaves_one_whole_catalogue_and_the_next_completes_it(
    moment: str, before: tuple[Path, Path], tmp_path: Path
) -> None:
    data = Path(shutil.copytree(before[0], tmp_path / "data"))

    assert run_index(data, before[1], moment) == KILLED

    after = seen_in(data, GOAL)
    assert after.hits[0] == "number-talks"
    assert after.quoted
    written = moment in COMMITTED
    assert ("quick" in after.competencies["number-talks"]) is written
    assert len(after.competencies) == (5 + NEW if written else 5)
    completed = seen_in(data, GOAL, complete=before[1])
    assert completed.whole
    assert "quick" in completed.competencies["number-talks"]
    assert len(completed.competencies) == 5 + NEW
    assert (completed.embedded == 0) is (moment not in {"embedding", "vectors put"})


@pytest.mark.soak
def test_eight_kills_at_random_moments_leave_the_old_catalogue_answering(
    before: tuple[Path, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(before[1], tmp_path / "catalogue"))
    write_catalogue(folder, {f"many-{n}.yaml": minimal(f"many-{n}") for n in range(MANY)})
    start = time.monotonic()
    data = Path(shutil.copytree(before[0], tmp_path / "uninterrupted"))
    # The records name the first folder, so this one's five are refused and the rest is new.
    assert run_index(data, folder) == 0
    whole_run_s = time.monotonic() - start
    random = Random(11)
    data = Path(shutil.copytree(before[0], tmp_path / "data"))
    for _ in range(8):
        run_index(data, folder, kill_after_s=random.uniform(0, whole_run_s))
        seen = seen_in(data, GOAL)
        assert seen.hits[0] == "number-talks"
        assert seen.quoted
        assert len(seen.competencies) in {5, 5 + NEW + MANY}
    completed = seen_in(data, GOAL, complete=folder)
    assert completed.whole
    assert len(completed.competencies) == 5 + NEW + MANY
