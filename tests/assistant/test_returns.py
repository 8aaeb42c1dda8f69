"""Returns: hers alone, counted by attempts, with the rule said after the third."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.cohorts import Cohorts
from assistant.drafts import Drafts
from assistant.errors import BadInput, NotFound, TooLarge
from assistant.library import Library
from assistant.pursuits import Pursuits
from assistant.returns import AFTER_THIRD, MOST_CHARACTERS, Returns, rule_after
from assistant.self_check.check import SelfChecker
from assistant.self_check.returned.after_return import ReturnReader
from assistant.self_check.surface import SurfaceJudge
from assistant.self_checks import SelfChecks
from assistant.shares import Shares
from assistant.store.records import Pursuit
from assistant.store.session import Store
from retrieval.documents import read_document
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder
from tests.people import Cast, Clock

LETTER = "Use of pauses: Basic\nThe transcript shows one lesson only. Please add the second.\n"


@pytest.fixture
def returns(stocked: Library, store: Store, embedder: WordEmbedder, clock: Clock) -> Returns:
    return Returns(store, ReturnReader(embedder), stocked.shelf().credentials.get, clock=clock)


@pytest.fixture
def pursuits(store: Store, clock: Clock) -> Pursuits:
    return Pursuits(store, clock=clock)


@pytest.fixture
def pursuit(pursuits: Pursuits, cast: Cast) -> Pursuit:
    return pursuits.start(cast.alice, "thinking-time")


def test_what_was_pasted_is_kept_with_its_changes(
    returns: Returns, pursuits: Pursuits, pursuit: Pursuit, cast: Cast
) -> None:
    kept = returns.take_in(cast.alice, pursuit.id, LETTER)
    assert (kept.text, kept.attempt, kept.credential_id) == (LETTER, 1, "thinking-time")
    (change,) = kept.changes
    assert (change["kind"], change["criterion_id"]) == ("row", "use-of-pauses")
    assert all(LETTER[w["start"] : w["end"]] == w["text"] for w in change["words"])
    assert returns.get(cast.alice, kept.id) == kept
    assert returns.of(cast.alice) == returns.of(cast.alice, pursuit.id) == (kept,)
    assert [p.stage for p in pursuits.of(cast.alice)] == ["returned"]


def test_attempts_are_counted_whether_or_not_she_marks_them(
    returns: Returns, pursuits: Pursuits, pursuit: Pursuit, cast: Cast, clock: Clock
) -> None:
    attempts = []
    for number, marked in enumerate((False, True, False), start=1):
        clock.pass_by(timedelta(days=7))
        if number > 1:
            pursuits.change(cast.alice, pursuit.id, stage="drafting")
        if marked:
            pursuits.change(cast.alice, pursuit.id, stage="submitted")
        attempts.append(returns.take_in(cast.alice, pursuit.id, f"{LETTER}No. {number}").attempt)
    assert attempts == [1, 2, 3]
    assert [kept.attempt for kept in returns.of(cast.alice)] == [3, 2, 1]
    assert pursuits.of(cast.alice)[0].attempt == 3


def test_the_same_text_again_is_the_same_return_until_it_was_handed_in_again(
    returns: Returns, pursuits: Pursuits, pursuit: Pursuit, cast: Cast
) -> None:
    first = returns.take_in(cast.alice, pursuit.id, LETTER)
    assert returns.take_in(cast.alice, pursuit.id, LETTER) == first
    pursuits.change(cast.alice, pursuit.id, stage="drafting")
    assert returns.take_in(cast.alice, pursuit.id, LETTER) == first
    more = returns.take_in(cast.alice, pursuit.id, "A second page: the link is broken.")
    assert more.attempt == 2  # it left the stage, so what comes back now was handed in again
    pursuits.change(cast.alice, pursuit.id, stage="submitted")
    again = returns.take_in(cast.alice, pursuit.id, LETTER)
    assert (again.attempt, again.id == first.id) == (3, False)


def test_a_second_page_of_one_letter_is_the_same_attempt(
    returns: Returns, pursuit: Pursuit, cast: Cast
) -> None:
    returns.take_in(cast.alice, pursuit.id, LETTER)
    assert returns.take_in(cast.alice, pursuit.id, "The link is broken.").attempt == 1


def test_after_the_third_attempt_the_rule_is_said() -> None:
    assert [rule_after(attempt) for attempt in (1, 2, 3, 4)] == [
        None,
        None,
        AFTER_THIRD,
        AFTER_THIRD,
    ]
    assert "coach after the third attempt" in AFTER_THIRD


def test_a_change_points_at_the_passage_that_the_last_check_quoted(
    returns: Returns, pursuit: Pursuit, cast: Cast, stocked: Library, store: Store, clock: Clock
) -> None:
    drafts = Drafts(store, clock=clock)
    draft = drafts.create(cast.alice, "thinking-time")
    drafts.put_part(cast.alice, draft.id, "artifacts", GOOD_DRAFT)
    credential = stocked.credential("thinking-time")
    document = read_document("artifacts.md", GOOD_DRAFT.encode())
    report = SelfChecker(WordEmbedder(), SurfaceJudge()).run(credential, [document])
    SelfChecks(store, clock=clock).keep(cast.alice, report, drafts.get(cast.alice, draft.id))
    longer = f"A line before it all.\n\n{GOOD_DRAFT}"
    drafts.put_part(cast.alice, draft.id, "artifacts", longer)
    (change,) = returns.take_in(cast.alice, pursuit.id, LETTER).changes
    passage = change["passage"]
    assert passage["file"] == "artifacts.md"
    assert longer[passage["start"] : passage["end"]] == passage["text"]
    assert passage["text"] in {quote.text for quote in report.findings[0].quotes}


def test_a_credential_that_left_the_catalogue_keeps_its_letters(
    returns: Returns, pursuits: Pursuits, cast: Cast
) -> None:
    gone = pursuits.start(cast.alice, "no-longer-there")
    (change,) = returns.take_in(cast.alice, gone.id, LETTER).changes
    assert change["kind"] == "whole"


def test_what_cannot_be_read_is_refused_in_one_sentence(
    returns: Returns, pursuits: Pursuits, pursuit: Pursuit, cast: Cast
) -> None:
    for text, error, says in (
        (" \n ", BadInput, "paste what the assessor wrote"),
        ("a\0b", BadInput, "NUL character"),
        ("x" * (MOST_CHARACTERS + 1), TooLarge, "at most 50,000"),
    ):
        with pytest.raises(error, match=says):
            returns.take_in(cast.alice, pursuit.id, text)
    pursuits.change(cast.alice, pursuit.id, stage="earned")
    with pytest.raises(BadInput, match="stands as earned"):
        returns.take_in(cast.alice, pursuit.id, LETTER)
    assert returns.of(cast.alice, pursuit.id) == ()
    assert pursuits.of(cast.alice)[0].stage == "earned"


def test_nobody_else_finds_a_return_or_its_words_whatever_is_shared(
    returns: Returns, pursuit: Pursuit, cast: Cast, store: Store, clock: Clock
) -> None:
    cohort = Cohorts(store, clock=clock).create(cast.bob, "Spring")
    Cohorts(store, clock=clock).join(cast.alice, cohort.id, cohort.code)
    kept = returns.take_in(cast.alice, pursuit.id, LETTER)
    for nobody in (cast.charlie, cast.bob, cast.dana):
        assert returns.of(nobody) == ()
        with pytest.raises(NotFound, match="no such return"):
            returns.get(nobody, kept.id)
        with pytest.raises(NotFound, match="no such pursuit"):
            returns.take_in(nobody, pursuit.id, LETTER)
        with pytest.raises(NotFound, match="no such pursuit"):
            returns.of(nobody, pursuit.id)
        with pytest.raises(BadInput, match="cannot be shared"):
            Shares(store).share(cast.alice, "return", kept.id, cohort.id)
    seen = Cohorts(store, clock=clock).view(cast.bob, cohort.id).as_json()
    assert seen["members"][0]["pursuits"][0]["stage"] == "returned"
    assert "second" not in str(seen)
