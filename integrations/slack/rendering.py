"""A finished answer -> the messages that carry it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from integrations.slack import blocks
from integrations.slack.blocks import Block
from integrations.slack.mrkdwn import mrkdwn, shortened

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.replies import Card

_GAP = re.compile(r"\n{3,}")  # what a list that was left out leaves behind
NO_WORDS = "Here is what I found."
FALLBACK_CHARACTERS = 3_000  # of a message's `text`, which notifications and screen readers show


@dataclass(frozen=True, slots=True)
class Rendered:
    """One Slack message."""

    text: str
    blocks: list[Block]


class Renderer:
    """Knows titles and our own address; builds with `blocks`."""

    def __init__(self, library: Library, public_url: str | None) -> None:
        self._library = library
        self._links_to = (f"{public_url.rstrip('/')}/",) if public_url else ()

    def messages(
        self, text: str, cards: Sequence[Card], *, private: bool, thumbs: bool = False
    ) -> list[Rendered]:
        """The messages of an answer; in a channel only what stands in the catalogue."""
        if not private:
            cards = [card for card in cards if card.kind == "recommendations"]
        said = _without_lists(text, cards)
        found = blocks.sections(said, self._links_to)
        for card in cards:
            found += self.card(card.kind, card.body, private=private)
        fallback = self.words(said) or NO_WORDS
        found = found or [blocks.section(fallback)]
        if thumbs:
            found.append(blocks.thumbs())
        return [Rendered(fallback, page) for page in blocks.pages(found)]

    def sections(self, text: str) -> list[Block]:
        """Text of any length as sections."""
        return blocks.sections(text, self._links_to)

    @property
    def titles(self) -> dict[str, str]:
        """The title of every credential by its id."""
        return {c.id: c.title for c in self._library.shelf().credentials.values()}

    def words(self, text: str) -> str:
        """Text alone, in one message."""
        return shortened(mrkdwn(text, self._links_to).strip(), FALLBACK_CHARACTERS)

    def card(self, kind: str, body: Mapping[str, Any], *, private: bool = True) -> list[Block]:
        """A card's blocks."""
        if kind == "recommendations":
            return blocks.recommendations(body, private=private)
        if kind == "self_check":
            credential = self._library.shelf().credentials.get(body["credential_id"])
            rows = {row.id: row.title for row in credential.rubric} if credential else {}
            return blocks.self_check(body, rows)
        if kind == "plan":
            return blocks.plan(body)
        if kind == "passages":
            return []  # the text quotes them; whole sections are too long for a message
        return blocks.cohort(body, self.titles)


def _without_lists(text: str, cards: Sequence[Card]) -> str:
    """The text without the list lines that a card below says again."""
    said = []
    for card in cards:
        for i, match in enumerate(card.body.get("matches", ()), start=1):
            said.append(f"{i}. **{match['title']}**")
        said += [f"- *{pursuit['title']}*: " for pursuit in card.body.get("pursuits", ())]
    kept = [line for line in text.split("\n") if not line.startswith(tuple(said) or ("\0",))]
    return _GAP.sub("\n\n", "\n".join(kept)).strip()
