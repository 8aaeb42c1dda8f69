"""The log of help: what kind of help a person was given, when, and by which engine; hers alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant import store
from assistant.people import Person
from assistant.store.records import Clock, HelpGiven, HelpKind, utc_now

if TYPE_CHECKING:
    from assistant.dialogue.intents import IntentKind
    from assistant.disclosure.disclosure import Disclosure
    from retrieval.catalogue import Credential

OFFLINE = "offline"  # the engine that is no language model

# What a turn of conversation counts as. A self-check is noted where it is kept, and what is not
# named here is no help with a credential: a greeting, a crisis, a word about herself.
HELP_IN: Mapping[IntentKind, HelpKind] = {
    "goal": "recommended",
    "refine": "recommended",
    "why": "recommended",
    "why_not": "recommended",
    "compare": "recommended",
    "tell_more": "answered_question",
    "ask": "answered_question",
    "explain_row": "explained_row",
    "writing_help": "conversation",
    "next_step": "conversation",
    "write_for_me": "declined_to_write",
    "plan": "plan",
    "plan_talk": "plan",
}


def help_in(kind: IntentKind, engine: str) -> HelpKind | None:
    """What a turn counts as; what code did not understand counts where a model answered it."""
    if kind == "unclear" and engine != OFFLINE:
        return "conversation"
    return HELP_IN.get(kind)


class HelpLog:
    """Notes that help was given, and tells the person herself; no coach and no admin reads it."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def note(
        self,
        person: Person,
        kind: HelpKind,
        credential_id: str | None = None,
        engine: str = OFFLINE,
    ) -> HelpGiven:
        """Keeps that help was given; `engine` is OFFLINE or the name of the language model."""
        with self._store.session() as session:
            return store.help_log.add(
                session,
                person.id,
                kind,
                self._clock(),
                credential_id=credential_id,
                engine=engine,
            )

    def of(self, person: Person, credential_id: str | None = None) -> tuple[HelpGiven, ...]:
        """The help the person was given, the latest first; with one credential, or all of it."""
        with self._store.reading() as session:
            return store.help_log.of_person(session, person.id, credential_id)

    def disclosure(self, person: Person, credential: Credential) -> Disclosure:
        """What she can attach to a submission: the help with this credential, for its issuer."""
        from assistant.disclosure.disclosure import disclosure_of

        given = self.of(person, credential.id)
        return disclosure_of(given, credential, self._clock(), person.time_zone)
