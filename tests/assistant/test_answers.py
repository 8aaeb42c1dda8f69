"""The tools behind the conversation: each asks one service and puts the result into words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.answers import CRISIS, GUARD, Answers, run_intent, spoken
from assistant.cohorts import Cohorts
from assistant.errors import NotFound
from assistant.library import Library
from assistant.people import Profile
from assistant.pursuits import Pursuits
from assistant.self_check.report import Engine, Finding, PrivacyFinding, Report, Requirement
from assistant.self_checks import SelfChecks
from assistant.store.session import Store
from assistant.understanding import Intent
from retrieval.catalogue import Credential
from retrieval.documents import read_document
from tests.catalogues import GOOD_DRAFT
from tests.evidence import SPEAKS_TO_PAUSES, UNRELATED
from tests.people import Cast, Clock

TALK = "more students think and join mathematics discussion in my class"


def ignore(_: str) -> None:
    """Steps that nobody reads."""


def test_a_goal_gives_a_card_words_and_what_to_remember(answers: Answers, cast: Cast) -> None:
    steps: list[str] = []
    answer = answers.goal(cast.alice, TALK, steps.append)

    (card,) = answer.cards
    shown = [match["credential_id"] for match in card.body["matches"]]
    assert card.kind == "recommendations"
    remembered = {"goal": TALK, "shown": shown, "seen": shown, "current": shown[0]}
    assert answer.memory == {**remembered, "asked": "grade"}, "two of them are for other grades"
    assert all(match["title"] in answer.text for match in card.body["matches"])
    assert steps == ["Searching 5 credentials"]


def test_a_goal_that_nothing_fits_gives_no_card_and_no_facts(answers: Answers, cast: Cast) -> None:
    answer = answers.goal(cast.alice, "bitcoin stocks", ignore)

    assert answer.cards == []
    assert answer.facts == ""
    assert answer.text.startswith("Nothing in this catalogue fits")
    assert answer.memory["shown"] == []


def test_something_shorter_is_shorter_than_all_that_was_shown(
    answers: Answers, cast: Cast, stocked: Library
) -> None:
    shown = ["thinking-time", "video-coaching"]  # 12 and 30 hours
    answer = answers.goal(cast.alice, TALK, ignore, shown, "something shorter")

    offered = [stocked.credential(i) for i in answer.memory["shown"]]
    assert offered
    assert not {c.id for c in offered} & set(shown)
    assert all(c.effort_hours is None or c.effort_hours < 12 for c in offered)
    assert answer.memory["goal"] == f"{TALK}. something shorter"


def test_what_was_shown_once_is_not_offered_again_for_the_same_goal(
    answers: Answers, cast: Cast
) -> None:
    first = answers.goal(cast.alice, TALK, ignore)
    second = run_intent(
        answers, Intent("refine"), cast.alice, "something else", first.memory, ignore
    )
    third = run_intent(
        answers, Intent("refine"), cast.alice, "something else", second.memory, ignore
    )

    assert first.memory["shown"]
    assert not set(second.memory["shown"]) & set(first.memory["shown"])
    assert not set(third.memory["shown"]) & {*first.memory["shown"], *second.memory["shown"]}


def test_a_number_of_hours_is_kept_when_something_shorter_is_asked_for(
    answers: Answers, cast: Cast
) -> None:
    wish = "shorter, at most 5 hours"
    answer = answers.goal(cast.alice, TALK, ignore, ["thinking-time"], wish)

    assert "number-talks" not in answer.memory["shown"]  # 8 hours


def test_more_about_a_credential_says_what_to_hand_in_and_what_it_is_worth(
    answers: Answers, cast: Cast
) -> None:
    answer = answers.tell_more(cast.alice, "thinking-time")

    for words in (
        "Giving Students Time to Think",
        "about 12 hours",
        "Part 2. Work examples",
        "use of pauses",
        "needs students of your own now",
        "Example District, AR",
    ):
        assert words in answer.text
    assert answer.memory == {"current": "thinking-time"}


def test_a_row_is_explained_in_the_rubrics_own_words(answers: Answers) -> None:
    answer = answers.explain_row("thinking-time", "baseline")

    assert "Counts of participation from before the change are reported." in answer.text
    assert "- No: “No counts are reported.”" in answer.text


def test_a_row_that_is_not_there_is_said(answers: Answers) -> None:
    with pytest.raises(NotFound, match='no rubric row "nothing"'):
        answers.explain_row("thinking-time", "nothing")


def test_a_check_is_kept_as_the_persons_own(
    answers: Answers, cast: Cast, store: Store, clock: Clock
) -> None:
    files = [read_document("draft.md", GOOD_DRAFT.encode())]
    answer = answers.check(cast.alice, "thinking-time", files, ignore)

    (card,) = answer.cards
    checks = SelfChecks(store, clock=clock)
    assert card.kind == "self_check"
    assert checks.get(cast.alice, card.body["self_check_id"]).report["credential_id"] == (
        "thinking-time"
    )
    with pytest.raises(NotFound):
        checks.get(cast.charlie, card.body["self_check_id"])
    assert answer.facts == "", "a verdict is never put into a model's words"


def test_a_text_without_a_credential_is_told_whose_rubric_it_speaks_to(
    answers: Answers, cast: Cast
) -> None:
    files = [read_document("lesson.md", SPEAKS_TO_PAUSES.encode())]
    answer = answers.which_credential(cast.alice, files, ignore)

    assert answer.memory["draft_waiting"] is True
    assert answer.memory["shown"][0] == "thinking-time"
    assert "1. **Giving Students Time to Think**" in answer.text
    assert "Which credential is it for?" in answer.text
    assert answer.facts == "", "a teacher's own words are never put into a model's"


def test_a_text_that_speaks_to_nothing_is_told_so_and_may_still_be_checked(
    answers: Answers, cast: Cast
) -> None:
    files = [read_document("menu.md", UNRELATED.encode())]
    answer = answers.which_credential(cast.alice, files, ignore)

    assert answer.memory["draft_waiting"] is True
    assert answer.memory["shown"] == []
    assert answer.memory["pending"] is None, (
        "a yes after this answers nothing that was asked before"
    )
    assert "I find no credential here" in answer.text
    assert "name it" in answer.text


@pytest.mark.parametrize("credential_id", [None, "thinking-time", "family-letters", "gone"])
def test_ghost_writing_is_declined_kindly_with_a_question(
    answers: Answers, credential_id: str | None
) -> None:
    answer = answers.write_for_me(credential_id)

    assert answer.text.startswith(GUARD)
    assert answer.text.endswith("?")
    assert answer.facts == ""


def test_declining_asks_with_the_credentials_own_prompt(answers: Answers) -> None:
    assert "Describe your class and its discussions." in answers.write_for_me("thinking-time").text


def test_choosing_starts_a_pursuit_and_shows_the_plan(answers: Answers, cast: Cast) -> None:
    answer = answers.choose(cast.alice, "thinking-time")

    (card,) = answer.cards
    assert card.kind == "plan"
    assert [p["credential_id"] for p in card.body["pursuits"]] == ["thinking-time"]
    assert "Describe your class and its discussions." in answer.text
    assert "Giving Students Time to Think*: chosen since November 2" in (
        answers.plan(cast.alice).text
    )


def test_a_credential_that_is_not_there_cannot_be_chosen(answers: Answers, cast: Cast) -> None:
    with pytest.raises(NotFound):
        answers.choose(cast.alice, "gone")


def test_an_empty_plan_asks_for_a_goal(answers: Answers, cast: Cast) -> None:
    answer = answers.plan(cast.alice)
    assert answer.text.endswith("?")
    assert answer.cards == []


def test_a_coach_hears_who_asked_for_help_and_who_is_stuck(
    answers: Answers, cast: Cast, store: Store, clock: Clock
) -> None:
    cohorts = Cohorts(store, clock=clock)
    cohort = cohorts.create(cast.bob, "Tuesday group")
    cohorts.join(cast.alice, cohort.id, cohort.code)
    pursuits = Pursuits(store, known=lambda _: True, clock=clock)
    pursuit = pursuits.start(cast.alice, "thinking-time")
    pursuits.change(cast.alice, pursuit.id, help_wanted=True)
    clock.pass_by(timedelta(days=15))

    answer = answers.cohort(cast.bob)

    assert "**Tuesday group**: 1 teachers." in answer.text
    assert "Asked for help: Alice." in answer.text
    assert "No change of stage for two weeks: Alice." in answer.text
    assert [card.kind for card in answer.cards] == ["cohort"]
    assert answer.facts == "", "names of teachers go to no model"
    assert "lead no cohort" in answers.cohort(cast.charlie).text


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("crisis", CRISIS[:40]),
        ("thanks", "You're welcome"),
        ("greeting", "Hello!"),
        ("unclear", "Hello!"),
        ("plan", "You have not chosen"),
    ],
)
def test_small_intents_have_their_fixed_words(
    answers: Answers, cast: Cast, kind: str, begins: str
) -> None:
    answer = run_intent(answers, Intent(kind), cast.alice, "words", {}, ignore)  # type: ignore[arg-type]
    assert answer.text.startswith(begins)
    assert answer.facts == ""


def test_crisis_words_name_a_number_and_a_person() -> None:
    assert "988" in CRISIS
    assert "counselor" in CRISIS


def test_a_check_is_told_in_the_language_spoken_and_quotes_stay_as_they_are(
    answers: Answers, cast: Cast
) -> None:
    files = [read_document("draft.md", GOOD_DRAFT.encode())]
    answer = answers.check(cast.alice, "thinking-time", files, ignore, language="es")

    assert answer.text.startswith(("Leí tu borrador", "No encontré nada"))
    assert answer.memory["pending"] is None


def test_what_the_text_says_is_introduced_in_the_language_spoken(
    answers: Answers, cast: Cast
) -> None:
    question = "Must the transcript show pauses in two lessons?"
    answer = answers.ask(cast.alice, "thinking-time", question, ignore, language="es")
    assert "palabra por palabra" in answer.text
    assert "transcript" in answer.text


# A report in the chat


def report(*findings: Finding, **more: object) -> Report:
    return Report(
        "thinking-time",
        "sha256:x",
        Engine("offline"),
        "not_ready",
        tuple(f.criterion_id for f in findings if f.status != "met"),
        findings,
        more.get("requirements", ()),  # type: ignore[arg-type]
        more.get("privacy", ()),  # type: ignore[arg-type]
    )


def finding(row: str, status: str) -> Finding:
    return Finding(row, status, "x", 0.5, 0.5, False, "offline", next_step=f"Step for {row}.")  # type: ignore[arg-type]


@pytest.fixture
def thinking_time(stocked: Library) -> Credential:
    return stocked.credential("thinking-time")


def test_failing_rows_are_named_with_their_next_step(thinking_time: Credential) -> None:
    words = spoken(
        report(finding("use-of-pauses", "not_met"), finding("baseline", "met")), thinking_time
    )
    assert "**Use of pauses**: Step for use-of-pauses." in words
    assert "Step for baseline" not in words
    assert "%" not in words


def test_nobody_is_told_that_she_will_pass(thinking_time: Credential) -> None:
    words = spoken(report(finding("baseline", "met")), thinking_time)
    assert "nothing that would fail today" in words
    assert "no promise" in words
    assert "will pass" not in words


def test_broken_rules_and_private_things_are_said(thinking_time: Credential) -> None:
    words = spoken(
        report(
            finding("baseline", "met"),
            requirements=(Requirement("overview", "context", "not_met", "2 of at least 10 words"),),
            privacy=(PrivacyFinding("email", "d.md", 0, 3, "a@b"),),
        ),
        thinking_time,
    )
    assert "2 of at least 10 words (context)" in words
    assert "1 place, listed below" in words


def test_a_profile_shows_only_what_holds_in_its_state(answers: Answers, cast: Cast) -> None:
    from dataclasses import replace

    elsewhere = replace(cast.alice, profile=Profile(state="WY"))
    assert "Example District" not in answers.tell_more(elsewhere, "thinking-time").text
