"""`/credcoach`: each word does its thing, and only she who gave it sees the answer."""

from __future__ import annotations

import pytest

from integrations.services import Services
from integrations.slack.commands import COMMANDS
from tests.integrations.slack.conftest import DRAFT, Slack
from tests.integrations.slack.stub_slack import StubSlack
from tests.people import Cast


def test_help_and_an_unknown_word_name_every_command(slack: Slack) -> None:
    for text in ("", "help", "sing"):
        assert slack.command(text).status_code == 200
    slack.settle()
    said = slack.web_api.of("/respond/U1")
    assert len(said) == 3
    assert all(one["response_type"] == "ephemeral" for one in said)
    for one in said:
        assert all(f"`{word}`" in one["text"] or f"{word}" in one["text"] for word in COMMANDS)
    assert said[2]["text"].startswith("I do not know that word")
    assert slack.heard() == "[]"


def test_find_answers_in_the_direct_messages_and_the_channel_hears_nothing(slack: Slack) -> None:
    slack.command("find wait time after a question")
    slack.settle()
    assert "I answer you in our direct messages" in slack.told()
    assert "Room to Think" in slack.heard("DU1")
    assert slack.heard("C1") == "[]"


def test_find_without_a_goal_asks_for_one(slack: Slack) -> None:
    slack.command("find   ")
    slack.settle()
    assert "Say what for" in slack.told()


def test_plan_shows_her_own_pursuits_and_the_week(slack: Slack, cohort: str) -> None:
    assert cohort
    slack.command("plan", user="UALICE")
    slack.command("plan", user="USTRANGER")
    slack.settle()
    assert "Room to Think" in slack.told("UALICE")
    assert "This week" in slack.told("UALICE")
    assert "Room to Think" not in slack.told("USTRANGER")
    assert slack.heard() == "[]"


def test_share_shows_what_the_coach_sees_and_takes_it_back(
    slack: Slack, services: Services, cast: Cast, cohort: str
) -> None:
    (draft,) = services.drafts.list(cast.alice)
    share = services.shares.share(cast.alice, "draft", draft.id, cohort)
    slack.command("share", user="UALICE")
    slack.settle()
    assert "Draft for Room to Think" in slack.told("UALICE")
    slack.press("share_stop", share.id, {"channel": "C1", "ts": "1.2"}, user="UCHARLIE")
    slack.settle()
    assert services.shares.of(cast.alice) == (share,)
    assert "no such share" in slack.told("UCHARLIE")
    slack.press("share_stop", share.id, {"channel": "C1", "ts": "1.2"}, user="UALICE")
    slack.settle()
    assert services.shares.of(cast.alice) == ()
    assert DRAFT not in slack.said()


def test_privacy_says_who_looked_and_how_reminders_end(slack: Slack, cohort: str) -> None:
    slack.command("cohort", user="UBOB")
    slack.settle()
    slack.command("privacy", user="UALICE")
    slack.settle()
    assert cohort
    assert "Who looked last" in slack.told("UALICE")
    assert "Bob: cohort" in slack.told("UALICE")
    assert "nudge_stop" in slack.told("UALICE")


@pytest.mark.parametrize("user", ["UALICE", "UCHARLIE", "USTRANGER"])
def test_cohort_tells_names_and_stages_to_its_coach_alone(
    slack: Slack, cohort: str, user: str
) -> None:
    slack.command("cohort", user="UBOB")
    slack.command("cohort", user=user)
    slack.settle()
    assert cohort
    assert "drafting since" in slack.told("UBOB")
    assert "Alice" in slack.told("UBOB")
    assert "drafting" not in slack.told(user)
    assert "eleven seconds" not in slack.said()
    assert slack.heard() == "[]"


def test_where_slack_takes_no_response_the_answer_comes_directly(slack: Slack) -> None:
    for _ in range(4):
        slack.web_api.fail_next("/respond/U1", 404)
    slack.command("help")
    slack.settle()
    assert "What you can write" in slack.heard("DU1")


def test_a_response_address_outside_of_slack_is_never_called(slack: Slack) -> None:
    elsewhere = StubSlack()
    try:
        assert not slack.app.desk.courier.respond(f"{elsewhere.root}/respond/U1", "a secret")
        assert elsewhere.calls == []
    finally:
        elsewhere.close()
    assert slack.app.desk.courier.respond(f"{slack.web_api.root}/respond/U1", "hers")


def test_a_command_given_twice_by_a_repeated_delivery_is_answered_once(slack: Slack) -> None:
    from urllib.parse import urlencode

    fields = {
        "command": "/credcoach",
        "text": "help",
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U1",
        "trigger_id": "same",
        "response_url": f"{slack.web_api.root}/respond/U1",
    }
    for _ in range(3):
        body = urlencode(fields).encode()
        assert slack.send(body, "application/x-www-form-urlencoded").status_code == 200
    slack.settle()
    assert len(slack.web_api.of("/respond/U1")) == 1
