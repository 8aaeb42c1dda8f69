"""Shares: shown by their owner alone, to one coach, until taken back; every look is logged."""

from __future__ import annotations

import pytest

from assistant.cohorts import Cohorts
from assistant.drafts import Drafts
from assistant.errors import BadInput, NotFound
from assistant.self_checks import SelfChecks
from assistant.shares import Shares
from assistant.store.records import Cohort, Draft
from assistant.store.session import Store
from tests.assistant.test_self_checks import report
from tests.people import Cast, Clock


@pytest.fixture
def shares(store: Store, clock: Clock) -> Shares:
    return Shares(store, clock=clock)


@pytest.fixture
def cohort(store: Store, cast: Cast, clock: Clock) -> Cohort:
    """Bob's, with Alice in it."""
    made = Cohorts(store, clock=clock).create(cast.bob, "Fourth grade")
    Cohorts(store, clock=clock).join(cast.alice, made.id, made.code)
    return made


@pytest.fixture
def draft(store: Store, cast: Cast, clock: Clock) -> Draft:
    return Drafts(store, clock=clock).create(cast.alice, "pauses")


def test_a_coach_opens_what_is_shown_and_the_look_is_logged(
    shares: Shares, cohort: Cohort, draft: Draft, cast: Cast, store: Store
) -> None:
    share = shares.share(cast.alice, "draft", draft.id, cohort.id)
    Drafts(store).put_part(cast.alice, draft.id, "overview", "as it stands now")
    opened = shares.open_shared(cast.bob, share.id)
    assert opened.owner_name == "Alice"
    assert opened.draft is not None
    assert opened.draft.parts[0].text == "as it stands now"
    assert opened.self_check is None
    shares.open_shared(cast.alice, share.id)
    assert [(look.viewer_name, look.kind, look.item_id) for look in shares.looks(cast.alice)] == [
        ("Bob", "draft", draft.id)
    ]
    assert shares.looks(cast.bob) == ()


def test_a_self_check_can_be_shown_too(
    shares: Shares, cohort: Cohort, cast: Cast, store: Store
) -> None:
    checked = SelfChecks(store).keep(cast.alice, report())
    share = shares.share(cast.alice, "self_check", checked.id, cohort.id)
    opened = shares.open_shared(cast.bob, share.id, face="slack")
    assert opened.self_check == checked
    assert shares.looks(cast.alice)[0].from_face == "slack"


def test_sharing_twice_is_one_share_and_taking_back_twice_is_no_fault(
    shares: Shares, cohort: Cohort, draft: Draft, cast: Cast
) -> None:
    share = shares.share(cast.alice, "draft", draft.id, cohort.id)
    assert shares.share(cast.alice, "draft", draft.id, cohort.id) == share
    assert shares.of(cast.alice) == (share,)
    shares.revoke(cast.alice, share.id)
    shares.revoke(cast.alice, share.id)
    assert shares.of(cast.alice) == ()
    for viewer in (cast.bob, cast.alice):
        with pytest.raises(NotFound, match="taken back"):
            shares.open_shared(viewer, share.id)
    assert shares.share(cast.alice, "draft", draft.id, cohort.id).id != share.id


def test_only_ones_own_can_be_shared_and_only_where_one_is(
    shares: Shares, cohort: Cohort, draft: Draft, cast: Cast, store: Store
) -> None:
    elsewhere = Cohorts(store).create(cast.charlie, "Charlie's")
    with pytest.raises(BadInput, match="cannot be shared"):
        shares.share(cast.alice, "conversation", draft.id, cohort.id)
    with pytest.raises(NotFound, match="no such cohort"):
        shares.share(cast.alice, "draft", draft.id, elsewhere.id)
    with pytest.raises(NotFound, match="no such self-check"):
        shares.share(cast.alice, "self_check", draft.id, cohort.id)
    Cohorts(store).join(cast.charlie, cohort.id, cohort.code)
    with pytest.raises(NotFound, match="no such draft"):
        shares.share(cast.charlie, "draft", draft.id, cohort.id)


def test_charlie_finds_no_share_of_alices(
    shares: Shares, cohort: Cohort, draft: Draft, cast: Cast, store: Store
) -> None:
    share = shares.share(cast.alice, "draft", draft.id, cohort.id)
    Cohorts(store).join(cast.charlie, cohort.id, cohort.code)  # even in the same cohort
    for nobody in (cast.charlie, cast.dana):
        with pytest.raises(NotFound):
            shares.open_shared(nobody, share.id)
        with pytest.raises(NotFound):
            shares.revoke(nobody, share.id)
        assert shares.of(nobody) == ()
        assert shares.looks(nobody) == ()
    with pytest.raises(NotFound):
        shares.revoke(cast.bob, share.id)
    assert shares.looks(cast.alice) == ()
    assert shares.of(cast.alice) == (share,)


def test_a_share_opens_for_the_coach_of_its_own_cohort_alone(
    shares: Shares, cohort: Cohort, draft: Draft, cast: Cast, store: Store
) -> None:
    theirs = Cohorts(store).create(cast.charlie, "Charlie's")
    Cohorts(store).join(cast.alice, theirs.id, theirs.code)
    with_bob = shares.share(cast.alice, "draft", draft.id, cohort.id)
    with_charlie = shares.share(cast.alice, "draft", draft.id, theirs.id)
    with pytest.raises(NotFound):
        shares.open_shared(cast.charlie, with_bob.id)
    shares.revoke(cast.alice, with_charlie.id)
    with pytest.raises(NotFound):
        Drafts(store).get(cast.charlie, draft.id)
    assert Drafts(store).get(cast.bob, draft.id).id == draft.id
