"""Indexing again: what did not change is not read, and what is wrong is said every time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from fpdf import FPDF

from assistant import library as library_module
from assistant import store as queries
from assistant.library import Library
from assistant.store.session import Store
from retrieval import file_marks, loading, search
from retrieval.catalogue import Fault
from retrieval.embeddings import VectorCache
from retrieval.index import VectorIndex
from tests.catalogues import NUMBER_TALKS, minimal, write_catalogue
from tests.fakes import WordEmbedder


class PowerCut(Exception):
    """The machine goes off."""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read as YAML, in order."""
    names: list[str] = []
    compose = loading.compose

    def noting(data: bytes, shown_path: str):  # type: ignore[no-untyped-def]
        names.append(Path(shown_path).name)
        return compose(data, shown_path)

    monkeypatch.setattr(loading, "compose", noting)
    return names


def places(faults: list[Fault]) -> list[tuple[str, int, str]]:
    return [(Path(fault.path).name, fault.line, fault.field) for fault in faults]


def test_files_that_did_not_change_are_not_read_again(
    stocked: Library, folder: Path, read: list[str]
) -> None:
    report = stocked.index([folder])

    assert read == ["lead.stacks.yaml"]
    assert (report.credentials, report.stacks) == (5, 1)
    assert (report.changed, report.unchanged, report.removed) == (0, 6, 0)


def test_only_the_file_that_changed_is_read(
    stocked: Library, folder: Path, read: list[str], embedder: WordEmbedder
) -> None:
    embedder.computed.clear()
    text = NUMBER_TALKS.replace("leads number talks", "leads quick number talks")
    (folder / "number-talks.yaml").write_text(text)

    report = stocked.index([folder])

    assert read == ["lead.stacks.yaml", "number-talks.yaml"]
    assert (report.changed, report.embedded, len(embedder.computed)) == (1, 1, 1)


def test_rebuild_reads_every_file_again(stocked: Library, folder: Path, read: list[str]) -> None:
    report = stocked.index([folder], rebuild=True)

    assert len(read) == 6
    assert report.changed == 0


def test_every_file_is_read_again_once_the_code_that_reads_them_changed(
    stocked: Library, folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_marks, "_code_mark", lambda: b"other code")

    report = stocked.index([folder])

    assert len(read) == 6
    assert report.embedded == 0
    read.clear()
    stocked.index([folder])
    assert read == ["lead.stacks.yaml"]


def test_prune_keeps_what_was_not_read_again(stocked: Library, folder: Path) -> None:
    (folder / "own-words.yaml").unlink()

    report = stocked.index([folder], prune=True)

    assert (report.removed, report.credentials) == (1, 4)
    assert len(stocked.shelf().credentials) == 4


def test_a_scanned_pdf_is_said_at_every_run(library: Library, folder: Path) -> None:
    scan = FPDF()
    scan.add_page()
    scan.output(str(folder / "scan.pdf"))
    resources = "resources:\n  - {title: A scan, file: scan.pdf}\n"
    (folder / "with-scan.yaml").write_text(minimal("with-scan") + resources)

    first, second = library.index([folder]), library.index([folder])

    assert (
        places(second.faults)
        == places(first.faults)
        == [("with-scan.yaml", 5, "resources[0].file")]
    )
    assert (second.changed, second.unchanged) == (0, 7)


def test_a_key_that_nobody_knows_is_said_at_every_run(library: Library, folder: Path) -> None:
    (folder / "extra.yaml").write_text(minimal("extra", badge_colour="red"))

    first, second = library.index([folder]), library.index([folder])

    assert places(second.notices) == places(first.notices) == [("extra.yaml", 5, "badge_colour")]
    assert (second.changed, second.unchanged) == (0, 7)


def test_a_resource_file_that_went_is_a_fault_of_a_file_that_did_not_change(
    stocked: Library, folder: Path
) -> None:
    (folder / "pause-protocol.md").unlink()

    report = stocked.index([folder])

    assert [(f.field, "no such file" in f.message) for f in report.faults] == [
        ("resources[0].file", True)
    ]
    assert "thinking-time" in stocked.shelf().credentials


def test_a_resource_file_that_came_nearer_is_read_in_its_place(
    library: Library, tmp_path: Path
) -> None:
    folder = write_catalogue(tmp_path / "c", {"guide.md": "# Far\n\nThe far one is read.\n"})
    resources = "resources:\n  - {title: A guide, file: guide.md}\n"
    write_catalogue(folder / "inner", {"a.yaml": minimal("one") + resources})
    library.index([folder])
    write_catalogue(folder / "inner", {"guide.md": "# Near\n\nThe near one is read.\n"})

    library.index([folder])

    texts = [p.text for p in library.shelf().passages.values() if p.field.startswith("file:")]
    assert texts == ["The near one is read."]


def test_a_circle_that_a_changed_file_closes_names_the_line_in_the_unchanged_one(
    library: Library, tmp_path: Path
) -> None:
    folder = write_catalogue(
        tmp_path / "c",
        {"a.yaml": minimal("one", prerequisites="[two]"), "b.yaml": minimal("two")},
    )
    assert library.index([folder]).faults == []
    (folder / "b.yaml").write_text("# now\n" + minimal("two", prerequisites="[one]"))

    for _ in range(2):
        report = library.index([folder], prune=True)
        assert places(report.faults) == [
            ("a.yaml", 5, "prerequisites"),
            ("b.yaml", 6, "prerequisites"),
        ]
        assert (report.credentials, report.removed) == (2, 0)


def test_an_id_taken_by_an_earlier_file_is_a_fault_on_its_line_in_the_unchanged_one(
    library: Library, tmp_path: Path
) -> None:
    folder = write_catalogue(tmp_path / "c", {"b.yaml": "# its own\n" + minimal("one")})
    library.index([folder])
    write_catalogue(folder, {"a.yaml": minimal("one")})

    report = library.index([folder])

    assert places(report.faults) == [("b.yaml", 2, "id")]
    assert report.credentials == 1


def test_an_id_taken_by_a_later_file_is_a_fault_of_the_later_one(
    library: Library, tmp_path: Path
) -> None:
    folder = write_catalogue(tmp_path / "c", {"b.yaml": minimal("one")})
    library.index([folder])
    write_catalogue(folder, {"c.yaml": "# its own\n" + minimal("one")})

    assert places(library.index([folder]).faults) == [("c.yaml", 2, "id")]


# Some at a time


def test_a_run_that_stops_in_the_middle_keeps_the_vectors_it_made(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "EMBEDDED_AT_ONCE", 6)

    class Stopping(WordEmbedder):
        def embed(self, texts):  # type: ignore[no-untyped-def]
            if len(self.computed) >= 12:
                raise PowerCut
            return super().embed(texts)

    vectors = VectorIndex(tmp_path / "vectors")
    with pytest.raises(PowerCut):
        Library(store, vectors, Stopping(), VectorCache(None)).index([folder])
    assert vectors.count() == 12
    embedder = WordEmbedder()
    library = Library(store, vectors, embedder, VectorCache(None))
    assert not library.shelf().credentials

    report = library.index([folder])

    assert (report.credentials, report.embedded, len(embedder.computed)) == (5, 8, 8)
    assert vectors.ids() == set(library.shelf().passages)


def test_progress_is_that_of_the_whole_run(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "EMBEDDED_AT_ONCE", 8)
    cache = VectorCache(tmp_path / "cache")
    library = Library(store, VectorIndex(tmp_path / "vectors"), WordEmbedder(), cache)
    seen: list[tuple[int, int]] = []

    library.index([folder], progress=lambda done, of: seen.append((done, of)))

    assert seen == [(8, 20), (16, 20), (20, 20)]


def test_vectors_of_passages_that_are_not_kept_yet_crowd_out_none_that_are(
    stocked: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a run that was cut off before the records changed."""
    monkeypatch.setattr(search, "_NEAREST", 4)
    goal = "number talks mental mathematics"
    (before,) = stocked.searcher().search(goal, 1)
    vectors = VectorIndex(tmp_path / "vectors")
    rows = WordEmbedder().embed([goal] * 40)
    vectors.put([f"new{i}" for i in range(40)], ["new"] * 40, rows)

    (after,) = stocked.searcher().search(goal, 1)

    assert after.credential.id == before.credential.id == "number-talks"
    assert after.passages == before.passages != ()
    assert after.cosine == pytest.approx(before.cosine, abs=1e-5)
    assert stocked.index([folder]).embedded == 0
    assert vectors.ids() == set(stocked.shelf().passages)


def test_who_already_searches_finds_what_was_indexed_at_once(
    stocked: Library, folder: Path
) -> None:
    assert stocked.searcher().search("brand-new", 1)[0].credential.id != "brand-new"
    (folder / "new.yaml").write_text(minimal("brand-new"))

    stocked.index([folder])

    assert stocked.searcher().search("brand-new", 1)[0].credential.id == "brand-new"


def test_while_a_changed_catalogue_is_read_others_are_answered_from_the_one_before(
    store: Store, stocked: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Library(store, VectorIndex(tmp_path / "vectors"), WordEmbedder(), VectorCache(None))
    before = reader.shelf()
    (folder / "new.yaml").write_text(minimal("brand-new"))
    stocked.index([folder])
    reading, go_on = Event(), Event()
    read_catalogue = queries.catalogue.read_catalogue

    def slowly(session):  # type: ignore[no-untyped-def]
        reading.set()
        assert go_on.wait(60)
        return read_catalogue(session)

    monkeypatch.setattr(queries.catalogue, "read_catalogue", slowly)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(reader.shelf)
        assert reading.wait(60)
        assert reader.shelf() is before
        go_on.set()
        assert "brand-new" in first.result(60).credentials
    assert reader.shelf() is first.result()
