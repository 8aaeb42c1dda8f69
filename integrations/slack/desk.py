"""The desk: what every listener works with, and how an answer is shown while it comes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from assistant.errors import AssistantError
from assistant.people import Person, Profile
from assistant.replies import Card, Delta, Done, Failed, ReplyPart, Start, Step
from integrations.slack import blocks
from integrations.slack.threads import conversation_for
from integrations.slack.web_api import Place

if TYPE_CHECKING:
    from assistant.conversation import Upload
    from integrations.services import Services
    from integrations.slack.blocks import Block
    from integrations.slack.files import Files
    from integrations.slack.identity import Identity
    from integrations.slack.inbox import Inbox
    from integrations.slack.rendering import Rendered, Renderer
    from integrations.slack.standing import Standing
    from integrations.slack.web_api import Courier

log = logging.getLogger(__name__)

THINKING = "One moment…"
BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
BETWEEN_UPDATES_S = 1.0  # Slack takes about one change of a message a second

Say = Callable[[str], None]


@dataclass
class Answered:
    """An answer as it came: what is said, its cards, and under which ids it is kept."""

    text: str = ""
    cards: list[Card] = field(default_factory=list)
    conversation_id: str | None = None
    asked_id: str | None = None
    answer_id: str | None = None

    @property
    def self_check_ids(self) -> tuple[str, ...]:
        """The self-checks that were made for it."""
        ids = [card.body.get("self_check_id") for card in self.cards if card.kind == "self_check"]
        return tuple(str(one) for one in ids if one)


@dataclass(frozen=True)
class Desk:
    """Everything a listener may call."""

    services: Services
    courier: Courier
    identity: Identity
    files: Files
    renderer: Renderer
    standing: Standing
    inbox: Inbox

    def answer(
        self,
        place: Place,
        message: str,
        uploads: Sequence[Upload] = (),
        *,
        asked_ts: str | None = None,
    ) -> None:
        """Answers one message in its thread, shown as it comes; a failure is said there too.

        `asked_ts` is her message, if it is one: when she deletes it, the answer goes as well.
        """
        showing = Showing(self.courier, self.renderer, place)
        showing.begin()
        answered = Answered()
        with _Spoken(answered):
            self._follow(self._turn(place, message, uploads), showing, answered)
        showing.end(answered.text, answered.cards, thumbs=answered.answer_id is not None)
        if place.private:
            self.standing.keep(place, answered, asked_ts, showing.posted)

    def answer_directly(
        self, team: str, user: str, ask: Callable[[Say], tuple[str, list[Card]]]
    ) -> None:
        """Answers in her direct messages what was asked elsewhere; a failure is said there too."""
        place = self.direct(team, user)
        if place is not None:
            self.answer_by(place, ask)

    def answer_by(self, place: Place, ask: Callable[[Say], tuple[str, list[Card]]]) -> None:
        """Answers what code alone can, without a turn of conversation."""
        showing = Showing(self.courier, self.renderer, place)
        showing.begin()
        answered = Answered()
        with _Spoken(answered):
            answered.text, answered.cards = ask(lambda label: showing.now(f"{label}…"))
        showing.end(answered.text, answered.cards)
        if place.private:
            self.standing.keep(place, answered, None, showing.posted)

    def keep_said(self, place: Place, message: str, answer: str) -> None:
        """Keeps in her conversation of that thread what a button asked, and what answered it."""
        person = self.identity.person(place.team, place.user)
        talks = self.services.conversations
        conversation = conversation_for(talks, person, place)
        talks.keep_message(person, conversation, message)
        talks.keep_answer(person, conversation, answer)

    def direct(self, team: str, user: str) -> Place | None:
        """Her direct messages with us; None where Slack does not open them."""
        channel = self.courier.direct(user)
        return Place(team, channel, None, user, private=True) if channel else None

    def tell(
        self,
        team: str,
        event: Any,
        text: str,
        shown: Sequence[Block] = (),
        *,
        elsewhere: bool = True,
    ) -> None:
        """Says something that only she sees: where she asked or, failing that, directly.

        `text` is Markdown of ours; `shown` are blocks for the same.
        """
        words = self.renderer.words(text)
        body = list(shown) or self.renderer.sections(text)
        pages = blocks.pages(body)
        address = str(event.get("response_url") or "")
        if address and all(self.courier.respond(address, words, page) for page in pages):
            return
        place = self.direct(team, str(event["user"])) if elsewhere else None
        for page in pages if place else ():
            assert place is not None
            self.courier.post(place, words, page)

    def _turn(self, place: Place, message: str, uploads: Sequence[Upload]) -> Iterator[ReplyPart]:
        person = self.identity.person(place.team, place.user)
        conversation = conversation_for(self.services.conversations, person, place)
        if not place.private:
            person = in_public(person)
        return self.services.turns.start(
            person,
            message,
            conversation_id=conversation,
            uploads=uploads,
            audience="direct" if place.private else "channel",
        )

    def _follow(self, parts: Iterator[ReplyPart], showing: Showing, into: Answered) -> None:
        for part in parts:
            if isinstance(part, Start):
                into.conversation_id, into.asked_id = part.conversation_id, part.message_id
            elif isinstance(part, Step):
                showing.now(into.text or f"{part.label}…")
            elif isinstance(part, Delta):
                into.text += part.text
                showing.now(into.text)
            elif isinstance(part, Card):
                into.cards.append(part)
            elif isinstance(part, Failed):
                into.text = f"{into.text}\n\n{part.detail}".strip()
            elif isinstance(part, Done):
                into.answer_id = part.message_id


class _Spoken:
    """Turns what goes wrong inside into a sentence for her."""

    def __init__(self, answered: Answered) -> None:
        self._answered = answered

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: Any, trace: Any) -> bool:
        if error is None or not isinstance(error, Exception):
            return False
        self._answered.cards = []
        if isinstance(error, AssistantError):
            self._answered.text = str(error)
        else:
            incident = uuid4().hex[:8]
            log.error("a Slack message was not answered, id %s", incident, exc_info=error)
            self._answered.text = f"Something broke on our side (id {incident}). Please try again."
        return True


def in_public(person: Person) -> Person:
    """The person as a channel may know her: nothing of her profile colours the answer."""
    return replace(person, profile=Profile(), roles=frozenset({"teacher"}))


class Showing:
    """One answer in Slack: a line at once, its growth, then the whole of it."""

    def __init__(self, courier: Courier, renderer: Renderer, place: Place) -> None:
        self._courier = courier
        self._renderer = renderer
        self._place = place
        self._ts: str | None = None
        self._shown_at = 0.0
        self.posted: list[str] = []  # the `ts` of each message of the answer

    def begin(self) -> None:
        """Says that somebody is at it."""
        self._ts = self._courier.post(self._place, THINKING)
        self._shown_at = time.monotonic()

    def now(self, text: str) -> None:
        """What there is so far, at most once a second."""
        now = time.monotonic()
        if self._ts is None or now - self._shown_at < BETWEEN_UPDATES_S:
            return
        self._courier.update(self._place, self._ts, self._renderer.words(text), passing=True)
        self._shown_at = time.monotonic()

    def end(self, text: str, cards: Sequence[Card], *, thumbs: bool = False) -> None:
        """The whole answer: the first message takes the place of the line, others follow."""
        private = self._place.private
        first, *others = self._renderer.messages(
            text, cards, private=private, thumbs=thumbs and private
        )
        if self._ts is not None and self._replaced(first):
            self.posted.append(self._ts)
        else:
            others.insert(0, first)
        for message in others:
            ts = self._courier.post(self._place, message.text, message.blocks)
            if ts is None:
                log.error("the rest of an answer stayed in our records only")
                return
            self.posted.append(ts)

    def _replaced(self, message: Rendered) -> bool:
        """Whether the line now says this; False where it must be said in a message of its own."""
        if self._ts is None:
            return False
        cause = self._courier.update(self._place, self._ts, message.text, message.blocks)
        if cause in BLOCKS_REFUSED:
            cause = self._courier.update(self._place, self._ts, message.text)
        return cause not in GONE
