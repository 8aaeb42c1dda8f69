"""What ends something is obeyed: a deleted message, an app taken out, a token revoked."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import store
from integrations.services import Services
from tests.integrations.slack.conftest import Slack
from tests.people import Cast

TEXT = (
    "I taught 27 ninth graders. Before I changed anything I timed ten questions: I held back for "
    "under one second after asking, and four students did all the talking. "
)


def deleted(slack: Slack, ts: str, user: str = "U1") -> dict[str, Any]:
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": f"D{user}",
        "channel_type": "im",
        "ts": "1690000009.1",
        "deleted_ts": ts,
        "previous_message": {"type": "message", "user": user, "text": TEXT, "ts": ts},
    }
    return slack.event(event)


def hand_in(slack: Slack, ts: str) -> None:
    slack.web_api.files["/files/draft.md"] = ("text/markdown", TEXT.encode() * 5)
    url = f"{slack.web_api.root}/files/draft.md"
    file = {"id": "F1", "name": "draft.md", "size": 10, "url_private_download": url}
    slack.dm("Check this for Room to Think", ts=ts, subtype="file_share", files=[file])
    slack.settle()


def test_a_deleted_message_goes_with_its_answer_and_its_self_check(
    slack: Slack, services: Services
) -> None:
    hand_in(slack, "1690000000.5")
    person = slack.app.desk.identity.known("T1", "U1")
    assert person is not None
    assert len(services.self_checks.list(person)) == 1
    slack.deliver(deleted(slack, "1690000000.5"))
    slack.settle()
    assert services.self_checks.list(person) == ()
    assert services.conversations.list(person) == ()
    answers = {call["ts"] for call in slack.answers()}
    assert {call["ts"] for call in slack.web_api.of("chat.delete")} >= answers


def test_only_that_message_goes_out_of_a_longer_talk(slack: Slack, services: Services) -> None:
    slack.dm("I want to get better at wait time", ts="1690000000.5")
    slack.dm("tell me more about the first one", ts="1690000000.6", thread_ts="1690000000.5")
    slack.settle()
    slack.deliver(deleted(slack, "1690000000.6"))
    slack.settle()
    person = slack.app.desk.identity.known("T1", "U1")
    assert person is not None
    (talk,) = services.conversations.list(person)
    said = services.conversations.get(person, talk.id).messages
    assert [message.text for message in said if message.role == "person"] == [
        "I want to get better at wait time"
    ]
    assert len(said) == 2


def test_a_text_that_waits_for_its_credential_goes_with_its_message(
    slack: Slack, services: Services
) -> None:
    slack.web_api.files["/files/draft.md"] = ("text/markdown", TEXT.encode() * 5)
    url = f"{slack.web_api.root}/files/draft.md"
    file = {"id": "F1", "name": "draft.md", "size": 10, "url_private_download": url}
    slack.dm("Which credential is this for?", ts="1690000000.5", subtype="file_share", files=[file])
    slack.dm("One moment", ts="1690000000.7")  # a talk of its own, to which the text moves along
    slack.settle()
    person = slack.app.desk.identity.known("T1", "U1")
    assert person is not None

    def waiting() -> list[Any]:
        return [
            t.memory["draft"] for t in services.conversations.list(person) if t.memory.get("draft")
        ]

    assert len(waiting()) == 1
    slack.deliver(deleted(slack, "1690000000.5"))
    slack.settle()
    assert waiting() == []


def test_a_deletion_that_overtakes_its_message_is_obeyed_too(
    slack: Slack, services: Services
) -> None:
    slack.deliver(deleted(slack, "1690000000.5"))
    slack.settle()
    slack.dm(TEXT, ts="1690000000.5")
    slack.settle()
    person = slack.app.desk.identity.known("T1", "U1")
    assert person is not None
    assert services.conversations.list(person) == ()
    assert slack.answers() == []


def test_nobody_deletes_what_another_said(slack: Slack, services: Services) -> None:
    slack.dm("I want to get better at wait time", ts="1690000000.5")
    slack.settle()
    forged = deleted(slack, "1690000000.5", user="U2")
    forged["event"]["channel"] = "DU1"
    slack.deliver(forged)
    slack.settle()
    person = slack.app.desk.identity.known("T1", "U1")
    assert person is not None
    assert len(services.conversations.list(person)) == 1
    assert slack.web_api.of("chat.delete") == []


def test_a_thumb_is_kept_with_the_answer_and_only_hers(slack: Slack, services: Services) -> None:
    slack.dm("I want to get better at wait time")
    slack.settle()
    (answer,) = slack.answers()
    assert answer["blocks"][-1]["type"] == "context_actions"
    message = {"channel": "DU1", "ts": answer["ts"]}
    slack.press("thumb", "down", message, user="U2")
    slack.press("thumb", "up", message)
    slack.settle()
    with services.store.reading() as session:
        assert session.connection().exec_driver_sql(
            "SELECT thumb FROM slack_message WHERE thumb IS NOT NULL"
        ).fetchall() == [("up",)]
    assert "Only the thumb is kept" in slack.told()
    assert "Only the thumb is kept" not in slack.told("U2")


def test_taken_out_of_a_workspace_all_that_came_through_it_goes(
    slack: Slack, services: Services, cast: Cast, cohort: str
) -> None:
    slack.dm("I want to get better at wait time")
    slack.command("cohort link", user="UBOB")
    slack.settle()
    slack_only = slack.app.desk.identity.known("T1", "U1")
    assert slack_only is not None
    slack.deliver(slack.event({"type": "app_uninstalled"}))
    slack.settle()
    assert slack.app.desk.identity.known("T1", "U1") is None
    assert slack.app.desk.identity.known("T1", "UBOB") is None
    assert services.cohort_channels.cohort_at("T1", "C1") is None
    with services.store.reading() as session:
        assert store.people.find(session, slack_only.id) is None
        assert store.people.find(session, cast.bob.id) is not None
    assert len(services.cohorts.view(cast.bob, cohort).members) == 1


@pytest.mark.parametrize(
    ("tokens", "linked"), [({"oauth": ["U1"]}, True), ({"bot": ["UBOT"]}, False)]
)
def test_a_revoked_bot_token_ends_the_channels_and_erases_nobody(
    slack: Slack, services: Services, cast: Cast, cohort: str, tokens: dict[str, Any], linked: bool
) -> None:
    assert cohort
    slack.command("cohort link", user="UBOB")
    slack.settle()
    slack.deliver(slack.event({"type": "tokens_revoked", "tokens": tokens}))
    slack.settle()
    assert (services.cohort_channels.cohort_at("T1", "C1") is not None) is linked
    assert slack.app.desk.identity.known("T1", "UALICE") == cast.alice
