"""Pursuits: one for each credential until it is earned, and attempts counted by returns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.errors import BadInput, NotFound
from assistant.pursuits import Pursuits
from assistant.store.session import Store
from tests.people import Cast, Clock


@pytest.fixture
def pursuits(store: Store, clock: Clock) -> Pursuits:
    return Pursuits(store, known=lambda credential_id: credential_id != "dance", clock=clock)


def test_starting_twice_is_one_pursuit_until_it_is_earned(pursuits: Pursuits, cast: Cast) -> None:
    first = pursuits.start(cast.alice, "pauses")
    assert (first.stage, first.attempt, first.target_date) == ("chosen", 1, None)
    again = pursuits.start(cast.alice, "pauses", date(2027, 1, 15))
    assert (again.id, again.target_date) == (first.id, date(2027, 1, 15))
    assert pursuits.start(cast.alice, "pauses") == again
    pursuits.change(cast.alice, first.id, stage="earned")
    assert pursuits.start(cast.alice, "pauses").id != first.id
    assert pursuits.start(cast.bob, "pauses").id != first.id


def test_only_the_first_submission_after_a_return_is_a_new_attempt(
    pursuits: Pursuits, cast: Cast
) -> None:
    pursuit = pursuits.start(cast.alice, "pauses")
    attempts = [
        pursuits.change(cast.alice, pursuit.id, stage=stage).attempt
        for stage in (
            "submitted",
            "submitted",
            "returned",
            "drafting",
            "self-checked",
            "submitted",
            "drafting",
            "submitted",
            "returned",
            "submitted",
        )
    ]
    assert attempts == [1, 1, 1, 1, 1, 2, 2, 2, 2, 3]


def test_since_moves_with_the_stage_alone(pursuits: Pursuits, cast: Cast, clock: Clock) -> None:
    pursuit = pursuits.start(cast.alice, "pauses")
    clock.pass_by(timedelta(days=1))
    same = pursuits.change(
        cast.alice, pursuit.id, stage="chosen", help_wanted=True, target_date=date(2027, 2, 1)
    )
    assert same.since == pursuit.since
    assert same.help_wanted
    moved = pursuits.change(cast.alice, pursuit.id, stage="drafting")
    assert moved.since == clock()
    assert moved.target_date == date(2027, 2, 1)
    assert pursuits.change(cast.alice, pursuit.id, target_date=None).target_date is None


def test_what_is_not_known_is_refused(pursuits: Pursuits, cast: Cast) -> None:
    pursuit = pursuits.start(cast.alice, "pauses")
    with pytest.raises(BadInput, match="no stage 'won'; expected one of exploring"):
        pursuits.change(cast.alice, pursuit.id, stage="won")
    with pytest.raises(NotFound, match="no credential"):
        pursuits.start(cast.alice, "dance")


def test_charlie_finds_no_pursuit_of_alices(pursuits: Pursuits, cast: Cast) -> None:
    pursuit = pursuits.start(cast.alice, "pauses")
    for nobody in (cast.charlie, cast.bob, cast.dana):
        assert pursuits.of(nobody) == ()
        with pytest.raises(NotFound, match="no such pursuit"):
            pursuits.change(nobody, pursuit.id, help_wanted=True)
    assert not pursuits.of(cast.alice)[0].help_wanted
