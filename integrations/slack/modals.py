"""The views of a self-check and of a coach's note, inside Slack's limits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from integrations.slack import blocks
from integrations.slack.blocks import Block, plain_text
from integrations.slack.mrkdwn import escape
from retrieval.catalogue import Credential

TITLE_CHARACTERS = 24  # Slack takes no more
INPUT_CHARACTERS = 3_000  # what a text field of Slack's holds
OPTION_CHARACTERS = 75
MOST_OPTIONS = 100
FILE_ENDINGS = ("md", "txt", "html", "docx", "pptx", "pdf")
MOST_FILES = 10

CHECK = "check_draft"
NOTE = "coach_note"


def saying(title: str, words: str) -> Block:
    """A view that says something and asks nothing; `words` are ours."""
    return {
        "type": "modal",
        "title": plain_text(title, TITLE_CHARACTERS),
        "close": plain_text("Close", TITLE_CHARACTERS),
        "blocks": [blocks.section(escape(words))],
    }


def loading() -> Block:
    """What is shown at once, while the form is made."""
    return saying("Check a draft", "One moment…")


def check_form(held: Mapping[str, Any] | None = None, held_id: str = "") -> Block:
    """Which credential, which part, and the draft: typed, as files, or a message that is held."""
    fields: list[Block] = [
        _select("credential", "Credential", "Type a few words of its title"),
        _select("part", "Part of the submission", "All of it", optional=True),
    ]
    if held is None:
        fields += [_text("text", "Your draft", optional=True), _files()]
        fields.append(
            blocks.context(
                f"A text field holds {INPUT_CHARACTERS:,} characters; hand in a longer draft as a "
                "file. Only you see the answer, and no coach is told that you asked."
            )
        )
    else:
        count = len(held.get("files") or ())
        said = f"{len(held.get('text') or ''):,} characters"
        said += f" and {count} {'file' if count == 1 else 'files'}" if count else ""
        fields.append(blocks.section(f"I will read your message: {said}."))
        fields.append(
            blocks.context("Only you see the answer, and no coach is told that you asked.")
        )
    return _form(CHECK, "Check a draft", "Check it", fields, {"held": held_id} if held_id else {})


def note_form(name: str, words: str, metadata: Mapping[str, str]) -> Block:
    """A coach's note to a teacher, prepared and hers to change."""
    fields = [
        _text("note", f"To {name}"[:150], initial=words[:INPUT_CHARACTERS]),
        blocks.context("It comes to her as a direct message, in your name. Nobody else sees it."),
    ]
    return _form(NOTE, "Write a note", "Send", fields, metadata)


def credential_options(credentials: Sequence[Credential]) -> list[Block]:
    """Credentials to choose from."""
    return [_option(one.title, one.id) for one in credentials][:MOST_OPTIONS]


def part_options(credential: Credential | None) -> list[Block]:
    """The parts of a credential's submission."""
    parts = credential.submission if credential else ()
    return [_option(part.title, part.id) for part in parts][:MOST_OPTIONS]


def _option(label: str, value: str) -> Block:
    return {"text": plain_text(label, OPTION_CHARACTERS), "value": value[:150]}


def _form(
    name: str, title: str, submit: str, fields: Sequence[Block], metadata: Mapping[str, str]
) -> Block:
    return {
        "type": "modal",
        "callback_id": name,
        "title": plain_text(title, TITLE_CHARACTERS),
        "submit": plain_text(submit, TITLE_CHARACTERS),
        "close": plain_text("Cancel", TITLE_CHARACTERS),
        "private_metadata": json.dumps(dict(metadata)),
        "blocks": list(fields),
    }


def _input(name: str, label: str, element: Block, *, optional: bool = False) -> Block:
    # block_id and action_id are one name, so that a fault can be shown beside its field.
    return {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, 150),
        "optional": optional,
        "element": {"action_id": name, **element},
    }


def _select(name: str, label: str, hint: str, *, optional: bool = False) -> Block:
    element = {
        "type": "external_select",
        "placeholder": plain_text(hint, 150),
        "min_query_length": 0,
    }
    return _input(name, label, element, optional=optional)


def _text(name: str, label: str, *, initial: str = "", optional: bool = False) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "multiline": True,
        "max_length": INPUT_CHARACTERS,
    }
    if initial:
        element["initial_value"] = initial
    return _input(name, label, element, optional=optional)


def _files() -> Block:
    element = {"type": "file_input", "filetypes": list(FILE_ENDINGS), "max_files": MOST_FILES}
    return _input("files", "Or files", element, optional=True)
