"""The vector store keeps one vector an id, finds the nearest, and says when it cannot be used."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import IndexUnavailable
from retrieval.index import VectorIndex
from tests.chroma_server import ChromaServer

WIDTH = 8


def unit(*numbers: float) -> np.ndarray:
    vector = np.zeros(WIDTH, dtype=np.float32)
    vector[: len(numbers)] = numbers
    return vector / np.linalg.norm(vector)


VECTORS = {
    "a1": ("a", unit(1)),
    "a2": ("a", unit(0.8, 0.6)),
    "b1": ("b", unit(0, 1)),
    "c1": ("c", unit(-1)),
}


def filled(index: VectorIndex) -> VectorIndex:
    index.put(
        list(VECTORS),
        [owner for owner, _ in VECTORS.values()],
        np.stack([vector for _, vector in VECTORS.values()]),
    )
    return index


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A Chroma server that runs as long as this file's tests."""
    server = ChromaServer(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["embedded", "server"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    """An index with nothing in it: in a folder of the test, or on a server."""
    if request.param == "embedded":
        index = VectorIndex(tmp_path / "not" / "yet" / "there")
    else:
        server: ChromaServer = request.getfixturevalue("server")
        index = VectorIndex(None, server.url)
        index.clear()
    yield index
    index.close()


@pytest.fixture
def index(empty: VectorIndex) -> VectorIndex:
    """An index with four vectors of three owners."""
    return filled(empty)


def test_what_was_put_is_there(index: VectorIndex) -> None:
    assert index.ids() == {"a1", "a2", "b1", "c1"}
    assert index.count() == 4


def test_the_nearest_come_first_with_their_cosines(index: VectorIndex) -> None:
    found = index.nearest(unit(1), 3)
    assert [passage_id for passage_id, _ in found] == ["a1", "a2", "b1"]
    assert [cosine for _, cosine in found] == pytest.approx([1, 0.8, 0], abs=1e-5)


def test_the_length_of_a_question_does_not_matter(index: VectorIndex) -> None:
    assert index.nearest(unit(1) * 5, 1) == [("a1", pytest.approx(1, abs=1e-5))]


def test_more_than_there_is_gives_all(index: VectorIndex) -> None:
    assert len(index.nearest(unit(1), 100)) == 4


def test_owners_limit_what_is_found(index: VectorIndex) -> None:
    assert [i for i, _ in index.nearest(unit(1), 10, ["b", "c"])] == ["b1", "c1"]
    assert index.nearest(unit(1), 10, []) == []
    assert index.nearest(unit(1), 10, ["nobody"]) == []


def test_putting_an_id_again_replaces_its_vector(index: VectorIndex) -> None:
    index.put(["a1"], ["b"], unit(0, 0, 1).reshape(1, -1))
    assert index.count() == 4
    assert index.nearest(unit(0, 0, 1), 1, ["b"]) == [("a1", pytest.approx(1, abs=1e-5))]


def test_what_is_dropped_is_found_no_more_and_unknown_ids_are_ignored(index: VectorIndex) -> None:
    index.drop(["a1", "nobody"])
    assert index.ids() == {"a2", "b1", "c1"}
    assert index.nearest(unit(1), 1)[0][0] == "a2"
    index.drop([])
    assert index.count() == 3


def test_after_clearing_vectors_of_another_width_fit(index: VectorIndex) -> None:
    index.clear()
    assert index.count() == 0
    assert index.nearest(unit(1), 3) == []
    index.put(["n1"], ["n"], np.ones((1, 3), dtype=np.float32))
    assert index.nearest(np.ones(3, dtype=np.float32), 1) == [("n1", pytest.approx(1, abs=1e-5))]


def test_clearing_an_empty_index_is_no_fault(empty: VectorIndex) -> None:
    empty.clear()
    empty.clear()
    assert empty.ids() == set()


def test_vectors_outlive_the_object_that_kept_them(tmp_path: Path) -> None:
    filled(VectorIndex(tmp_path))
    again = VectorIndex(tmp_path)
    assert again.ids() == set(VECTORS)
    assert again.nearest(unit(0, 1), 1) == [("b1", pytest.approx(1, abs=1e-5))]


def test_more_vectors_than_fit_one_call_are_all_kept(empty: VectorIndex) -> None:
    index = empty
    rng = np.random.default_rng(7)
    vectors = rng.standard_normal((1203, WIDTH)).astype(np.float32)
    ids = [f"p{i}" for i in range(len(vectors))]
    index.put(ids, [f"o{i % 5}" for i in range(len(vectors))], vectors)
    assert index.count() == 1203
    assert index.nearest(vectors[1202], 1)[0][0] == "p1202"
    index.drop(ids)
    assert index.count() == 0


def test_no_text_and_no_model_of_its_own_is_kept(index: VectorIndex, tmp_path: Path) -> None:
    assert index.ids()
    assert not [path for path in tmp_path.rglob("*") if "onnx" in path.name.lower()]


def test_a_width_that_does_not_fit_is_said_as_unavailable(index: VectorIndex) -> None:
    with pytest.raises(IndexUnavailable, match="--rebuild|CREDCOACH_CHROMA_URL"):
        index.put(["x"], ["x"], np.ones((1, 3), dtype=np.float32))
    assert index.count() == 4


USES = {
    "ids": lambda index: index.ids(),
    "count": lambda index: index.count(),
    "put": lambda index: index.put(["x"], ["x"], unit(1).reshape(1, -1)),
    "drop": lambda index: index.drop(["x"]),
    "clear": lambda index: index.clear(),
    "nearest": lambda index: index.nearest(unit(1), 1),
}


@pytest.mark.parametrize("use", USES)
def test_a_server_that_nobody_listens_on_is_named_in_one_sentence(use: str) -> None:
    with closing(socket.socket()) as unused:
        unused.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(IndexUnavailable) as error:
            USES[use](VectorIndex(None, url))
    assert str(error.value) == (
        f"The Chroma server at {url} does not answer; check CREDCOACH_CHROMA_URL."
    )


def test_a_folder_that_cannot_be_made_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(IndexUnavailable) as error:
        VectorIndex(tmp_path / "taken").count()
    assert str(tmp_path / "taken") in str(error.value)
    assert "\n" not in str(error.value)


def test_a_store_that_fails_while_it_is_cleared_is_said_as_unavailable(
    index: VectorIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> None:
        raise RuntimeError(f"{name} is locked")

    monkeypatch.setattr(index._connect(), "delete_collection", fail)
    with pytest.raises(IndexUnavailable):
        index.clear()
