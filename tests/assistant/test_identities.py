"""Identities: an account is found by who somebody is at her school, and made or linked once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.accounts import LINK_LASTS, Accounts
from assistant.errors import BadInput, Conflict, SignInNeeded
from assistant.identities import Identities, Proved
from assistant.passwords import Passwords
from assistant.store.session import Store
from tests.people import Cast, Clock

SCHOOL = "https://school.example"


@pytest.fixture
def identities(store: Store, clock: Clock) -> Identities:
    return Identities(store, clock=clock)


@pytest.fixture
def accounts(store: Store, clock: Clock, quick_passwords: Passwords) -> Accounts:
    return Accounts(store, clock=clock, passwords=quick_passwords)


def proved(subject: str, email: str | None, verified: bool = True, name: str = "Eve") -> Proved:
    return Proved(SCHOOL, subject, email, verified, name)


def test_a_new_person_becomes_a_teacher_and_stays_herself_when_her_address_changes(
    identities: Identities,
) -> None:
    eve = identities.person_of(proved("e1", "Eve@School.example"))
    assert (eve.name, eve.email, eve.roles) == ("Eve", "eve@school.example", {"teacher"})
    assert identities.person_of(proved("e1", "eve.new@school.example")) == eve
    assert identities.person_of(proved("e1", None, verified=False)) == eve


def test_a_verified_address_links_the_account_that_has_it_once(
    identities: Identities, cast: Cast
) -> None:
    assert identities.person_of(proved("a1", "alice@school.example")) == cast.alice
    with pytest.raises(Conflict, match="belongs to somebody else"):
        identities.person_of(proved("a2", "alice@school.example"))
    moved = Proved("https://new.school.example", "1", "alice@school.example", True)
    assert identities.person_of(moved) == cast.alice  # the school changed its provider


def test_an_address_that_is_not_verified_neither_links_nor_makes_an_account(
    identities: Identities, accounts: Accounts, cast: Cast
) -> None:
    for email in ("alice@school.example", "new@school.example"):
        with pytest.raises(SignInNeeded, match="not verified"):
            identities.person_of(proved("x", email, verified=False))
    with pytest.raises(SignInNeeded, match="did not say your e-mail"):
        identities.person_of(proved("x", None))
    with pytest.raises(BadInput, match="not an e-mail address"):
        identities.person_of(proved("x", "no address"))
    assert len(accounts.everyone(cast.dana)) == 4


def test_an_invitation_gives_its_role_while_it_lasts(
    identities: Identities, accounts: Accounts, cast: Cast, clock: Clock
) -> None:
    accounts.invite(cast.dana, "eve@school.example", "coach")
    accounts.invite(cast.dana, "late@school.example", "admin")
    assert identities.person_of(proved("e1", "eve@school.example")).roles == {"coach"}
    clock.pass_by(LINK_LASTS + timedelta(seconds=1))
    assert identities.person_of(proved("l1", "late@school.example")).roles == {"teacher"}


@pytest.mark.parametrize("subject", ["", "x" * 256, "a\x00b"])
def test_an_id_that_is_none_is_refused(identities: Identities, subject: str) -> None:
    with pytest.raises(SignInNeeded, match="no usable id"):
        identities.person_of(proved(subject, "eve@school.example"))


def test_a_long_name_from_elsewhere_is_cut(identities: Identities) -> None:
    assert len(identities.person_of(proved("e1", "e@school.example", name="E" * 900)).name) <= 200
    assert identities.person_of(proved("e2", "f@school.example", name=" ")).name == "f"


def test_who_is_erased_may_come_again_as_somebody_new(
    identities: Identities, accounts: Accounts
) -> None:
    eve = identities.person_of(proved("e1", "eve@school.example"))
    accounts.erase("eve@school.example")
    assert identities.person_of(proved("e1", "eve@school.example")).id != eve.id
