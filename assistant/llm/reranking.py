"""The model puts found candidates in order; it can choose among them and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, Field

from assistant.llm.chat_model import ChatModel
from assistant.people import Profile
from assistant.recommendations import Choice
from prompts.template import fence, load_prompt
from retrieval.catalogue import Credential

_REASON_CHARACTERS = 300
_MESSAGE_CHARACTERS = 500


class RankedChoice(BaseModel):
    """One chosen candidate."""

    id: str
    reason: str = ""


class Ranking(BaseModel):
    """What the model answers."""

    choices: list[RankedChoice] = Field(default_factory=list)
    message: str = ""


class ModelReranker:
    """Re-ranks through a chat model."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._prompt = load_prompt("recommend")

    def rerank(
        self, goal: str, profile: Profile, candidates: Sequence[Credential], by: float
    ) -> tuple[list[Choice], str]:
        """The model's order and its sentence by a monotonic time; raises ModelUnavailable."""
        listed = "\n".join(
            f"{c.id}: {c.title} (for {', '.join(c.roles) or 'any role'}). {c.competency}"
            for c in candidates
        )
        system, user = self._prompt.render(
            goal=fence("goal", goal),
            profile=known_of(profile),
            candidates=fence("catalogue", listed),
        )
        ranking = self._model.answer(system, user, Ranking, by)
        choices = [
            Choice(choice.id, " ".join(choice.reason.split())[:_REASON_CHARACTERS] or None)
            for choice in ranking.choices
        ]
        return choices, " ".join(ranking.message.split())[:_MESSAGE_CHARACTERS]


def known_of(profile: Profile) -> str:
    """What is known about a person's work, for a prompt."""
    known = (
        f"{name} {value}"
        for name in ("grade", "subject", "role", "state")
        if (value := getattr(profile, name))
    )
    return ", ".join(known) or "nothing yet"
