"""Letters for the names in a draft: kept with it, for its writer alone, and taken back."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from assistant import store as nouns
from assistant.accounts import Accounts
from assistant.cohorts import Cohorts
from assistant.drafts import Drafts
from assistant.errors import Conflict, NotFound
from assistant.replacements import Replacements
from assistant.shares import Shares
from assistant.store.records import Draft
from assistant.store.session import Store
from tests.kept import kept_bytes
from tests.people import Cast, Clock

OVERVIEW = "Maya Johnson read first. Then Maya helped Diego."
ARTIFACTS = "Diego's page. I asked Maya."


@pytest.fixture
def drafts(store: Store, clock: Clock) -> Drafts:
    return Drafts(store, clock=clock)


@pytest.fixture
def draft(drafts: Drafts, cast: Cast) -> Draft:
    made = drafts.create(cast.alice, "pauses")
    drafts.put_part(cast.alice, made.id, "overview", OVERVIEW)
    drafts.put_part(cast.alice, made.id, "artifacts", ARTIFACTS)
    drafts.put_part(cast.alice, made.id, "reflection", "Seven spoke.")
    return drafts.get(cast.alice, made.id)


@pytest.fixture
def replacements(store: Store, clock: Clock) -> Replacements:
    return Replacements(store, clock=clock)


def texts(drafts: Drafts, cast: Cast, draft: Draft) -> dict[str, str]:
    return {part.part_id: part.text for part in drafts.get(cast.alice, draft.id).parts}


def test_an_offer_lists_what_would_change_and_changes_nothing(
    replacements: Replacements, drafts: Drafts, draft: Draft, cast: Cast
) -> None:
    offer = replacements.offer(cast.alice, draft.id)
    assert {(one.shown, one.texts, one.count) for one in offer.changes} == {
        ("Student A", ("Diego",), 2),
        ("Student B", ("Maya", "Maya Johnson"), 3),
    }
    assert (offer.draft_version, offer.can_give_back) == (draft.version, False)
    assert texts(drafts, cast, draft)["overview"] == OVERVIEW


def test_replacing_changes_only_parts_with_names_and_gives_each_a_version(
    replacements: Replacements, drafts: Drafts, draft: Draft, cast: Cast
) -> None:
    done = replacements.replace(cast.alice, draft.id, draft.version)
    assert {(part.part_id, part.version) for part in done.parts} == {
        ("overview", 2),
        ("artifacts", 2),
    }
    assert done.draft_version == draft.version + 2
    assert texts(drafts, cast, draft) == {
        "overview": "Student B read first. Then Student B helped Student A.",
        "artifacts": "Student A's page. I asked Student B.",
        "reflection": "Seven spoke.",
    }
    assert replacements.offer(cast.alice, draft.id).can_give_back


def test_a_child_keeps_her_letter_over_versions_of_the_draft(
    replacements: Replacements, drafts: Drafts, draft: Draft, cast: Cast
) -> None:
    replacements.replace(cast.alice, draft.id)
    drafts.put_part(cast.alice, draft.id, "reflection", "Tyrell leads. I asked Maya again.")
    replacements.replace(cast.alice, draft.id)
    assert texts(drafts, cast, draft)["reflection"] == "Student C leads. I asked Student B again."


def test_whoever_is_left_stays_and_is_not_kept(
    replacements: Replacements, drafts: Drafts, draft: Draft, cast: Cast, store: Store
) -> None:
    replacements.replace(cast.alice, draft.id, leave=["Diego"])
    assert texts(drafts, cast, draft)["artifacts"] == "Diego's page. I asked Student A."
    with store.reading() as session:
        (only,) = nouns.pseudonyms.of_draft(session, draft.id)
    assert (only.shown, set(only.texts)) == ("Student A", {"Maya", "Maya Johnson"})


def test_giving_back_restores_the_very_texts_and_keeps_who_was_who(
    replacements: Replacements, drafts: Drafts, draft: Draft, cast: Cast
) -> None:
    before = texts(drafts, cast, draft)
    replacements.replace(cast.alice, draft.id)
    back = replacements.give_back(cast.alice, draft.id)
    assert {part.part_id for part in back.parts} == {"overview", "artifacts"}
    assert texts(drafts, cast, draft) == before
    assert not replacements.offer(cast.alice, draft.id).can_give_back
    again = replacements.offer(cast.alice, draft.id)
    assert {one.shown for one in again.changes} == {"Student A", "Student B"}


def test_a_draft_that_moved_on_is_a_conflict_and_nothing_is_replaced(
    replacements: Replacements, drafts: Drafts, draft: Draft, cast: Cast
) -> None:
    drafts.put_part(cast.alice, draft.id, "reflection", "Nine spoke.")
    before = texts(drafts, cast, draft)
    for change in (replacements.replace, replacements.give_back):
        with pytest.raises(Conflict, match="Nothing was replaced"):
            change(cast.alice, draft.id, draft.version)
    assert texts(drafts, cast, draft) == before


def test_a_draft_without_names_is_left_at_its_version(
    replacements: Replacements, drafts: Drafts, cast: Cast
) -> None:
    made = drafts.create(cast.alice, "pauses")
    drafts.put_part(cast.alice, made.id, "overview", "Seven spoke.")
    done = replacements.replace(cast.alice, made.id)
    assert (done.parts, done.draft_version, done.changes) == ((), 2, ())


def test_charlie_and_a_coach_who_reads_the_draft_reach_no_letter_of_it(
    replacements: Replacements, draft: Draft, cast: Cast, store: Store
) -> None:
    cohort = Cohorts(store).create(cast.bob, "Fourth grade")
    Cohorts(store).join(cast.alice, cohort.id, cohort.code)
    Shares(store).share(cast.alice, "draft", draft.id, cohort.id)
    replacements.replace(cast.alice, draft.id)
    for nobody in (cast.bob, cast.charlie, cast.dana):
        for ask in (replacements.offer, replacements.replace, replacements.give_back):
            with pytest.raises(NotFound, match="no such draft"):
                ask(nobody, draft.id)


def test_who_stands_for_whom_is_exported_with_the_person_and_erased_with_her(
    replacements: Replacements, draft: Draft, cast: Cast, store: Store
) -> None:
    with_secret = "I asked Zebrina Quagga why."
    Drafts(store).put_part(cast.alice, draft.id, "reflection", with_secret)
    replacements.replace(cast.alice, draft.id)
    bundle = Accounts(store).export("alice@school.example")
    with zipfile.ZipFile(io.BytesIO(bundle)) as opened:
        rows = json.loads(opened.read("pseudonyms.json"))
    assert "Zebrina Quagga" in [text for row in rows for text in row["texts"]]
    with zipfile.ZipFile(io.BytesIO(Accounts(store).export("bob@school.example"))) as opened:
        assert json.loads(opened.read("pseudonyms.json")) == []
    Accounts(store).erase("alice@school.example")
    kept = kept_bytes(store)
    assert b"Quagga" not in kept
