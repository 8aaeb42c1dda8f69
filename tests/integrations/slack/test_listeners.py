"""What people get in Slack: the teacher her answer, the coach her cohort, the stranger nothing."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from integrations.services import Services
from integrations.slack import modals
from integrations.slack.commands import COMMANDS
from integrations.slack.listeners import (
    ACTIONS,
    EVENTS,
    GREETING,
    LISTENERS,
    SHORTCUTS,
)
from integrations.slack.payloads import COMMAND, OPENING_ACTIONS, OPENS
from tests.integrations.slack.check_blocks import check_message, check_view
from tests.integrations.slack.conftest import BOT, DRAFT, Slack
from tests.integrations.slack.stub_slack import TOKEN
from tests.people import Cast

GOAL = "I want to get better at wait time"
TEACHER_OF = "How is my cohort?"


def test_a_direct_message_is_answered_with_recommendations(slack: Slack) -> None:
    assert slack.dm(GOAL).status_code == 200
    slack.finished()
    slack.settle()
    (line,) = slack.web_api.of("chat.postMessage")
    assert line["channel"] == "DU1"
    assert line["thread_ts"].startswith("1690000000.")
    (answer,) = slack.answers()
    text = json.dumps(answer["blocks"], ensure_ascii=False)
    assert "Room to Think" in text
    buttons = [
        e["action_id"] for b in answer["blocks"] for e in b.get("elements", []) if "action_id" in e
    ]
    assert buttons[:3] == ["tell_me_more", "start_this", "not_for_me"]
    assert set(slack.web_api.tokens) == {f"Bearer {TOKEN}"}
    check_message(answer)


def test_the_words_and_the_answer_are_kept_in_a_conversation_of_hers(
    slack: Slack, services: Services
) -> None:
    slack.dm(GOAL)
    slack.settle()
    person = slack.app.desk.identity.known("T1", "U1")
    assert person is not None
    (conversation,) = services.conversations.list(person)
    said = services.conversations.get(person, conversation.id).messages
    assert [message.role for message in said] == ["person", "assistant"]
    assert said[0].text == GOAL


def test_a_reply_in_the_thread_goes_on_with_the_same_conversation(
    slack: Slack, services: Services
) -> None:
    slack.dm(GOAL, ts="1690000000.5")
    slack.settle()
    slack.dm("tell me more about the first one", thread_ts="1690000000.5")
    slack.settle()
    slack.dm("and the second one?")  # a new line in the same direct message
    slack.settle()
    person = slack.app.desk.identity.known("T1", "U1")
    assert person is not None
    assert len(services.conversations.list(person)) == 2
    told = json.dumps([answer["blocks"] for answer in slack.answers()[1:]])
    assert told.count("You hand in:") == 2


def test_the_buttons_of_a_card_act_for_who_presses_them(slack: Slack, services: Services) -> None:
    slack.dm(GOAL, ts="1690000000.5")
    slack.settle()
    message = {"channel": "DU1", "ts": "1700000000.1", "thread_ts": "1690000000.5"}
    for action in ("tell_me_more", "start_this", "not_for_me"):
        assert slack.press(action, "room-to-think", message).status_code == 200
    slack.settle()
    person = slack.app.desk.identity.known("T1", "U1")
    assert person is not None
    (pursuit,) = services.pursuits.of(person)
    assert pursuit.credential_id == "room-to-think"
    told, started, others = [json.dumps(answer["blocks"]) for answer in slack.answers()[1:]]
    assert "You hand in:" in told
    assert "in your plan now" in started
    assert "Room to Think" not in others
    assert all(update["channel"] == "DU1" for update in slack.web_api.of("chat.update"))


def test_compare_sets_the_first_of_a_card_side_by_side(slack: Slack) -> None:
    slack.dm(GOAL, ts="1690000000.5")
    slack.settle()
    (answer,) = slack.answers()
    (button,) = [
        e
        for b in answer["blocks"]
        for e in b.get("elements", [])
        if e.get("action_id") == "compare"
    ]
    message = {"channel": "DU1", "ts": "1700000000.1", "thread_ts": "1690000000.5"}
    slack.press("compare", button["value"], message)
    slack.press("compare", "no-such-thing", message)
    slack.settle()
    compared = json.dumps(slack.answers()[1], ensure_ascii=False)
    titles = slack.app.desk.renderer.titles
    assert all(titles[one] in compared for one in button["value"].split(","))
    assert "not in the catalogue any more" in slack.heard("DU1")


def test_a_press_on_a_credential_that_is_gone_is_a_clear_sentence(slack: Slack) -> None:
    message = {"channel": "DU1", "ts": "1700000000.1"}
    slack.press("start_this", "no-such-thing", message)
    slack.settle()
    (said,) = slack.web_api.of("chat.postMessage")
    assert "not in the catalogue any more" in said["text"]


def test_a_coach_is_told_names_stages_and_who_wants_help(slack: Slack, cohort: str) -> None:
    assert cohort
    slack.dm(TEACHER_OF, sender="UBOB")
    slack.finished()
    slack.settle()
    (answer,) = slack.answers()
    told = json.dumps(answer["blocks"], ensure_ascii=False)
    assert "Alice" in told
    assert "drafting since" in told
    assert "asked for help" in told
    assert "eleven seconds" not in slack.said()
    assert "Jamal" not in slack.said()
    check_message(answer)


@pytest.mark.parametrize("user", ["USTRANGER", "UALICE", "UCHARLIE"])
def test_nobody_else_is_told_anything_of_the_cohort(slack: Slack, cohort: str, user: str) -> None:
    assert cohort
    slack.web_api.users[user] = {"real_name": "Bob", "profile": {"email": "bob@school.example"}}
    slack.dm(TEACHER_OF, sender=user)
    slack.settle()
    assert len(slack.answers()) == 1
    for secret in ("North Hill", "Alice", "drafting", "asked for help", "eleven seconds"):
        assert secret not in slack.said()


def test_a_name_on_a_profile_ties_nobody_to_an_account(slack: Slack, cast: Cast) -> None:
    slack.web_api.users["U7"] = {"real_name": "Bob", "profile": {"email": "bob@school.example"}}
    slack.dm("Hello", sender="U7")
    slack.settle()
    person = slack.app.desk.identity.known("T1", "U7")
    assert person is not None
    assert person.id != cast.bob.id
    assert person.roles == {"teacher"}
    assert slack.app.desk.identity.known("T2", "U7") is None


@pytest.mark.parametrize("user", ["UBOB", "UALICE"])
def test_a_channel_never_hears_of_a_cohort_a_plan_or_a_draft(
    slack: Slack, cohort: str, user: str
) -> None:
    assert cohort
    for words in (TEACHER_OF, "Where am I with my plan? Show me my plan", f"# Draft\n{DRAFT} " * 9):
        slack.mention(words, user=user)
    slack.settle()
    assert len(slack.answers()) == 3
    for secret in ("Alice", "drafting", "asked for help", "eleven seconds", "Jamal", "chosen"):
        assert secret not in slack.said()


def test_a_mention_is_answered_from_the_catalogue_in_its_thread(slack: Slack) -> None:
    slack.mention(GOAL)
    slack.settle()
    (line,) = slack.web_api.of("chat.postMessage")
    assert (line["channel"], line["thread_ts"]) == ("C1", "1680000000.000001")
    (answer,) = slack.answers()
    told = json.dumps(answer["blocks"])
    assert "Room to Think" in told
    assert "start_this" not in told
    check_message(answer)


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B1"},
        {"user": BOT},
        {"user": None},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"channel_type": "channel", "channel": "C1"},
        {"text": "  "},
    ],
)
def test_bots_edits_and_other_peoples_talk_are_neither_answered_nor_kept(
    slack: Slack, event: dict[str, Any]
) -> None:
    assert slack.dm(GOAL, **event).status_code == 200
    slack.settle()
    assert slack.web_api.calls == []


def test_the_first_look_is_greeted_and_the_second_is_not(slack: Slack) -> None:
    look = {"type": "app_home_opened", "user": "U1", "channel": "DU1", "tab": "messages"}
    for _ in range(2):
        assert slack.deliver(slack.event(look)).status_code == 200
        slack.settle()
    (greeting,) = slack.web_api.of("chat.postMessage")
    assert greeting["text"].startswith(GREETING[:5])
    assert "thread_ts" not in greeting
    prompts = slack.web_api.of("assistant.threads.setSuggestedPrompts")
    assert all("thread_ts" not in call for call in prompts)
    check_message(greeting)


def test_the_home_tab_shows_a_plan_and_to_a_coach_her_cohorts(slack: Slack, cohort: str) -> None:
    assert cohort
    for user in ("USTRANGER", "UALICE", "UBOB"):
        slack.deliver(slack.event({"type": "app_home_opened", "user": user, "tab": "home"}))
        slack.settle()
    views = {call["user_id"]: call["view"] for call in slack.web_api.of("views.publish")}
    for view in views.values():
        check_view(view)
    shown = {user: json.dumps(view) for user, view in views.items()}
    assert "not chosen a credential" in shown["USTRANGER"]
    assert "Room to Think" in shown["UALICE"]
    assert shown["UALICE"].count("North Hill") == 2  # the button that leaves, and its question
    assert "My cohorts" not in shown["UALICE"]
    assert "eleven seconds" not in "".join(shown.values())
    assert "North Hill" in shown["UBOB"]
    assert "Alice" in shown["UBOB"]


def test_a_dropped_file_is_self_checked_row_by_row(slack: Slack) -> None:
    text = (
        "# Part 1\n\nI taught 27 ninth graders. Before I changed anything I timed ten questions: "
        "I held back for under one second after asking, and four students did all the talking. "
        "After I waited five seconds, more students took part and reasoned aloud. " * 4
    )
    slack.web_api.files["/files/draft.md"] = ("text/markdown", text.encode())
    url = f"{slack.web_api.root}/files/draft.md"
    file = {"id": "F1", "name": "draft.md", "size": len(text), "url_private_download": url}
    slack.dm("Check this for Room to Think", subtype="file_share", files=[file])
    slack.settle()
    (answer,) = slack.answers()
    told = json.dumps(answer["blocks"], ensure_ascii=False)
    assert "row by row" in told
    assert any(f": {word}" in told for word in ("shown", "partly shown", "not found"))
    assert "%" not in told
    check_message(answer)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/files/draft.md",
        "https://slack.com.evil.example/draft.md",
        "http://files.slack.com/draft.md",
        "https://user:pass@files.slack.com/draft.md",
        "file:///etc/passwd",
        "http://127.0.0.1:1/draft.md",
        "",
    ],
)
def test_the_token_goes_to_no_host_but_slacks(slack: Slack, url: str) -> None:
    file = {"id": "F1", "name": "draft.md", "size": 3, "url_private_download": url}
    slack.dm("", subtype="file_share", files=[file])
    slack.settle()
    (said,) = slack.web_api.of("chat.postMessage")
    assert "does not lie in Slack" in said["text"]


def test_a_file_too_large_and_a_sign_in_page_are_said_plainly(slack: Slack) -> None:
    url = f"{slack.web_api.root}/files/none"
    large = {"id": "F1", "name": "film.mp4", "size": 30 * 2**20, "url_private_download": url}
    page = {"id": "F2", "name": "notes.md", "size": 3, "url_private_download": url}
    slack.dm("", subtype="file_share", files=[large, page])
    slack.settle()
    said = [call["text"] for call in slack.web_api.of("chat.postMessage")]
    assert said == [
        "film.mp4 is larger than 20 MB; hand in a smaller one.",
        "I could not fetch notes.md from Slack; please drop it here once more.",
    ]


def test_what_a_person_wrote_never_pings_and_never_links(slack: Slack) -> None:
    hostile = "wait time for <!channel> & <@U0FF> [here](https://evil.example) https://evil.example"
    slack.dm(hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    slack.settle()
    for method, call in slack.web_api.calls:
        assert "<" not in json.dumps(call), method
        if method.startswith("chat."):
            assert call["parse"] == "none"
            assert call["link_names"] is False


def test_the_manifest_names_what_has_a_listener_and_no_more() -> None:
    manifest = json.loads((files("integrations.slack") / "manifest.json").read_text("utf-8"))
    subscribed = set(manifest["settings"]["event_subscriptions"]["bot_events"])
    assert {name.replace("message.im", "message") for name in subscribed} == set(EVENTS)
    features = manifest["features"]
    assert "agent_view" in features
    assert "assistant_view" not in features
    assert [one["command"] for one in features["slash_commands"]] == [COMMAND]
    words = features["slash_commands"][0]["usage_hint"].split(" | ")
    assert set(words) == {*COMMANDS, OPENS}
    assert sorted(one["callback_id"] for one in features["shortcuts"]) == sorted(SHORTCUTS)
    assert all(len(one["name"]) <= 24 for one in features["shortcuts"])
    interactivity = manifest["settings"]["interactivity"]
    assert interactivity["is_enabled"] is bool(ACTIONS)
    assert interactivity["message_menu_options_url"] == interactivity["request_url"]
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == {
        "app_mentions:read",
        "assistant:write",
        "channels:read",  # member_left_channel, and whether a channel is shared outside
        "chat:write",
        "commands",
        "files:read",
        "groups:read",
        "im:history",
        "im:write",  # opens a direct message for a private answer
        "users:read",
        "users:read.email",  # the confirmed address that ties to an account
    }
    assert len(manifest["display_information"]["long_description"]) >= 174
    assert len(manifest["display_information"]["description"]) <= 140


def test_every_view_and_action_that_is_sent_has_a_listener() -> None:
    source = "".join(
        file.read_text("utf-8")
        for file in files("integrations.slack").iterdir()
        if file.name.endswith(".py")
    )
    buttons = set(re.findall(r'button\(\s*f?"[^"]+",\s*"([a-z_]+)"', source))
    assert len(buttons) > 10
    assert buttons <= {*ACTIONS, *OPENING_ACTIONS}
    assert {f"view:{name}" for name in (modals.CHECK, modals.NOTE)} <= set(LISTENERS)
