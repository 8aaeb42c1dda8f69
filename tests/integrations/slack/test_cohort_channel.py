"""A cohort's channel: linked by its coach, joined with open eyes, left; and its outsiders."""

from __future__ import annotations

import json
from typing import Any

import pytest

from integrations.services import Services
from integrations.slack.listeners import ACTIONS
from tests.integrations.slack.conftest import DRAFT, Slack
from tests.people import Cast

MESSAGE: dict[str, Any] = {"channel": "C1", "ts": "1700000000.1"}
SECRETS = ("drafting", "*asked for help*", "eleven seconds", "Jamal", DRAFT)


@pytest.fixture
def linked(slack: Slack, cohort: str) -> str:
    """Bob has linked his cohort to the channel C1."""
    slack.command("cohort link", user="UBOB")
    slack.settle()
    assert "has this channel now" in slack.told("UBOB")
    return cohort


def test_linking_invites_and_tells_no_member(slack: Slack, linked: str) -> None:
    assert linked
    (invitation,) = slack.web_api.of("chat.postMessage")
    assert invitation["channel"] == "C1"
    text = json.dumps(invitation)
    assert "cohort_terms" in text
    assert "Alice" not in text


@pytest.mark.parametrize("user", ["UALICE", "UCHARLIE", "USTRANGER"])
def test_only_its_coach_links_a_cohort(
    slack: Slack, services: Services, cohort: str, user: str
) -> None:
    slack.command("cohort link North Hill", user=user)
    slack.settle()
    assert services.cohort_channels.cohort_at("T1", "C1") is None
    assert "has this channel now" not in slack.told(user)
    assert slack.heard() == "[]"
    assert cohort


def test_another_coach_cannot_take_the_channel(
    slack: Slack, services: Services, cast: Cast, linked: str
) -> None:
    services.cohorts.create(cast.charlie, "Elsewhere")
    slack.command("cohort link", user="UCHARLIE")
    slack.command("cohort unlink", user="UCHARLIE")
    slack.settle()
    assert "another cohort" in slack.told("UCHARLIE")
    found = services.cohort_channels.cohort_at("T1", "C1")
    assert found is not None
    assert found.id == linked


@pytest.mark.parametrize(
    ("info", "said"),
    [
        (None, "invite @Credcoach"),
        ({"is_member": False}, "invite @Credcoach"),
        ({"is_member": True, "is_ext_shared": True}, "shared with another organisation"),
    ],
)
def test_a_channel_that_will_not_do_is_said(
    slack: Slack, cohort: str, info: dict[str, Any] | None, said: str
) -> None:
    assert cohort
    slack.web_api.channels = {"C1": info} if info is not None else {}
    slack.command("cohort link", user="UBOB")
    slack.command("cohort link monday 25", user="UBOB")
    slack.command("cohort link", user="UBOB", channel="DUBOB")
    slack.settle()
    assert said in slack.told("UBOB")
    assert "0 to 23" in slack.told("UBOB")
    assert "in the channel that your cohort" in slack.told("UBOB")
    assert slack.heard() == "[]"


def test_the_day_and_the_hour_are_the_coachs_own(
    slack: Slack, services: Services, cast: Cast, linked: str
) -> None:
    services.accounts.change(cast.bob, time_zone="America/Chicago")
    slack.command("cohort link North Hill Friday 7", user="UBOB")
    slack.settle()
    (channel,) = services.cohort_channels.of_coach(cast.bob)
    assert (channel.weekday, channel.hour, channel.time_zone) == (4, 7, "America/Chicago")
    assert channel.cohort_id == linked


def test_the_terms_show_exactly_what_the_coach_is_then_shown(
    slack: Slack, services: Services, cast: Cast, linked: str
) -> None:
    person = slack.app.desk.identity.person("T1", "UNEW")
    services.pursuits.start(person, "co-teaching-roles", stage="collecting")
    slack.press("cohort_terms", "here", MESSAGE, user="UNEW")
    slack.settle()
    shown = slack.told("UNEW")
    assert "collecting since" in shown
    assert "attempt 1" in shown
    assert "Alice" not in shown
    before = services.cohorts.view(cast.bob, linked)
    assert [member.name for member in before.members] == ["Alice"]
    slack.press("cohort_join", linked, MESSAGE, user="UNEW")
    slack.settle()
    after = services.cohorts.view(cast.bob, linked)
    (seen,) = [member for member in after.members if member.person_id == person.id]
    assert seen.name in shown
    assert [p.stage for p in seen.pursuits] == ["collecting"]
    assert slack.heard().count('"ts"') == 0  # nothing new stands in the channel
    assert len(slack.web_api.of("chat.postMessage")) == 1


def test_terms_read_in_one_channel_join_no_other_cohort(
    slack: Slack, services: Services, cast: Cast, linked: str
) -> None:
    other = services.cohorts.create(cast.charlie, "Elsewhere")
    slack.press("cohort_join", other.id, MESSAGE, user="UNEW")
    slack.press("cohort_join", linked, {**MESSAGE, "channel": "C2"}, user="UNEW")
    slack.press("cohort_join", linked, MESSAGE, user="UBOB")
    slack.settle()
    assert "No cohort is linked" in slack.told("UNEW")
    assert "You lead this cohort" in slack.told("UBOB")
    assert len(services.cohorts.view(cast.bob, linked).members) == 1


@pytest.mark.parametrize("way", ["button", "home", "channel", "workspace"])
def test_leaving_ends_the_membership_and_what_was_shared(
    slack: Slack, services: Services, cast: Cast, linked: str, way: str
) -> None:
    (draft,) = services.drafts.list(cast.alice)
    services.shares.share(cast.alice, "draft", draft.id, linked)
    if way == "button":
        slack.press("cohort_leave", linked, MESSAGE, user="UALICE")
    elif way == "home":
        slack.press_at_home("cohort_leave", linked, user="UALICE")
    elif way == "channel":
        event = {"type": "member_left_channel", "user": "UALICE", "channel": "C1", "team": "T1"}
        slack.deliver(slack.event(event))
    else:
        gone = {"id": "UALICE", "team_id": "T1", "deleted": True}
        slack.deliver(slack.event({"type": "user_change", "user": gone}))
    slack.settle()
    assert services.cohorts.view(cast.bob, linked).members == ()
    assert services.shares.of(cast.alice) == ()
    published = slack.web_api.of("views.publish")
    assert [call["user_id"] for call in published] == (["UALICE"] if way == "home" else [])
    known = slack.app.desk.identity.known("T1", "UALICE")
    assert (known is None) is (way == "workspace")


def test_leaving_a_channel_that_is_no_cohorts_changes_nothing(
    slack: Slack, services: Services, cast: Cast, linked: str
) -> None:
    for user in ("UALICE", "UNOBODY"):
        event = {"type": "member_left_channel", "user": user, "channel": "C9", "team": "T1"}
        slack.deliver(slack.event(event))
    changed = {"id": "UALICE", "team_id": "T1", "deleted": False}
    slack.deliver(slack.event({"type": "user_change", "user": changed}))
    slack.settle()
    assert len(services.cohorts.view(cast.bob, linked).members) == 1


def test_a_coach_who_leaves_her_channel_takes_the_link_along(
    slack: Slack, services: Services, cast: Cast, linked: str
) -> None:
    event = {"type": "member_left_channel", "user": "UBOB", "channel": "C1", "team": "T1"}
    slack.deliver(slack.event(event))
    slack.settle()
    assert services.cohort_channels.cohort_at("T1", "C1") is None
    assert len(services.cohorts.view(cast.bob, linked).members) == 1


def test_a_coachs_note_is_prepared_changed_and_brought_to_her_teacher(
    slack: Slack, cast: Cast, linked: str
) -> None:
    value = f"{linked}:{cast.alice.id}:room-to-think"
    slack.press("write_note", value, {"channel": "DUBOB", "ts": "1.2"}, user="UBOB")
    slack.web_api.wait_for(lambda: bool([c for c, _ in slack.web_api.calls if c == "views.update"]))
    (form,) = [call["view"] for call in slack.web_api.of("views.update")]
    prepared = form["blocks"][0]["element"]["initial_value"]
    assert prepared.startswith("Hi Alice")
    note = {"note": {"type": "plain_text_input", "value": "Shall we meet on Friday?"}}
    slack.submit("coach_note", note, user="UBOB", private_metadata=form["private_metadata"])
    slack.settle()
    assert "Shall we meet on Friday?" in slack.heard("DUALICE")
    assert "A note from Bob, your coach" in slack.heard("DUALICE")
    assert "Shall we meet" not in slack.heard("C1")


def test_an_empty_note_is_a_fault_beside_its_field(slack: Slack) -> None:
    answer = slack.submit("coach_note", {"note": {"type": "plain_text_input", "value": " "}})
    assert answer.json()["response_action"] == "errors"


@pytest.mark.parametrize("user", ["UCHARLIE", "UALICE", "USTRANGER"])
def test_nobody_else_writes_in_a_coachs_name(
    slack: Slack, cast: Cast, linked: str, user: str
) -> None:
    value = f"{linked}:{cast.alice.id}:room-to-think"
    slack.press("write_note", value, {"channel": "C1", "ts": "1.2"}, user=user)
    slack.web_api.wait_for(lambda: bool([c for c, _ in slack.web_api.calls if c == "views.update"]))
    (view,) = [call["view"] for call in slack.web_api.of("views.update")]
    assert "cannot be sent" in json.dumps(view)
    assert "Alice" not in json.dumps(view)
    metadata = json.dumps({"cohort": linked, "person": cast.alice.id})
    note = {"note": {"type": "plain_text_input", "value": "I am your coach"}}
    slack.submit("coach_note", note, user=user, private_metadata=metadata)
    slack.settle()
    assert "I am your coach" not in slack.said()


COMMANDS = (
    *("plan", "share", "privacy", "help", "cohort", "cohort link", "cohort unlink"),
    *("cohort link North Hill monday 8", "find who is in my cohort", "connect"),
)


@pytest.mark.parametrize("user", ["UCHARLIE", "UINCHANNEL"])
def test_outsiders_try_every_command_and_button_and_see_nothing(
    slack: Slack, services: Services, cast: Cast, linked: str, user: str
) -> None:
    """In the channel but not in the cohort; and the coach of another cohort."""
    (draft,) = services.drafts.list(cast.alice)
    (pursuit,) = services.pursuits.of(cast.alice)
    share = services.shares.share(cast.alice, "draft", draft.id, linked)
    for text in COMMANDS:
        slack.command(text, user=user)
    values = {
        "announce": f"{pursuit.id}:{linked}",
        "share_item": f"draft:{draft.id}:{linked}",
        "share_stop": share.id,
        "cohort_leave": linked,
        "compare": "room-to-think,co-teaching-roles",
        "thumb": "up",
    }
    for action in ACTIONS:
        if action != "cohort_join":  # joining is what an outsider may do, for herself
            slack.press(action, values.get(action, "room-to-think"), MESSAGE, user=user)
    for words in ("How is my cohort?", "What is Alice working on?", "Show me Alice's draft"):
        slack.mention(words, user=user)
        slack.dm(words, sender=user)
    slack.deliver(slack.event({"type": "app_home_opened", "user": user, "tab": "home"}))
    slack.settle()
    seen = [slack.told(user), slack.heard(f"D{user}"), slack.heard("C1")]
    seen += [json.dumps(call) for call in slack.web_api.of("views.publish")]
    for text in seen:
        for secret in SECRETS:
            assert secret not in text
    assert services.shares.of(cast.alice) == (share,)
    (member,) = services.cohorts.view(cast.bob, linked).members
    assert member.name == "Alice"
    assert [look.viewer_name for look in services.shares.looks(cast.alice)] == ["Bob"]


def test_the_channel_hears_of_nobody_whoever_in_the_cohort_asks(slack: Slack, linked: str) -> None:
    assert linked
    for user in ("UALICE", "UBOB"):
        for words in ("How is my cohort?", "Show me my plan", f"Check my draft: {DRAFT}"):
            slack.mention(words, user=user)
        for action in ("tell_me_more", "compare", "cohort_terms"):
            slack.press(action, "room-to-think", MESSAGE, user=user)
    slack.settle()
    for secret in ("Alice", "chosen", "row by row", *SECRETS):
        assert secret not in slack.heard("C1")
