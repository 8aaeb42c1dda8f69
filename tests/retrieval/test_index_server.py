"""The vector store on a Chroma server: shared, gone for a while, and back with what it kept."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from retrieval.errors import IndexUnavailable
from retrieval.index import VectorIndex
from tests.chroma_server import ChromaServer

ONE = np.ones((1, 3), dtype=np.float32)
WIDER = np.ones((1, 5), dtype=np.float32)


Two = tuple[VectorIndex, VectorIndex]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A server of this file's own, which may be stopped."""
    server = ChromaServer(tmp_path_factory.mktemp("chroma-to-stop"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def two(server: ChromaServer) -> Iterator[Two]:
    """An index as two processes hold it, with nothing in it."""
    mine, others = VectorIndex(None, server.url), VectorIndex(None, server.url)
    mine.clear()
    yield mine, others
    mine.close()
    others.close()


def test_what_one_process_puts_is_seen_by_another(two: Two) -> None:
    mine, others = two
    assert others.ids() == set()
    mine.put(["a"], ["x"], ONE)
    assert others.nearest(ONE[0], 5) == [("a", pytest.approx(1, abs=1e-5))]


@pytest.mark.parametrize("use", ["ids", "count", "nearest", "put", "drop", "clear"])
def test_who_opened_it_before_another_cleared_it_goes_on(two: Two, use: str) -> None:
    mine, others = two
    mine.put(["a"], ["x"], ONE)
    assert others.count() == 1
    mine.clear()
    mine.put(["b"], ["x"], WIDER)
    if use == "nearest":
        assert [found for found, _ in others.nearest(WIDER[0], 5)] == ["b"]
    elif use == "put":
        others.put(["c"], ["x"], WIDER)
        assert mine.ids() == {"b", "c"}
    elif use == "drop":
        others.drop(["b"])
        assert mine.count() == 0
    elif use == "clear":
        others.clear()
        assert mine.count() == 0
    else:
        assert getattr(others, use)() in ({"b"}, 1)


def test_who_closed_it_opens_it_again(two: Two) -> None:
    mine, _ = two
    mine.put(["a"], ["x"], ONE)
    mine.close()
    mine.close()
    assert mine.ids() == {"a"}


def test_a_server_that_went_is_named_and_is_used_again_when_it_is_back(
    server: ChromaServer, two: Two
) -> None:
    index, late = two
    index.put(["a"], ["x"], ONE)
    server.stop()
    for _ in range(2):
        for one in (index, late):  # one that was connected before, one that never was
            with pytest.raises(IndexUnavailable, match="does not answer; check CREDCOACH_CHROMA"):
                one.nearest(ONE[0], 1)
    server.start()
    for one in (index, late):
        assert one.nearest(ONE[0], 1) == [("a", pytest.approx(1, abs=1e-5))]
