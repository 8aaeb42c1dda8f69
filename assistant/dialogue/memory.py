"""What a conversation carries from turn to turn, made by code from what came of each turn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.dialogue.answer import Answer
from assistant.dialogue.intents import Intent
from assistant.dialogue.language import Language

MOST_NOTES = 12
MOST_GOALS = 12
MOST_OFFERED = 40
# What holds for the next turn alone, and so is dropped where an answer does not renew it.
_FOR_ONE_TURN = ("pending", "asked", "danger", "declined", "coaching", "planned")
_LONGEST_NOTE = 160  # characters
# These tell of nothing that a later turn could need.
_NOT_NOTED = frozenset({"greeting", "thanks", "unclear", "off_topic", "capabilities", "crisis"})


def nothing_waits() -> dict[str, Any]:
    """What is forgotten after a turn that asked nothing: a later yes answers something else."""
    return dict.fromkeys(_FOR_ONE_TURN)


def carried(
    memory: Mapping[str, Any], intent: Intent, answer: Answer, language: Language
) -> dict[str, Any]:
    """What is to be remembered after a turn: what the answer says, and the summary so far."""
    more: dict[str, Any] = dict(answer.memory)
    more["language"] = language
    if intent.kind not in _NOT_NOTED or intent.kind == "crisis":
        perhaps = intent.topic == "perhaps"  # her goal was answered as well, and goes on
        more["last"] = "goal" if perhaps else intent.kind  # what comes before the next message
    if intent.kind == "write_for_me":
        more["declined"] = True
    if intent.kind in ("write_for_me", "writing_help"):
        more["coaching"] = True
    for key in _FOR_ONE_TURN:
        more.setdefault(key, None)
    before, now = memory.get("current"), more.get("current")
    if before and now and now != before:
        more["previous"] = before
    if line := _note(intent, answer):
        before_it = more["notes"] if "notes" in more else memory.get("notes") or ()
        more["notes"] = [*before_it, line][-MOST_NOTES:]
    return more


def _note(intent: Intent, answer: Answer) -> str:
    if intent.kind in _NOT_NOTED:
        return ""
    about = intent.credential_id or ", ".join(intent.ids)
    line = answer.note or " ".join(
        piece for piece in (intent.kind.replace("_", " "), about) if piece
    )
    return line if len(line) <= _LONGEST_NOTE else f"{line[: _LONGEST_NOTE - 1]}…"
