"""Ways in: a person sees where she is signed in and ends what she likes; nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.accounts import SESSION_DAYS, Accounts
from assistant.errors import NotFound
from assistant.passwords import Passwords
from assistant.store.session import Store
from assistant.ways_in import WaysIn
from tests.people import Cast, Clock


@pytest.fixture
def accounts(store: Store, clock: Clock, quick_passwords: Passwords) -> Accounts:
    return Accounts(store, clock=clock, passwords=quick_passwords)


@pytest.fixture
def ways_in(store: Store, clock: Clock) -> WaysIn:
    return WaysIn(store, clock=clock)


def test_sessions_and_tokens_are_listed_the_last_used_first(
    accounts: Accounts, ways_in: WaysIn, cast: Cast, clock: Clock
) -> None:
    phone = accounts.start_session(cast.alice.id, "Safari on an iPhone")
    clock.pass_by(timedelta(days=1))
    accounts.start_session(cast.alice.id, "Firefox on Windows")
    token = accounts.issue_token("alice@school.example")
    accounts.start_session(cast.bob.id, "Bob's")
    clock.pass_by(timedelta(days=1))
    accounts.person_of_session(phone)
    clock.pass_by(timedelta(hours=2))
    accounts.person_of_token(token)
    found = ways_in.of(cast.alice)
    assert [(way.kind, way.device) for way in found] == [
        ("token", ""),
        ("session", "Safari on an iPhone"),
        ("session", "Firefox on Windows"),
    ]
    assert found[1].last_used_at == clock() - timedelta(hours=2)
    assert [ways_in.is_this(way, phone) for way in found] == [False, True, False]
    clock.pass_by(SESSION_DAYS)
    assert [way.kind for way in ways_in.of(cast.alice)] == ["token"]


def test_each_can_be_ended_by_its_person_alone(
    accounts: Accounts, ways_in: WaysIn, cast: Cast
) -> None:
    session = accounts.start_session(cast.alice.id)
    token = accounts.issue_token("alice@school.example")
    for way in ways_in.of(cast.alice):
        with pytest.raises(NotFound):
            ways_in.end(cast.charlie, way.id)
        ways_in.end(cast.alice, way.id)
        with pytest.raises(NotFound):
            ways_in.end(cast.alice, way.id)
    assert accounts.person_of_session(session) is None
    assert accounts.person_of_token(token) is None


def test_signing_out_everywhere_else_leaves_this_session_and_the_tokens(
    accounts: Accounts, ways_in: WaysIn, cast: Cast
) -> None:
    here, there = (accounts.start_session(cast.alice.id) for _ in range(2))
    bobs = accounts.start_session(cast.bob.id)
    token = accounts.issue_token("alice@school.example")
    assert ways_in.end_others(cast.alice, here) == 1
    assert accounts.person_of_session(there) is None
    assert accounts.person_of_session(here) == cast.alice
    assert accounts.person_of_token(token) == cast.alice
    assert accounts.person_of_session(bobs) == cast.bob
