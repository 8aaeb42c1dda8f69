"""Slack thread -> conversation: each person has her own for every thread she writes in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.store.records import utc_now

if TYPE_CHECKING:
    from assistant.conversations import Conversations
    from assistant.people import Person
    from assistant.store.records import Conversation
    from integrations.slack.web_api import Place

SAME_TALK = timedelta(hours=12)  # a new line in a DM goes on from what was said in that time
_KEY = "slack"  # the thread, in the conversation's memory
_IN_ONE_PLACE = ("draft", "draft_waiting")  # a draft that waits moves along, it is not copied


def conversation_for(conversations: Conversations, person: Person, place: Place) -> str:
    """The id of the person's conversation in that thread; a new one where she has none.

    Found by the thread noted in its memory, so it outlives restarts and ends with the conversation.
    """
    theirs = conversations.list(person)
    key = f"{place.team}/{place.channel}/{place.root}"
    for conversation in theirs:
        if conversation.memory.get(_KEY) == key:
            return conversation.id
    opened = conversations.open(person)
    before = _latest(theirs, place) if place.private else None
    memory = {**before.memory, _KEY: key} if before else {_KEY: key}
    if before and any(before.memory.get(name) for name in _IN_ONE_PLACE):
        left = {k: v for k, v in before.memory.items() if k not in _IN_ONE_PLACE}
        conversations.set_memory(person, before.id, left)
    conversations.set_memory(person, opened.id, memory)
    return opened.id


def _latest(theirs: tuple[Conversation, ...], place: Place) -> Conversation | None:
    start = f"{place.team}/{place.channel}/"
    since = utc_now() - SAME_TALK
    for conversation in theirs:  # the latest first
        if str(conversation.memory.get(_KEY, "")).startswith(start):
            return conversation if conversation.updated_at > since else None
    return None
