"""Which tools a language model has in a turn: who asks and who can hear decide it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from assistant.answers import Answers, Say
from assistant.catalogue_tools import CatalogueTools
from assistant.dialogue.language import language_of
from assistant.dialogue.profile import with_heard
from assistant.library import Library
from assistant.own_tools import OwnTools
from assistant.people import Person
from assistant.self_checks import SelfChecks
from assistant.turn_tools import Tool

Audience = Literal["direct", "channel"]


class Toolbox:
    """Makes the tools of a turn; who asks and who can hear decide which of them exist at all."""

    def __init__(
        self, library: Library, answers: Answers, self_checks: SelfChecks | None = None
    ) -> None:
        self._library = library
        self._answers = answers
        self._self_checks = self_checks

    def tools_for(
        self,
        person: Person,
        audience: Audience,
        message: str,
        memory: Mapping[str, Any],
        say: Say,
    ) -> list[Tool]:
        """The tools for `person`, who has just said `message`; `say` is told each step."""
        known = with_heard(person, memory) if audience == "direct" else person
        anywhere = CatalogueTools(
            self._library, self._answers, known, memory, language_of(message, memory), say
        )
        if audience == "channel":
            return anywhere.tools()
        own = OwnTools(
            self._library, self._answers, self._self_checks, person, message, memory, say
        )
        return [*anywhere.tools(), *own.tools()]
