"""An embedded installation moved onto servers: its records, and vectors made from them anew."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from assistant.errors import BadInput
from assistant.settings import Settings
from integrations.handover import only_server
from integrations.services import Services
from retrieval.embeddings import Progress


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows each table has now, and how many vectors were made; None: none were asked."""

    records: dict[str, int]
    vectors: int | None

    def as_json(self) -> dict[str, Any]:
        """JSON types."""
        return asdict(self)


def move_installation(
    settings: Settings,
    database_url: str,
    chroma_url: str | None,
    progress: Progress | None = None,
) -> Moved:
    """Copies what lies in the data folder; nothing there is changed.

    Raises BadInput where there is nothing, Conflict where a server runs on it or where the target
    holds records, StoreUnavailable and IndexUnavailable where a server does not answer.
    """
    from assistant.store.moving import move_records

    here = settings.model_copy(update={"database_url": None, "chroma_url": None})
    there = settings.model_copy(update={"database_url": database_url, "chroma_url": chroma_url})
    if not (settings.data_dir / "credcoach.sqlite3").is_file():
        raise BadInput(
            f"There is no installation in {settings.data_dir}; name its folder with --data-dir."
        )
    source, target = Services(here), Services(there)
    try:
        with only_server(settings.data_dir, "its records are being moved"):
            records = move_records(source.store, target.store)
        vectors = target.library.heal(progress) if chroma_url else None
    finally:
        source.close()
        target.close()
    return Moved(records, vectors)
