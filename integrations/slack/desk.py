"""The desk: what every listener works with, and how an answer is shown while it comes."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from assistant.errors import AssistantError
from assistant.people import Person, Profile
from assistant.replies import Card, Delta, Failed, ReplyPart, Step
from integrations.slack.threads import conversation_for

if TYPE_CHECKING:
    from assistant.conversation import Upload
    from integrations.services import Services
    from integrations.slack.files import Files
    from integrations.slack.identity import Identity
    from integrations.slack.rendering import Rendered, Renderer
    from integrations.slack.web_api import Courier, Place

log = logging.getLogger(__name__)

THINKING = "One moment…"
BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
BETWEEN_UPDATES_S = 1.0  # Slack takes about one change of a message a second


@dataclass(frozen=True)
class Desk:
    """Everything a listener may call."""

    services: Services
    courier: Courier
    identity: Identity
    files: Files
    renderer: Renderer

    def answer(self, place: Place, message: str, uploads: Sequence[Upload] = ()) -> None:
        """Answers one message in its thread, shown as it comes; a failure is said there too."""
        showing = Showing(self.courier, self.renderer, place)
        showing.begin()
        try:
            text, cards = self._follow(self._turn(place, message, uploads), showing)
        except AssistantError as error:
            text, cards = str(error), []
        except Exception:
            incident = uuid4().hex[:8]
            log.exception("a Slack message was not answered, id %s", incident)
            text, cards = f"Something broke on our side (id {incident}). Please try again.", []
        showing.end(text, cards)

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

    def _follow(self, parts: Iterator[ReplyPart], showing: Showing) -> tuple[str, list[Card]]:
        text, cards = "", []
        for part in parts:
            if isinstance(part, Step):
                showing.now(text or f"{part.label}…")
            elif isinstance(part, Delta):
                text += part.text
                showing.now(text)
            elif isinstance(part, Card):
                cards.append(part)
            elif isinstance(part, Failed):
                text = f"{text}\n\n{part.detail}".strip()
        return text, cards


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

    def end(self, text: str, cards: Sequence[Card]) -> None:
        """The whole answer: the first message takes the place of the line, others follow."""
        private = self._place.private
        first, *others = self._renderer.messages(text, cards, private=private)
        if not self._replaced(first):
            others.insert(0, first)
        for message in others:
            if self._courier.post(self._place, message.text, message.blocks) is None:
                log.error("the rest of an answer stayed in our records only")
                return

    def _replaced(self, message: Rendered) -> bool:
        """Whether the line now says this; False where it must be said in a message of its own."""
        if self._ts is None:
            return False
        cause = self._courier.update(self._place, self._ts, message.text, message.blocks)
        if cause in BLOCKS_REFUSED:
            cause = self._courier.update(self._place, self._ts, message.text)
        return cause not in GONE
