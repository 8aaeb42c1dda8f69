"""Where a person is signed in: her sessions and tokens, seen and ended by herself alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import store
from assistant.errors import NotFound
from assistant.passwords import token_hash
from assistant.people import Person
from assistant.store.records import Clock, WayIn, utc_now

if TYPE_CHECKING:
    from assistant.store.session import Session


class WaysIn:
    """What lets a person in and still holds."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def of(self, person: Person) -> tuple[WayIn, ...]:
        """Her web sessions and bearer tokens, the last used first."""
        with self._store.reading() as session:
            return tuple(store.sign_ins.ways_in(session, person.id, self._clock()))

    def end(self, person: Person, way_id: str) -> WayIn:
        """Ends that one; NotFound where she has none of that id."""
        with self._store.session() as session:
            for way in store.sign_ins.ways_in(session, person.id, self._clock()):
                if way.id == way_id:
                    self._end(session, way)
                    return way
        raise NotFound("This session has ended already.")

    def end_others(self, person: Person, token: str) -> int:
        """Ends every web session but the one of that token; how many there were."""
        with self._store.session() as session:
            others = [
                way
                for way in store.sign_ins.ways_in(session, person.id, self._clock())
                if way.kind == "session" and way.key != token_hash(token)
            ]
            for way in others:
                self._end(session, way)
        return len(others)

    def is_this(self, way: WayIn, token: str) -> bool:
        """Whether that token is the way in."""
        return way.key == token_hash(token)

    def _end(self, session: Session, way: WayIn) -> None:
        if way.kind == "token":
            store.sign_ins.drop_token(session, way.key)
        else:
            store.sign_ins.revoke_session(session, way.key, self._clock())
