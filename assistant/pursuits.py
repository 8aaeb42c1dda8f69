"""Pursuits: the credentials a person is after, and the stage each has reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Final, Literal

from assistant import store
from assistant.errors import BadInput, NotFound
from assistant.people import Person
from assistant.store.records import STAGES, Clock, Pursuit, Stage, utc_now
from assistant.store.texts import short_text

if TYPE_CHECKING:
    from assistant.store.session import Session


class _Unchanged(Enum):
    UNCHANGED = "unchanged"


UNCHANGED: Final = _Unchanged.UNCHANGED  # None takes a target date away, so it cannot say this
Unchanged = Literal[_Unchanged.UNCHANGED]


class Pursuits:
    """A person's own pursuits; the cohort's view shows her coach their stage."""

    def __init__(
        self,
        kept: store.Store,
        *,
        known: Callable[[str], bool] | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """`known` says whether there is such a credential; without it any id will do."""
        self._store = kept
        self._known = known
        self._clock = clock

    def start(
        self,
        person: Person,
        credential_id: str,
        target_date: date | None = None,
        *,
        stage: str = "chosen",
    ) -> Pursuit:
        """Begins to pursue a credential; while one is not yet earned, that one is given again."""
        credential_id = short_text(credential_id, "The credential's id")
        first = _stage(stage)
        if self._known is not None and not self._known(credential_id):
            raise NotFound(f"There is no credential {credential_id!r}.")
        with self._store.session() as session:
            store.people.hold(session, person.id)  # two clicks at once make one pursuit
            for pursuit in store.pursuits.of_people(session, [person.id]).get(person.id, ()):
                if pursuit.credential_id == credential_id and pursuit.stage != "earned":
                    if target_date is None:
                        return pursuit
                    store.pursuits.set_target(session, pursuit.id, target_date)
                    return self._own(session, person, pursuit.id)
            return store.pursuits.add(
                session, person.id, credential_id, first, target_date, self._clock()
            )

    def change(
        self,
        person: Person,
        pursuit_id: str,
        *,
        stage: str | None = None,
        target_date: date | None | Unchanged = UNCHANGED,
        help_wanted: bool | None = None,
    ) -> Pursuit:
        """Keeps what is given; the first submission after a return raises `attempt`."""
        new_stage = _stage(stage) if stage is not None else None
        with self._store.session() as session:
            self._own(session, person, pursuit_id)
            if new_stage is not None:
                store.pursuits.set_stage(session, pursuit_id, new_stage, self._clock())
            if target_date is not UNCHANGED:
                store.pursuits.set_target(session, pursuit_id, target_date)
            if help_wanted is not None:
                store.pursuits.set_help(session, pursuit_id, help_wanted)
            return self._own(session, person, pursuit_id)

    def of(self, person: Person) -> tuple[Pursuit, ...]:
        """The person's pursuits, the oldest first."""
        with self._store.reading() as session:
            return store.pursuits.of_people(session, [person.id]).get(person.id, ())

    def _own(self, session: Session, person: Person, pursuit_id: str) -> Pursuit:
        pursuit = store.pursuits.find(session, pursuit_id)
        if pursuit is None or pursuit.person_id != person.id:
            raise NotFound("There is no such pursuit.")
        return pursuit


def _stage(stage: str) -> Stage:
    if stage not in STAGES:
        raise BadInput(f"There is no stage {stage!r}; expected one of {', '.join(STAGES)}.")
    return stage
