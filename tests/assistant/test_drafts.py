"""Drafts: no text is lost, no change is overwritten unseen, and nobody else reads along."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from assistant.cohorts import Cohorts
from assistant.drafts import Drafts
from assistant.errors import BadInput, Conflict, NotFound, TooLarge
from assistant.shares import Shares
from assistant.store.records import Draft, DraftPart
from assistant.store.session import Store
from assistant.store.texts import MOST_CHARACTERS
from tests.people import Cast, Clock

PARTS = {"pauses": frozenset({"overview", "artifacts"}), "bare": frozenset[str]()}


@pytest.fixture
def drafts(store: Store, clock: Clock) -> Drafts:
    return Drafts(store, parts_of=PARTS.get, clock=clock)


@pytest.fixture
def draft(drafts: Drafts, cast: Cast) -> Draft:
    return drafts.create(cast.alice, "pauses")


def test_a_draft_grows_a_version_with_each_change(drafts: Drafts, draft: Draft, cast: Cast) -> None:
    assert (draft.version, draft.parts) == (1, ())
    first = drafts.put_part(cast.alice, draft.id, "overview", "My class", 0)
    assert (first.part.version, first.draft_version) == (1, 2)
    second = drafts.put_part(cast.alice, draft.id, "overview", "My class of 24", 1)
    assert (second.part.version, second.draft_version) == (2, 3)
    other = drafts.put_part(cast.alice, draft.id, "artifacts", "A transcript")
    assert (other.part.version, other.draft_version) == (1, 4)
    kept = drafts.get(cast.alice, draft.id)
    assert kept.version == 4
    assert kept.parts == (
        DraftPart("artifacts", "A transcript", 1),
        DraftPart("overview", "My class of 24", 2),
    )


def test_every_saved_state_can_be_read_again(drafts: Drafts, draft: Draft, cast: Cast) -> None:
    drafts.put_part(cast.alice, draft.id, "overview", "one")
    drafts.put_part(cast.alice, draft.id, "artifacts", "two")
    drafts.put_part(cast.alice, draft.id, "overview", "three")
    texts = [
        {part.part_id: part.text for part in drafts.as_of(cast.alice, draft.id, version).parts}
        for version in (1, 2, 3, 4)
    ]
    assert texts == [
        {},
        {"overview": "one"},
        {"overview": "one", "artifacts": "two"},
        {"overview": "three", "artifacts": "two"},
    ]
    with pytest.raises(NotFound, match="no version 5"):
        drafts.as_of(cast.alice, draft.id, 5)


def test_a_change_that_began_earlier_is_a_conflict_and_overwrites_nothing(
    drafts: Drafts, draft: Draft, cast: Cast
) -> None:
    drafts.put_part(cast.alice, draft.id, "overview", "at home", 0)
    with pytest.raises(Conflict, match="Nothing was overwritten"):
        drafts.put_part(cast.alice, draft.id, "overview", "at school", 0)
    assert drafts.get(cast.alice, draft.id).parts[0].text == "at home"
    drafts.put_part(cast.alice, draft.id, "overview", "at school")
    assert drafts.get(cast.alice, draft.id).parts[0].text == "at school"


def test_the_same_text_makes_no_new_version(drafts: Drafts, draft: Draft, cast: Cast) -> None:
    first = drafts.put_part(cast.alice, draft.id, "overview", "My class", 0)
    assert drafts.put_part(cast.alice, draft.id, "overview", "My class", 1) == first
    assert drafts.put_part(cast.alice, draft.id, "overview", "My class", 0) == first
    assert drafts.get(cast.alice, draft.id).version == 2
    with pytest.raises(Conflict):
        drafts.put_part(cast.alice, draft.id, "overview", "My class", 7)


def test_an_emptied_part_is_kept_empty(drafts: Drafts, draft: Draft, cast: Cast) -> None:
    assert drafts.put_part(cast.alice, draft.id, "overview", "").part.version == 1
    assert drafts.get(cast.alice, draft.id).parts == (DraftPart("overview", "", 1),)


def test_of_many_that_change_the_same_version_one_wins(
    drafts: Drafts, draft: Draft, cast: Cast
) -> None:
    outcomes: list[str] = []

    def put(number: int) -> None:
        try:
            drafts.put_part(cast.alice, draft.id, "overview", f"text {number}", 0)
            outcomes.append("kept")
        except Conflict:
            outcomes.append("conflict")

    threads = [threading.Thread(target=put, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 7 + ["kept"]


def test_text_is_kept_to_the_last_code_point(drafts: Drafts, draft: Draft, cast: Cast) -> None:
    text = "\ufeffüß 日本 👩🏽‍🏫\r\n\t end  \u2028" + "x" * 100_000
    drafts.put_part(cast.alice, draft.id, "overview", text)
    assert drafts.get(cast.alice, draft.id).parts[0].text == text


def test_text_that_cannot_be_kept_is_refused_with_its_place(
    drafts: Drafts, draft: Draft, cast: Cast
) -> None:
    with pytest.raises(TooLarge, match="1,000,001 characters; at most 1,000,000"):
        drafts.put_part(cast.alice, draft.id, "overview", "x" * (MOST_CHARACTERS + 1))
    with pytest.raises(BadInput, match="NUL character at position 3"):
        drafts.put_part(cast.alice, draft.id, "overview", "ab\0")
    with pytest.raises(BadInput, match="split character at position 2"):
        drafts.put_part(cast.alice, draft.id, "overview", "a\ud83d")
    assert drafts.get(cast.alice, draft.id).version == 1


def test_unknown_credentials_and_parts_are_not_found(
    drafts: Drafts, draft: Draft, cast: Cast
) -> None:
    with pytest.raises(NotFound, match="no credential 'dance'"):
        drafts.create(cast.alice, "dance")
    with pytest.raises(NotFound, match="no part 'dance'"):
        drafts.put_part(cast.alice, draft.id, "dance", "x")


def test_words_for_a_credential_that_left_the_catalogue_are_kept(
    store: Store, draft: Draft, cast: Cast
) -> None:
    later = Drafts(store, parts_of=lambda _: None)
    assert later.put_part(cast.alice, draft.id, "overview", "still here").part.version == 1


def test_drafts_are_listed_the_last_changed_first(
    drafts: Drafts, draft: Draft, cast: Cast, clock: Clock
) -> None:
    clock.pass_by(timedelta(minutes=1))
    newer = drafts.create(cast.alice, "bare")
    clock.pass_by(timedelta(minutes=1))
    assert [d.id for d in drafts.list(cast.alice)] == [newer.id, draft.id]
    drafts.put_part(cast.alice, draft.id, "overview", "x")
    assert [d.id for d in drafts.list(cast.alice)] == [draft.id, newer.id]


def test_charlie_finds_no_draft_of_alices(drafts: Drafts, draft: Draft, cast: Cast) -> None:
    for nobody in (cast.charlie, cast.bob, cast.dana):
        assert drafts.list(nobody) == ()
        for ask in (
            lambda p: drafts.get(p, draft.id),
            lambda p: drafts.as_of(p, draft.id, 1),
            lambda p: drafts.put_part(p, draft.id, "overview", "mine now"),
        ):
            with pytest.raises(NotFound, match="no such draft"):
                ask(nobody)


def test_a_coach_reads_a_shared_draft_and_can_neither_change_it_nor_read_its_past(
    drafts: Drafts, draft: Draft, cast: Cast, store: Store
) -> None:
    cohort = Cohorts(store).create(cast.bob, "Fourth grade")
    Cohorts(store).join(cast.alice, cohort.id, cohort.code)
    share = Shares(store).share(cast.alice, "draft", draft.id, cohort.id)
    assert drafts.get(cast.bob, draft.id, face="slack").id == draft.id
    (look,) = Shares(store).looks(cast.alice)
    assert (look.viewer_name, look.kind, look.item_id, look.from_face) == (
        "Bob",
        "draft",
        draft.id,
        "slack",
    )
    for denied in (
        lambda: drafts.put_part(cast.bob, draft.id, "overview", "x"),
        lambda: drafts.as_of(cast.bob, draft.id, 1),
        lambda: drafts.get(cast.charlie, draft.id),
    ):
        with pytest.raises(NotFound):
            denied()
    Shares(store).revoke(cast.alice, share.id)
    with pytest.raises(NotFound):
        drafts.get(cast.bob, draft.id)
