"""Whether Slack would take a payload: the SDK's own rules, and the limits that it leaves out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

LONGEST = {"section": 3_000, "header": 150, "context": 2_000, "button": 75, "actions": 25}
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARACTERS = 12_000  # Slack fails near 13,000
VIEW_BYTES = 250_000
TEXT_CHARACTERS = 4_000
METADATA = 3_000
CONFIRM = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
OPTIONS = 100
INPUT = 3_000
TITLE = 24
MESSAGES = ("chat.postMessage", "chat.update", "chat.postEphemeral")
VIEWS = ("views.open", "views.update", "views.publish")


def fault_in(method: str, body: Mapping[str, Any]) -> str | None:
    """Why Slack would not take a call; None where it would."""
    try:
        if method in VIEWS:
            check_view(body["view"])
        elif body.get("blocks") and (method in MESSAGES or method.startswith("/")):
            check_message(body)
        elif method in MESSAGES:
            assert 0 < len(body["text"]) <= TEXT_CHARACTERS
    except Exception as error:
        return f"{method}: {type(error).__name__} {error}: {json.dumps(body)[:600]}"
    return None


def check_message(message: Mapping[str, Any]) -> None:
    """Fails where a message is outside of Slack's limits."""
    blocks = message["blocks"]
    assert 1 <= len(blocks) <= MESSAGE_BLOCKS
    assert len(json.dumps(blocks, ensure_ascii=False)) < MESSAGE_CHARACTERS
    assert 0 < len(message["text"]) <= TEXT_CHARACTERS
    _check_blocks(blocks)


def check_view(view: Mapping[str, Any]) -> None:
    """Fails where a view is outside of Slack's limits."""
    assert 1 <= len(view["blocks"]) <= VIEW_BLOCKS
    assert len(json.dumps(view)) < VIEW_BYTES
    assert len(view.get("private_metadata", "")) <= METADATA
    for label in ("title", "submit", "close"):
        assert len(view.get(label, {}).get("text", "")) <= TITLE, label
    if any(block["type"] == "input" for block in view["blocks"]):
        assert view["submit"]
        assert view["callback_id"]
    _check_blocks(view["blocks"])
    View(**view).validate_json()


def check_options(options: list[dict[str, Any]]) -> None:
    """Fails where a choice is outside of Slack's limits."""
    assert len(options) <= OPTIONS
    for option in options:
        assert 1 <= len(option["text"]["text"]) <= LONGEST["button"]
        assert 1 <= len(option["value"]) <= 150


def _check_blocks(blocks: list[dict[str, Any]]) -> None:
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None, block
        parsed.validate_json()
        if block["type"] in ("section", "header"):
            assert 1 <= len(block["text"]["text"]) <= LONGEST[block["type"]]
        if block["type"] == "context":
            assert 1 <= len(block["elements"]) <= 10
            assert all(1 <= len(e["text"]) <= LONGEST["context"] for e in block["elements"])
        if block["type"] == "rich_text":
            assert block["elements"]
        if block["type"] == "input":
            assert 1 <= len(block["label"]["text"]) <= 2_000
            assert len(block["element"].get("initial_value", "")) <= INPUT
            assert block["element"].get("max_length", INPUT) <= INPUT
        if block["type"] == "actions":
            assert 1 <= len(block["elements"]) <= LONGEST["actions"]
        if block["type"] in ("actions", "context_actions"):
            ids = [element["action_id"] for element in block["elements"]]
            assert len(set(ids)) == len(ids)
        for element in _buttons(block):
            assert 1 <= len(element["text"]["text"]) <= LONGEST["button"]
            assert 1 <= len(element["value"]) <= 2_000
            for name, longest in CONFIRM.items() if "confirm" in element else ():
                assert 1 <= len(element["confirm"][name]["text"]) <= longest, name
    twice = Counter(block["block_id"] for block in blocks if "block_id" in block)
    assert not [name for name, count in twice.items() if count > 1]


def _buttons(block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for element in [*block.get("elements", ()), block.get("accessory") or {}]:
        if element.get("type") == "button":
            yield element
