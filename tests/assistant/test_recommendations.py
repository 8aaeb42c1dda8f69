"""Recommendations: limits exclude what is known, the profile moves the order, code checks ids."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.errors import BadInput, ModelUnavailable
from assistant.library import Library
from assistant.people import Profile
from assistant.recommendations import FURTHER, Choice, Recommendation, Recommender
from retrieval.catalogue import Credential, credential_json
from tests.catalogues import minimal
from tests.fakes import WordEmbedder

TALK = "more students think and join mathematics discussion in my class"


class Ranker:
    """A model that answers as it was told to."""

    def __init__(self, choices: Sequence[Choice], message: str = "") -> None:
        self.choices = list(choices)
        self.message = message
        self.offered: list[str] = []

    def rerank(
        self, goal: str, profile: Profile, candidates: Sequence[Credential], by: float
    ) -> tuple[list[Choice], str]:
        self.offered = [candidate.id for candidate in candidates]
        return self.choices, self.message


class Down:
    """A model that cannot be reached."""

    def rerank(
        self, goal: str, profile: Profile, candidates: Sequence[Credential], by: float
    ) -> tuple[list[Choice], str]:
        raise ModelUnavailable("The language model is away; check OPENAI_BASE_URL.")


@pytest.fixture
def recommender(stocked: Library, embedder: WordEmbedder) -> Recommender:
    return Recommender(stocked, embedder)


def ids(found: Recommendation) -> list[str]:
    return [match.credential_id for match in found.matches]


def test_the_nearest_credential_comes_first(recommender: Recommender) -> None:
    found = recommender.recommend("writes to families about learning for my students")

    assert ids(found)[0] == "family-letters"
    assert "Letters to Families" in found.message


def test_no_credential_stands_twice_and_scores_fall(recommender: Recommender) -> None:
    found = recommender.recommend(TALK, limit=50)

    assert len(ids(found)) == len(set(ids(found))) > 1
    scores = [match.score for match in found.matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_there_are_never_more_matches_than_asked_for(recommender: Recommender) -> None:
    assert len(recommender.recommend(TALK, limit=1).matches) == 1


def test_a_list_goes_on_where_a_few_would_stop_and_says_so(
    stocked: Library, recommender: Recommender
) -> None:
    goal = "letters that a teacher writes to families about what students are learning"
    whole = recommender.recommend(goal, limit=50).matches
    few = recommender.recommend(goal, limit=50, few=True).matches

    assert len(few) < len(whole) <= len(stocked.shelf().credentials)
    assert [m.credential_id for m in whole][: len(few)] == [m.credential_id for m in few]
    assert not any(FURTHER in match.reasons for match in few)
    assert FURTHER in whole[-1].reasons


def test_quotes_stand_word_for_word_in_the_catalogue(
    recommender: Recommender, stocked: Library
) -> None:
    for goal in (TALK, "letters to families", "feedback that students use to revise"):
        for match in recommender.recommend(goal, limit=50).matches:
            assert match.quotes
            credential = stocked.shelf().credentials[match.credential_id]
            texts = [p.text for p in stocked.shelf().passages.values()]
            written = [str(credential_json(credential)), *texts]
            for quote in match.quotes:
                assert any(quote.text in text for text in written)


def test_a_known_need_that_the_goal_rules_out_excludes(recommender: Recommender) -> None:
    found = recommender.recommend(f"{TALK}, I have no students until August", limit=50)

    assert "thinking-time" not in ids(found)
    assert "number-talks" not in ids(found)


def test_what_is_unknown_never_excludes_and_is_said(recommender: Recommender) -> None:
    goal = "write to families about learning, no video, at most 5 hours, for free"
    found = recommender.recommend(goal, limit=50)

    (letters,) = [m for m in found.matches if m.credential_id == "family-letters"]
    assert "whether it needs video is not said" in letters.cautions
    assert "how many hours it takes is not said" in letters.cautions
    assert "what it costs is not said" in letters.cautions


def test_a_goal_of_limits_alone_gets_all_that_keeps_to_them(
    stocked: Library, recommender: Recommender
) -> None:
    found = recommender.recommend("I want something free that takes at most 12 hours")

    credentials = stocked.shelf().credentials
    ruled_out = {i for i, c in credentials.items() if (c.effort_hours or 0) > 12 or c.cost_usd}
    assert set(ids(found)) == set(credentials) - ruled_out
    assert found.open
    assert "keep to what you said" in found.message
    assert "What you would like to get better at" in found.message


def test_when_everything_near_is_ruled_out_the_nearest_is_named(
    library: Library, folder: Path, embedder: WordEmbedder
) -> None:
    for name in ("family-letters", "own-words", "number-talks", "video-coaching"):
        (folder / f"{name}.yaml").unlink()
    library.index([folder])

    found = Recommender(library, embedder).recommend(f"{TALK}, I have no students until August")

    assert found.matches == ()
    assert "Giving Students Time to Think" in found.message
    assert "needs students now" in found.message


@pytest.mark.parametrize(
    "profile",
    [
        Profile(grade="12", subject="dance", role="principal", state="WY"),
        Profile(grade="1"),
        Profile(role="instructional coach"),
    ],
)
def test_the_profile_moves_only_the_order(recommender: Recommender, profile: Profile) -> None:
    plain = recommender.recommend(TALK, limit=50)
    fitted = recommender.recommend(TALK, profile, limit=50)

    assert fitted.profile == profile
    assert set(ids(fitted)) == set(ids(plain))


def test_a_fitting_grade_comes_before_another_one(recommender: Recommender) -> None:
    goal = "mathematics students explain and join discussion"
    young = ids(recommender.recommend(goal, Profile(grade="1"), limit=50))
    older = ids(recommender.recommend(goal, Profile(grade="4"), limit=50))

    def lead(order: list[str]) -> int:
        return order.index("number-talks") - order.index("thinking-time")

    assert lead(young) < lead(older)


def test_worth_and_stacks_are_given_with_their_place(recommender: Recommender) -> None:
    found = recommender.recommend(TALK, Profile(state="AR"), limit=50)

    (match,) = [m for m in found.matches if m.credential_id == "thinking-time"]
    assert "Counts for license renewal (15 hours) in Example District, AR." in match.reasons
    assert match.stacks == ("lead-teacher",)
    assert "runs over 10 days" in match.cautions
    assert match.effort_hours == 12


def test_another_states_worth_is_not_claimed(recommender: Recommender) -> None:
    found = recommender.recommend(TALK, Profile(state="WY"), limit=50)

    (match,) = [m for m in found.matches if m.credential_id == "thinking-time"]
    assert not any("AR" in reason for reason in match.reasons)


@pytest.mark.parametrize(
    "goal", ["bitcoin stocks", "baseball scores", "qqqq wwww eeee", "\U0001f355"]
)
def test_an_off_topic_goal_gets_no_match_and_a_message(recommender: Recommender, goal: str) -> None:
    found = recommender.recommend(goal)

    assert found.matches == ()
    assert found.message.startswith("Nothing in this catalogue fits")


def test_excluded_ids_do_not_come_back(recommender: Recommender) -> None:
    found = recommender.recommend(TALK, limit=50, exclude=["thinking-time", "no-such-id"])

    assert found.matches
    assert "thinking-time" not in ids(found)


def test_with_everything_excluded_nothing_is_found(
    recommender: Recommender, stocked: Library
) -> None:
    assert recommender.recommend(TALK, exclude=list(stocked.shelf().credentials)).matches == ()


def test_an_empty_catalogue_says_how_to_load_one(library: Library, embedder: WordEmbedder) -> None:
    found = Recommender(library, embedder).recommend(TALK)

    assert found.matches == ()
    assert "credcoach index" in found.message


@pytest.mark.parametrize(
    ("goal", "limit"), [("", 5), ("  \n", 5), ("x" * 4001, 5), (TALK, 0), (TALK, 51), (TALK, -1)]
)
def test_a_goal_or_limit_that_cannot_be_is_refused(
    recommender: Recommender, goal: str, limit: int
) -> None:
    with pytest.raises(BadInput):
        recommender.recommend(goal, limit=limit)


def test_the_answer_has_the_contracts_keys(recommender: Recommender) -> None:
    body = recommender.recommend(TALK).as_json()

    assert {"goal", "profile", "matches", "message"} <= set(body)
    assert set(body["profile"]) == {"grade", "subject", "role", "state"}
    assert set(body["matches"][0]) >= {
        "credential_id",
        "title",
        "issuer",
        "score",
        "reasons",
        "quotes",
        "stacks",
        "effort_hours",
        "cautions",
    }
    assert set(body["matches"][0]["quotes"][0]) == {"field", "text"}


def test_a_credential_of_required_keys_alone_can_be_recommended(
    library: Library, folder: Path, embedder: WordEmbedder
) -> None:
    (folder / "bare.yaml").write_text(minimal("juggling"))
    library.index([folder])

    found = Recommender(library, embedder).recommend("juggling with students")

    assert ids(found)[0] == "juggling"
    assert found.matches[0].effort_hours is None
    assert found.matches[0].quotes[0].text == "The educator does juggling with students."


# Through a model


def test_the_models_order_and_reasons_are_taken(stocked: Library, embedder: WordEmbedder) -> None:
    ranker = Ranker(
        [Choice("number-talks", "You named it."), Choice("thinking-time")], "Try these."
    )
    found = Recommender(stocked, embedder, ranker).recommend(TALK)

    assert ids(found) == ["number-talks", "thinking-time"]
    assert found.matches[0].reasons[0] == "You named it."
    assert found.matches[0].score > found.matches[1].score
    assert found.message == "Try these."
    assert found.warnings == ()


def test_the_model_is_offered_only_what_was_found_and_not_ruled_out(
    stocked: Library, embedder: WordEmbedder
) -> None:
    ranker = Ranker([Choice("video-coaching")])
    found = Recommender(stocked, embedder, ranker).recommend(f"{TALK}, but no video")

    assert "video-coaching" not in ranker.offered
    assert "video-coaching" not in ids(found)


def test_ids_that_a_model_makes_up_or_repeats_are_dropped(
    stocked: Library, embedder: WordEmbedder
) -> None:
    choices = [
        Choice("made-up"),
        Choice("number-talks", "first"),
        Choice("number-talks", "again"),
        Choice("thinking-time"),
    ]
    found = Recommender(stocked, embedder, Ranker(choices)).recommend(TALK)

    assert ids(found) == ["number-talks", "thinking-time"]


@pytest.mark.parametrize(
    "ranker",
    [Ranker([Choice("made-up"), Choice("also-made-up")], "These are lovely."), Ranker([])],
)
def test_a_model_that_makes_up_every_id_or_says_nothing_is_answered_offline_with_a_warning(
    stocked: Library, embedder: WordEmbedder, ranker: Ranker
) -> None:
    offline = Recommender(stocked, embedder).recommend(TALK)
    found = Recommender(stocked, embedder, ranker).recommend(TALK)

    assert found.matches == offline.matches
    assert found.message == offline.message
    assert len(found.warnings) == 1
    assert "CREDCOACH_MODEL" in found.warnings[0]


def test_a_model_may_say_that_nothing_fits(stocked: Library, embedder: WordEmbedder) -> None:
    found = Recommender(stocked, embedder, Ranker([], "Nothing here fits.")).recommend(TALK)

    assert found.matches == ()
    assert found.message == "Nothing here fits."


def test_a_model_that_fails_is_answered_offline_with_its_cause(
    stocked: Library, embedder: WordEmbedder
) -> None:
    offline = Recommender(stocked, embedder).recommend(TALK)
    found = Recommender(stocked, embedder, Down()).recommend(TALK)

    assert found.matches == offline.matches
    assert found.warnings == ("The language model is away; check OPENAI_BASE_URL.",)


class Writer:
    """A model that says a goal in other words."""

    def __init__(self, *phrases: str) -> None:
        self.phrases = phrases
        self.asked: list[str] = []

    def rewrite(self, goal: str, profile: Profile, by: float) -> tuple[str, ...]:
        self.asked.append(goal)
        return self.phrases


class Mute:
    """A model that cannot be reached for other words."""

    def rewrite(self, goal: str, profile: Profile, by: float) -> tuple[str, ...]:
        raise ModelUnavailable("The language model is away; check OPENAI_BASE_URL.")


def test_what_only_a_phrase_of_the_model_finds_is_offered_too(
    stocked: Library, embedder: WordEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.recommendations._POOL", 2)
    ranker = Ranker([Choice("family-letters")])
    Recommender(stocked, embedder, ranker).recommend(TALK, limit=1)
    assert "family-letters" not in ranker.offered

    writer = Writer("writes letters to families about learning")
    monkeypatch.setattr("assistant.recommendations._POOL", 3)
    found = Recommender(stocked, embedder, ranker, writer).recommend(TALK, limit=1)

    assert "family-letters" in ranker.offered
    assert ids(found) == ["family-letters"]
    assert writer.asked == [TALK]


def test_phrases_find_nothing_that_the_goal_rules_out(
    stocked: Library, embedder: WordEmbedder
) -> None:
    ranker = Ranker([Choice("video-coaching")])
    writer = Writer("coaching from video of lessons", "video coaching")
    found = Recommender(stocked, embedder, ranker, writer).recommend(f"{TALK}, but no video")

    assert "video-coaching" not in ranker.offered
    assert "video-coaching" not in ids(found)


def test_a_student_is_nameless_to_the_model_that_rewrites(
    stocked: Library, embedder: WordEmbedder
) -> None:
    writer = Writer()
    goal = f"{TALK}, my student Marisol Vega (marisol.vega@example.org) says nothing"
    Recommender(stocked, embedder, Ranker([Choice("number-talks")]), writer).recommend(goal)

    assert "marisol" not in writer.asked[0].casefold()
    assert "vega" not in writer.asked[0].casefold()


def test_where_rewriting_fails_the_search_is_plain_and_the_model_is_not_asked_again(
    stocked: Library, embedder: WordEmbedder
) -> None:
    ranker = Ranker([Choice("number-talks")])
    offline = Recommender(stocked, embedder).recommend(TALK)
    found = Recommender(stocked, embedder, ranker, Mute()).recommend(TALK)

    assert found.matches == offline.matches
    assert found.warnings == ("The language model is away; check OPENAI_BASE_URL.",)
    assert ranker.offered == []


def test_without_phrases_the_candidates_are_those_of_the_goal(
    stocked: Library, embedder: WordEmbedder
) -> None:
    plain, with_none = Ranker([Choice("number-talks")]), Ranker([Choice("number-talks")])
    Recommender(stocked, embedder, plain).recommend(TALK)
    Recommender(stocked, embedder, with_none, Writer()).recommend(TALK)

    assert plain.offered == with_none.offered


def test_a_model_cannot_give_more_than_asked_for(stocked: Library, embedder: WordEmbedder) -> None:
    ranker = Ranker([Choice("number-talks"), Choice("thinking-time"), Choice("own-words")])
    found = Recommender(stocked, embedder, ranker).recommend(TALK, limit=2)

    assert len(found.matches) == 2
