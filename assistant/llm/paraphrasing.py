"""How teachers might ask for a credential: sentences to be found by, never shown to anybody."""

from __future__ import annotations

from time import monotonic

from pydantic import BaseModel, Field

from assistant.llm.chat_model import ChatModel
from prompts.template import fence, load_prompt
from retrieval.catalogue import Credential
from retrieval.passages import MOST_PARAPHRASES

WRITING_S = 30.0  # for one credential; nobody waits for it in a conversation
_SHORTEST = 3  # words
_SENTENCE_CHARACTERS = 160


class Sentences(BaseModel):
    """What the model answers."""

    sentences: list[str] = Field(default_factory=list)


class ModelParaphraser:
    """Paraphrases through a chat model, which sees the catalogue's text and nobody's words."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._prompt = load_prompt("paraphrase")

    def paraphrases(self, credential: Credential) -> tuple[str, ...]:
        """At most six short sentences in teachers' words; raises ModelUnavailable."""
        audience = ", ".join(credential.roles) or "any role"
        methods = "\n".join(f"- {c.title}" for c in credential.method_components)
        about = f"{credential.title} (for {audience}). {credential.competency}\n{methods}"
        system, user = self._prompt.render(credential=fence("catalogue", about))
        answer = self._model.answer(system, user, Sentences, monotonic() + WRITING_S)
        said = (" ".join(sentence.split()) for sentence in answer.sentences)
        short = (
            sentence
            for sentence in said
            if len(sentence) <= _SENTENCE_CHARACTERS and len(sentence.split()) >= _SHORTEST
        )
        return tuple(dict.fromkeys(short))[:MOST_PARAPHRASES]
