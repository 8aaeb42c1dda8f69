"""Backups: one archive of the records and what lies beside them, made while a server runs.

Not in it: the vectors (they are made anew), the log, and the secret key. A restored installation
keeps the key of its folder or makes a new one: pages that were open must be loaded again, and
nobody is signed out. Settings (`.env`) are the operator's own to keep.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from assistant.errors import BadInput, Conflict, StoreUnavailable
from assistant.settings import Settings
from assistant.store.records import utc_now
from assistant.store.snapshot import Snapshot, copy_database, examine, settle, sqlite_file
from integrations.data_folder import make_data_dir
from integrations.handover import only_server

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "credcoach.sqlite3"
FOLDERS = ("issuers",)  # what an installation keeps beside its records
FILES = ("retention.json",)
VECTORS = "vectors"
MANIFEST_BYTES = 1_000_000  # a manifest is read whole, so it may not be anything larger
STAGED = ".restoring"
REPLACED = ".replaced"
# These say nothing about whether a folder is in use for keeping: they come with looking at it.
EMPTY_ENOUGH = ("credcoach.log", "server.lock", "server.json", "secret.key", STAGED, REPLACED)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself; `files` are SHA-256 sums by name."""

    format: int
    credcoach: str
    made_at: str
    migration: str
    counts: dict[str, int]
    files: dict[str, str]


def back_up(settings: Settings, target: Path, at: datetime | None = None) -> Manifest:
    """Writes the archive whole or not at all; raises BadInput, StoreUnavailable, Conflict."""
    source = sqlite_file(settings.database_url or settings.sqlite_url)
    if target.exists():
        raise Conflict(f"{target} is already there; name another file.")
    with _said(target), tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as made:
        copied = Path(made) / DATABASE
        snapshot = copy_database(source, copied)
        files = {DATABASE: copied, **_beside(settings.data_dir)}
        manifest = Manifest(
            FORMAT,
            version("credcoach"),
            (at or utc_now()).isoformat(timespec="seconds"),
            snapshot.migration,
            snapshot.counts,
            {name: _sum(file) for name, file in files.items()},
        )
        packed = Path(made) / "archive"
        with os.fdopen(os.open(packed, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
                for name, each in files.items():
                    archive.write(each, name)
            file.flush()
            os.fsync(file.fileno())
        packed.rename(target)
        _sync_folder(target.parent)
    return manifest


def restore(settings: Settings, archive: Path, *, replace: bool = False) -> Manifest:
    """Brings a backup back into the data folder, after every sum in it was found right.

    Nothing is changed before all of it lies checked beside what it replaces. Raises BadInput for
    an archive that is damaged, Conflict where the folder holds something or a server runs.
    """
    database = sqlite_file(settings.database_url or settings.sqlite_url)
    folder = settings.data_dir
    make_data_dir(folder)
    if not replace and (database.exists() or _holds_something(folder)):
        raise Conflict(
            f"The data folder {folder} is not empty, so nothing was restored; name another one "
            "with --data-dir, or say --replace to lose what is in it."
        )
    with only_server(folder, "`credcoach restore`"), _said(folder):
        staged, replaced = folder / STAGED, folder / REPLACED
        for left in (staged, replaced):  # of a restore that was killed
            shutil.rmtree(left, ignore_errors=True)
        try:
            manifest = _unpack(archive, staged)
            _swap(folder, database, staged, replaced)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
            shutil.rmtree(replaced, ignore_errors=True)
    return manifest


def _unpack(archive: Path, staged: Path) -> Manifest:
    staged.mkdir(mode=0o700)
    try:
        with zipfile.ZipFile(archive) as opened:
            manifest = _manifest(opened)
            if sorted(opened.namelist()) != sorted([MANIFEST, *manifest.files]):
                raise BadInput(f"{archive} is not whole: it holds other files than it says.")
            for name, expected in manifest.files.items():
                if not _fits(name):
                    raise BadInput(f"{archive} holds {name!r}, which is no file of a backup.")
                file = staged / name
                file.parent.mkdir(mode=0o700, exist_ok=True)
                with opened.open(name) as packed, _private(file) as out:
                    shutil.copyfileobj(packed, out)
                    out.flush()
                    os.fsync(out.fileno())
                if _sum(file) != expected:
                    raise BadInput(f"{archive} is damaged: {name} is not what was packed.")
    except FileNotFoundError as error:
        if Path(str(error.filename)) != archive:
            raise
        raise BadInput(f"There is no file {archive}.") from error
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, TypeError) as error:
        raise BadInput(f"{archive} is no backup of Credcoach, or it is damaged.") from error
    found = examine(staged / DATABASE)
    if found != Snapshot(manifest.migration, manifest.counts):
        raise BadInput(f"{archive} is damaged: it holds other records than it says.")
    return manifest


def _manifest(opened: zipfile.ZipFile) -> Manifest:
    if opened.getinfo(MANIFEST).file_size > MANIFEST_BYTES:
        raise ValueError("no manifest of ours is that large")
    said: dict[str, Any] = json.loads(opened.read(MANIFEST))
    if said["format"] != FORMAT:
        raise BadInput("This backup was made by a newer Credcoach; install that one to restore it.")
    manifest = Manifest(**said)
    if DATABASE not in manifest.files:
        raise KeyError(DATABASE)
    return manifest


def _swap(folder: Path, database: Path, staged: Path, replaced: Path) -> None:
    """Only renames, each undone if a later one fails; the database's, the last, is what counts."""
    if database.exists():
        settle(database)
    replaced.mkdir(mode=0o700)
    done: list[tuple[Path, Path]] = []
    moves = [
        *((folder / name, replaced / name) for name in (VECTORS, *FOLDERS, *FILES)),
        *((staged / name, folder / name) for name in (*FOLDERS, *FILES)),
        *((log, replaced / log.name) for log in _logs(database)),
    ]
    try:
        for here, there in moves:
            if here.exists():
                here.rename(there)
                done.append((here, there))
        _sync_folder(folder)
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if database.parent == folder:
            (staged / DATABASE).replace(database)
        else:  # CREDCOACH_DATABASE_URL names a file elsewhere, maybe on another disk
            beside = database.with_name(f".{database.name}.restoring")
            shutil.copyfile(staged / DATABASE, beside)
            beside.chmod(0o600)
            beside.replace(database)
    except OSError:
        for here, there in reversed(done):
            there.rename(here)
        raise
    _sync_folder(database.parent)


def _logs(database: Path) -> list[Path]:
    return [database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm")]


def _beside(folder: Path) -> dict[str, Path]:
    """What is kept beside the records, by its names in the archive."""
    return {name: folder / name for name in FILES if (folder / name).is_file()} | {
        f"{name}/{file.name}": file
        for name in FOLDERS
        if (folder / name).is_dir()
        for file in sorted((folder / name).iterdir())
        if file.is_file() and not file.is_symlink()
    }


def _fits(name: str) -> bool:
    """Whether an archive's name may be written below the data folder."""
    first, slash, rest = name.partition("/")
    plain = rest not in ("", ".", "..") and not set(rest) & set("/\\\0")
    return name in (DATABASE, *FILES) or (bool(slash) and first in FOLDERS and plain)


def _holds_something(folder: Path) -> bool:
    return any(not one.name.startswith(EMPTY_ENOUGH) for one in folder.iterdir())


def _private(file: Path) -> IO[bytes]:
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """A rename is safe on the disk once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _said(place: Path) -> Iterator[None]:
    """Faults of the disk in one sentence that names the place."""
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(
            f"{place} cannot be written ({error.strerror or error}); nothing was changed."
        ) from error
