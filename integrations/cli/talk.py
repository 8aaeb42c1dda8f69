"""`credcoach chat`: the assistant in a terminal, in the same parts as on the web."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from integrations.cli.failures import say
from integrations.cli.options import AsJson, DataDir, services_for

if TYPE_CHECKING:
    from assistant.conversation import Upload
    from assistant.people import Person
    from assistant.replies import ReplyPart
    from integrations.services import Services

LOCAL_EMAIL = "local@credcoach.invalid"  # who chats at the shell of this machine
LOCAL_NAME = "You"
PASTE = '"""'  # on a line of its own: begins and ends a text of many lines
FILE = "/file"
GREETING = (
    "What would you like to get better at? An empty line ends the talk. "
    f"{FILE} NAME hands in a draft; {PASTE} on a line of its own begins and ends a pasted text."
)


def chat(as_json: AsJson = False, data_dir: DataDir = None) -> int:
    """Talk with the assistant here; an empty line or Ctrl-D ends it, Ctrl-C stops an answer."""
    with services_for(data_dir) as services:
        person = _local_person(services)
        if not as_json:
            say(GREETING)
        conversation: str | None = None
        while (message := _message()) is not None:
            words, uploads = message
            if not words and not uploads:
                continue
            parts = services.turns.start(
                person, words, conversation_id=conversation, uploads=uploads
            )
            shown = _as_events(parts) if as_json else _as_people_read(parts, services)
            conversation = _through(shown) or conversation
    return 0


def _through(shown: Iterator[ReplyPart]) -> str | None:
    """Go through a turn's parts; the conversation's id. Ctrl-C leaves the rest to be kept."""
    from assistant.replies import Start

    conversation = None
    try:
        for part in shown:
            if isinstance(part, Start):
                conversation = part.conversation_id
    except KeyboardInterrupt:
        say("(Stopped here; the whole answer is kept with the conversation.)")
    return conversation


def _as_events(parts: Iterable[ReplyPart]) -> Iterator[ReplyPart]:
    from assistant.turns import event_of

    for part in parts:
        event, body = event_of(part)
        sys.stdout.write(json.dumps({"event": event, "data": body}, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        yield part


def _as_people_read(parts: Iterable[ReplyPart], services: Services) -> Iterator[ReplyPart]:
    """The answer's words as they come, whole paragraphs as Markdown in a terminal, then cards."""
    from assistant.replies import Card, Delta, Failed, Step
    from integrations.cli.cards import card
    from integrations.cli.paragraphs import Paragraphs
    from integrations.cli.rendering import console

    out = console()
    words = Paragraphs(out)
    for part in parts:
        if isinstance(part, Step):
            say(f"({part.label})")
        elif isinstance(part, Delta):
            words.add(part.text)
        elif isinstance(part, Failed):
            words.end()
            say(part.detail)
        elif isinstance(part, Card):
            words.end()
            shown = card(part.kind, part.body, lambda i: _row_titles(services, i))
            if shown is not None:
                out.print()
                out.print(shown)
        yield part
    words.end()
    out.print()


def _row_titles(services: Services, credential_id: str) -> Mapping[str, str]:
    credential = services.library.shelf().credentials.get(credential_id)
    return {row.id: row.title for row in credential.rubric} if credential else {}


def _message() -> tuple[str, tuple[Upload, ...]] | None:
    """The next message and what is handed in with it, or None at the end of the talk.

    A file that cannot be read is told in a line, and then the message is empty.
    """
    from assistant.errors import BadInput
    from retrieval.errors import RetrievalError

    line = _line()
    if line is None:
        return None
    if line == PASTE:
        return _pasted(), ()
    if line.partition(" ")[0] != FILE:
        return line, ()
    try:
        return "", (_handed_in(line.removeprefix(FILE).strip()),)
    except (BadInput, RetrievalError) as error:
        say(str(error))
        return "", ()


def _line() -> str | None:
    at_a_keyboard = sys.stdin.isatty()
    if at_a_keyboard:
        sys.stderr.write("> ")
        sys.stderr.flush()
    try:
        while line := sys.stdin.readline():
            if line.strip():
                return line.strip()
            if at_a_keyboard:
                break
    except KeyboardInterrupt:
        sys.stderr.write("\n")
    return None


def _pasted() -> str:
    """All lines up to the one that ends a pasted text, or up to the end of input."""
    lines = []
    while (line := sys.stdin.readline()) and line.strip() != PASTE:
        lines.append(line)
    return "".join(lines).strip()


def _handed_in(name: str) -> Upload:
    """A file as it is handed in; raises BadInput or TooLarge with a sentence that says why not."""
    from assistant.conversation import Upload
    from assistant.errors import BadInput
    from integrations.cli.coaching import read_bytes

    if not name or name == "-":
        raise BadInput(f"Say which file, for example: {FILE} my-draft.docx")
    return Upload(Path(name).name, read_bytes(name))


def _local_person(services: Services) -> Person:
    """Whoever sits at this machine: one account without a password, made when first needed."""
    return services.accounts.welcome(LOCAL_EMAIL, LOCAL_NAME)
