"""Whether Slack would take a payload: the SDK's own rules, and the limits that it leaves out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

LONGEST = {"section": 3_000, "header": 150, "context": 2_000, "button": 75, "actions": 25}


def check_message(message: Mapping[str, Any]) -> None:
    """Fails where a message is outside of Slack's limits."""
    blocks = message["blocks"]
    assert 1 <= len(blocks) <= 50
    assert len(json.dumps(blocks, ensure_ascii=False)) < 12_000
    assert 0 < len(message["text"]) <= 4_000
    _check_blocks(blocks)


def check_view(view: Mapping[str, Any]) -> None:
    """Fails where a view is outside of Slack's limits."""
    assert 1 <= len(view["blocks"]) <= 100
    _check_blocks(view["blocks"])
    View(**view).validate_json()


def _check_blocks(blocks: list[dict[str, Any]]) -> None:
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None, block
        parsed.validate_json()
        if block["type"] in ("section", "header"):
            assert 1 <= len(block["text"]["text"]) <= LONGEST[block["type"]]
        if block["type"] == "context":
            assert all(1 <= len(e["text"]) <= LONGEST["context"] for e in block["elements"])
        if block["type"] == "rich_text":
            assert block["elements"]
        if block["type"] == "actions":
            ids = [element["action_id"] for element in block["elements"]]
            assert len(set(ids)) == len(ids) <= LONGEST["actions"]
            for element in block["elements"]:
                assert 1 <= len(element["text"]["text"]) <= LONGEST["button"]
                assert 1 <= len(element["value"]) <= 2_000
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(set(ids)) == len(ids)
