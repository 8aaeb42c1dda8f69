"""How time and memory grow from 100 to 10,000 credentials: printed, and kept in results/.

GROWTH_SIZES=100,1000 measures only these. Nothing here fails by being slow; it fails where a run
embeds what it need not.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.benchmarks.growth import PASSAGES, indexing, searching

pytestmark = pytest.mark.bench

SIZES = [int(size) for size in os.environ.get("GROWTH_SIZES", "100,1000,10000").split(",")]
RESULTS = Path(__file__).parent / "results" / "growth.json"
ROWS = {
    "index, s": ("indexing", "first"),
    "  bare embedding (synthetic), s": ("indexing", "bare_embedding"),
    "  bare upsert, s": ("indexing", "bare_upsert"),
    "  times bare": ("indexing", "times_bare"),
    "  times bare with the local encoder*": ("indexing", "times_bare_with_encoder"),
    "index again, s": ("indexing", "again"),
    "  share of the first": ("indexing", "again_share"),
    "one file changed, s": ("indexing", "one_changed"),
    "memory while indexing, MB": ("indexing", "peak_mb"),
    "first search of a process, s": ("searching", "start"),
    "search p50, ms": ("searching", "search_p50"),
    "search p95, ms": ("searching", "search_p95"),
    "  vectors p95, ms": ("searching", "vectors_p95"),
    "  words p95, ms": ("searching", "words_p95"),
    "  rest p95, ms": ("searching", "rest_p95"),
    "raw Chroma query, 800 results, p50, ms": ("searching", "raw_p50"),
    "raw Chroma query, 800 results, p95, ms": ("searching", "raw_p95"),
    "raw Chroma query, 10 results, p95, ms": ("searching", "raw_few_p95"),
    "memory while searching, MB": ("searching", "peak_mb"),
}


def test_growth_from_a_hundred_to_ten_thousand_credentials(tmp_path, capsys):
    results: dict[str, dict[str, dict[str, Any]]] = {}
    for size in SIZES:
        data = tmp_path / str(size)
        halves = {"indexing": apart(indexing, data, size), "searching": apart(searching, data)}
        with_ratios(halves["indexing"])
        assert halves["indexing"]["one_changed_embedded"] == 1
        results[str(size)] = {
            half: {name: plain(value) for name, value in found.items()}
            for half, found in halves.items()
        }
        RESULTS.write_text(json.dumps(results, indent=1) + "\n")
        with capsys.disabled():
            print("\n" + table(results))  # noqa: T201  # a bench speaks to its reader


def apart(action, *arguments):
    """An action's answer, from a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(action, *arguments).result()


def with_ratios(found: dict[str, Any]) -> None:
    """Adds what the first run is against its bare parts, and the second against the first."""
    bare = found["bare_embedding"] + found["bare_upsert"]
    found["times_bare"] = found["first"] / bare
    encoder = found["local_encoder"]
    own = found["first"] - bare
    found["times_bare_with_encoder"] = 1 + own / (encoder + found["bare_upsert"])
    found["again_share"] = found["again"] / found["first"]


def plain(value: Any) -> Any:
    """Figures as JSON: by the clock and of the processor where there are two."""
    if isinstance(value, np.ndarray):
        return {"clock": round(float(value[0]), 4), "processor": round(float(value[1]), 4)}
    return round(value, 1)


def table(results: dict[str, dict[str, dict[str, Any]]]) -> str:
    """The figures by size; two in a cell are by the clock / of the processor."""

    def cell(value: Any) -> str:
        if isinstance(value, dict):
            return f"{value['clock']:.3g} / {value['processor']:.3g}"
        return f"{value:.0f}"

    head = f"{'credentials':40}" + "".join(f"{size:>20}" for size in results)
    head += f"\n{'passages':40}" + "".join(f"{PASSAGES * int(size):>20}" for size in results)
    lines = [
        f"{label:40}" + "".join(f"{cell(found[half][name]):>20}" for found in results.values())
        for label, (half, name) in ROWS.items()
    ]
    return "\n".join([head, *lines, "* its speed measured on 64 passages of the same run"])
