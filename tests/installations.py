"""A whole installation over a small catalogue, its model at some address, no real encoder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.questions import Questions
from assistant.self_check.check import SelfChecker
from assistant.self_check.judged import ModelJudge
from assistant.self_check.surface import SurfaceJudge
from assistant.settings import Settings
from integrations.services import Services
from retrieval.embeddings import VectorCache
from tests.catalogues import FILES, write_catalogue
from tests.fakes import WordEmbedder


@contextmanager
def installed(folder: Path, base_url: str, files: Mapping[str, str] = FILES) -> Iterator[Services]:
    """Services as they are put together for people, but that texts are near by their words alone
    and rows are judged by their surface where no model does it."""
    settings = Settings.model_construct(data_dir=folder, openai_base_url=base_url, model="scripted")
    services = Services(settings)
    words: Any = WordEmbedder()
    services.local_embedder = words
    services.questions = Questions(services.library, words, VectorCache(None))
    assert services.model
    services.checker = SelfChecker(words, SurfaceJudge(), ModelJudge(services.model))
    report = services.library.index([write_catalogue(folder / "catalogue", dict(files))])
    assert not report.faults
    yield services
    services.close()
