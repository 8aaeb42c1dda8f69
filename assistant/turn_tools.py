"""The tools of one turn as a language model calls them: checked, counted, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.answers import Answer
from assistant.errors import AssistantError
from assistant.replies import Card
from retrieval.errors import RetrievalError

MOST_CALLS = 4  # tools run in one turn; a model that wants more has to answer with what it has
MOST_CHARACTERS = 6_000  # of what one tool tells a model
ENOUGH = "That is enough looking up for one message. Answer now with what you have."
OVER = "This turn is over."
# Of these cards only the last one counts: each shows the whole of its kind as it stands.
_REPLACED = frozenset({"recommendations", "plan", "cohort"})
_QUESTIONS = frozenset({"pending", "asked"})  # what waits for her answer, in a memory


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a tool: `answer` is for the person, `facts` are for the model."""

    facts: str
    answer: Answer | None = None  # None: nothing to show, such as an id that does not exist
    note: str = ""  # what to remember of it in one line
    aside: str = ""  # what the person reads as it is, beside the model's words


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing that a model may ask for; `args` checks what it asks with."""

    name: str
    description: str
    args: type[BaseModel]
    run: Callable[[Any], Told]
    private: bool = False  # whether it tells of the person, so that names have to be looked for

    def schema(self) -> dict[str, Any]:
        """The JSON schema of the arguments, as small as it can be."""
        whole = self.args.model_json_schema()
        properties = {
            name: {key: value for key, value in about.items() if key not in ("title", "default")}
            for name, about in whole.get("properties", {}).items()
        }
        return {
            "type": "object",
            "properties": properties,
            "required": whole.get("required", []),
        }


@dataclass(slots=True)
class Found:
    """What the tools of one turn have brought together so far."""

    answers: list[Answer] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the tools have to say by themselves, should the model fall silent."""
        texts = dict.fromkeys(answer.text for answer in self.answers if answer.text)
        return "\n\n".join(texts)

    @property
    def cards(self) -> list[Card]:
        """The cards to show, in order, each once."""
        kept: list[Card] = []
        for card in (card for answer in self.answers for card in answer.cards):
            if card in kept:
                continue
            kept = [one for one in kept if one.kind != card.kind or card.kind not in _REPLACED]
            kept.append(card)
        return kept

    def remembered(self, *, alone: bool) -> dict[str, Any]:
        """What to remember of it; `alone`: no model speaks beside it.

        A question that only stands in what a model was told was perhaps never asked, so that a yes
        may be the answer to another one.
        """
        together: dict[str, Any] = {}
        for answer in self.answers:
            asked = alone or answer.text in self.asides
            kept = {k: v for k, v in answer.memory.items() if asked or k not in _QUESTIONS}
            together.update(kept)
        return together


class TurnTools:
    """The tools of one turn: run one at a time, at most MOST_CALLS, and none once it is closed."""

    def __init__(self, tools: Sequence[Tool], hear: Callable[[Answer], None]) -> None:
        """`hear` is told each answer as soon as it is there."""
        self.tools: Mapping[str, Tool] = {tool.name: tool for tool in tools}
        self.found = Found()
        self._hear = hear
        self._lock = Lock()
        self._calls = 0
        self._closed = False

    @property
    def spent(self) -> bool:
        """Whether no more may be asked for."""
        return self._calls >= MOST_CALLS

    def call(self, name: str, arguments: Mapping[str, Any]) -> str:
        """What the model is told; a fault of its own making is told in one clear line."""
        with self._lock:
            if self._closed:
                return OVER
            if self.spent:
                return ENOUGH
            self._calls += 1
            tool = self.tools[name]
            try:
                told = tool.run(tool.args.model_validate(dict(arguments)))
            except ValidationError as error:
                told = Told(_faults(name, error))
            except (AssistantError, RetrievalError) as error:
                told = Told(str(error))
            if note := told.note or (told.answer.note if told.answer else ""):
                self.found.notes.append(note)
            if told.aside:
                self.found.asides.append(told.aside)
            if told.answer is not None:
                self.found.answers.append(told.answer)
                self._hear(told.answer)
            return told.facts[:MOST_CHARACTERS]

    def close(self) -> Found:
        """What was found; a tool that is running is waited for, and none runs afterwards."""
        with self._lock:
            self._closed = True
            return self.found


def _faults(name: str, error: ValidationError) -> str:
    """What is wrong with the arguments, without a word of what they were."""
    wrong = "; ".join(
        f"{'.'.join(map(str, one['loc'])) or 'the arguments'}: {one['msg']}"
        for one in error.errors(include_input=False, include_url=False)
    )
    return f"{name} was called with arguments that do not fit ({wrong}). Mend them, or answer."
