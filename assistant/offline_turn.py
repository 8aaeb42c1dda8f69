"""One turn by code alone: the answer to an intent, with its steps as they happen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from queue import Queue
from threading import Thread
from typing import Any

from assistant.answers import Answer, Answers, Say, run_intent, told
from assistant.dialogue.language import language_of
from assistant.dialogue.memory import carried
from assistant.errors import AssistantError
from assistant.people import Person
from assistant.understanding import Intent, without_question
from retrieval.documents import Document, read_document
from retrieval.errors import RetrievalError

PASTED = "pasted-draft.md"
_PIECE = re.compile(r"\S+\s*|\s+")
_WORDS_A_PIECE = 6


@dataclass(frozen=True, slots=True)
class Upload:
    """A file handed in with a message."""

    name: str
    data: bytes


def answer_by_code(
    answers: Answers,
    intent: Intent,
    person: Person,
    message: str,
    uploads: Sequence[Upload],
    memory: Mapping[str, Any],
) -> Iterator[str | Answer]:
    """The steps as they are begun, then the answer."""

    language = language_of(message, memory)

    def of_draft(say: Say) -> Answer:
        one = intent.credential_id
        if intent.kind == "check":
            files = _documents(message, uploads)
            if one is None:
                answer = answers.which_credential(person, files, say)
                answer.memory["draft"] = [[d.name, d.text] for d in files]
                return answer
            return answers.check(person, one, files, say, language=language)
        assert one is not None
        kept = memory.get("draft", ())
        files = [read_document(_as_text(name), text.encode()) for name, text in kept]
        answer = answers.check(person, one, files, say, language=language)
        answer.memory["draft"] = []
        return answer

    def work(say: Say) -> Answer:
        if intent.kind == "check" or (intent.kind == "which_for_draft" and intent.credential_id):
            answer = of_draft(say)
            answer.memory = carried(memory, intent, answer, language)
            return answer
        return run_intent(answers, intent, person, message, dict(memory), say)

    return _live(work)


def pieces(text: str) -> Iterator[str]:
    """A text in pieces of a few words, as a model would send it."""
    words = _PIECE.findall(text)
    for i in range(0, len(words), _WORDS_A_PIECE):
        yield "".join(words[i : i + _WORDS_A_PIECE])


def _live(work: Callable[[Say], Answer]) -> Iterator[str | Answer]:
    """The steps that `work` says, as it says them, then its answer; errors for a person become one.

    Raises whatever else `work` raises.
    """
    heard: Queue[str | Answer | Exception] = Queue()

    def run() -> None:
        try:
            heard.put(work(heard.put))
        except (AssistantError, RetrievalError) as error:
            heard.put(told(error) if isinstance(error, AssistantError) else Answer(str(error)))
        except Exception as error:
            heard.put(error)

    Thread(target=run, name="answer", daemon=True).start()
    while True:
        made = heard.get()
        if isinstance(made, Exception):
            raise made
        yield made
        if isinstance(made, Answer):
            return


def _documents(message: str, uploads: Sequence[Upload]) -> list[Document]:
    """What was handed in, or the message itself. Raises UnreadableDocument."""
    if not uploads:
        return [read_document(PASTED, without_question(message).encode())]
    return [read_document(upload.name, upload.data) for upload in uploads]


def _as_text(name: str) -> str:
    """A name under which already extracted text is read again as it is."""
    return name if name.endswith((".md", ".txt")) else f"{name}.txt"
