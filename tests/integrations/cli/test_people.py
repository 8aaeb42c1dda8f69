"""Accounts at the shell: user add, token, export, erase."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assistant.accounts import Accounts
from assistant.store.session import Store
from tests.integrations.cli.conftest import Shell

EMAIL = "eve@school.example"


@pytest.fixture
def accounts(data: Path) -> Accounts:
    return Accounts(Store(f"sqlite:///{data / 'credcoach.sqlite3'}"))


@pytest.fixture
def eve(shell: Shell) -> str:
    """Eve's first token."""
    ran = shell("user", "add", EMAIL, "--role", "coach", "--name", "Eve", stdin="long enough 1\n")
    assert ran.status == 0, ran.err
    return ran.out.splitlines()[-1]


def test_an_account_is_made_and_its_token_stands_alone_on_the_last_line(
    accounts: Accounts, eve: str
) -> None:
    person = accounts.person_of_token(eve)

    assert person is not None
    assert (person.email, person.name, person.may_lead) == (EMAIL, "Eve", True)
    assert accounts.sign_in(EMAIL, "long enough 1")


def test_a_second_token_opens_the_same_account(shell: Shell, accounts: Accounts, eve: str) -> None:
    ran = shell("user", "token", EMAIL)

    token = ran.out.splitlines()[-1]
    assert ran.status == 0
    assert token != eve
    assert accounts.person_of_token(token) == accounts.person_of_token(eve)


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["no-address", "--role", "teacher"], "long enough 1\n"),
        ([EMAIL, "--role", "teacher"], "short\n"),
        ([EMAIL, "--role", "teacher"], ""),
        ([EMAIL, "--role", "principal"], "long enough 1\n"),
        ([EMAIL], "long enough 1\n"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    shell: Shell, arguments: list[str], stdin: str
) -> None:
    ran = shell("user", "add", *arguments, stdin=stdin)

    assert ran.status == 2
    assert ran.out == ""
    assert ran.err


@pytest.mark.usefixtures("eve")
def test_an_address_has_only_one_account(shell: Shell) -> None:
    ran = shell("user", "add", "EVE@school.example", "--role", "teacher", stdin="long enough 1\n")
    assert ran.status == 2
    assert "already an account" in ran.err


@pytest.mark.usefixtures("eve")
def test_everything_about_a_person_comes_out_as_a_zip_that_overwrites_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    out = tmp_path / "eve.zip"
    assert shell("user", "export", EMAIL, "--out", out).status == 0
    with zipfile.ZipFile(out) as packed:
        assert EMAIL in "".join(packed.read(name).decode() for name in packed.namelist())

    again = shell("user", "export", EMAIL, "--out", out)
    assert again.status == 2
    assert "already there" in again.err
    nowhere = shell("user", "export", EMAIL, "--out", tmp_path / "no" / "eve.zip")
    assert nowhere.status == 2
    assert "cannot be written" in nowhere.err


@pytest.mark.usefixtures("eve")
def test_without_a_name_the_zip_lies_in_the_working_folder(shell: Shell, tmp_path: Path) -> None:
    assert shell("user", "export", EMAIL).status == 0
    assert (tmp_path / "eve-at-school.example.zip").exists()


def test_an_erased_person_is_gone(shell: Shell, accounts: Accounts, eve: str) -> None:
    assert shell("user", "erase", EMAIL).status == 0

    assert accounts.person_of_token(eve) is None
    assert shell("user", "erase", EMAIL).status == 2


@pytest.mark.parametrize("command", ["token", "export", "erase"])
def test_an_unknown_address_is_named(shell: Shell, command: str) -> None:
    ran = shell("user", command, "nobody@school.example")
    assert ran.status == 2
    assert ran.out == ""
    assert "nobody@school.example" in ran.err
