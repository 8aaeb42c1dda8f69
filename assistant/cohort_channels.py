"""A cohort's channel: linked by its coach, joined by choice, left by leaving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from assistant import store
from assistant.cohorts import Progress, progress_of
from assistant.errors import BadInput, Conflict, Forbidden, NotFound
from assistant.people import Person
from assistant.store.records import Clock, Cohort, CohortChannel, utc_now

if TYPE_CHECKING:
    from assistant.store.session import Session

DEFAULT_WEEKDAY = 0  # Monday: the week's meeting is still ahead
DEFAULT_HOUR = 8
TOLD_STAGES = ("submitted", "earned")  # what one may choose to have told in the channel
NO_COHORT = "No cohort is linked to this channel."


@dataclass(frozen=True, slots=True)
class Terms:
    """What joining means for one person: who would see her, and exactly what, as of now."""

    cohort: Cohort
    coach_name: str
    name: str
    pursuits: tuple[Progress, ...]
    is_member: bool
    is_coach: bool


class CohortChannels:
    """Who is in a channel is in no cohort by that; she joins herself, and leaving ends it."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def link(
        self,
        coach: Person,
        cohort_id: str,
        team: str,
        channel: str,
        *,
        weekday: int = DEFAULT_WEEKDAY,
        hour: int = DEFAULT_HOUR,
    ) -> CohortChannel:
        """Gives a cohort its channel, or its digest another day and hour, in the coach's zone."""
        if not (0 <= weekday <= 6 and 0 <= hour <= 23):
            raise BadInput("Give a day of the week and an hour, as in monday 8.")
        zone = str(ZoneInfo(coach.time_zone)) if coach.time_zone else "UTC"
        with self._store.session() as session:
            self._led(session, coach, cohort_id)
            there = store.cohort_channels.at(session, team, channel)
            if there is not None and there.cohort_id != cohort_id:
                raise Conflict("This channel belongs to another cohort already.")
            before = store.cohort_channels.find(session, cohort_id)
            linked = CohortChannel(
                cohort_id=cohort_id,
                team_id=team,
                channel_id=channel,
                weekday=weekday,
                hour=hour,
                time_zone=zone,
                linked_at=before.linked_at if before else self._clock(),
                digest_at=before.digest_at if before else None,
            )
            store.cohort_channels.link(session, linked)
            return linked

    def unlink(self, coach: Person, team: str, channel: str) -> Cohort:
        """Takes its channel from a cohort; everybody stays in the cohort."""
        with self._store.session() as session:
            there = store.cohort_channels.at(session, team, channel)
            if there is None:
                raise NotFound(NO_COHORT)
            cohort = self._led(session, coach, there.cohort_id)
            store.cohort_channels.unlink(session, cohort.id)
            return cohort

    def cohort_at(self, team: str, channel: str) -> Cohort | None:
        """The cohort whose channel this is."""
        with self._store.reading() as session:
            there = store.cohort_channels.at(session, team, channel)
            return store.cohorts.find(session, there.cohort_id) if there else None

    def of_coach(self, coach: Person) -> tuple[CohortChannel, ...]:
        """The channels of the cohorts she leads."""
        with self._store.reading() as session:
            return store.cohort_channels.of_coach(session, coach.id)

    def terms(self, person: Person, team: str, channel: str) -> Terms:
        """What her coach would see of her once she joins, from the same place as the coach's view.

        Raises NotFound where no cohort has this channel.
        """
        with self._store.reading() as session:
            cohort = self._at(session, team, channel)
            coach = store.people.find(session, cohort.coach_id)
            pursuits = store.pursuits.of_people(session, [person.id]).get(person.id, ())
            members = {member_id for member_id, _ in store.cohorts.members(session, cohort.id)}
        return Terms(
            cohort,
            coach.name if coach else "the coach",
            person.name,
            tuple(progress_of(pursuit) for pursuit in pursuits),
            person.id in members,
            person.id == cohort.coach_id,
        )

    def join(self, person: Person, team: str, channel: str, cohort_id: str) -> Cohort:
        """Makes her a member of the cohort whose terms she was shown in this channel."""
        with self._store.session() as session:
            cohort = self._at(session, team, channel)
            if cohort.id != cohort_id:  # linked to another one since she read its terms
                raise NotFound(NO_COHORT)
            if cohort.coach_id == person.id:
                raise BadInput("You lead this cohort, so you cannot join it as a member.")
            store.cohorts.join(session, cohort.id, person.id, self._clock())
            return cohort

    def left(self, person: Person, team: str, channel: str) -> None:
        """She left the channel: her membership and what she shared end; a coach's channel too."""
        with self._store.session() as session:
            there = store.cohort_channels.at(session, team, channel)
            if there is not None:
                self._leave(session, person, there)

    def left_workspace(self, person: Person, team: str) -> None:
        """She left the workspace: the same for every channel there."""
        with self._store.session() as session:
            for there in store.cohort_channels.everywhere(session):
                if there.team_id == team:
                    self._leave(session, person, there)

    def announce(self, person: Person, pursuit_id: str, cohort_id: str) -> None:
        """Has it told in the cohort's next digest that she handed in, or earned, a credential."""
        with self._store.session() as session:
            pursuit = store.pursuits.find(session, pursuit_id)
            joined = {cohort.id for cohort in store.cohorts.joined_by(session, person.id)}
            if pursuit is None or pursuit.person_id != person.id or cohort_id not in joined:
                raise NotFound("There is no such pursuit or cohort of yours.")
            if pursuit.stage not in TOLD_STAGES:
                raise BadInput("Only what was handed in or earned can be announced.")
            store.milestones.add(
                session, cohort_id, person.id, pursuit_id, pursuit.stage, self._clock()
            )

    def announced(self, person: Person) -> frozenset[tuple[str, str, str]]:
        """(cohort, pursuit, stage) of all that she chose to have told."""
        with self._store.reading() as session:
            found = store.milestones.of_person(session, person.id)
        return frozenset((one.cohort_id, one.pursuit_id, one.stage) for one in found)

    def _leave(self, session: Session, person: Person, there: CohortChannel) -> None:
        now = self._clock()
        cohort = store.cohorts.find(session, there.cohort_id)
        if cohort is not None and cohort.coach_id == person.id:
            store.cohort_channels.unlink(session, cohort.id)
        elif store.cohorts.leave(session, there.cohort_id, person.id, now):
            store.shares.revoke_in_cohort(session, person.id, there.cohort_id, now)
            store.milestones.forget(session, person.id, there.cohort_id)

    def _at(self, session: Session, team: str, channel: str) -> Cohort:
        there = store.cohort_channels.at(session, team, channel)
        cohort = store.cohorts.find(session, there.cohort_id) if there else None
        if cohort is None:
            raise NotFound(NO_COHORT)
        return cohort

    def _led(self, session: Session, coach: Person, cohort_id: str) -> Cohort:
        if not coach.may_lead:
            raise Forbidden("Only a coach can link a cohort; ask your admin for that role.")
        cohort = store.cohorts.find(session, cohort_id)
        if cohort is None or cohort.coach_id != coach.id:
            raise NotFound("There is no such cohort of yours.")
        return cohort
