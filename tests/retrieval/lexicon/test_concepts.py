"""Goals read as concepts, with the local encoder and our own lexicon's ready-made vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.embeddings import LocalEmbedder, VectorCache
from retrieval.lexicon.concepts import MOST, ConceptFinder, lexicon_texts
from retrieval.lexicon.entries import READY_VECTORS, read_lexicon
from tests.fakes import WordEmbedder


class NoModel(WordEmbedder):
    """Named as the local encoder, and fails when asked to embed."""

    name = LocalEmbedder.name

    def embed(self, texts):
        raise AssertionError(f"asked to embed {texts[:1]}")


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> ConceptFinder:
    cache = VectorCache(tmp_path_factory.mktemp("cache"), READY_VECTORS)
    return ConceptFinder(read_lexicon, LocalEmbedder(), cache)


def terms(finder: ConceptFinder, goal: str) -> list[str]:
    reading = finder.read(goal, LocalEmbedder().embed([goal])[0])
    assert reading is not None
    return [meant.concept.term for meant in reading.meant]


def test_vectors_are_ready_for_every_text_of_the_lexicon(tmp_path: Path) -> None:
    texts = lexicon_texts(read_lexicon())
    vectors = VectorCache(tmp_path, READY_VECTORS).embed(NoModel(), texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_classroom_words_are_read_as_the_professions_terms(finder: ConceptFinder) -> None:
    assert "equitable participation" in terms(finder, "it is always the same hands in the air")[:4]


def test_a_spanish_goal_is_read_by_spanish_sayings(finder: ConceptFinder) -> None:
    found = terms(finder, "en mi clase siempre hablan los mismos y los callados no participan")
    assert "equitable participation" in found[:4]


def test_weights_add_up_and_fall_and_the_vector_has_length_one(finder: ConceptFinder) -> None:
    goal = "parents do not answer my calls"
    reading = finder.read(goal, LocalEmbedder().embed([goal])[0])
    assert reading is not None
    weights = [meant.weight for meant in reading.meant]
    assert len(weights) == MOST
    assert weights == sorted(weights, reverse=True)
    assert sum(weights) == pytest.approx(1)
    assert np.linalg.norm(reading.vector) == pytest.approx(1, abs=1e-5)


def test_an_empty_lexicon_reads_nothing() -> None:
    embedder = WordEmbedder()
    assert (
        ConceptFinder(list, embedder, VectorCache(None)).read("x", embedder.embed(["x"])[0]) is None
    )
