"""Passwords and tokens: hashes only, and no guessing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.errors import BadInput, TooManyTries
from assistant.passwords import TRIES, Passwords, Tries, new_token, token_hash
from tests.people import Clock


def test_the_hash_is_argon2_and_fits_only_its_password(quick_passwords: Passwords) -> None:
    kept = quick_passwords.hash("correct horse battery")
    assert kept.startswith("$argon2id$")
    assert quick_passwords.fits("correct horse battery", kept)
    assert not quick_passwords.fits("correct horse batterz", kept)
    assert not quick_passwords.fits("correct horse battery", None)
    assert not quick_passwords.fits("correct horse battery", "no hash at all")


def test_a_password_typed_on_another_machine_is_the_same(quick_passwords: Passwords) -> None:
    kept = quick_passwords.hash("caf\u00e9 au lait")
    assert quick_passwords.fits("cafe\u0301 au lait", kept)


@pytest.mark.parametrize("weak", ["", "123456789", "aaaaaaaaaaaa", "x" * 1001, "abcdefghij\0"])
def test_a_password_that_will_not_do_is_refused(quick_passwords: Passwords, weak: str) -> None:
    with pytest.raises(BadInput, match=r"^The password .*\.$"):
        quick_passwords.hash(weak)


def test_a_half_character_in_a_password_is_only_wrong(quick_passwords: Passwords) -> None:
    kept = quick_passwords.hash("correct horse battery")
    assert not quick_passwords.fits("correct horse \ud800", kept)


def test_tokens_are_long_differ_and_are_not_kept() -> None:
    one, other = new_token(), new_token()
    assert one != other
    assert len(one) >= 43
    assert one not in token_hash(one)
    assert token_hash("\ud800") != token_hash("")


def test_tries_are_counted_for_a_quarter_of_an_hour(clock: Clock) -> None:
    tries = Tries(clock)
    for _ in range(TRIES):
        tries.begin("alice")
    with pytest.raises(TooManyTries, match="wait 15 minutes"):
        tries.begin("alice")
    tries.begin("bob")
    clock.pass_by(timedelta(minutes=15))
    tries.begin("alice")


def test_success_forgets_the_failures(clock: Clock) -> None:
    tries = Tries(clock)
    for _ in range(3 * TRIES):
        tries.begin("alice")
        tries.succeeded("alice")


def test_names_that_ran_out_are_swept(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.passwords.TRACKED", 10)
    tries = Tries(clock)
    for number in range(30):
        tries.begin(str(number))
        clock.pass_by(timedelta(minutes=10))
    assert len(tries._failures) <= 12
