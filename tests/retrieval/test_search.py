"""A goal finds credentials by meaning and by words, always in the same order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.catalogue import Credential, Slot, Stack
from retrieval.errors import EmbedderUnavailable
from retrieval.index import VectorIndex
from retrieval.passages import Passage, passages_of
from retrieval.search import Hit, Searcher, Shelf
from tests.fakes import WordEmbedder


def credential(credential_id: str, competency: str, **more: object) -> Credential:
    return replace(
        Credential(
            id=credential_id, title=credential_id.title(), issuer="I", competency=competency
        ),
        **more,
    )


CREDENTIALS = [
    credential("pauses", "waiting in silence after a question", topics=("discourse",)),
    credential("fractions", "comparing fractions on number lines", key_method="fractions strips"),
    credential("families", "calling families with good news"),
    credential("seminar", "students ask one another in a seminar"),
]
STACKS = [
    Stack(id="lead", title="Lead Chemist", designation="Stoichiometry", credentials=("families",)),
    Stack(id="choice", title="C", slots=(Slot("One of", ("fractions", "seminar")),)),
]


class Listed(VectorIndex):
    """An index in memory with the cosines that the test wrote down."""

    def __init__(self, cosines: dict[str, float], owners: dict[str, str]) -> None:
        super().__init__(None)
        self.cosines = cosines
        self.owners = owners
        self.asked: list[list[str] | None] = []

    def nearest(self, vector, limit, owners=None):
        assert vector.shape == (384,)
        self.asked.append(owners)
        found = [
            (passage_id, cosine)
            for passage_id, cosine in self.cosines.items()
            if owners is None or self.owners[passage_id] in owners
        ]
        return sorted(found, key=lambda pair: -pair[1])[:limit]


def shelf_of(credentials: list[Credential]) -> Shelf:
    passages = [passage for one in credentials for passage in passages_of(one)]
    return Shelf(
        credentials={one.id: one for one in credentials},
        stacks={stack.id: stack for stack in STACKS},
        passages={passage.id: passage for passage in passages},
    )


@pytest.fixture
def real(tmp_path: Path) -> Searcher:
    """Four credentials in a real vector store, by the words they share."""
    return searcher_in(tmp_path, CREDENTIALS)


def searcher_in(folder: Path, credentials: list[Credential]) -> Searcher:
    shelf = shelf_of(credentials)
    embedder = WordEmbedder()
    index = VectorIndex(folder)
    passages: list[Passage] = list(shelf.passages.values())
    if passages:
        index.put(
            [p.id for p in passages],
            [p.credential_id for p in passages],
            embedder.embed([p.embedded for p in passages]),
        )
    return Searcher(shelf, index, embedder)


def listed(cosines: dict[str, float], credentials: list[Credential] | None = None) -> Searcher:
    """Four credentials of one passage each, as near in meaning as written down."""
    shelf = shelf_of(credentials or CREDENTIALS)
    first = {p.credential_id: p.id for p in reversed(shelf.passages.values())}
    by_passage = {first[owner]: cosine for owner, cosine in cosines.items() if owner in first}
    owners = {first[owner]: owner for owner in first}
    return Searcher(shelf, Listed(by_passage, owners), WordEmbedder())


def ids(hits: list[Hit]) -> list[str]:
    return [hit.credential.id for hit in hits]


def test_the_credential_that_the_goal_speaks_of_comes_first(real: Searcher) -> None:
    assert ids(real.search("fractions on number lines", 4))[0] == "fractions"
    assert ids(real.search("calling families", 4))[0] == "families"


def test_a_hit_brings_its_nearest_passages_verbatim(real: Searcher) -> None:
    hit = real.search("comparing fractions on number lines", 1)[0]
    assert hit.passages[0].text == "comparing fractions on number lines"
    assert {passage.credential_id for passage in hit.passages} == {"fractions"}
    assert len(hit.passages) <= 3
    assert 0 < hit.cosine <= 1


def test_no_more_hits_than_asked_for_and_no_credential_twice(real: Searcher) -> None:
    assert len(real.search("students", 2)) == 2
    found = ids(real.search("students", 50))
    assert sorted(found) == sorted(one.id for one in CREDENTIALS)


def test_rank_scores_fall_from_hit_to_hit(real: Searcher) -> None:
    scores = [hit.rank_score for hit in real.search("waiting after a question in a seminar", 4)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


def test_meaning_finds_what_shares_no_word() -> None:
    searcher = listed({"pauses": 0.1, "fractions": 0.1, "families": 0.6, "seminar": 0.1})
    assert ids(searcher.search("zzz", 4)) == ["families", "fractions", "pauses", "seminar"]


def test_words_find_what_meaning_does_not_tell_apart() -> None:
    searcher = listed(dict.fromkeys(("pauses", "fractions", "families", "seminar"), 0.3))
    assert ids(searcher.search("a seminar", 1)) == ["seminar"]
    assert ids(searcher.search("FAMILY", 1)) == ["families"]  # stemmed, and in any case


def test_the_words_of_a_stack_count_for_its_members() -> None:
    searcher = listed(dict.fromkeys(("pauses", "fractions", "families", "seminar"), 0.3))
    assert ids(searcher.search("stoichiometry", 1)) == ["families"]


def test_meaning_weighs_more_than_words() -> None:
    searcher = listed({"pauses": 0.9, "fractions": 0.1, "families": 0.1, "seminar": 0.1})
    assert ids(searcher.search("seminar", 2)) == ["pauses", "seminar"]


def test_equals_come_in_the_order_of_their_ids_however_the_shelf_is_filled() -> None:
    same = {one.id: 0.5 for one in CREDENTIALS}
    expected = sorted(same)
    assert ids(listed(same).search("zzz", 4)) == expected
    assert ids(listed(same, CREDENTIALS[::-1]).search("zzz", 4)) == expected


def test_the_same_goal_gives_the_same_hits(real: Searcher, tmp_path: Path) -> None:
    goal = "students ask after a question"
    again = searcher_in(tmp_path / "again", CREDENTIALS)
    assert real.search(goal, 4) == real.search(goal, 4)
    assert ids(real.search(goal, 4)) == ids(again.search(goal, 4))


def test_among_keeps_the_others_out(real: Searcher) -> None:
    goal = "fractions on number lines"
    assert ids(real.search(goal, 4, among=["pauses", "families"])) != []
    assert set(ids(real.search(goal, 4, among={"pauses", "families"}))) == {"pauses", "families"}
    assert ids(real.search(goal, 4, among=["families", "families", "nobody"])) == ["families"]
    assert real.search(goal, 4, among=[]) == []
    assert real.search(goal, 4, among=["nobody"]) == []


def test_the_vector_store_is_asked_only_for_those_among() -> None:
    searcher = listed({"pauses": 0.9, "fractions": 0.1})
    searcher.search("zzz", 4, among=["seminar", "fractions", "nobody"])
    assert searcher._index.asked == [["fractions", "seminar"]]


def test_a_credential_without_vectors_is_still_found_by_its_words() -> None:
    searcher = listed({"pauses": 0.4, "families": 0.4})
    hit = searcher.search("fractions", 1)[0]
    assert hit.credential.id == "fractions"
    assert hit.passages == ()
    assert hit.cosine == pytest.approx(0.4)


def test_a_vector_whose_passage_is_gone_is_ignored() -> None:
    searcher = listed({"pauses": 0.2})
    searcher._index.cosines["gone"] = 0.99
    searcher._index.owners["gone"] = "nobody"
    hits = searcher.search("zzz", 4)
    assert len(hits) == 4
    assert all(hit.cosine == pytest.approx(0.2) for hit in hits)


@pytest.mark.parametrize("goal", ["", " \n\t"])
def test_a_goal_without_a_word_finds_nothing(goal: str, real: Searcher) -> None:
    assert real.search(goal, 4) == []


@pytest.mark.parametrize("goal", ["the of and", "?!", "🙂", "x" * 5000])
def test_a_goal_that_no_word_index_knows_is_no_fault(goal: str, real: Searcher) -> None:
    hits = real.search(goal, 4)
    assert len(hits) == 4
    assert all(np.isfinite(hit.rank_score) for hit in hits)


def test_an_empty_catalogue_finds_nothing_and_asks_nobody(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    searcher = Searcher(Shelf(), VectorIndex(tmp_path), embedder)
    assert searcher.search("wait time", 5) == []
    assert searcher.search("wait time", 5, among=["a"]) == []
    assert embedder.computed == []


def test_a_shelf_of_one_is_found(tmp_path: Path) -> None:
    assert ids(searcher_in(tmp_path, CREDENTIALS[:1]).search("waiting", 5)) == ["pauses"]


def test_an_embedder_that_fails_is_not_hidden() -> None:
    class Failing(WordEmbedder):
        def embed(self, texts):
            raise EmbedderUnavailable(f"{len(texts)} text waits.")

    searcher = Searcher(shelf_of(CREDENTIALS), Listed({}, {}), Failing())
    with pytest.raises(EmbedderUnavailable):
        searcher.search("wait", 3)


def test_the_shelf_tells_in_which_stacks_a_credential_counts() -> None:
    shelf = shelf_of(CREDENTIALS)
    assert [stack.id for stack in shelf.stacks_of("seminar")] == ["choice"]
    assert [stack.id for stack in shelf.stacks_of("pauses")] == []


def test_where_most_are_among_the_store_is_asked_for_all_and_the_others_are_left_out() -> None:
    many = [credential(f"c{n:03}", f"words of number {n}") for n in range(200)]
    cosines = {one.id: n / 200 for n, one in enumerate(many)}
    searcher = listed(cosines, many)
    most = [one.id for one in many[:190]]

    hits = searcher.search("zzz", 3, among=most)

    assert ids(hits) == ["c189", "c188", "c187"]
    assert searcher._index.asked == [None]


def test_vectors_of_unknown_passages_do_not_crowd_out_the_shelf(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("retrieval.search._NEAREST", 2)
    searcher = listed({"pauses": 0.4, "families": 0.3, "seminar": 0.2})
    expected = [(hit.credential.id, hit.cosine) for hit in searcher.search("zzz", 4)]
    for n in range(30):
        searcher._index.cosines[f"new{n}"] = 0.9
        searcher._index.owners[f"new{n}"] = "nobody"

    assert [(hit.credential.id, hit.cosine) for hit in searcher.search("zzz", 4)] == expected
