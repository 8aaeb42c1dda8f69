"""Indexing: incremental, careful with what is there, and complete again after any accident."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fpdf import FPDF

from assistant import store as queries
from assistant.errors import NotFound
from assistant.library import Library
from assistant.store.session import Store
from retrieval.embeddings import VectorCache
from retrieval.errors import CatalogueNotFound
from retrieval.index import VectorIndex
from tests.catalogues import NUMBER_TALKS, STACKS, minimal, write_catalogue
from tests.fakes import WordEmbedder


class PowerCut(Exception):
    """The machine goes off."""


def library_at(store: Store, vectors: Path, embedder: WordEmbedder | None = None) -> Library:
    """A library as a new process would open it."""
    return Library(store, VectorIndex(vectors), embedder or WordEmbedder(), VectorCache(None))


def passages_match_vectors(library: Library, vectors: VectorIndex) -> bool:
    return vectors.ids() == set(library.shelf().passages)


def test_a_folder_is_read_whole_into_records_and_vectors(library: Library, folder: Path) -> None:
    report = library.index([folder])

    assert (report.credentials, report.stacks) == (5, 1)
    assert (report.changed, report.unchanged, report.removed) == (6, 0, 0)
    assert report.faults == []
    shelf = library.shelf()
    assert report.embedded == len(shelf.passages) == 20
    assert [s.id for s in shelf.stacks_of("number-talks")] == ["lead-teacher"]


def test_the_text_of_a_resource_file_can_be_found(stocked: Library) -> None:
    texts = [p.text for p in stocked.shelf().passages.values() if p.field.startswith("file:")]

    assert any("count three seconds of quiet" in text for text in texts)


def test_indexing_again_embeds_nothing(
    stocked: Library, folder: Path, embedder: WordEmbedder
) -> None:
    embedder.computed.clear()

    report = stocked.index([folder])

    assert (report.changed, report.unchanged, report.embedded) == (0, 6, 0)
    assert embedder.computed == []


def test_only_a_changed_credential_is_embedded_again(
    stocked: Library, folder: Path, embedder: WordEmbedder
) -> None:
    embedder.computed.clear()
    changed = NUMBER_TALKS.replace("leads number talks", "leads quick number talks")
    (folder / "number-talks.yaml").write_text(changed)

    report = stocked.index([folder])

    assert (report.changed, report.unchanged) == (1, 5)
    assert len(embedder.computed) == report.embedded == 1
    assert "quick number talks" in embedder.computed[0]
    assert "quick" in stocked.credential("number-talks").competency


def test_a_changed_resource_file_is_noticed(stocked: Library, folder: Path) -> None:
    (folder / "pause-protocol.md").write_text("# New\n\nHold the floor open after an answer too.\n")

    report = stocked.index([folder])

    assert report.changed == 1
    texts = [p.text for p in stocked.shelf().passages.values() if p.field.startswith("file:")]
    assert texts == ["Hold the floor open after an answer too."]


def test_old_vectors_go_when_a_text_changes(
    store: Store, tmp_path: Path, folder: Path, embedder: WordEmbedder
) -> None:
    vectors = VectorIndex(tmp_path / "vectors")
    library = Library(store, vectors, embedder, VectorCache(None))
    library.index([folder])
    (folder / "number-talks.yaml").write_text(NUMBER_TALKS.replace("mental", "quick"))

    library.index([folder])

    assert passages_match_vectors(library, vectors)


def test_without_prune_what_is_gone_from_the_folder_stays(stocked: Library, folder: Path) -> None:
    (folder / "own-words.yaml").unlink()

    report = stocked.index([folder])

    assert report.removed == 0
    assert "own-words" in stocked.shelf().credentials


def test_prune_drops_what_is_gone_from_the_folder(stocked: Library, folder: Path) -> None:
    (folder / "own-words.yaml").unlink()
    (folder / "lead.stacks.yaml").unlink()

    report = stocked.index([folder], prune=True)

    assert report.removed == 2
    assert "own-words" not in stocked.shelf().credentials
    assert not stocked.shelf().stacks
    assert all(p.credential_id != "own-words" for p in stocked.shelf().passages.values())


def test_prune_leaves_other_folders_alone(stocked: Library, tmp_path: Path) -> None:
    other = write_catalogue(tmp_path / "other", {"a.yaml": minimal("other-one")})

    report = stocked.index([other], prune=True)

    assert report.removed == 0
    assert len(stocked.shelf().credentials) == 6


def test_prune_keeps_what_a_broken_file_held(stocked: Library, folder: Path) -> None:
    (folder / "own-words.yaml").write_text("id: own-words\ntitle: [broken\n")

    report = stocked.index([folder], prune=True)

    assert report.removed == 0
    assert len(report.faults) == 1
    assert "own-words" in stocked.shelf().credentials


def test_a_broken_file_keeps_what_was_indexed_and_the_rest_is_updated(
    stocked: Library, folder: Path
) -> None:
    before = stocked.credential("own-words")
    (folder / "own-words.yaml").write_text("id: own-words\ntitle: New title\n")  # no competency
    (folder / "new.yaml").write_text(minimal("brand-new"))

    report = stocked.index([folder])

    assert stocked.credential("own-words") == before
    assert "brand-new" in stocked.shelf().credentials
    assert {f.field for f in report.faults} == {"issuer", "competency"}
    assert all(f.path.endswith("own-words.yaml") and f.line >= 1 for f in report.faults)


def test_the_same_id_from_another_folder_is_a_fault(stocked: Library, tmp_path: Path) -> None:
    other = write_catalogue(
        tmp_path / "other", {"n.yaml": minimal("number-talks"), "s.stacks.yaml": STACKS}
    )

    report = stocked.index([other])

    assert [f.field for f in report.faults] == ["id", "id"]
    assert all("already taken" in f.message for f in report.faults)
    assert stocked.credential("number-talks").issuer == "Example Cooperative"


def test_the_same_id_in_two_folders_of_one_call_is_a_fault(
    library: Library, tmp_path: Path
) -> None:
    one = write_catalogue(tmp_path / "one", {"a.yaml": minimal("twice")})
    two = write_catalogue(tmp_path / "two", {"a.yaml": minimal("twice")})

    report = library.index([one, two])

    assert report.credentials == 1
    assert [f.path for f in report.faults] == [str(two / "a.yaml")]


def test_a_credential_may_move_to_another_folder_once_its_file_is_gone(
    stocked: Library, folder: Path, tmp_path: Path
) -> None:
    other = write_catalogue(tmp_path / "other", {"n.yaml": NUMBER_TALKS})
    (folder / "number-talks.yaml").unlink()

    report = stocked.index([other])

    assert report.faults == []
    assert report.changed == 1


def test_rebuild_makes_every_vector_anew(
    stocked: Library, folder: Path, embedder: WordEmbedder
) -> None:
    embedder.computed.clear()

    report = stocked.index([folder], rebuild=True)

    assert report.changed == 0
    assert report.embedded == len(embedder.computed) == len(stocked.shelf().passages)


@pytest.mark.usefixtures("stocked")
def test_another_embedder_makes_every_vector_anew(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    other = WordEmbedder()
    other.name = "other words"
    library = library_at(store, tmp_path / "vectors", other)

    report = library.index([folder])

    assert report.embedded == len(library.shelf().passages)
    assert library.index([folder]).embedded == 0


def test_a_run_that_dies_before_the_commit_leaves_the_old_catalogue_answering(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors = VectorIndex(tmp_path / "vectors")
    library = Library(store, vectors, WordEmbedder(), VectorCache(None))
    library.index([folder])
    before = library.shelf()
    changed = NUMBER_TALKS.replace("leads number talks", "leads quick number talks")
    (folder / "number-talks.yaml").write_text(changed)
    (folder / "new.yaml").write_text(minimal("brand-new"))

    def dies(*_: object, **__: object) -> int:
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(queries.catalogue, "write_catalogue", dies)
        with pytest.raises(PowerCut):
            library.index([folder])

    assert library.shelf() == before
    found = library.searcher().search("number talks mental mathematics", 1)
    assert [hit.credential.id for hit in found] == ["number-talks"]
    assert found[0].passages

    report = library.index([folder])
    assert report.changed == 2
    assert "quick" in library.credential("number-talks").competency
    assert passages_match_vectors(library, vectors)


def test_a_run_that_dies_while_embedding_is_completed_by_the_next(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    class Dying(WordEmbedder):
        def embed(self, texts):  # type: ignore[no-untyped-def]
            raise PowerCut

    with pytest.raises(PowerCut):
        library_at(store, tmp_path / "vectors", Dying()).index([folder])
    library = library_at(store, tmp_path / "vectors")
    assert not library.shelf().credentials

    assert library.index([folder]).credentials == 5
    assert library.heal() == 0


@pytest.mark.usefixtures("stocked")
def test_heal_makes_the_vectors_again_after_their_folder_was_deleted(
    store: Store, tmp_path: Path
) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()  # as a new process would find it
    shutil.rmtree(tmp_path / "vectors")
    library = library_at(store, tmp_path / "vectors")

    assert library.heal() == len(library.shelf().passages)

    hits = library.searcher().search("letters families", 1)
    assert hits[0].credential.id == "family-letters"
    assert library.heal() == 0


@pytest.mark.usefixtures("stocked")
def test_heal_makes_the_vectors_again_for_another_embedder(store: Store, tmp_path: Path) -> None:
    other = WordEmbedder()
    other.name = "other words"
    library = library_at(store, tmp_path / "vectors", other)

    assert library.heal() == len(library.shelf().passages)
    assert library.heal() == 0


def test_a_scanned_pdf_is_a_fault_line_and_the_rest_is_indexed(
    library: Library, folder: Path
) -> None:
    scan = FPDF()
    scan.add_page()
    scan.rect(10, 10, 100, 100)
    scan.output(str(folder / "scan.pdf"))
    resources = "\nresources:\n  - {title: A scan, file: scan.pdf}\n"
    (folder / "with-scan.yaml").write_text(minimal("with-scan") + resources.lstrip())

    report = library.index([folder])

    (fault,) = report.faults
    assert fault.path.endswith("with-scan.yaml")
    assert fault.field == "resources[0].file"
    assert "scan.pdf" in fault.message
    assert report.credentials == 6
    assert "with-scan" in library.shelf().credentials


def test_a_resource_that_is_no_text_is_said_and_does_no_harm(
    library: Library, folder: Path
) -> None:
    (folder / "photo.png").write_bytes(b"\x89PNG")
    resources = "resources:\n  - {title: A photo, file: photo.png}\n"
    (folder / "with-photo.yaml").write_text(minimal("with-photo") + resources)

    report = library.index([folder])

    assert report.faults == []
    assert [f.field for f in report.notices] == ["resources[0].file"]
    assert "with-photo" in library.shelf().credentials


def test_a_folder_that_is_not_there_is_named(library: Library, tmp_path: Path) -> None:
    with pytest.raises(CatalogueNotFound, match="nowhere does not exist"):
        library.index([tmp_path / "nowhere"])


def test_an_unknown_credential_is_answered_with_the_nearest_ids(stocked: Library) -> None:
    with pytest.raises(NotFound, match='"thinking-tim".*did you mean thinking-time'):
        stocked.credential("thinking-tim")
    with pytest.raises(NotFound, match='stack "lead-teachers".*lead-teacher'):
        stocked.stack("lead-teachers")


def test_on_an_empty_catalogue_an_unknown_credential_says_how_to_load_one(
    library: Library,
) -> None:
    with pytest.raises(NotFound, match="credcoach index"):
        library.credential("thinking-time")


def test_two_libraries_on_one_store_see_each_others_changes(
    store: Store, stocked: Library, folder: Path, tmp_path: Path
) -> None:
    reader = library_at(store, tmp_path / "vectors")
    assert len(reader.shelf().credentials) == 5
    (folder / "new.yaml").write_text(minimal("brand-new"))

    stocked.index([folder])

    assert "brand-new" in reader.shelf().credentials


def test_help_for_a_row_comes_from_the_credentials_own_files(
    stocked: Library, folder: Path
) -> None:
    credential = stocked.credential("thinking-time")

    passage = stocked.help_for(credential)(credential.rubric[0])

    assert passage is not None
    assert passage.title.startswith("The Pause Protocol")
    assert passage.quote is not None
    assert passage.quote in (folder / "pause-protocol.md").read_text()


def test_a_credential_without_files_has_no_such_help(stocked: Library) -> None:
    credential = stocked.credential("own-words")

    assert stocked.help_for(credential)(credential.rubric[0]) is None


def test_a_drafts_words_go_to_no_remote_embedder(stocked: Library, embedder: WordEmbedder) -> None:
    embedder.name = "openai:some-model"
    embedder.computed.clear()

    hits = stocked.near_draft("I wrote letters to families about what children learn.", 3)

    assert hits[0].credential.id == "family-letters"
    assert embedder.computed == []


def test_a_draft_that_shares_no_word_is_near_nothing(stocked: Library) -> None:
    assert stocked.near_draft("qqqq wwww", 3) == []
