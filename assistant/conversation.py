"""One turn of conversation: the only door for chat, whichever face it comes through."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from assistant.answers import Answer, Answers
from assistant.conversations import Conversations
from assistant.dialogue.ear import Ear
from assistant.dialogue.language import Language, language_of
from assistant.dialogue.profile import heard_of, merged
from assistant.dialogue.second_hearing import heard
from assistant.help_log import OFFLINE, HelpLog, help_in
from assistant.library import Library
from assistant.model_turn import ModelTurns, Outcome, Said, Talker
from assistant.offline_turn import Upload, answer_by_code, pieces
from assistant.people import Person, Profile
from assistant.pursuits import Pursuits
from assistant.replies import Card, Delta, Done, Failed, ReplyPart, Start, Step
from assistant.self_checks import SelfChecks
from assistant.toolbox import Audience, Toolbox
from assistant.turn_routes import (
    UNSAID,
    answered_in_a_channel,
    forbidden_here,
    goes_to_model,
    without_a_model,
)
from assistant.understanding import Intent
from assistant.window import MOST_UNSAID

if TYPE_CHECKING:
    from assistant.llm.chat_model import ChatModel

__all__ = ["Assistant", "Audience", "Upload"]

log = logging.getLogger(__name__)

DIRECT_ONLY = {
    "en": "I answer that in a direct message only, where nobody else reads along.",
    "es": "Eso lo respondo solo por mensaje directo, donde nadie más lo lee.",
}


@dataclass(slots=True)
class _Turn:
    """One message on its way to an answer, and what has come together of it so far."""

    person: Person
    message: str
    uploads: Sequence[Upload]
    audience: Audience
    conversation_id: str
    message_id: str
    answer_id: str
    memory: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    cards: list[Card] = field(default_factory=list)

    @property
    def language(self) -> Language:
        """In which she is answered."""
        return language_of(self.message, self.memory)

    def unsaid(self, *message_ids: str) -> dict[str, Any]:
        """To be remembered: these messages are hers alone, no later turn tells a model of them."""
        return {"unsaid": [*self.memory.get("unsaid", ()), *message_ids][-MOST_UNSAID:]}

    def say(self, piece: str) -> Delta:
        """The next piece of the answer."""
        self.text += piece
        return Delta(piece)


class Assistant:
    """Answers people; keeps their words first, then the answer, whatever happens between."""

    def __init__(
        self,
        conversations: Conversations,
        library: Library,
        answers: Answers,
        model: ChatModel | None = None,
        *,
        talker: Talker | None = None,
        self_checks: SelfChecks | None = None,
        pursuits: Pursuits | None = None,
        help_log: HelpLog | None = None,
        ear: Ear | None = None,
    ) -> None:
        """`model` answers what code alone need not decide; `talker` stands for it where given.

        Without `ear` a message is understood by rules alone.
        """
        self._ear = ear
        self._help_log = help_log
        self._engine = model.name if model is not None else OFFLINE
        self._conversations = conversations
        self._library = library
        self._answers = answers
        self._pursuits = pursuits
        if model is not None and talker is None:
            from assistant.llm.agent import Agent

            talker = Agent(model)
        toolbox = Toolbox(library, answers, self_checks)
        self._through_model = ModelTurns(talker, toolbox, library) if talker else None

    @property
    def has_model(self) -> bool:
        """Whether a language model is set up."""
        return self._through_model is not None

    def reply(
        self,
        person: Person,
        message: str,
        *,
        conversation_id: str | None = None,
        uploads: Sequence[Upload] = (),
        audience: Audience = "direct",
        stop: Event | None = None,
    ) -> Iterator[ReplyPart]:
        """The parts of one turn as they come; ends with Done, or with Failed.

        Once `stop` is set the answer ends with the part at hand, and is kept as far as it came.

        Raises NotFound, BadInput or TooLarge before the first part, when nothing was kept.
        """
        started = monotonic()
        said = message if message.strip() else ", ".join(upload.name for upload in uploads)
        talk = self._conversations.open(person, conversation_id, begins_with=said)
        kept = self._conversations.keep_message(person, talk.id, said)
        yield Start(talk.id, kept.id)
        if audience == "channel":  # nothing of her own colours what others read
            person = replace(person, profile=Profile())
        turn = _Turn(person, message, uploads, audience, talk.id, kept.id, str(uuid4()))
        complete = stopped = False
        try:
            with closing(self._parts(turn, started)) as parts:
                for part in parts:
                    yield part
                    if stopped := stop is not None and stop.is_set():
                        break
            complete = not stopped
        except Exception:
            incident = uuid4().hex[:8]
            log.exception("turn failed, id %s", incident)
            sentence = f"Something broke on our side (id {incident}); your words are kept."
            turn.text = f"{turn.text}\n\n{sentence}".strip()
            yield Failed("Something broke", sentence)
        finally:
            cards = [{"kind": card.kind, **card.body} for card in turn.cards]
            self._conversations.keep_answer(
                person, talk.id, turn.text, cards, complete=complete, message_id=turn.answer_id
            )
        if complete or stopped:
            yield Done(turn.answer_id)

    def _parts(self, turn: _Turn, started: float) -> Generator[ReplyPart, None, None]:
        turn.memory = self._conversations.memory(turn.person, turn.conversation_id)
        credentials = self._library.shelf().credentials
        intent = heard(
            turn.message,
            turn.memory,
            credentials,
            self._ear,
            has_files=bool(turn.uploads),
            leads=turn.person.may_lead,
        )
        if turn.audience == "channel" and not answered_in_a_channel(intent):
            yield from self._shown(turn, Answer(DIRECT_ONLY[turn.language]))
            return
        if self._through_model is None or not goes_to_model(intent):
            yield from self._by_code(turn, intent)
        elif (forbidden := forbidden_here(intent, credentials)) is not None:
            told = turn.memory.get("said_forbidden", ())
            lead = "" if forbidden.id in told else without_a_model(forbidden, turn.language)
            if lead:
                self._remember(turn, {"said_forbidden": [*told, forbidden.id]})
            yield from self._by_code(turn, intent, lead)
        else:
            yield from self._by_model(turn, intent, self._through_model, started)

    def _by_code(self, turn: _Turn, intent: Intent, lead: str = "") -> Iterator[ReplyPart]:
        """The answer without a model, after the words of `lead`."""
        answer = Answer("")
        for made in answer_by_code(
            self._answers, intent, turn.person, turn.message, turn.uploads, turn.memory
        ):
            if isinstance(made, Answer):
                answer = made
            else:
                yield Step(made)
        if intent.kind in UNSAID:
            answer.memory |= turn.unsaid(turn.message_id, turn.answer_id)
        self._note_help(turn, intent, OFFLINE)
        yield from self._shown(turn, answer, lead)

    def _by_model(
        self, turn: _Turn, intent: Intent, model: ModelTurns, started: float
    ) -> Iterator[ReplyPart]:
        """The model's words and what its tools found; where it fails, the answer without it."""
        outcome = Outcome()
        if turn.audience == "direct" and (said := heard_of(turn.message)):
            # What she says of her work in passing counts at once, with a model as without one.
            turn.memory["profile"] = merged(turn.memory.get("profile") or {}, said)
        try:
            for part in model.parts(self._said(turn), outcome, started):
                yield part if isinstance(part, Step) else turn.say(part)
        finally:  # also where she stopped it: what was found is kept with what was said
            turn.cards += outcome.found.cards
            self._remember(turn, outcome.memory)
        between = "\n\n" if turn.text.strip() else ""
        if between or outcome.found.answers:
            self._note_help(turn, intent, self._engine if between else OFFLINE)
        if outcome.guarded:
            coaching = self._answers.write_for_me(
                turn.memory.get("current"), person=turn.person, language=turn.language
            )
            self._remember(turn, turn.unsaid(turn.answer_id))
            for piece in pieces(between + coaching.text):
                yield turn.say(piece)
        elif outcome.failed is not None:
            lead = f"{between}*{outcome.failed}*\n\n"
            if not outcome.found.answers:
                yield from self._by_code(turn, intent, lead)
                return
            # Its tools are not asked again: what they began must not begin twice.
            for piece in pieces(lead + outcome.found.text):
                yield turn.say(piece)
        else:
            for aside in outcome.found.asides:
                yield turn.say(f"\n\n{aside}")
        yield from turn.cards

    def _said(self, turn: _Turn) -> Said:
        """All that the model's side needs; where others read along, nothing of her own."""
        messages = self._conversations.get(turn.person, turn.conversation_id).messages
        pursuits = (
            self._pursuits.of(turn.person)
            if self._pursuits is not None and turn.audience == "direct"
            else ()
        )
        before = [message for message in messages if message.id != turn.message_id]
        return Said(turn.person, turn.message, turn.memory, before, turn.audience, pursuits)

    def _shown(self, turn: _Turn, answer: Answer, lead: str = "") -> Iterator[ReplyPart]:
        """An answer as it is: remembered, said in pieces, its cards behind it."""
        self._remember(turn, answer.memory)
        warnings = "".join(f"*{warning}*\n\n" for warning in answer.warnings)
        for piece in pieces(lead + warnings + answer.text):
            yield turn.say(piece)
        for card in answer.cards:
            turn.cards.append(card)
            yield card

    def _note_help(self, turn: _Turn, intent: Intent, engine: str) -> None:
        """One line in her log of help; a greeting or a word about herself is no help."""
        kind = help_in(intent.kind, engine)
        if self._help_log is None or kind is None:
            return
        about = intent.credential_id
        if about is None and kind not in ("recommended", "plan"):
            about = turn.memory.get("current")
        self._help_log.note(turn.person, kind, about, engine)

    def _remember(self, turn: _Turn, more: Mapping[str, Any]) -> None:
        if more:
            turn.memory = {**turn.memory, **more}
            self._conversations.set_memory(turn.person, turn.conversation_id, turn.memory)
