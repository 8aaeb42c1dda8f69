"""A goal in the profession's words: phrases to search for beside it, never shown to anybody."""

from __future__ import annotations

from time import monotonic

from pydantic import BaseModel, Field

from assistant.llm.chat_model import ChatModel
from assistant.llm.reranking import known_of
from assistant.people import Profile
from prompts.template import fence, load_prompt

# A model that takes longer for four short phrases would not rank 30 candidates in time either.
REWRITING_S = 4.0
MOST_PHRASES = 4
_PHRASE_CHARACTERS = 120


class Phrases(BaseModel):
    """What the model answers."""

    phrases: list[str] = Field(default_factory=list)


class ModelRewriter:
    """Rewrites through a chat model."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._prompt = load_prompt("rewrite")

    def rewrite(self, goal: str, profile: Profile, by: float) -> tuple[str, ...]:
        """At most four phrases by a monotonic time; raises ModelUnavailable."""
        system, user = self._prompt.render(goal=fence("goal", goal), profile=known_of(profile))
        self._model.load()  # in a process that asks for the first time, longer than the asking
        deadline = min(by, monotonic() + REWRITING_S)
        answer = self._model.answer(system, user, Phrases, deadline)
        phrases = (" ".join(phrase.split())[:_PHRASE_CHARACTERS] for phrase in answer.phrases)
        worded = (phrase for phrase in phrases if any(c.isalpha() for c in phrase))
        return tuple(dict.fromkeys(worded))[:MOST_PHRASES]
