"""Accounts: getting in, being kept out, taking everything along, and being gone."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from assistant import store as nouns
from assistant.accounts import SESSION_DAYS, WRONG, Accounts
from assistant.cohorts import Cohorts
from assistant.conversations import Batch, Conversations
from assistant.drafts import Drafts
from assistant.errors import (
    BadInput,
    Conflict,
    Forbidden,
    NotFound,
    SignInNeeded,
    TooManyTries,
)
from assistant.passwords import ASKS, ASKS_OF_A_PLACE, TRIES, TRIES_OF_A_PLACE, Passwords
from assistant.people import Person, Profile
from assistant.planning.preferences import Preferences
from assistant.pursuits import Pursuits
from assistant.self_check.privacy.pseudonyms import Pseudonym
from assistant.shares import Shares
from assistant.store.models import Row
from assistant.store.records import EarnedBadge, Nudging, SlackMessage
from assistant.store.session import Store
from tests.kept import kept_bytes
from tests.people import Cast, Clock

PASSWORD = "correct horse battery"


@pytest.fixture
def accounts(store: Store, clock: Clock, quick_passwords: Passwords) -> Accounts:
    return Accounts(store, clock=clock, passwords=quick_passwords)


@pytest.fixture
def erin(accounts: Accounts) -> Person:
    return accounts.add("Erin@School.example ", "teacher", PASSWORD)


def test_an_account_lets_its_person_in_and_out(accounts: Accounts, erin: Person) -> None:
    assert (erin.email, erin.name) == ("erin@school.example", "erin")
    token = accounts.sign_in(" ERIN@school.example", PASSWORD)
    assert accounts.person_of_session(token) == erin
    accounts.sign_out(token)
    assert accounts.person_of_session(token) is None


@pytest.mark.usefixtures("erin")
def test_a_session_runs_out(accounts: Accounts, clock: Clock) -> None:
    token = accounts.sign_in("erin@school.example", PASSWORD)
    clock.pass_by(SESSION_DAYS)
    assert accounts.person_of_session(token) is None


@pytest.mark.usefixtures("erin", "cast")
def test_a_wrong_password_and_an_unknown_address_sound_the_same(accounts: Accounts) -> None:
    for email in ("erin@school.example", "nobody@school.example", "no address", "alice@school.ex"):
        with pytest.raises(SignInNeeded) as refused:
            accounts.sign_in(email, "wrong horse battery")
        assert str(refused.value) == WRONG


@pytest.mark.usefixtures("cast")
def test_an_account_without_a_password_cannot_be_entered_by_one(accounts: Accounts) -> None:
    with pytest.raises(SignInNeeded):
        accounts.sign_in("alice@school.example", "")


@pytest.mark.usefixtures("erin")
def test_an_unknown_address_costs_the_same_hashing(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, quick_passwords: Passwords
) -> None:
    asked: list[str | None] = []
    fits = quick_passwords.fits

    def counted(password: str, kept: str | None) -> bool:
        asked.append(kept)
        return fits(password, kept)

    monkeypatch.setattr(quick_passwords, "fits", counted)
    for email in ("erin@school.example", "nobody@school.example", "no address"):
        with pytest.raises(SignInNeeded):
            accounts.sign_in(email, "wrong horse battery")
    assert len(asked) == 3


@pytest.mark.usefixtures("erin")
def test_ten_failures_lock_an_address_even_for_the_right_password(
    accounts: Accounts, clock: Clock
) -> None:
    for _ in range(TRIES):
        with pytest.raises(SignInNeeded):
            accounts.sign_in("erin@school.example", "wrong horse battery")
    with pytest.raises(TooManyTries):
        accounts.sign_in("Erin@School.Example", PASSWORD)
    clock.pass_by(timedelta(minutes=15))
    assert accounts.sign_in("erin@school.example", PASSWORD)


@pytest.mark.usefixtures("erin")
def test_one_network_does_not_guess_forever_at_ever_new_addresses(accounts: Accounts) -> None:
    for _ in range(3):  # who comes in takes nothing from those beside her
        accounts.sign_in("erin@school.example", PASSWORD, place="192.0.2.1")
    for number in range(TRIES_OF_A_PLACE):
        with pytest.raises(SignInNeeded):
            accounts.sign_in(f"p{number}@school.example", "wrong horse", place="192.0.2.1")
    with pytest.raises(TooManyTries, match="from your network"):
        accounts.sign_in("erin@school.example", PASSWORD, place="192.0.2.1")
    assert accounts.sign_in("erin@school.example", PASSWORD, place="192.0.2.2")


def test_links_for_new_passwords_are_asked_for_a_few_times_only(
    accounts: Accounts, clock: Clock
) -> None:
    for _ in range(ASKS):
        accounts.may_ask_for_reset("erin@school.example")
    with pytest.raises(TooManyTries, match="this e-mail address"):
        accounts.may_ask_for_reset(" Erin@school.example")
    for number in range(ASKS_OF_A_PLACE):
        accounts.may_ask_for_reset(f"p{number}@school.example", "192.0.2.1")
    with pytest.raises(TooManyTries, match="from your network"):
        accounts.may_ask_for_reset("another@school.example", "192.0.2.1")
    clock.pass_by(timedelta(minutes=15))
    accounts.may_ask_for_reset("erin@school.example", "192.0.2.1")


def test_a_guessed_link_costs_no_hashing(
    accounts: Accounts, quick_passwords: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hashed(_password: str) -> str:
        raise AssertionError("it was hashed")

    monkeypatch.setattr(quick_passwords, "hash", hashed)
    with pytest.raises(NotFound):
        accounts.use_link("guessed", "eve@school.example", "Eve", PASSWORD)


@pytest.mark.parametrize(
    "email",
    [
        "",
        "erin",
        "erin@",
        "@school.org",
        "a b@school.org",
        "a@b",
        "a@b..c",
        "a\0@b.org",
        "\ud800@b.c",
    ],
)
def test_what_is_no_address_is_refused(accounts: Accounts, email: str) -> None:
    with pytest.raises(BadInput, match="not an e-mail address"):
        accounts.add(email, "teacher", PASSWORD)


@pytest.mark.usefixtures("erin")
def test_a_second_account_for_an_address_is_a_conflict(accounts: Accounts) -> None:
    with pytest.raises(Conflict, match=r"already an account for erin@school\.example"):
        accounts.add("ERIN@school.example", "coach", PASSWORD)


def test_an_unknown_role_is_refused(accounts: Accounts) -> None:
    with pytest.raises(BadInput, match="teacher, coach, admin"):
        accounts.add("erin@school.example", "king", PASSWORD)


def test_a_bearer_token_names_its_person(accounts: Accounts, erin: Person, clock: Clock) -> None:
    token = accounts.issue_token("erin@school.example")
    assert accounts.person_of_token(token) == erin
    clock.pass_by(timedelta(days=1))
    assert accounts.person_of_token(token) == erin
    assert accounts.person_of_token(token + "x") is None
    assert accounts.person_of_session(token) is None
    with pytest.raises(NotFound, match="no account"):
        accounts.issue_token("nobody@school.example")


@pytest.mark.usefixtures("erin")
def test_no_token_and_no_password_is_kept(accounts: Accounts, store: Store) -> None:
    secrets = [
        PASSWORD,
        accounts.sign_in("erin@school.example", PASSWORD),
        accounts.issue_token("erin@school.example"),
        accounts.first_admin_link() or "",
    ]
    store.close()
    kept = kept_bytes(store)
    assert [secret for secret in secrets if secret.encode() in kept] == []


@pytest.mark.usefixtures("clock")
def test_the_first_admin_comes_in_by_a_link_that_works_once(accounts: Accounts) -> None:
    forgotten = accounts.first_admin_link()
    token = accounts.first_admin_link()
    assert forgotten is not None
    assert token is not None
    assert accounts.link(token).purpose == "first_admin"
    with pytest.raises(NotFound, match="used already or has run out"):
        accounts.use_link(forgotten, "dana@school.example", "Dana", PASSWORD)
    dana = accounts.use_link(token, "dana@school.example", "Dana", PASSWORD)
    assert dana.is_admin
    assert accounts.first_admin_link() is None
    with pytest.raises(NotFound, match="used already"):
        accounts.use_link(token, "eve@school.example", "Eve", PASSWORD)


def test_a_first_link_is_worth_nothing_once_there_is_an_admin(accounts: Accounts) -> None:
    token = accounts.first_admin_link()
    assert token is not None
    accounts.add("dana@school.example", "admin", PASSWORD)
    with pytest.raises(NotFound, match="an admin already"):
        accounts.use_link(token, "eve@school.example", "Eve", PASSWORD)


def test_a_weak_password_does_not_use_the_link_up(accounts: Accounts) -> None:
    token = accounts.first_admin_link()
    assert token is not None
    with pytest.raises(BadInput):
        accounts.use_link(token, "dana@school.example", "Dana", "short")
    assert accounts.use_link(token, "dana@school.example", "Dana", PASSWORD).is_admin


def test_an_invitation_is_for_its_address_and_role_alone(
    accounts: Accounts, cast: Cast, clock: Clock
) -> None:
    token = accounts.invite(cast.dana, "frank@school.example", "coach")
    frank = accounts.use_link(token, "eve@school.example", "Frank", PASSWORD)
    assert (frank.email, frank.roles) == ("frank@school.example", frozenset({"coach"}))
    late = accounts.invite(cast.dana, "gwen@school.example", "teacher")
    clock.pass_by(timedelta(days=8))
    with pytest.raises(NotFound, match="run out"):
        accounts.use_link(late, None, "Gwen", PASSWORD)


@pytest.mark.usefixtures("erin")
def test_a_reset_sets_the_password_and_ends_every_way_in(accounts: Accounts) -> None:
    session = accounts.sign_in("erin@school.example", PASSWORD)
    token = accounts.issue_token("erin@school.example")
    link = accounts.reset_link("erin@school.example")
    assert link is not None
    accounts.use_link(link, password="another horse battery")
    assert accounts.person_of_session(session) is None
    assert accounts.person_of_token(token) is None
    with pytest.raises(SignInNeeded):
        accounts.sign_in("erin@school.example", PASSWORD)
    assert accounts.sign_in("erin@school.example", "another horse battery")
    assert accounts.reset_link("nobody@school.example") is None


def test_charlie_can_neither_invite_nor_list_nor_promote(accounts: Accounts, cast: Cast) -> None:
    for nobody in (cast.charlie, cast.alice):
        with pytest.raises(Forbidden):
            accounts.invite(nobody, "eve@school.example", "admin")
        with pytest.raises(Forbidden):
            accounts.everyone(nobody)
        with pytest.raises(Forbidden):
            accounts.set_role(nobody, nobody.id, "admin")
    assert [p.name for p in accounts.everyone(cast.dana)] == ["Alice", "Bob", "Charlie", "Dana"]


def test_what_a_person_says_about_herself_is_kept_and_her_roles_are_not_touched(
    accounts: Accounts, cast: Cast
) -> None:
    accounts.set_role(cast.dana, cast.alice.id, "coach")
    changed = accounts.change(
        cast.alice, profile=Profile(grade=" 4 ", subject=""), time_zone="America/Chicago"
    )
    assert changed.profile == Profile(grade="4")
    assert changed.time_zone == "America/Chicago"
    assert changed.roles == {"coach"}
    assert accounts.person(cast.alice.id) == changed
    for zone in ("Mars/Base", "", "../etc/passwd", "America"):
        with pytest.raises(BadInput, match="no time zone"):
            accounts.change(cast.alice, time_zone=zone)


def test_single_sign_on_finds_or_makes_a_teacher(accounts: Accounts, cast: Cast) -> None:
    assert accounts.welcome("Bob@school.example") == cast.bob
    new = accounts.welcome("new@school.example", "New")
    assert new.roles == {"teacher"}
    assert accounts.person_of_session(accounts.start_session(new.id)) == new


def test_what_was_done_in_slack_becomes_the_accounts(
    accounts: Accounts, cast: Cast, store: Store
) -> None:
    guest = accounts.slack_person("T1", "U1", "Alice in Slack")
    assert accounts.slack_person("T1", "U1", "Renamed") == guest
    pursuit = Pursuits(store).start(guest, "pauses")
    cohort = Cohorts(store).create(cast.bob, "Fourth grade")
    for member in (guest, cast.alice):
        Cohorts(store).join(member, cohort.id, cohort.code)
    accounts.link_slack(cast.alice, "T1", "U1")
    assert accounts.slack_person("T1", "U1", "Alice in Slack") == cast.alice
    assert [p.id for p in Pursuits(store).of(cast.alice)] == [pursuit.id]
    with pytest.raises(NotFound):
        accounts.person(guest.id)
    with pytest.raises(Conflict, match="another account"):
        accounts.link_slack(cast.charlie, "T1", "U1")


def _live(store: Store, cast: Cast, clock: Clock) -> None:
    """Alice leaves something of herself in every table."""
    talks, drafts = Conversations(store, clock=clock), Drafts(store, clock=clock)
    cohorts, shares = Cohorts(store, clock=clock), Shares(store, clock=clock)
    talk = talks.open(cast.alice)
    message = talks.keep_message(cast.alice, talk.id, "a zebra-secret in a chat")
    told = (("delta", {"text": "zebra-secret"}),)
    talks.append_together([Batch(cast.alice, talk.id, message.id, told)])
    draft = drafts.create(cast.alice, "pauses")
    drafts.put_part(cast.alice, draft.id, "overview", "a zebra-secret in a draft")
    cohort = cohorts.create(cast.bob, "Fourth grade")
    cohorts.join(cast.alice, cohort.id, cohort.code)
    share = shares.share(cast.alice, "draft", draft.id, cohort.id)
    shares.open_shared(cast.bob, share.id)
    pursuit = Pursuits(store, clock=clock).start(cast.alice, "pauses")
    with store.session() as session:
        nouns.returns.add(
            session, pursuit, "a zebra-secret letter", [{"w": "zebra-secret"}], clock()
        )
        badge = EarnedBadge(
            id="b1",
            person_id=cast.alice.id,
            pursuit_id=pursuit.id,
            credential_id="pauses",
            proven="self-reported",
            how="zebra-secret",
            achievement="zebra-secret",
            issuer="zebra-secret",
            issued_at=None,
            expires_at=None,
            fingerprint="f",
            created_at=clock(),
        )
        nouns.earned_badges.add(session, badge)
        stands_for = Pseudonym("Student A", "student_name", ("a zebra-secret child",))
        nouns.pseudonyms.keep(session, draft.id, [stands_for])
        nouns.self_checks.add(session, cast.alice.id, "pauses", {"note": "zebra-secret"}, clock())
        nouns.looks.add(session, cast.alice.id, cast.bob.id, "cohort", cohort.id, clock(), "web")
        nouns.model_use.record(
            session,
            person_id=cast.alice.id,
            model="m",
            tokens_in=1,
            tokens_out=1,
            cost_usd=0.5,
            at=clock(),
        )
        nouns.help_log.add(
            session,
            cast.alice.id,
            "plan",
            clock(),
            credential_id="zebra-secret",
            engine="offline",
        )
        nouns.plan_preferences.keep(session, cast.alice.id, Preferences(hours_a_week=2))
        nouns.identities.add(session, "https://school.example", "a1", cast.alice.id, clock())
        nouns.slack.link(session, "T1", "U1", cast.alice.id, clock())
        stands = SlackMessage("T1", "D1", "1.2", "1.2", cast.alice.id, None, None, ())
        nouns.slack_messages.keep(session, stands, clock())
        nouns.nudges.keep(session, cast.alice.id, Nudging(stopped=True))
        nouns.milestones.add(session, cohort.id, cast.alice.id, pursuit.id, "submitted", clock())
        said: dict[str, object] = {"event": {"user": "U1", "text": "zebra-secret"}}
        nouns.slack.take_event(session, "Ev1", said, clock())
        nouns.slack.take_event(session, "Ev2", {"event": {"user": "U12"}}, clock())


def _files(bundle: bytes) -> dict[str, list[dict[str, Any]]]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as opened:
        return {name: json.loads(opened.read(name)) for name in opened.namelist()}


def test_an_export_holds_something_of_every_table_and_no_secret(
    accounts: Accounts, cast: Cast, store: Store, clock: Clock
) -> None:
    _live(store, cast, clock)
    accounts.start_session(cast.alice.id)
    accounts.issue_token("alice@school.example")
    accounts.reset_link("alice@school.example")
    bundle = accounts.export("alice@school.example")
    files = _files(bundle)
    assert [name for name, rows in files.items() if not rows] == [
        "cohort_channels.json",  # a coach's
        "cohorts_led.json",
    ]
    assert files["messages.json"][0]["text"] == "a zebra-secret in a chat"
    assert files["looks_at_you.json"][0]["viewer"] == "Bob"
    assert len(files["slack_events.json"]) == 1
    assert "hash" not in json.dumps(files)
    assert [
        row["name"] for row in _files(accounts.export("bob@school.example"))["person.json"]
    ] == ["Bob"]


@pytest.mark.usefixtures("cast")
def test_every_table_about_people_is_in_the_export(accounts: Accounts) -> None:
    renamed = {
        "look": {"looks_at_you", "looks_by_you"},
        "cohort": {"cohorts_led"},
        "identity": {"identities"},
    }
    not_personal = {
        "credential_record",
        "stack_record",
        "passage_record",
        "catalogue_state",
    }
    plural = {name: {name} for name in ("person", "model_use", "help_given")}
    expected = set().union(
        *(
            renamed.get(name) or plural.get(name) or {f"{name}s"}
            for name in Row.metadata.tables
            if name not in not_personal
        )
    )
    found = {name.removesuffix(".json") for name in _files(accounts.export("bob@school.example"))}
    assert found == expected


def test_an_erased_person_is_gone_from_the_very_bytes(
    accounts: Accounts, cast: Cast, store: Store, clock: Clock
) -> None:
    _live(store, cast, clock)
    accounts.invite(cast.dana, "later@school.example", "teacher")
    with store.session() as session:
        nouns.sign_ins.add_link(
            session, "h", "invite", clock(), clock(), email="alice@school.example"
        )
    accounts.erase("alice@school.example")
    with pytest.raises(NotFound):
        accounts.export("alice@school.example")
    kept = kept_bytes(store)
    for trace in (b"zebra-secret", b"alice@school.example", b"Alice", cast.alice.id.encode()):
        assert trace not in kept
    with store.reading() as session:
        assert nouns.model_use.sums(session, clock()).known_usd == 0.5
        assert [e.event_id for e in nouns.slack.unanswered(session)] == ["Ev2"]
    (look,) = Shares(store).looks(cast.bob)
    assert (look.viewer_id, look.viewer_name) == (None, "a person whose account was removed")


def test_an_erased_coach_takes_her_cohorts_and_nobodys_drafts(
    accounts: Accounts, cast: Cast, store: Store, clock: Clock
) -> None:
    _live(store, cast, clock)
    accounts.erase("bob@school.example")
    assert Cohorts(store).of(cast.alice).joined == ()
    assert Shares(store).of(cast.alice) == ()
    assert len(Drafts(store).list(cast.alice)) == 1
