"""What each step of search is worth: a step that is left out makes a difference, and only it."""

from __future__ import annotations

import pytest

from assistant.evaluation.ablation import (
    BOTH,
    FLOOR,
    MEANING,
    PROFILE,
    RUNGS,
    SPELLING,
    STACKS,
    WORDS,
    PartialSearcher,
    Steps,
    ablation,
    ablation_lines,
    profile_of,
    searches,
)
from assistant.evaluation.retrieval import Goal, Search
from assistant.library import Library
from assistant.recommendations import Recommender
from tests.fakes import WordEmbedder

TALK = "more students think and join mathematics discussion in my class"
BARE = Steps(words=False, lexicon=False, spelling=False, stacks=False)


def goal(query: str, kind: str = "plain", **relevant: int) -> Goal:
    return Goal("1", query, kind, {}, {k.replace("_", "-"): v for k, v in relevant.items()})


@pytest.fixture
def by_rung(stocked: Library, embedder: WordEmbedder) -> dict[str, Search]:
    return searches(stocked, Recommender(stocked, embedder))


def test_every_rung_is_climbed_in_order(by_rung: dict[str, Search]) -> None:
    assert tuple(by_rung) == RUNGS
    found = ablation([goal(TALK, thinking_time=3)], by_rung)
    assert {rung: row["all"]["ndcg5"] for rung, row in found.items()} == dict.fromkeys(RUNGS, 1.0)


def test_only_the_floor_says_that_nothing_fits(by_rung: dict[str, Search]) -> None:
    nowhere = goal("bitcoin stocks", "no_match")
    said = ablation([nowhere], {rung: by_rung[rung] for rung in (BOTH, PROFILE, FLOOR)})
    shares = {rung: row["no_match"]["answered_with_nothing"] for rung, row in said.items()}
    assert shares == {BOTH: 0.0, PROFILE: 0.0, FLOOR: 1.0}


def test_a_slip_is_mended_only_where_spelling_is_a_step(stocked: Library) -> None:
    slipped = "mathematixs"
    mended = PartialSearcher(stocked.searcher(), Steps()).search(slipped, 1)
    left = PartialSearcher(stocked.searcher(), Steps(spelling=False)).search(slipped, 1)
    assert mended[0].rank_score > left[0].rank_score


def test_words_weigh_nothing_where_they_are_no_step(stocked: Library) -> None:
    whole = stocked.searcher()
    alone = PartialSearcher(whole, BARE).search(TALK, 1)[0]
    with_words = PartialSearcher(whole, Steps(lexicon=False, spelling=False, stacks=False))
    assert with_words.search(TALK, 1)[0].rank_score > alone.rank_score


def test_a_stack_is_not_asked_for_where_stacks_are_no_step(stocked: Library) -> None:
    asked = "Which stack leads to the Lead Teacher designation?"
    whole = stocked.searcher()
    assert PartialSearcher(whole, Steps()).find(asked, 3, state="AR").for_stack
    assert not PartialSearcher(whole, Steps(stacks=False)).find(asked, 3, state="AR").for_stack


def test_what_a_goal_rules_out_is_left_out_from_the_profile_on(by_rung: dict[str, Search]) -> None:
    no_video = goal("coaching a colleague on one next step, but I can't record video")
    assert "video-coaching" in by_rung[STACKS](no_video)
    assert "video-coaching" not in by_rung[PROFILE](no_video)


def test_a_profile_is_read_as_text() -> None:
    assert profile_of(Goal("1", "x", "all", {"grade": 3}, {})).grade == "3"


def test_the_lines_have_a_column_for_each_kind_with_an_answer(by_rung: dict[str, Search]) -> None:
    goals = [goal(TALK, thinking_time=3), goal("bitcoin stocks", "no_match")]
    some = {rung: by_rung[rung] for rung in (MEANING, WORDS, SPELLING)}
    seen: list[tuple[int, int]] = []
    lines = ablation_lines(ablation(goals, some, lambda done, of: seen.append((done, of))))
    assert lines[0].split() == "nDCG@5 all plain no match, told so left empty".split()
    assert [line.split("  ")[0] for line in lines[1:]] == [MEANING, WORDS, SPELLING]
    assert seen == [(1, 3), (2, 3), (3, 3)]
