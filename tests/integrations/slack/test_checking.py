"""Check a draft: a view at once, choices, faults beside their field, a private answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from integrations.services import Services
from integrations.slack import checking, modals
from tests.integrations.slack.check_blocks import check_options
from tests.integrations.slack.conftest import Slack
from tests.people import Cast

TEXT = (
    "I taught 27 ninth graders. Before I changed anything I timed ten questions: I held back for "
    "under one second after asking, and four students did all the talking. After I waited five "
    "seconds, more students took part and reasoned aloud."
)


def chosen(value: str) -> dict[str, Any]:
    return {"type": "external_select", "selected_option": {"value": value, "text": {"text": "x"}}}


def typed(value: str | None) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": value}


def opened(slack: Slack) -> list[dict[str, Any]]:
    slack.web_api.wait_for(lambda: any(name == "views.update" for name, _ in slack.web_api.calls))
    return [call["view"] for call in slack.web_api.of("views.update")]


def test_the_command_opens_a_view_that_loads_and_then_the_form(slack: Slack) -> None:
    assert slack.command("check").status_code == 200
    (form,) = opened(slack)
    (loading,) = slack.web_api.of("views.open")
    assert "One moment" in json.dumps(loading["view"], ensure_ascii=False)
    assert [block.get("block_id") for block in form["blocks"]][:4] == [
        "credential",
        "part",
        "text",
        "files",
    ]
    assert form["callback_id"] == modals.CHECK


def test_the_global_shortcut_opens_the_same_form(slack: Slack) -> None:
    slack.interact({"type": "shortcut", "callback_id": "check_draft"})
    (form,) = opened(slack)
    assert form["callback_id"] == modals.CHECK


def test_a_view_that_slack_does_not_open_is_not_followed_by_a_form(slack: Slack) -> None:
    slack.web_api.fail_next("views.open", 200, error="expired_trigger_id")
    slack.command("check")
    slack.web_api.wait_for(lambda: bool(slack.web_api.calls))
    slack.app.close()
    assert slack.web_api.of("views.update") == []


def ask(slack: Slack, action: str, value: str, **state: Any) -> list[dict[str, Any]]:
    payload = {
        "type": "block_suggestion",
        "action_id": action,
        "block_id": action,
        "value": value,
        "view": {"id": "V1", "callback_id": modals.CHECK, "state": {"values": state}},
    }
    answer = slack.interact(payload)
    assert answer.status_code == 200
    options: list[dict[str, Any]] = answer.json()["options"]
    check_options(options)
    return options


def test_credentials_are_found_by_words_and_parts_by_the_credential(slack: Slack) -> None:
    assert "room-to-think" in [one["value"] for one in ask(slack, "credential", "")]
    assert [one["value"] for one in ask(slack, "credential", "THINK room")] == ["room-to-think"]
    assert ask(slack, "credential", "no such thing") == []
    assert ask(slack, "part", "") == []
    parts = ask(slack, "part", "", credential={"credential": chosen("room-to-think")})
    assert "overview" in [one["value"] for one in parts]


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_kept(slack: Slack) -> None:
    answer = slack.submit(
        modals.CHECK, {"credential": {"type": "external_select"}, "text": typed(None)}
    )
    assert answer.json() == {
        "response_action": "errors",
        "errors": {"credential": checking.NO_CREDENTIAL, "text": checking.NO_DRAFT},
    }
    assert slack.app.inbox.waiting() == []
    assert slack.web_api.calls == []


def test_the_answer_comes_row_by_row_to_her_alone_with_a_way_to_the_workspace(
    slack: Slack, services: Services, cast: Cast, cohort: str
) -> None:
    assert cohort
    filled = {
        "credential": chosen("room-to-think"),
        "part": chosen("overview"),
        "text": typed(TEXT),
        "files": {"type": "file_input", "files": []},
    }
    answer = slack.submit(modals.CHECK, filled, user="UALICE")
    assert answer.status_code == 200
    assert answer.text == ""
    slack.settle()
    told = slack.heard("DUALICE")
    assert "row by row" in told
    assert "%" not in told
    (draft,) = services.drafts.list(cast.alice)
    assert f"https://coach.example/drafts/{draft.id}" in told
    (check,) = services.self_checks.list(cast.alice)
    quoted = [q["file"] for f in check.report["findings"] for q in f["quotes"]]
    assert set(quoted) <= {"overview.md"}
    assert slack.heard("C1") == "[]"
    assert {call["channel"] for call in slack.web_api.of("chat.postMessage")} == {"DUALICE"}


def test_a_file_of_the_form_is_fetched_and_read(slack: Slack) -> None:
    slack.web_api.files["/files/draft.md"] = ("text/markdown", TEXT.encode())
    url = f"{slack.web_api.root}/files/draft.md"
    file = {"id": "F1", "name": "draft.md", "size": 10, "url_private_download": url}
    filled = {
        "credential": chosen("room-to-think"),
        "part": {"type": "external_select", "selected_option": None},
        "text": typed(None),
        "files": {"type": "file_input", "files": [file]},
    }
    slack.submit(modals.CHECK, filled)
    slack.settle()
    assert "row by row" in slack.heard("DU1")


def shortcut_on(slack: Slack, author: str, text: str, user: str = "U1") -> dict[str, Any]:
    message = {"type": "message", "user": author, "text": text, "ts": "1.2"}
    slack.interact(
        {
            "type": "message_action",
            "callback_id": "check_message",
            "channel": {"id": "C1"},
            "message": message,
        },
        user,
    )
    return opened(slack)[-1]


def test_a_message_of_hers_is_checked_whole_however_long(slack: Slack, services: Services) -> None:
    form = shortcut_on(slack, "U1", TEXT + " More of the same." * 300)
    assert "text" not in [block.get("block_id") for block in form["blocks"]]
    slack.submit(
        modals.CHECK,
        {"credential": chosen("room-to-think")},
        private_metadata=form["private_metadata"],
    )
    slack.settle()
    assert "row by row" in slack.heard("DU1")
    assert slack.heard("C1") == "[]"
    held = json.loads(form["private_metadata"])["held"]
    assert slack.app.inbox.held(held) is None
    person = slack.app.desk.identity.known("T1", "U1")
    assert person is not None
    assert len(services.self_checks.list(person)) == 1


def test_a_held_message_is_given_to_nobody_else(slack: Slack) -> None:
    form = shortcut_on(slack, "U1", TEXT)
    slack.submit(
        modals.CHECK,
        {"credential": chosen("room-to-think")},
        user="U2",
        private_metadata=form["private_metadata"],
    )
    slack.settle()
    assert checking.GONE in slack.heard("DU2")
    assert "ninth graders" not in slack.heard("DU2")


@pytest.mark.parametrize(
    ("author", "text", "said"),
    [("U2", TEXT, checking.NOT_YOURS), ("U1", "  ", checking.NOTHING_IN_IT)],
)
def test_somebody_elses_message_and_an_empty_one_are_declined(
    slack: Slack, author: str, text: str, said: str
) -> None:
    view = shortcut_on(slack, author, text)
    assert said in json.dumps(view)
    assert "callback_id" not in view
    assert "ninth graders" not in slack.said()
