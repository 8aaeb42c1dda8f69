"""Several searches become one order, and the goal's own words weigh as much as all others."""

from __future__ import annotations

from dataclasses import replace

from assistant.fusing import fused
from retrieval.catalogue import Credential
from retrieval.search import Hit

NOBODY = Credential(id="", title="T", issuer="I", competency="C")


def ranked(ids: str, score: float = 1.0) -> list[tuple[float, Hit]]:
    return [(score, Hit(replace(NOBODY, id=i), score, 0.0, ())) for i in ids]


def order(found: list[tuple[float, Hit]]) -> str:
    return "".join(hit.credential.id for _, hit in found)


def test_without_phrases_nothing_moves() -> None:
    assert order(fused(ranked("cab"), [])) == "cab"


def test_what_both_find_comes_before_what_one_finds() -> None:
    assert order(fused(ranked("abc"), [ranked("cd")]))[0] == "c"


def test_no_phrase_alone_comes_before_the_first_of_the_goal() -> None:
    phrases = [ranked("x"), ranked("y"), ranked("z"), ranked("w")]
    assert order(fused(ranked("ab"), phrases)) == "abwxyz"


def test_a_hit_of_the_goals_own_is_kept_as_it_is() -> None:
    (score, hit), *_ = fused(ranked("a", 3.0), [ranked("a", 9.0)])
    assert (score, hit.rank_score) == (3.0, 3.0)


def test_equals_come_in_the_order_of_their_ids() -> None:
    assert order(fused([], [ranked("b"), ranked("a")])) == "ab"
