"""Indexing in a process of its own, which may be killed, and a look at what it left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from assistant import library as library_module
from assistant.library import Library
from assistant.store.session import Session, Store
from retrieval.embeddings import VectorCache
from retrieval.index import VectorIndex
from tests.fakes import WordEmbedder

AT_ONCE = 8  # passages embedded at once, so that a small catalogue takes several lots
PATIENCE_S = 300.0
MOMENTS = (
    "embedding",
    "vectors put",
    "records begun",
    "records almost written",
    "records written",
    "old vectors dropped",
)
DIES_AT = {"embedding": 2}  # with some vectors there and others not

# What the processes need is imported once, in the server that they are forked from.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["chromadb", "sqlmodel", "tests.assistant.indexing_run"])


@dataclass(frozen=True)
class Seen:
    """What a new process finds in a data folder."""

    competencies: dict[str, str]  # by credential id
    hits: tuple[str, ...]  # for the goal, best first
    quoted: bool  # the best hit came with a passage
    whole: bool  # every passage has its vector, and nothing else has
    embedded: int  # by the run before this look, where there was one


def library_in(data: Path, dies: Callable[[str], None] = lambda _: None) -> Library:
    """The library of a data folder; `dies` is told every step that it is about to take."""

    class Embedder(WordEmbedder):
        def embed(self, texts: Sequence[str]) -> Any:
            dies("embedding")
            return super().embed(texts)

    class Vectors(VectorIndex):
        def put(self, *arguments: Any) -> None:
            super().put(*arguments)
            dies("vectors put")

        def drop(self, *arguments: Any) -> None:
            dies("records written")
            super().drop(*arguments)
            dies("old vectors dropped")

    class Records(Store):
        @contextmanager
        def session(self) -> Iterator[Session]:
            with super().session() as session:
                dies("records begun")
                yield session
                dies("records almost written")

    store = Records(f"sqlite:///{data / 'credcoach.sqlite3'}")
    store.migrate()
    return Library(store, Vectors(data / "vectors"), Embedder(), VectorCache(None))


def index(data: Path, folder: Path, moment: str | None = None) -> None:
    """Index a folder; the process dies when it comes to that moment."""
    library_module.EMBEDDED_AT_ONCE = AT_ONCE
    steps: list[str] = []

    def dies(step: str) -> None:
        steps.append(step)
        if step == moment and steps.count(step) == DIES_AT.get(step, 1):
            os.kill(os.getpid(), signal.SIGKILL)

    library_in(data, dies).index([folder])


def look(data: Path, goal: str, complete: Path | None, answer: Connection) -> None:
    """Send what is `Seen`; with `complete`, after indexing that folder first."""
    library = library_in(data)
    embedded = library.index([complete]).embedded if complete else 0
    shelf = library.shelf()
    hits = library.searcher().search(goal, 3)
    whole = VectorIndex(data / "vectors").ids() == set(shelf.passages)
    answer.send(
        Seen(
            competencies={c.id: c.competency for c in shelf.credentials.values()},
            hits=tuple(hit.credential.id for hit in hits),
            quoted=bool(hits and hits[0].passages),
            whole=whole,
            embedded=embedded,
        )
    )


def run_index(
    data: Path, folder: Path, moment: str | None = None, kill_after_s: float | None = None
) -> int:
    """Index in another process; its exit code, -9 where it was killed."""
    process = PROCESSES.Process(target=index, args=(data, folder, moment))
    process.start()
    process.join(PATIENCE_S if kill_after_s is None else kill_after_s)
    if process.exitcode is None:
        process.kill()
        process.join()
    assert process.exitcode is not None
    return process.exitcode


def seen_in(data: Path, goal: str, complete: Path | None = None) -> Seen:
    """What another process finds; with `complete`, after indexing that folder first."""
    here, there = PROCESSES.Pipe()
    process = PROCESSES.Process(target=look, args=(data, goal, complete, there))
    process.start()
    there.close()
    try:
        assert here.poll(PATIENCE_S), "it does not answer"
        seen: Seen = here.recv()
    finally:
        process.join()
        here.close()
    return seen
