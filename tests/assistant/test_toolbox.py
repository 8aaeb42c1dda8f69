"""Which tools exist for whom, and what each of them checks again when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from assistant.answers import Answer, Answers
from assistant.cohorts import Cohorts
from assistant.library import Library
from assistant.people import Person
from assistant.pursuits import Pursuits
from assistant.self_check.check import SelfChecker
from assistant.self_check.surface import SurfaceJudge
from assistant.self_checks import SelfChecks
from assistant.shares import Shares
from assistant.store.session import Store
from assistant.toolbox import Audience, Toolbox
from assistant.turn_tools import ENOUGH, MOST_CALLS, OVER, Found, TurnTools
from retrieval.documents import read_document
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder
from tests.people import Cast, Clock

TALK = "more students think and join mathematics discussion"
ANYWHERE = {
    "search_catalogue",
    "open_credential",
    "ask_credential",
    "explain_row",
    "open_stack",
}
HERS = {"my_plan", "start_credential", "latest_self_check"}


@pytest.fixture
def checks(store: Store, clock: Clock) -> SelfChecks:
    return SelfChecks(store, clock=clock)


@pytest.fixture
def toolbox(stocked: Library, answers: Answers, checks: SelfChecks) -> Toolbox:
    return Toolbox(stocked, answers, checks)


class Turn:
    """The tools of one turn, with all that they let out."""

    def __init__(
        self,
        toolbox: Toolbox,
        person: Person,
        message: str = "",
        audience: Audience = "direct",
        seen: Sequence[str] = (),
        **memory: Any,
    ) -> None:
        self.steps: list[str] = []
        self.answers: list[Answer] = []
        remembered = {"seen": seen, **memory}
        offered = toolbox.tools_for(person, audience, message, remembered, self.steps.append)
        self.tools = TurnTools(offered, self.answers.append)
        self.names = set(self.tools.tools)

    def call(self, name: str, **arguments: Any) -> str:
        return self.tools.call(name, arguments)


# Which exist


def test_a_teacher_has_her_own_tools_where_nobody_reads_along(toolbox: Toolbox, cast: Cast) -> None:
    assert Turn(toolbox, cast.alice).names == ANYWHERE | HERS


@pytest.mark.parametrize("who", ["bob", "charlie", "dana"])
def test_who_may_lead_can_ask_for_her_cohorts_as_well(
    toolbox: Toolbox, cast: Cast, who: str
) -> None:
    assert Turn(toolbox, getattr(cast, who)).names == ANYWHERE | HERS | {"my_cohorts"}


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "dana"])
def test_a_channel_has_the_catalogue_and_nothing_else(
    toolbox: Toolbox, cast: Cast, who: str
) -> None:
    assert Turn(toolbox, getattr(cast, who), audience="channel").names == ANYWHERE


def test_every_tool_has_a_description_and_a_schema_without_frills(
    toolbox: Toolbox, cast: Cast
) -> None:
    for tool in Turn(toolbox, cast.bob).tools.tools.values():
        schema = tool.schema()
        assert tool.description.endswith(".")
        assert schema["type"] == "object"
        assert all("title" not in about for about in schema["properties"].values())


# The catalogue


def test_a_search_tells_ids_and_gives_cards_a_step_memory_and_a_note(
    toolbox: Toolbox, cast: Cast
) -> None:
    turn = Turn(toolbox, cast.alice)
    told = turn.call("search_catalogue", goal=TALK)

    assert "thinking-time = Giving Students Time to Think" in told
    assert turn.steps == ["Searching 5 credentials"]
    assert [card.kind for card in turn.tools.found.cards] == ["recommendations"]
    assert turn.tools.found.remembered(alone=False)["current"] == "thinking-time"
    assert turn.tools.found.notes == [
        f"Looked for: {TALK}. Shown: "
        + ", ".join(m["title"] for m in turn.tools.found.cards[0].body["matches"])
        + "."
    ]


def test_a_search_for_others_leaves_out_what_was_shown(toolbox: Toolbox, cast: Cast) -> None:
    turn = Turn(toolbox, cast.alice, seen=["thinking-time"])
    turn.call("search_catalogue", goal=TALK, not_shown_before=True)
    assert "thinking-time" not in turn.tools.found.remembered(alone=False)["shown"]


def test_a_second_search_replaces_the_cards_of_the_first(toolbox: Toolbox, cast: Cast) -> None:
    turn = Turn(toolbox, cast.alice)
    turn.call("search_catalogue", goal=TALK)
    turn.call("search_catalogue", goal="letters that families answer")
    (card,) = turn.tools.found.cards
    assert card.body["matches"][0]["credential_id"] == "family-letters"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("open_credential", {}),
        ("explain_row", {"row_id": "use-of-pauses"}),
        ("ask_credential", {"question": "How long is the pause?"}),
    ],
)
def test_facts_of_a_credential_come_with_the_catalogues_own_words(
    toolbox: Toolbox, stocked: Library, cast: Cast, name: str, arguments: dict[str, str]
) -> None:
    turn = Turn(toolbox, cast.alice)
    told = turn.call(name, credential_id="thinking-time", **arguments)

    (card,) = turn.tools.found.cards
    assert card.kind == "passages"
    own = [p.text for p in stocked.shelf().passages.values() if p.credential_id == "thinking-time"]
    assert card.body["answers"]
    for answer in card.body["answers"]:
        assert any(answer["text"] in text for text in own)
        assert answer["place"]
    assert told


@pytest.mark.parametrize(
    ("name", "arguments", "near"),
    [
        ("open_credential", {"credential_id": "thinking-tim"}, "thinking-time"),
        ("ask_credential", {"credential_id": "nothing", "question": "why so?"}, "nothing"),
        ("explain_row", {"credential_id": "thinking-time", "row_id": "zebra"}, "use-of-pauses"),
        ("start_credential", {"credential_id": "thinking_time_2"}, "thinking_time_2"),
        ("latest_self_check", {"credential_id": "thinking-tim"}, "thinking-time"),
        ("open_stack", {"stack_id": "no-such-stack"}, "no-such-stack"),
    ],
)
def test_an_unknown_id_is_told_to_the_model_and_never_guessed(
    toolbox: Toolbox, cast: Cast, name: str, arguments: dict[str, str], near: str
) -> None:
    turn = Turn(toolbox, cast.alice, "yes, start it")
    assert near in turn.call(name, **arguments)
    assert turn.answers == []
    assert turn.tools.found.text == ""


def test_the_exact_title_is_as_good_as_the_id(toolbox: Toolbox, cast: Cast) -> None:
    turn = Turn(toolbox, cast.alice)
    turn.call("open_credential", credential_id="Giving Students Time to Think")
    assert turn.tools.found.remembered(alone=False)["current"] == "thinking-time"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("open_credential", {}),
        ("ask_credential", {"question": "what do I hand in for this one?"}),
        ("explain_row", {"row_id": "feedback-used"}),
    ],
)
def test_a_model_is_told_nothing_of_a_credential_whose_issuer_forbids_it(
    toolbox: Toolbox, cast: Cast, name: str, arguments: dict[str, str]
) -> None:
    turn = Turn(toolbox, cast.alice)
    told = turn.call(name, credential_id="own-words", **arguments)
    assert "rules out AI help" in told
    assert "revision" not in told
    assert turn.tools.found.asides == [turn.answers[0].text]


def test_stacks_are_listed_and_one_is_opened(
    toolbox: Toolbox, stocked: Library, cast: Cast
) -> None:
    (stack,) = stocked.shelf().stacks.values()
    turn = Turn(toolbox, cast.alice, audience="channel")
    assert f"{stack.id} = {stack.title}" in turn.call("open_stack")
    told = turn.call("open_stack", stack_id=stack.id)
    for credential_id in stack.members:
        assert credential_id in told


# Her own


@pytest.mark.parametrize(
    "message",
    [
        "yes please",
        "start thinking-time",
        "sí, empecemos",
        "ok",
        "Please start it for me",
        "put the first one into my plan",
    ],
)
def test_a_credential_is_started_once_when_she_says_so(
    toolbox: Toolbox, cast: Cast, store: Store, clock: Clock, message: str
) -> None:
    turn = Turn(toolbox, cast.alice, message)
    turn.call("start_credential", credential_id="thinking-time")
    turn.call("start_credential", credential_id="thinking-time")

    pursuits = Pursuits(store, clock=clock)
    assert [p.credential_id for p in pursuits.of(cast.alice)] == ["thinking-time"]
    assert pursuits.of(cast.bob) == ()


@pytest.mark.parametrize(
    "message",
    [
        "what does an assessor look at?",
        "I want to know what thinking-time is about",
        "Sure, what does it ask of me?",
        "Let's look at it before I decide",
        "I do not want to start it yet",
        "how do I start",
        "todavía no quiero empezar",
    ],
)
def test_nothing_is_started_that_only_a_text_or_the_model_asks_for(
    toolbox: Toolbox, cast: Cast, store: Store, clock: Clock, message: str
) -> None:
    turn = Turn(toolbox, cast.alice, message)
    told = turn.call("start_credential", credential_id="thinking-time")

    assert "Nothing was started" in told
    assert Pursuits(store, clock=clock).of(cast.alice) == ()
    pending = turn.tools.found.remembered(alone=False)["pending"]
    assert (pending["do"], pending["credential_id"]) == ("choose", "thinking-time")


def test_her_last_self_check_is_told_in_the_products_words_and_no_one_elses(
    toolbox: Toolbox, cast: Cast, stocked: Library, checks: SelfChecks, embedder: WordEmbedder
) -> None:
    credential = stocked.credential("thinking-time")
    files = [read_document("draft.md", GOOD_DRAFT.encode())]
    report = SelfChecker(embedder, SurfaceJudge()).run(credential, files)
    checks.keep(cast.alice, report)

    told = Turn(toolbox, cast.alice).call("latest_self_check", credential_id="thinking-time")
    assert "Use of pauses" in told
    for quote in (quote for found in report.findings for quote in found.quotes):
        assert quote.text not in told
    for other in (cast.bob, cast.charlie, cast.dana):
        theirs = Turn(toolbox, other).call("latest_self_check", credential_id="thinking-time")
        assert theirs.startswith("There is no self-check")


def test_a_coach_sees_her_cohort_and_the_model_hears_no_names(
    toolbox: Toolbox, cast: Cast, store: Store, clock: Clock
) -> None:
    cohorts = Cohorts(store, clock=clock)
    cohort = cohorts.create(cast.bob, "Tuesday group")
    cohorts.join(cast.alice, cohort.id, cohort.code)

    turn = Turn(toolbox, cast.bob)
    told = turn.call("my_cohorts")
    assert "Alice" not in told
    assert "Tuesday" not in told
    assert [card.kind for card in turn.tools.found.cards] == ["cohort"]

    charlie = Turn(toolbox, cast.charlie)
    charlie.call("my_cohorts")
    assert charlie.tools.found.cards == []
    assert "Alice" not in charlie.tools.found.text


def test_what_she_said_of_her_work_is_offered_to_be_kept_and_nothing_that_a_model_says(
    toolbox: Toolbox, cast: Cast
) -> None:
    turn = Turn(toolbox, cast.alice, "yes", profile={"grade": "4"})
    turn.call("keep_profile", grade="12", state="TX")

    found = turn.tools.found
    pending = found.remembered(alone=False)["pending"]
    assert pending == {"do": "profile", "profile": {"grade": "4"}}
    assert "4" in found.asides[0]
    assert "keep_profile" not in Turn(toolbox, cast.alice).names


def test_sharing_is_asked_in_exact_words_and_not_done(
    toolbox: Toolbox,
    answers: Answers,
    checks: SelfChecks,
    stocked: Library,
    embedder: WordEmbedder,
    cast: Cast,
    store: Store,
    clock: Clock,
) -> None:
    assert "offer_share" not in Turn(toolbox, cast.alice).names
    shares, cohorts = Shares(store, clock=clock), Cohorts(store, clock=clock)
    answers.sharing = replace(answers.sharing, shares=shares)
    cohort = cohorts.create(cast.bob, "Tuesday group")
    cohorts.join(cast.alice, cohort.id, cohort.code)
    files = [read_document("draft.md", GOOD_DRAFT.encode())]
    credential = stocked.credential("thinking-time")
    kept = checks.keep(cast.alice, SelfChecker(embedder, SurfaceJudge()).run(credential, files))

    turn = Turn(toolbox, cast.alice, "yes, show my coach")
    told = turn.call("offer_share", credential_id="thinking-time")
    pending = turn.tools.found.remembered(alone=False)["pending"]
    assert (pending["do"], pending["item_id"]) == ("share", kept.id)
    assert turn.tools.found.asides == [turn.answers[0].text]
    assert "Tuesday" not in told
    assert shares.of(cast.alice) == ()


def test_a_question_a_model_was_only_told_of_waits_for_no_yes() -> None:
    memory = {"current": "thinking-time", "pending": {"do": "choose"}, "asked": "grade"}
    found = Found(answers=[Answer("It takes 12 hours. Shall I?", memory=memory)])
    assert found.remembered(alone=True) == memory
    assert found.remembered(alone=False) == {"current": "thinking-time"}


# Limits of a turn


def test_more_calls_than_a_turn_has_are_not_run(toolbox: Toolbox, cast: Cast) -> None:
    turn = Turn(toolbox, cast.alice)
    for _ in range(MOST_CALLS):
        assert turn.call("my_plan") != ENOUGH
    assert turn.tools.spent
    assert turn.call("start_credential", credential_id="thinking-time") == ENOUGH


def test_after_the_turn_is_over_no_tool_does_anything(
    toolbox: Toolbox, cast: Cast, store: Store, clock: Clock
) -> None:
    turn = Turn(toolbox, cast.alice, "yes")
    turn.tools.close()
    assert turn.call("start_credential", credential_id="thinking-time") == OVER
    assert Pursuits(store, clock=clock).of(cast.alice) == ()


@pytest.mark.parametrize(
    "arguments",
    [{}, {"goal": ""}, {"goal": 7}, {"goal": None}, {"goal": ["a"]}, {"goal": "x" * 5_000}],
)
def test_arguments_of_the_wrong_kind_are_a_clear_line(
    toolbox: Toolbox, cast: Cast, arguments: dict[str, Any]
) -> None:
    turn = Turn(toolbox, cast.alice)
    told = turn.call("search_catalogue", **arguments)
    assert told.startswith("search_catalogue was called with arguments that do not fit (goal: ")
    assert "xxx" not in told
    assert turn.answers == []
