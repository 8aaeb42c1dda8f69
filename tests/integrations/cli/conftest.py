"""Commands run in this process, on a data folder of the test's own with the fake embedder."""

from __future__ import annotations

import io
import json
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from integrations.cli.failures import guarded
from integrations.cli.main import app
from integrations.services import Services
from tests.catalogues import write_catalogue
from tests.fakes import WordEmbedder


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def events(self) -> list[dict[str, Any]]:
        """One event a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Shell = Callable[..., Ran]


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `catalogue` and a data folder `data` that holds it, to be copied."""
    folder = tmp_path_factory.mktemp("indexed")
    write_catalogue(folder / "catalogue")
    embedder = WordEmbedder()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Services, "local_embedder", property(lambda _: embedder))
        patched.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        services = Services(
            Settings.model_construct(
                data_dir=folder / "data", database_url=None, chroma_url=None, embeddings="local"
            )
        )
        services.library.index([folder / "catalogue"])
        services.close()
    return folder


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No setting, no `.env`, no cache of the machine; no log left open afterwards."""
    for field in Settings.model_fields.values():
        monkeypatch.delenv(field.alias or "", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    yield
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()


@pytest.fixture
def data(tmp_path: Path, indexed: Path) -> Path:
    """A data folder with the small catalogue in it."""
    return Path(shutil.copytree(indexed / "data", tmp_path / "data"))


@pytest.fixture
def bare_shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Runs a command just as it is given."""

    def run(*arguments: object, stdin: str | bytes = "") -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["credcoach", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        capsys.readouterr()
        status = guarded(app)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Ran(status, out, err)

    return run


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, bare_shell: Shell, data: Path) -> Shell:
    """Runs a command on the indexed data folder, with the fake embedder."""
    embedder = WordEmbedder()
    monkeypatch.setattr(Services, "local_embedder", property(lambda _: embedder))

    def run(*arguments: object, stdin: str | bytes = "", at: Path = data) -> Ran:
        return bare_shell(*arguments, "--data-dir", at, stdin=stdin)

    return run
