"""Measurements for people to read: `make bench` prints them; nothing here fails by being slow."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.settings import Settings
from integrations.services import Services
from retrieval.documents import read_document
from retrieval.sample_vectors import SAMPLE_CATALOGUE

pytestmark = pytest.mark.bench

SETS = Path(__file__).parent / "sets"
ROUNDS = 20


def milliseconds(action: Callable[[], object], rounds: int = ROUNDS) -> str:
    """Median and 95th percentile of some rounds, in words."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        taken.append(1000 * (time.perf_counter() - start))
    return (
        f"median {statistics.median(taken):.0f} ms, 95 % within {np.percentile(taken, 95):.0f} ms"
    )


def test_the_main_job_is_measured(tmp_path, capsys):
    services = Services(Settings(CREDCOACH_DATA_DIR=tmp_path))
    lines = []
    start = time.perf_counter()
    report = services.library.index([SAMPLE_CATALOGUE])
    lines.append(f"index {report.credentials} credentials: {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    again = services.library.index([SAMPLE_CATALOGUE])
    lines.append(f"index again, nothing changed: {time.perf_counter() - start:.2f} s")
    assert again.embedded == 0
    assert again.changed == 0
    goals = [f"three kids do all the talking in period {i}" for i in range(ROUNDS + 1)]
    remaining = iter(goals)
    services.recommender.recommend(next(remaining))
    lines.append(
        "recommend: " + milliseconds(lambda: services.recommender.recommend(next(remaining)))
    )
    draft = (SETS / "feedback-dev/drafts/modelling-for-colleagues--long_winded.md").read_bytes()
    credential = services.library.credential("modelling-for-colleagues")
    document = read_document("draft.md", draft)
    start = time.perf_counter()
    first = services.checker.run(credential, [document])
    words = len(document.text.split())
    lines.append(f"first check, {words} words: {1000 * (time.perf_counter() - start):.0f} ms")
    edited = read_document("draft.md", draft + b"\n\nOn Friday I asked 14 students again.\n")
    start = time.perf_counter()
    services.checker.run(credential, [edited])
    lines.append(f"re-check after one sentence: {1000 * (time.perf_counter() - start):.0f} ms")
    assert services.checker.run(credential, [document]) == first
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines.append(f"peak memory of the process, Chroma included: {peak:.0f} MB")
    services.close()
    with capsys.disabled():
        print("\n" + "\n".join(lines))  # noqa: T201  # a bench speaks to its reader
