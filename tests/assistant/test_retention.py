"""What is older than an admin lets it become is let go, and nothing else is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from assistant import store as nouns
from assistant.cohorts import Cohorts
from assistant.conversations import Conversations
from assistant.drafts import Drafts
from assistant.errors import BadInput, StoreUnavailable
from assistant.retention import FEWEST_DAYS, KINDS, Retention
from assistant.self_checks import SelfChecks
from assistant.shares import Shares
from assistant.store import retention as queries
from assistant.store.session import Store
from tests.kept import kept_bytes
from tests.people import Cast, Clock

YEAR = 365


@pytest.fixture
def retention(store: Store, clock: Clock, tmp_path: Path) -> Retention:
    """How long an installation of the test's own keeps things."""
    return Retention(store, tmp_path / "retention.json", clock=clock)


@pytest.fixture
def lived(store: Store, cast: Cast, clock: Clock) -> None:
    """Alice wrote, checked and shared something, and Bob looked."""
    talks, drafts = Conversations(store, clock=clock), Drafts(store, clock=clock)
    talks.keep_message(cast.alice, talks.open(cast.alice).id, "zebra in a chat")
    draft = drafts.create(cast.alice, "pauses")
    drafts.put_part(cast.alice, draft.id, "overview", "zebra in a draft")
    with store.session() as session:
        check = nouns.self_checks.add(
            session, cast.alice.id, "pauses", {"note": "zebra in a check"}, clock()
        )
    cohort = Cohorts(store, clock=clock).create(cast.bob, "Fourth grade")
    Cohorts(store, clock=clock).join(cast.alice, cohort.id, cohort.code)
    shares = Shares(store, clock=clock)
    shares.open_shared(cast.bob, shares.share(cast.alice, "draft", draft.id, cohort.id).id)
    shares.share(cast.alice, "self_check", check.id, cohort.id)


def left(store: Store, cast: Cast) -> dict[str, int]:
    """How many of each kind Alice still has."""
    return {
        "conversations": len(Conversations(store).list(cast.alice)),
        "drafts": len(Drafts(store).list(cast.alice)),
        "self_checks": len(SelfChecks(store).list(cast.alice)),
        "looks": len(Shares(store).looks(cast.alice)),
    }


def test_the_kinds_that_can_be_set_are_those_that_can_be_let_go() -> None:
    assert set(KINDS) == set(queries.KINDS)


@pytest.mark.usefixtures("lived")
def test_without_a_setting_everything_stays(
    store: Store, cast: Cast, clock: Clock, retention: Retention
) -> None:
    clock.pass_by(timedelta(days=100 * YEAR))
    assert retention.apply() == {}
    assert left(store, cast) == dict.fromkeys(KINDS, 1)


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_let_go_on_its_day_and_no_other_with_it(
    store: Store, cast: Cast, clock: Clock, retention: Retention, kind
) -> None:
    retention.keep_for({kind: YEAR})
    clock.pass_by(timedelta(days=YEAR))
    assert retention.apply() == {kind: 0}
    assert left(store, cast) == dict.fromkeys(KINDS, 1)
    clock.pass_by(timedelta(seconds=1))
    assert retention.apply() == {kind: 1}
    assert left(store, cast) == {**dict.fromkeys(KINDS, 1), kind: 0}


@pytest.mark.usefixtures("lived")
def test_what_was_let_go_is_in_no_byte_any_more_and_no_share_leads_to_it(
    store: Store, cast: Cast, clock: Clock, retention: Retention
) -> None:
    retention.keep_for(dict.fromkeys(KINDS, YEAR))
    clock.pass_by(timedelta(days=YEAR + 1))
    assert b"zebra" in kept_bytes(store)
    retention.apply()
    assert b"zebra" not in kept_bytes(store)
    assert Shares(store).of(cast.alice) == ()


@pytest.mark.usefixtures("lived")
def test_a_draft_that_is_touched_starts_anew(
    store: Store, cast: Cast, clock: Clock, retention: Retention
) -> None:
    retention.keep_for({"drafts": YEAR})
    clock.pass_by(timedelta(days=YEAR - 1))
    drafts = Drafts(store, clock=clock)
    drafts.put_part(cast.alice, drafts.list(cast.alice)[0].id, "overview", "still at it")
    clock.pass_by(timedelta(days=YEAR - 1))
    assert retention.apply() == {"drafts": 0}


def test_a_setting_is_kept_changed_and_taken_back(retention: Retention) -> None:
    assert retention.keep_for({"drafts": YEAR, "looks": 60}) == {"drafts": YEAR, "looks": 60}
    assert retention.keep_for({"looks": None}) == {"drafts": YEAR} == retention.days()


@pytest.mark.parametrize("days", [0, FEWEST_DAYS - 1, -5, 10**9, True])
def test_days_that_cannot_be_meant_are_refused(retention: Retention, days: int) -> None:
    with pytest.raises(BadInput, match="at least 30"):
        retention.keep_for({"drafts": days})
    assert retention.days() == {}


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("text", ["", "[]", "{", '{"drafts": 1}', '{"drafts": "all"}', "\xff"])
def test_a_file_that_says_nothing_clear_deletes_nothing(
    store: Store, cast: Cast, clock: Clock, retention: Retention, tmp_path: Path, text: str
) -> None:
    (tmp_path / "retention.json").write_bytes(text.encode("latin-1"))
    clock.pass_by(timedelta(days=100 * YEAR))
    with pytest.raises(StoreUnavailable, match="nothing is let go"):
        retention.apply()
    assert left(store, cast) == dict.fromkeys(KINDS, 1)
