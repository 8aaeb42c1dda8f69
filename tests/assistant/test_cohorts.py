"""Cohorts: the coach sees exactly what the contract says, and is seen looking."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.cohorts import Cohorts
from assistant.drafts import Drafts
from assistant.errors import BadInput, Forbidden, NotFound
from assistant.people import Person
from assistant.pursuits import Pursuits
from assistant.shares import Shares
from assistant.store.records import Cohort
from assistant.store.session import Store
from tests.people import Cast, Clock


@pytest.fixture
def cohorts(store: Store, clock: Clock) -> Cohorts:
    return Cohorts(store, clock=clock)


@pytest.fixture
def cohort(cohorts: Cohorts, cast: Cast) -> Cohort:
    """Bob's, with Alice in it."""
    made = cohorts.create(cast.bob, "Fourth grade")
    cohorts.join(cast.alice, made.id, made.code)
    return made


def test_only_who_may_lead_makes_a_cohort(cohorts: Cohorts, cast: Cast) -> None:
    with pytest.raises(Forbidden, match="Only a coach"):
        cohorts.create(cast.alice, "Mine")
    with pytest.raises(BadInput, match="name is empty"):
        cohorts.create(cast.bob, "  ")
    assert cohorts.create(cast.dana, "The district").coach_id == cast.dana.id


def test_the_coach_sees_exactly_this(
    cohorts: Cohorts, cohort: Cohort, cast: Cast, store: Store, clock: Clock
) -> None:
    pursuits = Pursuits(store, clock=clock)
    pursuit = pursuits.start(cast.alice, "pauses")
    pursuits.change(cast.alice, pursuit.id, stage="drafting", help_wanted=True)
    draft = Drafts(store, clock=clock).create(cast.alice, "pauses")
    Drafts(store, clock=clock).create(cast.alice, "another, not shown")
    share = Shares(store, clock=clock).share(cast.alice, "draft", draft.id, cohort.id)
    at = clock().isoformat()
    assert cohorts.view(cast.bob, cohort.id).as_json() == {
        "id": cohort.id,
        "name": "Fourth grade",
        "members": [
            {
                "person": {"id": cast.alice.id, "name": "Alice"},
                "pursuits": [
                    {
                        "credential_id": "pauses",
                        "stage": "drafting",
                        "since": at,
                        "attempt": 1,
                        "help_wanted": True,
                    }
                ],
                "shared": [{"id": share.id, "kind": "draft", "item_id": draft.id, "since": at}],
            }
        ],
    }


def test_a_member_sees_the_name_and_herself(
    cohorts: Cohorts, cohort: Cohort, cast: Cast, store: Store
) -> None:
    cohorts.join(cast.charlie, cohort.id, cohort.code)
    Pursuits(store).start(cast.charlie, "pauses")
    view = cohorts.view(cast.alice, cohort.id)
    assert (view.name, [m.name for m in view.members], view.coach) == (
        "Fourth grade",
        ["Alice"],
        False,
    )
    assert Shares(store).looks(cast.charlie) == ()
    # Charlie is a coach elsewhere; as a member here he sees himself alone too.
    assert [m.name for m in cohorts.view(cast.charlie, cohort.id).members] == ["Charlie"]


def test_charlie_finds_no_cohort(cohorts: Cohorts, cohort: Cohort, cast: Cast) -> None:
    for nobody in (cast.charlie, cast.dana):
        with pytest.raises(NotFound, match="no such cohort"):
            cohorts.view(nobody, cohort.id)
        with pytest.raises(NotFound, match="no such cohort"):
            cohorts.leave(nobody, cohort.id)
        assert cohorts.of(nobody).led == ()
        assert cohorts.of(nobody).joined == ()
    with pytest.raises(NotFound, match="no such cohort"):
        cohorts.view(cast.bob, "no such id")


def test_a_coach_without_the_role_sees_no_member(
    cohorts: Cohorts, cohort: Cohort, cast: Cast
) -> None:
    no_coach: Person = replace(cast.bob, roles=frozenset({"teacher"}))
    assert cohorts.view(no_coach, cohort.id).members == ()


def test_a_look_is_recorded_once_an_hour(
    cohorts: Cohorts, cohort: Cohort, cast: Cast, store: Store, clock: Clock
) -> None:
    cohorts.view(cast.alice, cohort.id)
    assert Shares(store).looks(cast.alice) == ()
    for minutes in (0, 30, 29, 1, 10):  # at 0, 30, 59, 60 and 70 minutes
        clock.pass_by(timedelta(minutes=minutes))
        cohorts.view(cast.bob, cohort.id, face="slack")
    looks = Shares(store).looks(cast.alice)
    assert [(look.viewer_name, look.kind, look.item_id, look.from_face) for look in looks] == [
        ("Bob", "cohort", cohort.id, "slack")
    ] * 2


@pytest.mark.parametrize("code", ["", "WRONG", "Ł" * 8, "\ud800"])
def test_a_wrong_code_and_a_wrong_id_sound_the_same(
    cohorts: Cohorts, cohort: Cohort, cast: Cast, code: str
) -> None:
    for cohort_id in (cohort.id, "no such id", None):
        with pytest.raises(NotFound, match="No cohort has that code"):
            cohorts.join(cast.charlie, cohort_id, code)


def test_a_code_may_be_typed_as_people_type(cohorts: Cohorts, cohort: Cohort, cast: Cast) -> None:
    typed = f" {cohort.code[:4].lower()}-{cohort.code[4:]} "
    assert cohorts.join(cast.charlie, None, typed) == cohort
    assert cohorts.of(cast.charlie).joined == (cohort,)
    assert cohorts.of(cast.bob).led == (cohort,)


def test_a_coach_is_no_member_of_her_own_cohort(
    cohorts: Cohorts, cohort: Cohort, cast: Cast
) -> None:
    with pytest.raises(BadInput, match="You lead this cohort"):
        cohorts.join(cast.bob, cohort.id, cohort.code)


def test_who_leaves_is_seen_no_more_and_shows_nothing_on_return(
    cohorts: Cohorts, cohort: Cohort, cast: Cast, store: Store
) -> None:
    draft = Drafts(store).create(cast.alice, "pauses")
    share = Shares(store).share(cast.alice, "draft", draft.id, cohort.id)
    cohorts.leave(cast.alice, cohort.id)
    assert cohorts.view(cast.bob, cohort.id).members == ()
    for ask in (
        lambda: Shares(store).open_shared(cast.bob, share.id),
        lambda: Drafts(store).get(cast.bob, draft.id),
        lambda: cohorts.view(cast.alice, cohort.id),
        lambda: cohorts.leave(cast.alice, cohort.id),
    ):
        with pytest.raises(NotFound):
            ask()
    cohorts.join(cast.alice, cohort.id, cohort.code)
    (member,) = cohorts.view(cast.bob, cohort.id).members
    assert member.shared == ()


def test_stuck_is_two_weeks_at_a_stage_and_not_earned(
    cohorts: Cohorts, cohort: Cohort, cast: Cast, store: Store, clock: Clock
) -> None:
    pursuits = Pursuits(store, clock=clock)
    old = pursuits.start(cast.alice, "old")
    done = pursuits.start(cast.alice, "done")
    pursuits.change(cast.alice, done.id, stage="earned")
    clock.pass_by(timedelta(days=7))
    pursuits.start(cast.alice, "newer")
    clock.pass_by(timedelta(days=7))
    view = cohorts.view(cast.bob, cohort.id)
    assert [p.credential_id for _, p in cohorts.stuck(view)] == ["old"]
    clock.pass_by(timedelta(days=7))
    assert [p.credential_id for _, p in cohorts.stuck(view)] == ["old", "newer"]
    pursuits.change(cast.alice, old.id, stage="collecting")
    view = cohorts.view(cast.bob, cohort.id)
    assert [p.credential_id for _, p in cohorts.stuck(view)] == ["newer"]


def test_who_is_a_member_is_told_to_the_cohorts_coach_alone(
    cohorts: Cohorts, cohort: Cohort, cast: Cast
) -> None:
    assert cohorts.member_ids(cast.bob, cohort.id) == {cast.alice.id}
    for other in (cast.alice, cast.charlie, cast.dana):
        assert cohorts.member_ids(other, cohort.id) == frozenset()
    lost = replace(cast.bob, roles=frozenset({"teacher"}))
    assert cohorts.member_ids(lost, cohort.id) == frozenset()
