"""Cohorts: a coach sees how far her members are, and nothing that they wrote and did not share."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from assistant import store
from assistant.errors import BadInput, Forbidden, NotFound
from assistant.people import Person, Thing, may_see
from assistant.store.records import Clock, Cohort, Pursuit, Share, utc_now
from assistant.store.texts import short_text

if TYPE_CHECKING:
    from assistant.store.session import Session

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that reads like something else
CODE_LENGTH = 8  # 31 letters: 850 thousand million codes
STUCK_AFTER = timedelta(days=14)
LOOK_NOTED = timedelta(hours=1)  # a page that is reloaded all day is one look an hour


@dataclass(frozen=True, slots=True)
class Progress:
    """What a coach sees of a pursuit, and no more."""

    credential_id: str
    stage: str
    since: datetime
    attempt: int
    help_wanted: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An item that a member shows: open it by its share's id."""

    id: str
    kind: str
    item_id: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A member as she is seen in her cohort."""

    person_id: str
    name: str
    pursuits: tuple[Progress, ...]
    shared: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class CohortView:
    """A cohort as one viewer may see it: its coach all members, a member herself alone."""

    id: str
    name: str
    members: tuple[Member, ...]
    coach: bool  # whether the viewer leads it

    def as_json(self) -> dict[str, Any]:
        """The view as JSON types, keys as the API names them."""
        return {
            "id": self.id,
            "name": self.name,
            "members": [
                {
                    "person": {"id": member.person_id, "name": member.name},
                    "pursuits": [
                        {
                            "credential_id": pursuit.credential_id,
                            "stage": pursuit.stage,
                            "since": pursuit.since.isoformat(),
                            "attempt": pursuit.attempt,
                            "help_wanted": pursuit.help_wanted,
                        }
                        for pursuit in member.pursuits
                    ],
                    "shared": [
                        {
                            "id": shown.id,
                            "kind": shown.kind,
                            "item_id": shown.item_id,
                            "since": shown.since.isoformat(),
                        }
                        for shown in member.shared
                    ],
                }
                for member in self.members
            ],
        }


@dataclass(frozen=True, slots=True)
class MyCohorts:
    """The cohorts a person leads (with their codes) and those she is in."""

    led: tuple[Cohort, ...]
    joined: tuple[Cohort, ...]


class Cohorts:
    """Coaches make and see cohorts; teachers join and leave them as they like."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def create(self, coach: Person, name: str) -> Cohort:
        """A new cohort led by this coach; its code is what she gives her teachers."""
        if not coach.may_lead:
            raise Forbidden("Only a coach can make a cohort; ask your admin for that role.")
        name = short_text(name, "The cohort's name")
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        with self._store.session() as session:
            return store.cohorts.add(session, coach.id, name, code, self._clock())

    def join(self, person: Person, cohort_id: str | None, code: str) -> Cohort:
        """Makes the person a member; without an id the code alone says which cohort."""
        code = "".join(letter for letter in code.upper() if letter in CODE_LETTERS)
        with self._store.session() as session:
            if cohort_id is None:
                cohort = store.cohorts.by_code(session, code)
            else:
                cohort = store.cohorts.find(session, cohort_id)
            if cohort is None or not secrets.compare_digest(cohort.code, code):
                raise NotFound("No cohort has that code; ask your coach for the present one.")
            if cohort.coach_id == person.id:
                raise BadInput("You lead this cohort, so you cannot join it as a member.")
            store.cohorts.join(session, cohort.id, person.id, self._clock())
            return cohort

    def leave(self, person: Person, cohort_id: str) -> None:
        """Ends the membership and takes back all that was shared there."""
        now = self._clock()
        with self._store.session() as session:
            if not store.cohorts.leave(session, cohort_id, person.id, now):
                raise NotFound("There is no such cohort.")
            store.shares.revoke_in_cohort(session, person.id, cohort_id, now)
            store.milestones.forget(session, person.id, cohort_id)

    def of(self, person: Person) -> MyCohorts:
        """The cohorts that the person leads and those she is in."""
        with self._store.reading() as session:
            return MyCohorts(
                led=store.cohorts.led_by(session, person.id),
                joined=store.cohorts.joined_by(session, person.id),
            )

    def member_ids(self, coach: Person, cohort_id: str) -> frozenset[str]:
        """Who is in a cohort that she leads; nobody where it is not hers."""
        with self._store.reading() as session:
            cohort = store.cohorts.find(session, cohort_id)
            people = store.cohorts.members(session, cohort_id)
        led_by = frozenset({cohort.coach_id} if cohort else ())
        return frozenset(
            person_id
            for person_id, _ in people
            if person_id != coach.id
            and may_see(coach, Thing("pursuit", person_id, coach_ids=led_by))
        )

    def view(self, viewer: Person, cohort_id: str, *, face: str = "web") -> CohortView:
        """What this viewer may see of it; each member seen by her coach finds the look recorded."""
        with self._store.session() as session:
            cohort = store.cohorts.find(session, cohort_id)
            people = store.cohorts.members(session, cohort_id)
            member_ids = frozenset(person_id for person_id, _ in people)
            if cohort is None or not may_see(
                viewer, Thing("cohort", cohort.coach_id, member_ids=member_ids)
            ):
                raise NotFound("There is no such cohort.")
            seen = [
                (person_id, name)
                for person_id, name in people
                if may_see(
                    viewer, Thing("pursuit", person_id, coach_ids=frozenset({cohort.coach_id}))
                )
            ]
            ids = [person_id for person_id, _ in seen]
            self._note_looks(session, viewer, cohort_id, ids, face)
            pursuits = store.pursuits.of_people(session, ids)
            shares = store.shares.of_cohort(session, cohort_id)
        return CohortView(
            id=cohort.id,
            name=cohort.name,
            members=tuple(
                Member(
                    person_id=person_id,
                    name=name,
                    pursuits=tuple(progress_of(p) for p in pursuits.get(person_id, ())),
                    shared=tuple(_shown(s) for s in shares if s.person_id == person_id),
                )
                for person_id, name in seen
            ),
            coach=viewer.id == cohort.coach_id,
        )

    def stuck(self, view: CohortView) -> tuple[tuple[Member, Progress], ...]:
        """Who has not moved for two weeks and has not earned it, the longest first."""
        latest = self._clock() - STUCK_AFTER
        found = [
            (member, pursuit)
            for member in view.members
            for pursuit in member.pursuits
            if pursuit.stage != "earned" and pursuit.since <= latest
        ]
        return tuple(sorted(found, key=lambda pair: (pair[1].since, pair[0].name)))

    def _note_looks(
        self, session: Session, viewer: Person, cohort_id: str, ids: list[str], face: str
    ) -> None:
        now = self._clock()
        noted = store.looks.owners_seen_since(
            session, viewer.id, "cohort", cohort_id, now - LOOK_NOTED
        )
        for owner_id in ids:
            if owner_id != viewer.id and owner_id not in noted:
                store.looks.add(session, viewer.id, owner_id, "cohort", cohort_id, now, face)


def progress_of(pursuit: Pursuit) -> Progress:
    """A pursuit as a coach sees it."""
    return Progress(
        credential_id=pursuit.credential_id,
        stage=pursuit.stage,
        since=pursuit.since,
        attempt=pursuit.attempt,
        help_wanted=pursuit.help_wanted,
    )


def _shown(share: Share) -> Shown:
    return Shown(id=share.id, kind=share.kind, item_id=share.item_id, since=share.created_at)
