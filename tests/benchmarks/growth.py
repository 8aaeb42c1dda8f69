"""Synthetic catalogues of any size, and what indexing and searching them takes.

Every figure is taken twice: by the clock, and as processor time of all threads, which says the same
on a busy machine. Each half runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import random
import re
import resource
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.library import Library
from assistant.store.session import Store
from retrieval.embeddings import LocalEmbedder, VectorCache
from retrieval.index import VectorIndex
from retrieval.lexicon.concepts import ConceptFinder
from retrieval.lexicon.entries import LEXICON, read_lexicon
from retrieval.sample_vectors import SAMPLE_CATALOGUE
from retrieval.search import Searcher
from retrieval.words import WordIndex

Floats = npt.NDArray[np.float32]

PASSAGES = 10  # of each synthetic credential
TOPICS = 400  # clusters that the synthetic vectors lie in
QUERIES = 60
WARM_UP = 3  # queries before the first that counts: the lexicon and the known words are read then
LIKE_SEARCH, FEW = 800, 10  # results of a raw query: as many as a search asks for, and a few
SAMPLED = 64  # passages on which the local encoder's speed is measured


def words_to_write_with() -> list[str]:
    """The words of the sample catalogue."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(SAMPLE_CATALOGUE.rglob("*.yaml"))]
    return sorted(set(re.findall(r"[a-z]{3,12}", " ".join(texts).lower())))


def credential_yaml(number: int, words: Sequence[str]) -> str:
    """The file of one synthetic credential, with PASSAGES passages; the same for one number."""
    chosen = random.Random(number)

    def said(count: int) -> str:
        return " ".join(chosen.choice(words) for _ in range(count))

    rows = "".join(
        f"""  - id: row-{row}
    part: artifacts
    title: {said(3)}
    levels:
      - {{name: Proficient, descriptor: {said(35)}}}
      - {{name: Basic, descriptor: {said(30)}}}
      - {{name: Developing, descriptor: {said(20)}}}
"""
        for row in range(3)
    )
    return f"""id: synthetic-{number:05}
title: {said(5)} {number}
issuer: Example Cooperative {number % 7}
competency: The educator {said(20)}.
key_method: First {said(40)}.
method_components:
  - {{title: {said(3)}, text: {said(30)}}}
  - {{title: {said(3)}, text: {said(30)}}}
grades: [3, 4, 5]
subjects: [mathematics]
roles: [classroom teacher]
topics: [{said(1)}, {said(1)}]
effort_hours: 12
submission:
  - id: artifacts
    title: Part 2. Work examples
    kind: artifact
    prompts:
      - {{id: one, text: {said(25)}}}
      - {{id: two, text: {said(25)}}}
rubric:
{rows}"""


class SyntheticEmbedder:
    """Unit vectors in TOPICS clusters, the same for the same text, in no time to speak of."""

    name = "synthetic"
    dimensions = 384

    def __init__(self) -> None:
        """`taken` is what embedding took so far: seconds by the clock and of the processor."""
        rng = np.random.default_rng(1)
        self._centres = rng.standard_normal((TOPICS, self.dimensions), dtype=np.float32)
        self.texts = 0
        self.taken = np.zeros(2)

    def embed(self, texts: Sequence[str]) -> Floats:
        """One unit row a text."""
        with added_to(self.taken):
            rows = np.empty((len(texts), self.dimensions), dtype=np.float32)
            for row, text in zip(rows, texts, strict=True):
                rng = np.random.default_rng(zlib.crc32(text.encode()))
                row[:] = rng.standard_normal(self.dimensions, dtype=np.float32)
                row += self._centres[zlib.crc32(text.split(".")[0].encode()) % TOPICS]
                row /= np.linalg.norm(row)
        self.texts += len(texts)
        return rows


def now() -> npt.NDArray[np.float64]:
    """Seconds by the clock and of the processor, all threads together."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return np.array([time.perf_counter(), used.ru_utime + used.ru_stime])


@contextmanager
def added_to(total: npt.NDArray[np.float64]) -> Iterator[None]:
    """Adds what the block takes."""
    start = now()
    yield
    total += now() - start


def taken(action: Callable[[], object]) -> npt.NDArray[np.float64]:
    """What an action takes: seconds by the clock and of the processor."""
    total = np.zeros(2)
    with added_to(total):
        action()
    return total


def peak_mb() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def library_in(data: Path, embedder: SyntheticEmbedder) -> Library:
    """A library as the program builds it, lexicon included, with synthetic vectors."""
    store = Store(f"sqlite:///{data / 'credcoach.sqlite3'}")
    store.migrate()
    concepts = ConceptFinder(lambda: read_lexicon([LEXICON]), embedder, VectorCache(None))
    cache = VectorCache(data / "cache")
    return Library(store, VectorIndex(data / "vectors"), embedder, cache, concepts)


def indexing(data: Path, credentials: int) -> dict[str, Any]:
    """Index a synthetic catalogue: anew, again, with one file changed; beside the bare parts."""
    folder = data / "catalogue"
    folder.mkdir(parents=True)
    words = words_to_write_with()
    for number in range(credentials):
        (folder / f"c{number:05}.yaml").write_text(credential_yaml(number, words), "utf-8")
    embedder = SyntheticEmbedder()
    VectorIndex(None).count()  # what importing the vector store takes is no part of a run
    library = library_in(data, embedder)
    first = taken(lambda: library.index([folder]))
    peak = peak_mb()
    embedding, texts = embedder.taken.copy(), embedder.texts
    again = taken(lambda: library.index([folder]))
    assert embedder.texts == texts == PASSAGES * credentials
    changed = folder / f"c{credentials // 2:05}.yaml"
    changed.write_text(changed.read_text("utf-8").replace("key_method: First", "key_method: Then"))
    one = taken(lambda: library.index([folder]))
    passages = list(library.shelf().passages.values())
    vectors = embedder.embed([passage.embedded for passage in passages])
    bare = VectorIndex(data / "bare")
    ids, owners = [p.id for p in passages], [p.credential_id for p in passages]
    upsert = taken(lambda: bare.put(ids, owners, vectors))
    sample = [passage.embedded for passage in passages[:SAMPLED]]
    encoder = LocalEmbedder()
    encoder.embed(sample[:1])
    real = taken(lambda: encoder.embed(sample)) * (texts / len(sample))
    return {
        "first": first,
        "again": again,
        "one_changed": one,
        "one_changed_embedded": embedder.texts - texts - len(passages),
        "bare_embedding": embedding,
        "bare_upsert": upsert,
        "local_encoder": real,
        "peak_mb": peak,
    }


def searching(data: Path) -> dict[str, Any]:
    """Search what `indexing` made, as a new process: its start, each part of a query, memory."""
    embedder = SyntheticEmbedder()
    library = library_in(data, embedder)
    parts = {"vectors": np.zeros(2), "words": np.zeros(2)}
    _timed(VectorIndex, "nearest", parts["vectors"])
    _timed(WordIndex, "scores", parts["words"])
    made: list[Searcher] = []
    start = taken(lambda: made.append(library.searcher()))
    searcher = made[0]
    words = words_to_write_with()
    chosen = random.Random(3)
    goals = [" ".join(chosen.choice(words) for _ in range(9)) for _ in range(QUERIES + WARM_UP)]
    among = list(library.shelf().credentials)  # as a recommendation asks, which may leave some out
    start += taken(lambda: [searcher.find(goal, 5, among) for goal in goals[:WARM_UP]])
    rows: dict[str, list[npt.NDArray[np.float64]]] = {
        name: [] for name in ("search", "vectors", "words", "rest", "raw", "raw_few")
    }
    index = VectorIndex(data / "vectors")
    collection = index._collection()
    for goal in goals[WARM_UP:]:
        for part in (*parts.values(), embedder.taken):
            part[:] = 0
        whole = taken(lambda goal=goal: searcher.find(goal, 5, among)) - embedder.taken
        rows["search"].append(whole)
        for name, part in parts.items():
            rows[name].append(part.copy())
        rows["rest"].append(whole - sum(parts.values()))
        query = embedder.embed([goal])
        for name, count in (("raw", LIKE_SEARCH), ("raw_few", FEW)):
            rows[name].append(
                taken(
                    lambda query=query, count=count: collection.query(
                        query_embeddings=query, n_results=count, include=["distances"]
                    )
                )
            )
    found: dict[str, Any] = {"start": start, "peak_mb": peak_mb()}
    for name, taken_rows in rows.items():
        milliseconds = 1000 * np.array(taken_rows)
        found[f"{name}_p50"] = np.percentile(milliseconds, 50, axis=0)
        found[f"{name}_p95"] = np.percentile(milliseconds, 95, axis=0)
    return found


def _timed(owner: type, method: str, total: npt.NDArray[np.float64]) -> None:
    inner = getattr(owner, method)

    def timed(*arguments: Any, **named: Any) -> Any:
        with added_to(total):
            return inner(*arguments, **named)

    setattr(owner, method, timed)
