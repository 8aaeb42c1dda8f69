"""One turn through a language model: what it is told, what it says, and what code does with it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from queue import Queue
from typing import Any, Protocol

from assistant.after_words import to_add
from assistant.answers import Answer, Say
from assistant.dialogue.language import language_of
from assistant.errors import ModelUnavailable
from assistant.library import Library
from assistant.llm.agent import Asked
from assistant.llm.usage import Meter, metered
from assistant.people import Person
from assistant.replies import Step
from assistant.self_check.privacy.pseudonyms import StreamRestorer
from assistant.store.records import Message, Pursuit
from assistant.stream_guard import StreamGuard
from assistant.toolbox import Audience, Toolbox
from assistant.turn_tools import Found, TurnTools
from assistant.window import SAID_CHARACTERS, Veil, noted, remembered, talk_so_far
from prompts.template import fence, load_prompt

log = logging.getLogger(__name__)


class Talker(Protocol):
    """What talks: the agent, or what stands for it in a test."""

    def talk(self, asked: Asked, heard: Queue[Any], started: float) -> Generator[Any, None, None]:
        """The model's words, and what the tools put into `heard`; raises ModelUnavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """A message and all that is known when it is to be answered."""

    person: Person
    message: str
    memory: Mapping[str, Any]
    before: Sequence[Message]  # the talk so far, without this message
    audience: Audience
    pursuits: Sequence[Pursuit] = ()


@dataclass(slots=True)
class Outcome:
    """What came of a turn beside its words."""

    found: Found = field(default_factory=Found)
    memory: dict[str, Any] = field(default_factory=dict)
    failed: str | None = None  # why the model could not answer, in a sentence for the person
    guarded: bool = False  # the model wrote what only she may write, and was stopped


class ModelTurns:
    """Answers through a model; what it cannot answer is left to the caller, with what was found."""

    def __init__(self, talker: Talker, toolbox: Toolbox, library: Library) -> None:
        self._talker = talker
        self._toolbox = toolbox
        self._library = library
        self._prompt = load_prompt("converse")

    def parts(self, said: Said, outcome: Outcome, started: float) -> Iterator[str | Step]:
        """The words, ready to be shown, and the steps; `outcome` is filled in as they come.

        A failure of the model is no exception here: it stands in `outcome.failed`.
        """
        heard: Queue[Any] = Queue()
        tools = self._tools(said, outcome, lambda label: heard.put(Step(label)), heard.put)
        memory = remembered(said.memory, self._library, said.person, said.pursuits, said.audience)
        talk = talk_so_far(said.before, said.memory.get("unsaid") or ())
        message = said.message[:SAID_CHARACTERS]
        veil = Veil([memory, talk, message], [said.person.name])
        guard = StreamGuard([talk, message])
        asked = self._asked(veil, memory, talk, message, tools, guard)
        shown = _Shown(veil, guard)
        meter = Meter()
        words = ""
        try:
            with metered(meter):
                talk_on = self._talker.talk(asked, heard, started)
            with closing(talk_on):
                for part in talk_on:
                    if isinstance(part, str):
                        piece = shown.feed(part)
                        words += piece
                        if piece:
                            yield piece
                        if guard.tripped:
                            break
                    elif isinstance(part, Step):
                        yield part
            if piece := shown.rest():
                words += piece
                yield piece
        except ModelUnavailable as error:
            outcome.failed = str(error)
            if piece := shown.rest():
                yield piece
        finally:
            outcome.found = tools.close()
            alone = outcome.failed is not None
            outcome.memory = _carried(said, outcome.found, alone)
            outcome.guarded = guard.tripped
            used = meter.used
            log.info(
                "a turn took %d calls, %d tokens in, %d out, %s US dollars",
                used.calls,
                used.tokens_in,
                used.tokens_out,
                "an unknown number of" if used.cost_usd is None else f"{used.cost_usd:.4f}",
            )
        if guard.tripped:
            yield guard.closing
        elif outcome.failed is None:
            language = language_of(said.message, said.memory)
            if added := to_add(words, self._library, language):
                yield f"\n\n{added}"

    def _tools(
        self, said: Said, outcome: Outcome, say: Say, hear: Callable[[Answer], None]
    ) -> TurnTools:
        tools = self._toolbox.tools_for(said.person, said.audience, said.message, said.memory, say)
        made = TurnTools(tools, hear)
        outcome.found = made.found
        return made

    def _asked(
        self,
        veil: Veil,
        memory: str,
        talk: str,
        message: str,
        tools: TurnTools,
        guard: StreamGuard,
    ) -> Asked:
        def user(talk: str) -> str:
            return self._prompt.render(
                memory=fence("memory", veil.hide(memory)),
                talk=fence("talk", veil.hide(talk)),
                said=fence("said", veil.hide(message)),
            )[1]

        def call(name: str, arguments: Mapping[str, Any]) -> str:
            facts = tools.call(name, veil.restore(arguments))
            guard.know(facts)
            tool = tools.tools.get(name)
            hide = veil.hide_new if tool is not None and tool.private else veil.hide
            return fence("tool", hide(facts))

        return Asked(
            system=self._prompt.system,
            user=user(talk),
            shorter=user("(left out: it was too long)"),
            tools=list(tools.tools.values()),
            call=call,
            spent=lambda: tools.spent,
        )


def _carried(said: Said, found: Found, alone: bool) -> dict[str, Any]:
    """What is to be remembered after the turn, as after one without a model."""
    memory: dict[str, Any] = {"pending": None, "asked": None}
    memory |= found.remembered(alone=alone)
    memory["language"] = language_of(said.message, said.memory)
    before, now = said.memory.get("current"), memory.get("current")
    if before and now and now != before:
        memory["previous"] = before
    if found.notes:
        memory["notes"] = noted(said.memory, found.notes)
    return memory


# A piece may end in the midst of "Student A": what may become one waits for the next.
_BEGUN = re.compile(r"\b(?:S(?:t(?:u(?:d(?:en?)?)?)?)?|P(?:a(?:r(?:en?)?)?)?)\Z")


class _Shown:
    """A model's words on their way to her: names given back, and guarded."""

    def __init__(self, veil: Veil, guard: StreamGuard) -> None:
        self._veil = veil
        self._guard = guard
        self._names = veil.names
        self._restorer = StreamRestorer(self._names)
        self._begun = ""

    def feed(self, piece: str) -> str:
        """What of it can be shown now."""
        piece = self._begun + piece
        begun = _BEGUN.search(piece) if self._veil.hides else None
        self._begun = begun.group() if begun else ""
        piece = piece[: begun.start()] if begun else piece
        before = ""
        if self._names is not self._veil.names:  # a tool told of more people in between
            before = self._restorer.rest()
            self._names = self._veil.names
            self._restorer = StreamRestorer(self._names)
        return self._guard.feed(before + self._restorer.feed(piece))

    def rest(self) -> str:
        """What was held back, at the end."""
        last = self._restorer.feed(self._begun) + self._restorer.rest()
        self._begun = ""
        return self._guard.feed(last) + self._guard.rest()
