"""Slack's payloads -> what is kept of them: only what a listener needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from integrations.slack.inbox import Taken

COMMAND = "/credcoach"
OPENS = "check"  # the word after the command that opens a modal
OPENING_ACTIONS = frozenset({"write_note"})  # buttons that open one

_EVENT_KEYS = (
    *("type", "subtype", "user", "bot_id", "text"),
    *("ts", "thread_ts", "deleted_ts", "channel", "channel_type", "tab", "tokens"),
)
FILE_KEYS = ("id", "name", "size", "mimetype", "url_private_download", "file_access")

Body = Mapping[str, Any]


def read_body(body: Body) -> Taken | None:
    """What is answered later, in its turn; None for anything else, as what opens a modal."""
    if body.get("type") == "event_callback" and body.get("event_id"):
        return _event(body)
    if body.get("command") == COMMAND and not opens_modal(body):
        return _command(body)
    if body.get("type") == "block_actions" and body.get("actions") and not opens_modal(body):
        return _click(body)
    if body.get("type") == "view_submission":
        return _submission(body)
    return None


def opens_modal(body: Body) -> bool:
    """Whether this must be answered by a view within three seconds, and is worth nothing later."""
    if body.get("command") == COMMAND:
        return first_word(body.get("text")) == OPENS
    if body.get("type") == "block_actions" and body.get("actions"):
        return body["actions"][0].get("action_id") in OPENING_ACTIONS
    return body.get("type") in ("shortcut", "message_action")


def first_word(text: object) -> str:
    """The first word of a command, in small letters; empty where there is none."""
    words = str(text or "").split(maxsplit=1)
    return words[0].lower() if words else ""


def team_of(body: Body) -> str:
    """The workspace that a payload comes from."""
    for found in (
        body.get("team_id"),
        (body.get("team") or {}).get("id"),
        body.get("enterprise_id"),
        (body.get("enterprise") or {}).get("id"),
    ):
        if found:
            return str(found)
    return ""


def files_in(event: Body) -> list[dict[str, Any]]:
    """The files of a message, with what is needed to fetch them."""
    return [{k: f[k] for k in FILE_KEYS if k in f} for f in event.get("files") or ()]


def state_of(view: Body) -> dict[str, Any]:
    """What was filled into a view: action id -> text, chosen value, or files."""
    found: dict[str, Any] = {}
    for fields in (view.get("state") or {}).get("values", {}).values():
        for name, field in fields.items():
            if field.get("type") == "file_input":
                found[name] = files_in(field)
            elif "selected_option" in field:
                found[name] = (field["selected_option"] or {}).get("value") or ""
            else:
                found[name] = field.get("value") or ""
    return found


def metadata_of(view: Body) -> dict[str, Any]:
    """What we wrote into a view ourselves; empty where that cannot be read."""
    try:
        found = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _event(body: Body) -> Taken:
    event = body.get("event") or {}
    kept = {key: event[key] for key in _EVENT_KEYS if key in event}
    if isinstance(event.get("user"), dict):  # user_change brings the whole profile
        kept["user"] = event["user"].get("id")
        kept["deleted"] = bool(event["user"].get("deleted"))
    if event.get("subtype") == "message_deleted":
        kept["user"] = (event.get("previous_message") or {}).get("user")
    if files := files_in(event):
        kept["files"] = files
    ours = [a.get("user_id") for a in body.get("authorizations") or () if a.get("is_bot")]
    kept["ours"] = bool(kept.get("user")) and kept.get("user") in ours
    team = body.get("team_id") or body.get("enterprise_id") or ""
    return Taken(body["event_id"], str(event.get("type")), team, kept)


def _command(body: Body) -> Taken:
    kept = {
        "type": COMMAND,
        "user": body.get("user_id"),
        "channel": body.get("channel_id"),
        "text": body.get("text") or "",
        "response_url": body.get("response_url") or "",
    }
    return Taken(f"command:{body.get('trigger_id')}", COMMAND, team_of(body), kept)


def _click(body: Body) -> Taken:
    action, message = body["actions"][0], body.get("message") or {}
    clicked = {
        "type": action.get("action_id"),
        "user": (body.get("user") or {}).get("id"),
        "channel": (body.get("channel") or {}).get("id"),
        "ts": message.get("ts"),
        "thread_ts": message.get("thread_ts") or message.get("ts"),
        "value": action.get("value"),
        "response_url": body.get("response_url") or "",
        "home": (body.get("view") or {}).get("type") == "home",
    }
    once = body.get("trigger_id") or f"{clicked['user']}.{action.get('action_ts')}"
    return Taken(f"action:{once}", str(action.get("action_id")), team_of(body), clicked)


def _submission(body: Body) -> Taken:
    view = body.get("view") or {}
    name = f"view:{view.get('callback_id')}"
    kept = {
        "type": name,
        "user": (body.get("user") or {}).get("id"),
        "filled": state_of(view),
        "metadata": metadata_of(view),
    }
    once = f"{view.get('id')}.{view.get('hash') or body.get('trigger_id')}"
    return Taken(f"view:{once}", name, team_of(body), kept)
