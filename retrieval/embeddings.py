"""Text -> vectors behind one interface: local, OpenAI-compatible, remembered, cached."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from retrieval.errors import EmbedderUnavailable

Floats = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]  # (done, of how many)

EMBED_TIMEOUT_S = 20.0
_REQUEST_TEXTS = 128  # texts in one request to an embedding endpoint
_STEP = 64  # texts between two reports of progress
_KEEP_EVERY_S = 1.0  # work that a stopped run may lose; each keeping waits for the disk


class Embedder(Protocol):
    """Turns texts into unit vectors; the same text always gives the same vector."""

    @property
    def name(self) -> str:
        """Names the vectors: those of two embedders are never compared."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector; 0 while it is not known yet."""
        ...

    def embed(self, texts: Sequence[str]) -> Floats:
        """Shape (len(texts), dimensions), rows of length 1; raises EmbedderUnavailable."""
        ...


class LocalEmbedder:
    """The local encoder, loaded when it is first used and only once; safe between threads."""

    name = "all-MiniLM-L6-v2"
    dimensions = 384

    def __init__(self) -> None:
        self._lock = Lock()
        self._model: Embedder | None = None

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors; raises EmbedderUnavailable when the weights cannot be read."""
        with self._lock:
            if self._model is None:
                from retrieval.minilm import MiniLM

                self._model = MiniLM()
        return self._model.embed(texts)


class OpenAIEmbedder:
    """An OpenAI-compatible embedding endpoint; for the catalogue and goals, never for drafts."""

    def __init__(self, model: str, api_key: str | None, base_url: str | None) -> None:
        self.name = f"openai:{model}"
        self.dimensions = 0  # known from the first answer
        self._model = model
        self._api_key = api_key
        self._base_url = base_url

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors; raises EmbedderUnavailable when the endpoint does not answer in time."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        import openai

        client = openai.OpenAI(
            api_key=self._api_key or "none",
            base_url=self._base_url,
            timeout=EMBED_TIMEOUT_S,
            max_retries=1,
        )
        rows: list[list[float]] = []
        try:
            with client:
                for i in range(0, len(texts), _REQUEST_TEXTS):
                    batch = [text or " " for text in texts[i : i + _REQUEST_TEXTS]]
                    answer = client.embeddings.create(model=self._model, input=batch)
                    rows += [item.embedding for item in sorted(answer.data, key=lambda d: d.index)]
            widths = {len(row) for row in rows}
            vectors = np.asarray(rows, dtype=np.float32) if len(widths) == 1 else None
        except openai.OpenAIError as error:
            raise EmbedderUnavailable(
                f"The embedding endpoint failed ({type(error).__name__}); check OPENAI_BASE_URL, "
                "OPENAI_API_KEY and CREDCOACH_EMBEDDINGS."
            ) from error
        except (AttributeError, TypeError, ValueError) as error:  # an answer of another shape
            raise EmbedderUnavailable(
                "The embedding endpoint answered with something other than vectors; check "
                "OPENAI_BASE_URL and CREDCOACH_EMBEDDINGS."
            ) from error
        if vectors is None or len(rows) != len(texts):
            raise EmbedderUnavailable(
                "The embedding endpoint answered with the wrong number of vectors; check "
                "CREDCOACH_EMBEDDINGS."
            )
        self.dimensions = vectors.shape[1]
        norms = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        unit: Floats = vectors / norms
        return unit


class RememberingEmbedder:
    """Another embedder with the last `size` vectors kept in memory: re-checks touch few texts."""

    def __init__(self, inner: Embedder, size: int = 20_000) -> None:
        self._inner = inner
        self._size = size
        self._kept: OrderedDict[str, Floats] = OrderedDict()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The inner embedder's name."""
        return self._inner.name

    @property
    def dimensions(self) -> int:
        """The inner embedder's dimensions."""
        return self._inner.dimensions

    def embed(self, texts: Sequence[str]) -> Floats:
        """As the inner embedder; only what is new is computed."""
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        new = list(dict.fromkeys(text for text in texts if text not in known))
        if new:
            known.update(zip(new, self._inner.embed(new), strict=True))
        with self._lock:
            for text in known:
                self._kept[text] = known[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([known[text] for text in texts])


class VectorCache:
    """Vectors of catalogue passages on disk, by content hash; loses nothing but time if deleted.

    Only the catalogue's text may come here: a person's words are never cached on disk.
    """

    def __init__(self, folder: Path | None, *ready: Path) -> None:
        """Kept in `folder`; `ready` are files that `write_ready` made."""
        self._folder = folder
        self._ready_files = ready
        self._ready: dict[str, Floats] | None = None

    def embed(
        self, embedder: Embedder, texts: Sequence[str], progress: Progress | None = None
    ) -> Floats:
        """As `embedder.embed`, reading what is cached and keeping what is new."""
        keys = [_key(embedder, text) for text in texts]
        if self._folder is None:
            return embedder.embed(texts)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = embedder.name.replace(":", "-").replace("/", "-")
            with closing(sqlite3.connect(self._folder / f"{name}.sqlite3", timeout=10)) as db:
                return self._embed(db, embedder, texts, keys, progress)
        except (sqlite3.Error, OSError):
            return embedder.embed(texts)  # a cache that cannot be used is no reason to fail

    def _ready_made(self) -> dict[str, Floats]:
        if self._ready is None:
            self._ready = {}
            for ready in self._ready_files:
                try:
                    with ready.open("rb") as file, np.load(file) as kept:
                        vectors = kept["vectors"].astype(np.float32)
                        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
                        self._ready |= zip(kept["keys"].tolist(), vectors, strict=True)
                except (OSError, ValueError, KeyError, EOFError, BadZipFile):
                    continue  # missing or damaged: computed instead
        return self._ready

    def _embed(
        self,
        db: sqlite3.Connection,
        embedder: Embedder,
        texts: Sequence[str],
        keys: list[str],
        progress: Progress | None,
    ) -> Floats:
        db.execute("CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, data BLOB NOT NULL)")
        ready = self._ready_made()
        known: dict[str, Floats] = {key: ready[key] for key in keys if key in ready}
        for i in range(0, len(keys), 500):
            some = keys[i : i + 500]
            marks = ",".join("?" * len(some))
            rows = db.execute(f"SELECT key, data FROM vector WHERE key IN ({marks})", some)
            known.update((key, np.frombuffer(data, dtype=np.float32)) for key, data in rows)
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        items = list(new.items())
        unkept: list[tuple[str, bytes]] = []
        last = time.monotonic()
        try:
            for i in range(0, len(items), _STEP):
                some_items = items[i : i + _STEP]
                vectors = embedder.embed([text for _, text in some_items])
                fresh = {key: vectors[j] for j, (key, _) in enumerate(some_items)}
                known.update(fresh)
                unkept += [(key, vector.tobytes()) for key, vector in fresh.items()]
                if time.monotonic() - last >= _KEEP_EVERY_S:
                    _keep(db, unkept)
                    unkept, last = [], time.monotonic()
                if progress is not None:
                    progress(len(keys) - len(items) + min(i + _STEP, len(items)), len(keys))
        finally:
            _keep(db, unkept)
        if not texts:
            return np.zeros((0, embedder.dimensions), dtype=np.float32)
        return np.stack([known[key] for key in keys])


def _keep(db: sqlite3.Connection, rows: list[tuple[str, bytes]]) -> None:
    with db:
        db.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)


def write_ready(file: Path, embedder: Embedder, texts: Sequence[str]) -> None:
    """Write a file of ready-made vectors (half precision: 770 bytes a text) for `VectorCache`."""
    unique = sorted({_key(embedder, text): text for text in texts}.items())
    vectors = embedder.embed([text for _, text in unique]).astype(np.float16)
    np.savez_compressed(file, keys=np.array([key for key, _ in unique]), vectors=vectors)


def _key(embedder: Embedder, text: str) -> str:
    """Names a vector: the same embedder and the same text, whoever asks."""
    return hashlib.sha256(f"{embedder.name}\x1f{text}".encode()).hexdigest()
