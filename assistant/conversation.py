"""One turn of conversation: the only door for chat, whichever face it comes through."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from queue import Queue
from threading import Thread
from time import monotonic
from typing import Any, Literal
from uuid import uuid4

from assistant.answers import Answer, Answers, Say, run_intent, told
from assistant.conversations import Conversations
from assistant.errors import AssistantError, ModelUnavailable
from assistant.library import Library
from assistant.llm.chat_model import ChatModel
from assistant.people import Person
from assistant.replies import Card, Delta, Done, Failed, ReplyPart, Start, Step
from assistant.self_check.privacy.pseudonyms import StreamRestorer
from assistant.self_check.privacy.sweep import Pseudonyms, hiding
from assistant.understanding import understand, without_question
from prompts.template import fence, load_prompt
from retrieval.documents import Document, read_document
from retrieval.errors import RetrievalError

log = logging.getLogger(__name__)

Audience = Literal["direct", "channel"]
PASTED = "pasted-draft.md"
# What may be answered where others read along: from the catalogue alone, and whatever is kind.
IN_A_CHANNEL = frozenset(
    {"goal", "refine", "tell_more", "ask", "thanks", "greeting", "unclear", "crisis"}
)
_PIECE = re.compile(r"\S+\s*|\s+")
_WORDS_A_PIECE = 6


@dataclass(frozen=True, slots=True)
class Upload:
    """A file handed in with a message."""

    name: str
    data: bytes


@dataclass(slots=True)
class _Turn:
    """What has come together so far of one answer."""

    text: str = ""
    cards: list[Card] = field(default_factory=list)


class Assistant:
    """Answers people; keeps their words first, then the answer, whatever happens between."""

    def __init__(
        self,
        conversations: Conversations,
        library: Library,
        answers: Answers,
        model: ChatModel | None = None,
    ) -> None:
        self._conversations = conversations
        self._library = library
        self._answers = answers
        self._model = model

    @property
    def has_model(self) -> bool:
        """Whether a language model is set up."""
        return self._model is not None

    def reply(
        self,
        person: Person,
        message: str,
        *,
        conversation_id: str | None = None,
        uploads: Sequence[Upload] = (),
        audience: Audience = "direct",
    ) -> Iterator[ReplyPart]:
        """The parts of one turn as they come; ends with Done, or with Failed.

        Raises NotFound, BadInput or TooLarge before the first part, when nothing was kept.
        """
        said = message if message.strip() else ", ".join(upload.name for upload in uploads)
        talk = self._conversations.open(person, conversation_id, begins_with=said)
        kept = self._conversations.keep_message(person, talk.id, said)
        yield Start(talk.id, kept.id)
        answer_id = str(uuid4())
        turn = _Turn()
        complete = False
        try:
            yield from self._parts(person, talk.id, message, uploads, audience, turn)
            complete = True
        except Exception:
            incident = uuid4().hex[:8]
            log.exception("turn failed, id %s", incident)
            sentence = f"Something broke on our side (id {incident}); your words are kept."
            turn.text = f"{turn.text}\n\n{sentence}".strip()
            yield Failed("Something broke", sentence)
        finally:
            cards = [{"kind": card.kind, **card.body} for card in turn.cards]
            self._conversations.keep_answer(
                person, talk.id, turn.text, cards, complete=complete, message_id=answer_id
            )
        if complete:
            yield Done(answer_id)

    def _parts(
        self,
        person: Person,
        conversation_id: str,
        message: str,
        uploads: Sequence[Upload],
        audience: Audience,
        turn: _Turn,
    ) -> Iterator[ReplyPart]:
        started = monotonic()
        memory = self._conversations.memory(person, conversation_id)
        answer = Answer("")
        for made in _live(
            lambda say: self._answer(person, message, uploads, memory, audience, say)
        ):
            if isinstance(made, Answer):
                answer = made
            else:
                yield Step(made)
        if answer.memory:
            memory = {**memory, **answer.memory}
            self._conversations.set_memory(person, conversation_id, memory)
        for piece in self._worded(message, memory, answer, started):
            turn.text += piece
            yield Delta(piece)
        for card in answer.cards:
            turn.cards.append(card)
            yield card

    def _answer(
        self,
        person: Person,
        message: str,
        uploads: Sequence[Upload],
        memory: dict[str, Any],
        audience: Audience,
        say: Say,
    ) -> Answer:
        shelf = self._library.shelf()
        intent = understand(
            message, memory, shelf.credentials, has_files=bool(uploads), leads=person.may_lead
        )
        if audience == "channel" and intent.kind not in IN_A_CHANNEL:
            return Answer("I answer that in a direct message only, where nobody else reads along.")
        if intent.kind == "check":
            files = _documents(message, uploads)
            if intent.credential_id is None:
                answer = self._answers.which_credential(person, files, say)
                answer.memory["draft"] = [[d.name, d.text] for d in files]
                return answer
            return self._answers.check(person, intent.credential_id, files, say)
        if intent.kind == "which_for_draft" and intent.credential_id:
            files = [
                read_document(_as_text(name), text.encode())
                for name, text in memory.get("draft", ())
            ]
            answer = self._answers.check(person, intent.credential_id, files, say)
            answer.memory["draft"] = []
            return answer
        return run_intent(self._answers, intent, person, message, memory, say)

    def _worded(
        self, message: str, memory: dict[str, Any], answer: Answer, started: float
    ) -> Iterator[str]:
        """The answer's text in pieces, in the model's words where there is one and it holds."""
        lead = "".join(f"*{warning}*\n\n" for warning in answer.warnings)
        if self._model is not None and answer.facts and not answer.warnings:
            said = False
            hidden = hiding(f"{memory.get('goal', '')}\n{message}")
            shown = StreamRestorer(hidden)
            try:
                prompt = _reply_prompt(message, memory, answer, hidden)
                for piece in self._model.stream(*prompt, started=started):
                    said = True
                    yield shown.feed(piece)
                yield shown.rest()
                return
            except ModelUnavailable as error:
                lead = ("\n\n" if said else "") + f"*{error}*\n\n"
        yield from _pieces(lead + answer.text)


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


def _reply_prompt(
    message: str, memory: dict[str, Any], answer: Answer, hidden: Pseudonyms
) -> tuple[str, str]:
    before = f"Goal: {hidden.replace(memory['goal'])}" if memory.get("goal") else "nothing yet"
    return load_prompt("reply").render(
        memory=fence("memory", before),
        facts=fence("facts", answer.facts),
        said=fence("said", hidden.replace(message)),
    )


def _documents(message: str, uploads: Sequence[Upload]) -> list[Document]:
    """What was handed in, or the message itself. Raises UnreadableDocument."""
    if not uploads:
        return [read_document(PASTED, without_question(message).encode())]
    return [read_document(upload.name, upload.data) for upload in uploads]


def _as_text(name: str) -> str:
    """A name under which already extracted text is read again as it is."""
    return name if name.endswith((".md", ".txt")) else f"{name}.txt"


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces of a few words, as a model would send it."""
    words = _PIECE.findall(text)
    for i in range(0, len(words), _WORDS_A_PIECE):
        yield "".join(words[i : i + _WORDS_A_PIECE])
