"""The vector store: passage ids and their vectors in Chroma, embedded or on a server.

Chroma holds vectors and ids only, never text: it can be rebuilt from the records at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from retrieval.errors import IndexUnavailable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

Floats = npt.NDArray[np.float32]

_COLLECTION = "credcoach-passages"
_BATCH = 1000  # vectors in one call to the store
_GONE = "NotFoundError"  # Chroma's, for a collection that is no more


class VectorIndex:
    """Nearest passages by cosine; opened on first use."""

    def __init__(self, folder: Path | None, server_url: str | None = None) -> None:
        """Embedded in `folder`, or on the Chroma server at `server_url`."""
        self._folder = folder
        self._server_url = server_url
        self._client: ClientAPI | None = None
        self._opened: Collection | None = None

    def _connect(self) -> ClientAPI:
        if self._client is not None:
            return self._client
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        try:
            if self._server_url:
                address = urlsplit(self._server_url)
                self._client = chromadb.HttpClient(
                    host=address.hostname or "localhost",
                    port=address.port or (443 if address.scheme == "https" else 8000),
                    ssl=address.scheme == "https",
                    settings=settings,
                )
            elif self._folder is not None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._client = chromadb.PersistentClient(str(self._folder), settings=settings)
            else:
                self._client = chromadb.EphemeralClient(settings=settings)
        except Exception as error:  # chromadb raises bare ValueError, OSError and its own kinds
            raise IndexUnavailable(_unavailable(self._server_url, self._folder)) from error
        return self._client

    def _collection(self) -> Collection:
        if self._opened is None:
            try:
                self._opened = self._connect().get_or_create_collection(
                    _COLLECTION,
                    embedding_function=None,  # ours always: Chroma's own would download a model
                    configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
                )
            except IndexUnavailable:
                raise
            except Exception as error:
                raise IndexUnavailable(_unavailable(self._server_url, self._folder)) from error
        return self._opened

    def _call(self, method: str, *, again: bool = False, **arguments: Any) -> Any:
        """Does it; a second time where another process cleared the store since we opened it."""
        try:
            return getattr(self._collection(), method)(**arguments)
        except IndexUnavailable:
            raise
        except Exception as error:
            self._opened = None
            if not again and type(error).__name__ == _GONE:
                return self._call(method, again=True, **arguments)
            raise IndexUnavailable(_unavailable(self._server_url, self._folder)) from error

    def ids(self) -> set[str]:
        """Every passage id that has a vector."""
        return set(self._call("get", include=[])["ids"])

    def put(self, ids: Sequence[str], owners: Sequence[str], vectors: Floats) -> None:
        """Keep one vector per id; `owners` are the credential ids they belong to."""
        for i in range(0, len(ids), _BATCH):
            some = slice(i, i + _BATCH)
            self._call(
                "upsert",
                ids=list(ids[some]),
                embeddings=vectors[some],
                metadatas=[{"credential_id": owner} for owner in owners[some]],
            )

    def drop(self, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are ignored."""
        for i in range(0, len(ids), _BATCH):
            self._call("delete", ids=list(ids[i : i + _BATCH]))

    def clear(self) -> None:
        """Forget everything, the collection included (vectors may have another width next)."""
        client = self._connect()
        self._opened = None
        try:
            if any(found.name == _COLLECTION for found in client.list_collections()):
                client.delete_collection(_COLLECTION)
        except Exception as error:
            raise IndexUnavailable(_unavailable(self._server_url, self._folder)) from error

    def nearest(
        self, vector: Floats, limit: int, owners: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """(passage id, cosine) of the nearest, best first; only of `owners` where given."""
        where = {"credential_id": {"$in": list(owners)}} if owners is not None else None
        if owners is not None and not owners:
            return []
        answer = self._call(
            "query",
            query_embeddings=vector.reshape(1, -1),
            n_results=limit,  # where there are fewer, all come
            where=where,
            include=["distances"],
        )
        pairs = zip(answer["ids"][0], answer["distances"][0], strict=True)
        return [(passage_id, 1.0 - float(distance)) for passage_id, distance in pairs]

    def count(self) -> int:
        """How many vectors are kept; raises IndexUnavailable when the store does not answer."""
        return int(self._call("count"))

    def close(self) -> None:
        """Give back connections and files; they are opened again where it is used after that."""
        client: Any = self._client  # its interface does not name `close`; every client has it
        self._client = self._opened = None
        if client is None:
            return
        client.close()
        for one in (client, getattr(client, "_admin_client", None)):
            # Chroma's own close leaves the connections to a server open, of each of its two.
            session = getattr(getattr(one, "_server", None), "_session", None)
            if session is not None:
                session.close()


def _unavailable(server_url: str | None, folder: Path | None) -> str:
    if server_url:
        return f"The Chroma server at {server_url} does not answer; check CREDCOACH_CHROMA_URL."
    return (
        f"The vector store in {folder} cannot be used; check its permissions, or rebuild it with "
        "`credcoach index PATH --rebuild`."
    )
