"""backup and restore whole or not at all, and the page of what is kept."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.accounts import Accounts
from assistant.drafts import Drafts
from assistant.people import Person
from assistant.store.session import Store
from integrations import backup
from integrations.handover import only_server
from tests.integrations.cli.conftest import Shell

WORDS = "my students paused before they answered"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    """The store of the data folder, open as in a server that runs."""
    store = Store(f"sqlite:///{data / 'credcoach.sqlite3'}")
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def alice(store: Store, data: Path) -> Person:
    """Alice, with a draft; and an issuer's key beside the records."""
    person = Accounts(store).welcome("alice@school.example", "Alice")
    drafts = Drafts(store)
    drafts.put_part(person, drafts.create(person, "pauses").id, "overview", WORDS)
    (data / "issuers").mkdir()
    (data / "issuers" / "state.json").write_text('{"key": 1}')
    (data / "secret.key").write_text("the key of this folder")
    return person


@pytest.fixture
def archive(shell: Shell, alice: Person, tmp_path: Path) -> Path:
    """A backup of the data folder, made while its store is open."""
    assert alice
    ran = shell("backup", tmp_path / "kept.zip")
    assert (ran.status, ran.out) == (0, "")
    assert "1 person" in ran.err
    return tmp_path / "kept.zip"


def draft_of(data: Path) -> str:
    """Alice's draft as a new process finds it."""
    store = Store(f"sqlite:///{data / 'credcoach.sqlite3'}")
    person = Accounts(store).welcome("alice@school.example", "Alice")
    (draft,) = Drafts(store).list(person)
    text = Drafts(store).get(person, draft.id).parts[0].text
    store.close()
    return text


def everything_in(folder: Path) -> dict[str, bytes]:
    """The files that matter below a folder: not the log, not the lock."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(("credcoach.log", "server."))
    }


def repacked(archive: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The archive with its files changed."""
    with zipfile.ZipFile(archive) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return archive


def test_a_backup_says_what_it_holds_and_has_no_key_and_no_vectors_in_it(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        names = set(opened.namelist())
    assert names == {"manifest.json", "credcoach.sqlite3", "issuers/state.json"}
    assert set(manifest["files"]) == names - {"manifest.json"}
    assert manifest["counts"]["person"] == 1
    assert manifest["counts"]["draft_part"] == 1
    assert manifest["migration"]
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_a_backup_leaves_nothing_beside_it(archive: Path) -> None:
    assert [f.name for f in archive.parent.iterdir() if f.name.startswith(".")] == []


@pytest.mark.usefixtures("alice")
def test_a_backup_is_one_moment_although_others_write(
    shell: Shell, store: Store, tmp_path: Path
) -> None:
    with store.session() as session:  # a change under way, which is not kept yet
        session.connection().exec_driver_sql("UPDATE draft_part SET text = 'half'")
        assert shell("backup", tmp_path / "kept.zip").status == 0
    assert shell("restore", tmp_path / "kept.zip", at=tmp_path / "new").status == 0
    assert draft_of(tmp_path / "new") == WORDS


def test_a_restored_folder_holds_the_records_and_makes_its_vectors_anew(
    shell: Shell, archive: Path, tmp_path: Path
) -> None:
    ran = shell("restore", archive, at=tmp_path / "new")
    assert ran.status == 0, ran.err
    assert draft_of(tmp_path / "new") == WORDS
    assert (tmp_path / "new" / "issuers" / "state.json").read_text() == '{"key": 1}'
    doctor = shell("doctor", at=tmp_path / "new")
    assert "ok  vectors: 5 credentials, 20 passages, 20 made anew" in doctor.out


def test_restoring_over_something_needs_a_word_and_then_keeps_the_folder_s_key(
    shell: Shell, archive: Path, store: Store, alice: Person, data: Path
) -> None:
    draft = Drafts(store).list(alice)[0]
    Drafts(store).put_part(alice, draft.id, "overview", "something later")
    store.close()
    before = everything_in(data)
    ran = shell("restore", archive)
    assert ran.status == 2
    assert "--replace" in ran.err
    assert everything_in(data) == before
    assert shell("restore", archive, "--replace").status == 0
    assert draft_of(data) == WORDS
    assert (data / "secret.key").read_text() == "the key of this folder"
    assert [f.name for f in data.iterdir() if f.name.startswith(".")] == []


@pytest.mark.usefixtures("alice")
def test_restoring_while_a_server_runs_is_refused(shell: Shell, archive: Path, data: Path) -> None:
    with only_server(data, "http://127.0.0.1:1234"):
        ran = shell("restore", archive, "--replace")
    assert ran.status == 2
    assert "A server already runs" in ran.err


def _another_draft(files: dict[str, bytes]) -> None:
    files["credcoach.sqlite3"] = files["credcoach.sqlite3"].replace(b"paused", b"shouted"[:6])


def _a_way_out(files: dict[str, bytes]) -> None:
    said = json.loads(files["manifest.json"])
    said["files"]["issuers/../../out"] = said["files"].pop("issuers/state.json")
    files["issuers/../../out"] = files.pop("issuers/state.json")
    files["manifest.json"] = json.dumps(said).encode()


def _a_later_one(files: dict[str, bytes]) -> None:
    files["manifest.json"] = json.dumps(
        {**json.loads(files["manifest.json"]), "format": 2}
    ).encode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_another_draft, "is damaged"),
        (_a_way_out, "is no file of a backup"),
        (_a_later_one, "newer Credcoach"),
        (lambda files: files.pop("issuers/state.json"), "not whole"),
        (lambda files: files.update(extra=b"x"), "not whole"),
        (lambda files: files.pop("manifest.json"), "no backup of Credcoach"),
        (lambda files: files.update({"manifest.json": b"[]"}), "no backup of Credcoach"),
    ],
)
def test_an_archive_that_is_not_as_it_was_made_changes_nothing(
    shell: Shell,
    archive: Path,
    store: Store,
    data: Path,
    change: Callable[[dict[str, bytes]], object],
    said: str,
) -> None:
    store.close()
    before = everything_in(data)
    ran = shell("restore", repacked(archive, change), "--replace")
    assert ran.status == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert everything_in(data) == before


def test_a_database_of_a_newer_program_is_not_restored(
    shell: Shell, archive: Path, tmp_path: Path
) -> None:
    shutil.unpack_archive(archive, tmp_path / "out")
    opened = sqlite3.connect(tmp_path / "out" / "credcoach.sqlite3")
    opened.execute("UPDATE alembic_version SET version_num = '9999'")
    opened.commit()
    opened.close()

    def change(files: dict[str, bytes]) -> None:
        said = json.loads(files["manifest.json"])
        said["files"]["credcoach.sqlite3"] = backup._sum(tmp_path / "out" / "credcoach.sqlite3")
        files["manifest.json"] = json.dumps(said).encode()
        files["credcoach.sqlite3"] = (tmp_path / "out" / "credcoach.sqlite3").read_bytes()

    ran = shell("restore", repacked(archive, change), at=tmp_path / "new")
    assert ran.status == 2
    assert "newer Credcoach" in ran.err


@pytest.mark.parametrize("content", [None, b"", b"no archive"])
def test_what_is_no_archive_is_named(shell: Shell, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "x.zip").write_bytes(content)
    ran = shell("restore", tmp_path / "x.zip", at=tmp_path / "new")
    assert ran.status == 2
    assert "x.zip" in ran.err


@pytest.mark.usefixtures("alice")
def test_a_full_disk_leaves_no_half_archive(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    (tmp_path / "backups").mkdir()
    ran = shell("backup", tmp_path / "backups" / "kept.zip")
    assert ran.status == 2
    assert "No space left on device" in ran.err
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_full_disk_while_restoring_changes_nothing(
    shell: Shell, archive: Path, store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store.close()
    before = everything_in(data)
    monkeypatch.setattr(shutil, "copyfileobj", full)
    ran = shell("restore", archive, "--replace")
    assert ran.status == 2
    assert "nothing was changed" in ran.err
    assert everything_in(data) == before


def test_a_rename_that_fails_puts_everything_back(
    shell: Shell, archive: Path, store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Path:
        raise OSError(errno.EIO, "Input/output error")

    store.close()
    before = everything_in(data)
    monkeypatch.setattr(Path, "replace", refused)
    ran = shell("restore", archive, "--replace")
    assert ran.status == 2
    assert everything_in(data) == before


def test_an_archive_is_never_written_over(shell: Shell, archive: Path) -> None:
    before = archive.read_bytes()
    ran = shell("backup", archive)
    assert ran.status == 2
    assert "already there" in ran.err
    assert archive.read_bytes() == before


def test_records_in_postgresql_are_left_to_its_own_tools(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDCOACH_DATABASE_URL", "postgresql+psycopg://u:p@localhost/x")
    for command in (["backup", tmp_path / "x.zip"], ["restore", tmp_path / "x.zip"]):
        ran = shell(*command)
        assert ran.status == 2
        assert "pg_dump" in ran.err
        assert len(ran.err.splitlines()) == 1


def test_index_rebuild_makes_lost_vectors_anew(shell: Shell, indexed: Path, data: Path) -> None:
    shutil.rmtree(data / "vectors")
    ran = shell("index", indexed / "catalogue", "--rebuild", "--json")
    assert ran.status == 0
    assert ran.json["embedded"] == 20
    assert shell("recommend", "letters to families").status == 0


@pytest.mark.parametrize("option", ["--markdown", "--json", None])
def test_privacy_says_what_is_kept_in_every_form(bare_shell: Shell, option: str | None) -> None:
    ran = bare_shell("privacy", *([option] if option else []))
    assert ran.status == 0
    assert "who sees it" in ran.out or "seen_by" in ran.out or "Seen by" in ran.out


def test_retention_is_said_set_and_applied_at_the_shell(shell: Shell) -> None:
    assert "drafts: for as long as the account is there" in shell("retention").out
    assert "drafts: 365 days" in shell("retention", "--drafts", 365).out
    ran = shell("retention", "--apply", "--json")
    assert ran.json["days"]["drafts"] == 365
    assert ran.json["let_go"] == {"drafts": 0}
    assert "drafts: for as long as" in shell("retention", "--drafts", 0).out


def test_a_retention_of_too_few_days_is_refused(shell: Shell) -> None:
    ran = shell("retention", "--drafts", 3)
    assert ran.status == 2
    assert "at least 30" in ran.err


@pytest.mark.usefixtures("alice")
def test_how_long_things_are_kept_comes_back_with_a_backup(
    shell: Shell, data: Path, tmp_path: Path
) -> None:
    shell("retention", "--drafts", 365)
    assert shell("backup", tmp_path / "kept.zip").status == 0
    shell("retention", "--drafts", 30)
    assert shell("restore", tmp_path / "kept.zip", "--replace").status == 0
    assert json.loads((data / "retention.json").read_text()) == {"drafts": 365}
