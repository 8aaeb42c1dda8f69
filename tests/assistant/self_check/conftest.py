"""The small catalogue's credentials, read once."""

from __future__ import annotations

import pytest

from retrieval.catalogue import Credential
from retrieval.loading import load_catalogue
from tests.catalogues import write_catalogue


@pytest.fixture(scope="session")
def small_catalogue(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Credential]:
    """Credentials by id."""
    return dict(load_catalogue(write_catalogue(tmp_path_factory.mktemp("small"))).credentials)


@pytest.fixture
def thinking_time(small_catalogue: dict[str, Credential]) -> Credential:
    """Three parts, three rows; AI help is to be disclosed."""
    return small_catalogue["thinking-time"]


@pytest.fixture
def own_words(small_catalogue: dict[str, Credential]) -> Credential:
    """One part, one row; AI help is forbidden."""
    return small_catalogue["own-words"]
